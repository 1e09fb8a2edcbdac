"""Requests counted in the memory of one process, since a count in the database would drop every page that is kept."""

import threading
from datetime import datetime

from cachetools import LRUCache

SECONDS = 60
MOST = 10_000
"""Callers that are counted at once; those who asked longest ago make room for others."""


class Minutes:
    """How often each caller asked in the minute that runs: a fixed window, the same for all."""

    def __init__(self, room: int = MOST) -> None:
        """Count nobody yet."""
        self._lock = threading.Lock()
        self._minute = 0
        self._counts: LRUCache[str, int] = LRUCache(room)

    def count(self, caller: str, now: datetime) -> int:
        """Count one more of a caller; return how many that makes in this minute."""
        minute = int(now.timestamp()) // SECONDS
        with self._lock:
            if minute != self._minute:
                self._minute = minute
                self._counts.clear()
            self._counts[caller] = self._counts.get(caller, 0) + 1
            return self._counts[caller]


def seconds_left(now: datetime) -> int:
    """Return in how many seconds the next minute begins, 1 to 60."""
    return SECONDS - int(now.timestamp()) % SECONDS
