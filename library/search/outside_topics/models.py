"""What the library is not about, in lines as people might ask, and where they can turn instead."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class OutsideTopic:
    """One topic: `name` ends "We hold no evidence on …", `turn_to` names a service, which may be nobody.

    `changed_at` is when staff last changed it; a topic that is not `used` stays on the list and counts for nothing.
    """

    id: str
    name: str
    lines: tuple[str, ...]
    turn_to: str = ""
    web: str = ""
    number: str = ""
    used: bool = True
    changed_at: datetime | None = None

    @property
    def dialled(self) -> str:
        """Return the number as a telephone dials it."""
        return "".join(self.number.split())
