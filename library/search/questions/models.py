"""A question that the library could not answer, kept for staff without anything that says who asked."""

import re
import threading
from dataclasses import dataclass
from datetime import datetime

LONGEST = 300
"""Characters."""
PERSONAL = re.compile(
    r"(?<!\S)\S+@\S+"
    r"|\+?\d[\d\s().-]{6,}\d"
    r"|\b[a-z]{1,2}\d[a-z\d]?\s*\d[a-z]{2}\b"
    r"|\b\d{1,4}[a-z]?\s+(?:[a-z]+\s+){1,3}(?:street|road|avenue|close|drive|lane|way|court|crescent|place)\b"
    r"|\b(?:https?://|www\.)\S+",
    re.IGNORECASE,
)
"""E-mail and web addresses, telephone numbers, postcodes and house addresses."""

MOST_NOTED, SECONDS = 5, 30
"""Searches without an answer that one process notes in so many seconds.

Each is a change of the database, after which no page that is kept is given any more: when many readers come at once,
that costs all of them more than it tells staff.
"""


@dataclass(frozen=True, slots=True)
class Question:
    """A question as it was first asked, how often it came, and whether somebody `put` it to us on purpose."""

    id: int
    words: str
    times: int
    put: bool
    first_at: datetime
    last_at: datetime


def without_personal_data(text: str) -> str:
    """Take out of a question what could say who asked or whom it is about, as far as its shape shows it."""
    return " ".join(PERSONAL.sub("…", text).split())[:LONGEST]


class Pace:
    """Lets so many through in so many seconds; any thread may ask it."""

    def __init__(self) -> None:
        """Start with none."""
        self._lock = threading.Lock()
        self._period, self._let = 0, 0

    def lets(self, now: datetime) -> bool:
        """Return whether one more may pass now."""
        with self._lock:
            period = int(now.timestamp()) // SECONDS
            self._period, self._let = period, (self._let if period == self._period else 0) + 1
            return self._let <= MOST_NOTED
