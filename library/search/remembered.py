"""What each page of results reads besides the index, remembered until it changes."""

from collections.abc import Mapping
from functools import lru_cache
from threading import Lock

from cachetools import LRUCache, cached

from library.briefs import repository, texts
from library.briefs.states import PublishedBrief
from library.db.store import Store
from library.search import indexing
from library.search.engine.words import stems
from library.search.excerpts import Passages
from library.search.questions import repository as questions
from library.text import plain

MOST_BRIEFS, MOST_LINES = 1_200, 5_000
Remembered = tuple[PublishedBrief, tuple[str, ...]]
"""A brief as readers see it, and the questions that staff answered with it."""
_briefs: LRUCache[tuple[int, str], Remembered] = LRUCache(MOST_BRIEFS)
_lock = Lock()


def briefs(store: Store, marks: Mapping[int, str]) -> dict[int, Remembered]:
    """Return briefs by their ids, given with the mark of the last change of each.

    Those that are not remembered are read as they are now.
    """
    with _lock:
        known = {id: kept for id, mark in marks.items() if (kept := _briefs.get((id, mark)))}
    missing = [id for id in marks if id not in known]
    if missing:
        with store.reading() as database:
            answers, read = questions.answered(database, missing), repository.by_ids(database, missing)
        found = {id: (each, answers.get(id, ())) for id, each in read.items()}
        with _lock:
            _briefs.update({(id, each.change): (each, asked) for id, (each, asked) in found.items()})
        known |= found
    return known


@cached(LRUCache(MOST_BRIEFS), key=lambda found: (found.id, found.change), lock=Lock())
def passages(found: PublishedBrief) -> Passages:
    """Return what excerpts of a brief are cut from: all but its title and its line, which results show."""
    parts = (part for field, part in texts.whole(found.brief) if field not in {"title", "one_line"})
    return Passages(plain.plain("\n".join(parts)))


@cached(LRUCache(MOST_BRIEFS), key=lambda found: (found.id, found.change), lock=Lock())
def facets(found: PublishedBrief) -> dict[str, tuple[str, ...]]:
    """Return the terms of a brief, by the filter groups that they are in."""
    return indexing.facets(found)


@lru_cache(maxsize=MOST_LINES)
def stems_of(line: str) -> frozenset[str]:
    """Return the stems of a line that people ask by."""
    return frozenset(stems(line))


@lru_cache(maxsize=MOST_BRIEFS)
def stems_of_lines(lines: tuple[str, ...]) -> tuple[frozenset[str], ...]:
    """Return the stems of each line that people ask for a brief by."""
    return tuple(map(stems_of, lines))
