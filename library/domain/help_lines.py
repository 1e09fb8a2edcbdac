"""A number to call for help now, and whether an admin has confirmed it."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class HelpLine:
    """One number, and when an admin last checked it, which only staff are shown.

    `said` are words of a search that call for this number, such as "refuge".
    """

    id: str
    words: str
    number: str
    confirmed_at: datetime | None = None
    said: tuple[str, ...] = ()

    @property
    def dialled(self) -> str:
        """Give the number as a telephone dials it."""
        return "".join(self.number.split())
