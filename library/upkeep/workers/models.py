"""A worker as it was last seen."""

from dataclasses import dataclass
from datetime import datetime, timedelta

BETWEEN_BEATS = timedelta(minutes=1)
PATIENCE = timedelta(minutes=5)
"""A worker that goes on is missed after so long."""
PATIENCE_WITH_CRON = timedelta(hours=2)
"""One that is started again and again, too."""


@dataclass(frozen=True, slots=True)
class Worker:
    """One worker: where it runs, as which process (0: started again and again), and when it was seen last."""

    machine: str
    process: int
    at: datetime
    next_by: datetime

    @property
    def name(self) -> str:
        """Return what it is known by."""
        return f"{self.machine} {self.process}"
