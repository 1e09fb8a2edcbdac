"""The run of one day, when the next is due, and when one is late."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from library.i18n.formats import LONDON

LATE = timedelta(hours=26)
"""The newest backup is older than a day and some time to make one."""
BETWEEN_PROOFS = timedelta(days=7)
PROOF_LATE = timedelta(days=9)


@dataclass(frozen=True, slots=True)
class Run:
    """The backup of one day, as far as it came."""

    day: date
    started_at: datetime
    made_at: datetime | None = None
    name: str = ""
    size: int = 0
    rows: int = 0
    encrypted: bool = False
    trouble: str = ""
    tried_at: datetime | None = None
    proven_at: datetime | None = None
    proof_trouble: str = ""


@dataclass(frozen=True, slots=True)
class Kept:
    """All that is known of the backups: the last that was made, the last that was proven, and what is wrong now."""

    newest: Run | None = None
    proven_at: datetime | None = None
    trouble: str = ""
    proof_trouble: str = ""

    def late(self, now: datetime) -> bool:
        """Return whether the newest backup is older than it should be; where none was made, one failed."""
        if self.newest is None or self.newest.made_at is None:
            return bool(self.trouble)
        return now - self.newest.made_at > LATE

    def proof_late(self, now: datetime) -> bool:
        """Return whether a backup was to be proven by now, and was not."""
        if self.newest is None:
            return False
        return bool(self.proof_trouble) or (self.proven_at is not None and now - self.proven_at > PROOF_LATE)


def due_day(now: datetime, hour: int) -> date:
    """Return the day in London whose backup should be there by now."""
    here = now.astimezone(LONDON)
    passed = here >= datetime.combine(here.date(), time(hour), LONDON)
    return here.date() if passed else here.date() - timedelta(days=1)
