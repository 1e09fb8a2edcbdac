"""Periods and their pieces, what is counted in them, and which numbers are too small to be shown."""

from calendar import monthrange
from collections.abc import Iterator
from datetime import date, timedelta

from library.i18n.messages import gettext, marked
from library.reports.models import DayCounts, Length, Period, Series, Span, Statistic

FEWEST = 5
"""A smaller number than this, but for none, could be about somebody who is known: it isn't shown."""
FEW, NOT_COUNTED = marked("fewer than 5"), marked("not counted")
MONTHS = {Length.MONTH: 1, Length.QUARTER: 3, Length.YEAR: 12}
FIRST_MONTH = {Length.MONTH: 1, Length.QUARTER: 1, Length.YEAR: 4}
EARLIEST, LATEST = date(2020, 1, 1), date(2100, 1, 1)


def period(length: Length, day: date) -> Period:
    """Return the period of a length that a day is in."""
    day = min(max(day, EARLIEST), LATEST)
    months = MONTHS[length]
    passed = (day.year * 12 + day.month - FIRST_MONTH[length]) // months * months + FIRST_MONTH[length] - 1
    first = _month(passed)
    days = Span(first, _month(passed + months) - timedelta(days=1))
    return Period(length, days, tuple(_pieces(length, days)))


def _month(number: int) -> date:
    return date(number // 12, number % 12 + 1, 1)


def _pieces(length: Length, days: Span) -> Iterator[Span]:
    """Return days of a month, weeks of a quarter, months of a year."""
    first = days.first
    while first <= days.last:
        step = {Length.MONTH: 1, Length.QUARTER: 7, Length.YEAR: monthrange(first.year, first.month)[1]}[length]
        yield Span(first, min(first + timedelta(days=step - 1), days.last))
        first += timedelta(days=step)


def before(one: Period) -> Period:
    """Return the period before one."""
    return period(one.length, one.days.first - timedelta(days=1))


def after(one: Period) -> Period:
    """Return the period after one."""
    return period(one.length, one.days.last + timedelta(days=1))


def series(statistic: Statistic, counts: DayCounts, since: date | None, one: Period, today: date) -> Series:
    """Return what was counted of a statistic in a period; nothing is said of days before it was counted or to come."""
    counted = [_counted(statistic, counts, since, days, today) for days in (one.days, before(one).days, *one.pieces)]
    return Series(statistic, since, counted[0], counted[1], tuple(counted[2:]))


def _counted(statistic: Statistic, counts: DayCounts, since: date | None, days: Span, today: date) -> int | None:
    if since is None or days.last < since or days.first > today:
        return None
    found = {day: count for day, count in counts.items() if days.holds(day)}
    if statistic is Statistic.SUBSCRIBERS:
        return found[max(found)] if found else None
    return sum(found.values())


def shown(count: int | None) -> str:
    """Return a number as it may be shown."""
    if count is None:
        return gettext(NOT_COUNTED)
    return gettext(FEW) if 0 < count < FEWEST else f"{count:,}"


def drawn(count: int | None) -> int:
    """Return how high a number is drawn: what isn't shown is not drawn either."""
    return count if count and count >= FEWEST else 0
