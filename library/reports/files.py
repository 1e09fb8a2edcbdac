"""A report as a spreadsheet and as one page of paper."""

from collections.abc import Iterator
from datetime import datetime

from library.briefs.formats import typst
from library.i18n.formats import day
from library.i18n.messages import gettext, marked
from library.reports import charts, rules
from library.reports.models import IN_CHARTS, Period, Report, Series, Statistic
from library.text.csv import csv_text

COLUMNS = ("what", "of", "from", "to", "count")
MOST_ON_PAPER = 6
ON_PAPER = (Statistic.READ, Statistic.SEARCHES, Statistic.SUBSCRIBERS)
"""What is drawn on paper, where there is room for three charts."""


def sheet(report: Report) -> str:
    """Write a report as CSV, a row for each number."""
    return csv_text(COLUMNS, _rows(report))


def _rows(report: Report) -> Iterator[tuple[str, ...]]:
    days = report.period.days
    ends = days.first.isoformat(), days.last.isoformat()
    for series in report.series:
        yield (series.statistic.label, "", *ends, rules.shown(series.total))
        if series.statistic in IN_CHARTS:
            for span, count in zip(report.period.pieces, series.points, strict=True):
                yield (series.statistic.label, "", span.first.isoformat(), span.last.isoformat(), rules.shown(count))
    for rows in (report.topics, report.places):
        for row in rows:
            for name in ("read", "sent", "found"):
                yield (name, row.label, *ends, rules.shown(getattr(row, name)))
    for label, count in report.wishes:
        yield (gettext(marked("Subscribers today who asked for")), label, "", "", rules.shown(count))


def paper(report: Report, *, organisation: str, address: str, at: datetime) -> bytes:
    """Set a report as a PDF of one page."""
    by_statistic = {series.statistic: series for series in report.series}
    words = {
        "title": gettext(marked("What Works Library: %(period)s")) % {"period": charts.name(report.period)},
        "organisation": organisation,
        "address": address,
        "counts": [_line(series) for series in report.series],
        "charts": [_drawn(by_statistic[statistic], report.period) for statistic in ON_PAPER],
        "topics": [[row.label, rules.shown(row.read)] for row in report.topics[:MOST_ON_PAPER]],
        "places": [[row.label, rules.shown(row.read)] for row in report.places[:MOST_ON_PAPER]],
        "made": gettext(marked("Made on %(day)s.")) % {"day": day(at)},
    }
    return typst.pdf("report", words, at)


def _line(series: Series) -> list[str]:
    since = gettext(marked("counted since %(day)s")) % {"day": day(series.since)} if series.since else ""
    return [series.statistic.label, rules.shown(series.total), rules.shown(series.before), since]


def _drawn(series: Series, period: Period) -> dict[str, object]:
    chart = charts.chart(series, period)
    top = max([rules.drawn(count) for count in series.points] + [1])
    bars = [rules.drawn(count) / top for count in series.points]
    ends = [chart.bars[0].label, chart.bars[-1].label]
    return {"title": series.statistic.label, "summary": chart.summary, "bars": bars, "ends": ends}


def file_name(period: Period, suffix: str) -> str:
    """Return the name of a file of a report."""
    return f"report-{period.length.value}-{period.days.first:%Y-%m}.{suffix}"
