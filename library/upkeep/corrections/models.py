"""A mistake that a reader reported in a brief."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Mistake:
    """A report: in which brief, in whose words, and where to reply, if they said."""

    id: int
    brief_id: int
    slug: str
    title: str
    words: str
    reply_to: str
    at: datetime
