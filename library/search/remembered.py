"""What each page of results reads besides the index, remembered until it changes: up to 15 MB."""

from functools import lru_cache
from threading import Lock

from cachetools import LRUCache, cached

from library.briefs import texts
from library.briefs.states import PublishedBrief
from library.search import indexing
from library.search.engine.words import stems
from library.search.excerpts import Passages
from library.search.outside_topics import repository as outside_topics
from library.search.outside_topics.models import OutsideTopic
from library.services import Services
from library.text import plain

MOST_BRIEFS, MOST_LINES = 1_200, 5_000


@cached(LRUCache(MOST_BRIEFS), key=lambda found: (found.id, found.change), lock=Lock())
def passages(found: PublishedBrief) -> Passages:
    """Return what excerpts of a brief are cut from: all but its title and its line, which results show."""
    parts = (part for field, part in texts.whole(found.brief) if field not in {"title", "one_line"})
    return Passages("\n".join(map(plain.plain, parts)))


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


def topics(services: Services) -> tuple[OutsideTopic, ...]:
    """Return the topics in use that the library is not about, read again only when anything was committed."""
    return _topics(services, services.store.version())


@lru_cache(maxsize=2)
def _topics(services: Services, _version: str) -> tuple[OutsideTopic, ...]:
    with services.store.reading() as database:
        return tuple(topic for topic in outside_topics.read(database) if topic.used)
