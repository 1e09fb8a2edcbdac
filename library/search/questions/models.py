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

MOST_KEPT_BACK = 500
"""Questions that wait in a process to be written; more than that in half a minute tell staff nothing new."""


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


class Backlog:
    """Questions of one process that are not in the database yet; any thread may add to them."""

    def __init__(self) -> None:
        """Start with none, and ready to write."""
        self._lock = threading.Lock()
        self._words: list[str] = []
        self._waits = False

    def put(self, words: str) -> bool:
        """Put a question in; True if it should be written now, False if it waits with others for the next time."""
        with self._lock:
            if len(self._words) < MOST_KEPT_BACK:
                self._words.append(words)
            at_once, self._waits = not self._waits, True
            return at_once

    def take(self) -> list[str]:
        """Take all questions out."""
        with self._lock:
            taken, self._words = self._words, []
            return taken

    def wait_no_longer(self) -> None:
        """Let the next question be written at once again."""
        with self._lock:
            self._waits = False
