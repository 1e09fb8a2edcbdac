"""Working days in England: neither Saturdays nor Sundays, nor the eight bank holidays of each year.

A bank holiday that is proclaimed for one year only, such as for a coronation, is not known here.
"""

from datetime import date, timedelta
from functools import cache

from dateutil.easter import easter

DAY = timedelta(days=1)
SATURDAY, MONDAY = 5, 0


@cache
def bank_holidays(year: int) -> frozenset[date]:
    """Return the bank holidays of a year; one that falls on a weekend is moved to the next day that is free."""
    sunday = easter(year)
    fixed = {sunday - 2 * DAY, sunday + DAY, _monday(year, 5), _last_monday(year, 5), _last_monday(year, 8)}
    for day in (date(year, 1, 1), date(year, 12, 25), date(year, 12, 26)):
        while day.weekday() >= SATURDAY or day in fixed:
            day += DAY
        fixed.add(day)
    return frozenset(fixed)


def _monday(year: int, month: int) -> date:
    return next(day for day in (date(year, month, 1 + number) for number in range(7)) if day.weekday() == MONDAY)


def _last_monday(year: int, month: int) -> date:
    return next(day for day in (date(year, month, 31) - number * DAY for number in range(7)) if day.weekday() == MONDAY)


def is_working(day: date) -> bool:
    """Return whether offices are open on a day."""
    return day.weekday() < SATURDAY and day not in bank_holidays(day.year)


def after(day: date, count: int) -> date:
    """Return the day that is so many working days after one."""
    while count > 0:
        day += DAY
        count -= is_working(day)
    return day


def between(first: date, last: date) -> int:
    """Return how many working days there are from one day to another, both counted."""
    return sum(is_working(first + number * DAY) for number in range((last - first).days + 1))
