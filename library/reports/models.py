"""A report: what was counted in a period, in pieces of it, by topic and by place."""

from dataclasses import dataclass
from datetime import date

from library.i18n.labels import LabelledEnum
from library.i18n.messages import marked


class Length(LabelledEnum):
    """How long a period is. A year is a financial year, from April to March."""

    MONTH = "month", marked("Month")
    QUARTER = "quarter", marked("Quarter")
    YEAR = "year", marked("Financial year")


@dataclass(frozen=True, slots=True)
class Span:
    """Some days, both ends among them."""

    first: date
    last: date

    def holds(self, day: date) -> bool:
        """Return whether a day is one of them."""
        return self.first <= day <= self.last


@dataclass(frozen=True, slots=True)
class Period:
    """The days of a report, and the pieces that charts show: days, weeks or months."""

    length: Length
    days: Span
    pieces: tuple[Span, ...]


class Statistic(LabelledEnum):
    """What is counted."""

    READ = "read", marked("Briefs read")
    SENT = "sent", marked("Briefs sent to somebody or saved as an e-mail")
    SEARCHES = "searches", marked("Searches")
    NOTHING_FOUND = "nothing_found", marked("Searches that found nothing")
    MAILS = "mails", marked("E-mail updates sent")
    SUBSCRIBERS = "subscribers", marked("Subscribers at the end")
    NEW_BRIEFS = "new_briefs", marked("Briefs published for the first time")
    MISTAKES = "mistakes", marked("Mistakes that readers reported")


IN_CHARTS = (
    Statistic.READ,
    Statistic.SENT,
    Statistic.SEARCHES,
    Statistic.NOTHING_FOUND,
    Statistic.MAILS,
    Statistic.SUBSCRIBERS,
)
"""What is also shown over time."""
DayCounts = dict[date, int]


@dataclass(frozen=True, slots=True)
class Series:
    """One statistic over a period: the whole, that of the period before, and each piece; None where it wasn't counted.

    `since` is the first day that it was counted on, None if it never was.
    """

    statistic: Statistic
    since: date | None
    total: int | None
    before: int | None
    points: tuple[int | None, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """How briefs of a topic or a place were used."""

    label: str
    read: int
    sent: int
    found: int


@dataclass(frozen=True, slots=True)
class Report:
    """All that a report says."""

    period: Period
    series: tuple[Series, ...]
    topics: tuple[Row, ...]
    places: tuple[Row, ...]
    wishes: tuple[tuple[str, int], ...]
    """What today's subscribers asked for, with how many did."""
