"""Counting how briefs are used: how often, on which day, and nothing about who."""

import threading
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from library.i18n.labels import LabelledEnum
from library.i18n.messages import marked


class Way(LabelledEnum):
    """A way in which a brief is used."""

    READ = "read", marked("Read")
    SENT = "sent", marked("Sent")
    FOUND = "found", marked("Found")


class Happening(LabelledEnum):
    """What is counted apart from any brief."""

    SEARCH = "searches", marked("Searches")
    NOTHING_FOUND = "nothing_found", marked("Searches that found nothing")


NO_BRIEF = 0
Counts = Counter[tuple[date, int, Way | Happening]]
"""(day in London, brief or none, what) -> how often."""


class Tally:
    """Counts of one process that are not in the database yet; any thread may add to them."""

    def __init__(self) -> None:
        """Start with none."""
        self._lock = threading.Lock()
        self._counts: Counts = Counter()

    def add(self, day: date, brief_ids: Iterable[int], way: Way, times: int = 1) -> bool:
        """Count some briefs; True if these are the first since all were taken."""
        return self.put(Counter({(day, brief_id, way): times for brief_id in brief_ids}))

    def note(self, day: date, what: Happening) -> bool:
        """Count something that is about no brief; True if it is the first since all were taken."""
        return self.put(Counter({(day, NO_BRIEF, what): 1}))

    def put(self, counts: Counts) -> bool:
        """Put counts in, such as those that could not be kept; True if there were none before."""
        with self._lock:
            first = not self._counts
            self._counts.update(counts)
            return first and bool(self._counts)

    def take(self) -> Counts:
        """Take all counts out."""
        with self._lock:
            taken, self._counts = self._counts, Counter()
        return taken


@dataclass(frozen=True, slots=True)
class Use:
    """How often one brief was read, sent and found in some days."""

    slug: str
    title: str
    read: int
    sent: int
    found: int
