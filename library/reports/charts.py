"""Charts as figures to be drawn: bars on a line, from numbers that may be shown."""

from dataclasses import dataclass

from library.i18n.formats import day, month
from library.i18n.messages import gettext, marked
from library.reports import rules
from library.reports.models import Length, Period, Series, Span

WIDTH, HEIGHT, HEAD = 640, 180, 24
"""Of the picture, with room for a number above the highest bar; a phone shows it half as large, without numbers."""
GAP = 0.25
"""How much of the place of a bar is left free."""
FEW_ENOUGH = 14
"""So many bars have their numbers above them."""


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: where it stands, how high it is, what it is called and what it says."""

    x: float
    y: float
    width: float
    height: float
    middle: float
    label: str
    shown: str


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart of one series; `summary` says in a sentence what it shows."""

    series: Series
    bars: tuple[Bar, ...]
    summary: str
    numbered: bool


def chart(series: Series, period: Period) -> Chart:
    """Return the chart of a series."""
    drawn = [rules.drawn(count) for count in series.points]
    top, place = max([*drawn, 1]), WIDTH / len(drawn)
    bars = []
    for number, (span, count, high) in enumerate(zip(period.pieces, series.points, drawn, strict=True)):
        height = high / top * (HEIGHT - HEAD)
        x, y = place * (number + GAP / 2), HEIGHT - height
        label = piece(span, period.length)
        bars.append(Bar(x, y, place * (1 - GAP), height, place * (number + 0.5), label, rules.shown(count)))
    return Chart(series, tuple(bars), _summary(bars, drawn), len(bars) <= FEW_ENOUGH)


def _summary(bars: list[Bar], drawn: list[int]) -> str:
    if not any(drawn):
        return gettext(marked("No number here is large enough to be drawn."))
    most = bars[drawn.index(max(drawn))]
    return gettext(marked("The most was %(count)s (%(when)s).")) % {"count": most.shown, "when": most.label}


def piece(span: Span, length: Length) -> str:
    """Return what a piece of a period is called."""
    if length is Length.YEAR:
        return month(span.first)
    if length is Length.QUARTER:
        return gettext(marked("week from %(day)s")) % {"day": day(span.first)}
    return day(span.first)


def name(period: Period) -> str:
    """Return what a period is called, such as October to December 2026."""
    first, last = month(period.days.first), month(period.days.last)
    if period.length is Length.MONTH:
        return first
    if period.days.first.year == period.days.last.year:
        first = first.rpartition(" ")[0]
    return gettext(marked("%(first)s to %(last)s")) % {"first": first, "last": last}
