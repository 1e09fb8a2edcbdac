"""A number to call for help now, and whether an admin has confirmed it."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class HelpLine:
    """One number; until somebody has confirmed it, the page says to check it first."""

    id: str
    words: str
    number: str
    confirmed_at: datetime | None = None

    @property
    def dialled(self) -> str:
        """Give the number as a telephone dials it."""
        return "".join(self.number.split())
