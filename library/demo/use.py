"""Example use of briefs and searches, so that the reports of a demo show something; nobody read or searched."""

from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta

from library.briefs import repository as briefs
from library.briefs.usage import repository as use
from library.briefs.usage.models import NO_BRIEF, Counts, Happening, Way
from library.services import Services

BRIEFS, RECENT, LONG = 6, 100, 400
"""How many briefs were used, for how many days each day, and for how many days once a week."""
SATURDAY = 5
SEASON = (7, 9, 12, 8, 5, 10, 14)
"""How use rises and falls from week to week."""


def fill(services: Services) -> None:
    """Count example use of the first few briefs, more of the first than of the last."""
    counts: Counts = Counter()
    with services.store.writing() as database:
        used = sorted(brief.id for brief in briefs.everything(database))[:BRIEFS]
        for day in _days(services.today()):
            busy = SEASON[day.toordinal() // 7 % len(SEASON)] // (3 if day.weekday() >= SATURDAY else 1)
            counts[day, NO_BRIEF, Happening.SEARCH] = busy * 4
            counts[day, NO_BRIEF, Happening.NOTHING_FOUND] = busy // 3
            for rank, brief_id in enumerate(used, 1):
                counts[day, brief_id, Way.READ] = busy * 3 // rank
                counts[day, brief_id, Way.FOUND] = busy * 5 // rank
                counts[day, brief_id, Way.SENT] = busy // rank // 2
        use.add(database, +counts)


def _days(today: date) -> Iterator[date]:
    yield from (today - timedelta(days=ago) for ago in range(RECENT))
    yield from (today - timedelta(days=ago) for ago in range(RECENT, LONG, 7))
