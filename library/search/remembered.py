"""What is read of a brief for each page that finds it, remembered until it changes: about 5 MB."""

from functools import lru_cache
from threading import Lock

from cachetools import LRUCache, cached

from library.briefs import texts
from library.briefs.states import PublishedBrief
from library.search.engine.words import stems
from library.text import plain

MOST_BRIEFS, MOST_LINES = 500, 5_000


@cached(LRUCache(MOST_BRIEFS), key=lambda found: (found.id, found.change), lock=Lock())
def body(found: PublishedBrief) -> str:
    """Return the text of a brief that excerpts are cut from: all but its title and its line, which results show."""
    parts = (part for field, part in texts.whole(found.brief) if field not in {"title", "one_line"})
    return "\n".join(map(plain.plain, parts))


@lru_cache(maxsize=MOST_LINES)
def stems_of(line: str) -> frozenset[str]:
    """Return the stems of a line that people ask by."""
    return frozenset(stems(line))
