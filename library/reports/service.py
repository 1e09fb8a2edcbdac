"""Making a report: every number from what was recorded, none estimated, none that could be about one person."""

from collections import Counter
from collections.abc import Callable, Iterable

from library.briefs import repository as briefs
from library.briefs.states import PublishedBrief
from library.briefs.vocabulary import repository as vocabulary
from library.briefs.vocabulary.models import Vocabulary
from library.db.store import Database
from library.i18n.messages import gettext, marked
from library.reports import repository, rules
from library.reports.models import Period, Report, Row, Series, Span, Statistic
from library.security.permissions import Action, Person, demand
from library.services import Services

MOST_ROWS = 12
EVERYTHING = marked("Everything")
Use = dict[int, tuple[int, int, int]]
Terms = Callable[[PublishedBrief], tuple[str, ...]]
"""Which terms of a scheme a brief has."""


def report(services: Services, person: Person, period: Period) -> Report:
    """Return the report on a period."""
    demand(person, Action.WRITE)
    with services.store.reading() as database:
        terms, published = vocabulary.read(database), briefs.everything(database)
        use = repository.use(database, period.days)
        series = tuple(_series(services, database, statistic, period) for statistic in Statistic)
        wishes = _wishes(repository.wishes(database), terms)
    topics = _rows(published, use, terms, "approach", lambda each: each.brief.approaches)
    places = _rows(published, use, terms, "place", lambda each: (each.brief.place,) if each.brief.place else ())
    return Report(period, series, topics, places, wishes)


def _series(services: Services, database: Database, statistic: Statistic, period: Period) -> Series:
    both = Span(rules.before(period).days.first, period.days.last)
    counts, since = repository.counts(database, statistic, both), repository.since(database, statistic)
    return rules.series(statistic, counts, since, period, services.today())


def _rows(published: Iterable[PublishedBrief], use: Use, terms: Vocabulary, scheme: str, of: Terms) -> tuple[Row, ...]:
    """Return how the briefs of each term were used, the most read first; a brief of two terms counts for both."""
    sums: dict[str, Counter[int]] = {}
    for each in published:
        for term in of(each):
            sums.setdefault(term, Counter()).update(dict(enumerate(use.get(each.id, (0, 0, 0)))))
    used = ((term, found) for term, found in sums.items() if any(found.values()))
    rows = [Row(terms.label(scheme, term), found[0], found[1], found[2]) for term, found in used]
    return tuple(sorted(rows, key=lambda row: (-row.read, -row.found, row.label))[:MOST_ROWS])


def _wishes(topics: Iterable[tuple[str, ...]], terms: Vocabulary) -> tuple[tuple[str, int], ...]:
    found = Counter(topic for each in topics for topic in set(each))
    named = {topic: terms.label(*topic.split(":", 1)) if ":" in topic else gettext(EVERYTHING) for topic in found}
    ranked = sorted(found.items(), key=lambda pair: (-pair[1], named[pair[0]]))
    return tuple((named[topic], many) for topic, many in ranked[:MOST_ROWS])
