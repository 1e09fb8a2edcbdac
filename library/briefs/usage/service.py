"""Counting how briefs are used, without cookies and without a word about who: in memory, kept in batches.

A process that is killed loses the counts of its last half minute; nothing else depends on them.
"""

import logging
import threading
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta

from library.briefs.usage import repository as usage
from library.briefs.usage.models import Happening, Use, Way
from library.paging import pages
from library.security.permissions import Action, Person, demand
from library.services import Services

log = logging.getLogger(__name__)
SECONDS_BETWEEN = 30.0


def count(services: Services, way: Way, brief_ids: Iterable[int], times: int = 1) -> None:
    """Count some briefs as used; they are kept a little later, aside from the request."""
    if services.tally.add(services.today(), brief_ids, way, times):
        _later(services)


def note(services: Services, what: Happening) -> None:
    """Count something that is about no brief, such as a search."""
    if services.tally.note(services.today(), what):
        _later(services)


def _later(services: Services) -> None:
    timer = threading.Timer(SECONDS_BETWEEN, _keep_quietly, (services,))
    timer.daemon = True
    timer.start()


def _keep_quietly(services: Services) -> None:
    """Keep what was counted, or try again later, unless the library has been deleted."""
    try:
        keep(services)
    except Exception as trouble:
        if services.settings.instance.exists():
            log.warning("counts of use are kept later: %s", trouble)
            _later(services)


def keep(services: Services) -> None:
    """Keep what was counted; what cannot be kept now stays counted."""
    counts = services.tally.take()
    if not counts:
        return
    try:
        with services.store.writing() as database:
            usage.add(database, counts)
    except Exception:
        services.tally.put(counts)
        raise


@dataclass(frozen=True, slots=True)
class UsePage:
    """How briefs were used in the last `days` days: all together, and one page of them, most read first."""

    days: int
    totals: dict[Way, int]
    lines: tuple[Use, ...]
    page: int
    pages: int


def overview(services: Services, person: Person, days: int, page: int = 1, size: int = 50) -> UsePage:
    """Return how briefs were used."""
    demand(person, Action.WRITE)
    since = services.today() - timedelta(days=days - 1)
    with services.store.reading() as database:
        total, lines = usage.used(database, since, (page - 1) * size, size)
        return UsePage(days, usage.totals(database, since), tuple(lines), page, pages(total, size))
