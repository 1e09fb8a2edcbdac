"""The lists that readers browse: what does not work, what is not known, what is new or due, advice for a reader."""

from dataclasses import replace

from library.briefs import repository as briefs
from library.briefs.ratings import Effect, Kind, Reader
from library.briefs.states import Listed
from library.search import service as searches
from library.search.models import Query, Sort
from library.search.service import Answer, Result
from library.services import Services

MOST = 100
"""Briefs on one page of a list."""
NEWEST = 30
"""Briefs on one page of what is new, and of the feed."""
FAILED = (Effect.HARM, Effect.NO_CLEAR_CHANGE)


def what_does_not_work(services: Services, page: int = 1) -> Answer:
    """Find the briefs with an outcome that did not change, or got worse; the surest on each page first."""
    answer = _found(services, "effect", tuple(effect.value for effect in FAILED), page)
    return replace(answer, results=tuple(sorted(answer.results, key=_failure_first)))


def _failure_first(result: Result) -> tuple[bool, int]:
    """Order briefs that are about failure before others, and the surest failures first."""
    brief = result.found.brief
    confidence = max(outcome.confidence or 0 for outcome in brief.outcomes if outcome.effect in FAILED)
    return brief.kind is not Kind.DOES_NOT_WORK, -confidence


def not_known_yet(services: Services, page: int = 1) -> Answer:
    """Find the briefs whose answer is that nobody knows."""
    return _found(services, "kind", (Kind.NOT_KNOWN_YET.value,), page)


def advice_for(services: Services, reader: Reader, page: int = 1) -> Answer:
    """Find the briefs that speak to one kind of reader."""
    return _found(services, "reader", (reader.value,), page)


def _found(services: Services, group: str, terms: tuple[str, ...], page: int) -> Answer:
    return searches.search(services, Query(filters={group: terms}, sort=Sort.NEWEST, page=page, size=MOST))


def new(services: Services, page: int = 1) -> tuple[int, list[Listed]]:
    """Return how many briefs there are, and one page of them, the last published first."""
    with services.store.reading() as database:
        start = (page - 1) * NEWEST
        return briefs.count(database), briefs.listed(database, order="published", start=start, size=NEWEST)
