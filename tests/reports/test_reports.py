"""Reports: what was counted in a period, with nothing made up and no number that is small enough to be about somebody."""

import csv
import io
import re
from dataclasses import replace
from datetime import UTC, date, datetime

import pypdfium2
import pytest

from library.briefs.usage import service as usage
from library.newsletters.subscriptions import repository as subscription_rows
from library.newsletters.subscriptions import service as subscriptions
from library.newsletters.subscriptions.models import Choice, Rhythm
from library.reports import rules
from library.reports.models import Length, Span
from tests import builders
from tests.addresses import SUBSCRIBER
from tests.briefs.test_usage import PERSON

NOW = datetime(2026, 11, 29, 12, 0, tzinfo=UTC)


@pytest.fixture
def clock():
    return lambda: NOW


def table(page):
    """Give the first table: what is counted -> (this period, the one before, since)."""
    rows = re.findall(r'<th scope="row">([^<]*)</th>(.*?)</tr>', page.text)
    return {name: re.findall(r"<td>(?:<span[^>]*>[^<]*</span>)?([^<]*)</td>", cells) for name, cells in rows}


@pytest.fixture
def read(client, services, reviewer):
    """Give a library in which a brief was read seven times and another twice, and something was searched for."""
    builders.published(services, reviewer, "choirs", title="Choirs", approaches=["mentoring"])
    builders.published(services, reviewer, "murals", title="Murals", place="leicester")
    for path, times in (("/briefs/choirs", 7), ("/briefs/murals", 2), ("/search?q=murals", 6), ("/search?q=qwertz", 1)):
        for _ in range(times):
            client.get(path, headers=PERSON)
    client.get("/search?q=my+boyfriend+hits+me", headers=PERSON)
    client.get("/search?q=murals", headers={"User-Agent": "Googlebot"})
    usage.keep(services)


@pytest.mark.usefixtures("read")
def test_a_report_counts_what_was_recorded_and_hides_small_numbers(staff):
    page = staff.get("/staff/reports?length=quarter&day=2026-11-29")
    assert "Report: October to December 2026" in page.text
    told = table(page)
    assert told["Briefs read"] == ["9", "not counted", "29 November 2026"]
    assert told["Searches"] == ["7", "not counted", "29 November 2026"]
    assert told["Searches that found nothing"][0] == "fewer than 5"
    assert told["Subscribers at the end"] == ["not counted", "not counted", "not yet"]
    assert told["Mentoring"] == ["7", "0", "0"]
    assert told["Leicester"][0] == "fewer than 5"


@pytest.mark.usefixtures("read")
def test_each_chart_names_itself_says_what_it_shows_and_has_its_numbers_beneath(staff):
    page = staff.get("/staff/reports?length=month&day=2026-11-29").text
    chart = page[page.index('<figure class="chart"') : page.index("</figure>")]
    assert re.search(r'role="img" aria-labelledby="chart-1-title" aria-describedby="chart-1-summary"', chart)
    assert '<p class="chart__summary" id="chart-1-summary">The most was 9 (29 November 2026).</p>' in chart
    assert "<span>1 November 2026</span> <span>30 November 2026</span>" in chart
    assert chart.count("<rect") == 30
    assert "<td>29 November 2026</td><td>9</td>" in chart
    assert "<td>28 November 2026</td><td>not counted</td>" in chart
    assert "style=" not in chart


@pytest.mark.usefixtures("read")
def test_the_spreadsheet_holds_the_same_numbers(staff):
    answer = staff.get("/staff/reports.csv?length=year&day=2026-11-29")
    assert answer.headers["Content-Disposition"] == 'attachment; filename="report-year-2026-04.csv"'
    rows = list(csv.DictReader(io.StringIO(answer.data.decode("utf-8-sig"))))
    read = [(row["from"], row["to"], row["count"]) for row in rows if row["what"] == "Briefs read"]
    assert read[0] == ("2026-04-01", "2027-03-31", "9")
    assert ("2026-11-01", "2026-11-30", "9") in read
    assert ("2026-10-01", "2026-10-31", "not counted") in read


@pytest.mark.usefixtures("read")
def test_the_paper_is_one_page_with_its_period_on_it(staff):
    answer = staff.get("/staff/reports.pdf?length=year&day=2026-11-29")
    document = pypdfium2.PdfDocument(answer.data)
    assert len(document) == 1
    words = document[0].get_textpage().get_text_range()
    assert "April 2026 to March 2027" in words
    assert "fewer than 5" in words


def test_subscribers_are_counted_once_a_day(staff, services):
    for number in range(6):
        _subscribe(services, f"{number}{SUBSCRIBER}")
    subscriptions.count_today(services)
    _subscribe(services, SUBSCRIBER)
    subscriptions.count_today(services)
    assert table(staff.get("/staff/reports"))["Subscribers at the end"][0] == "6"
    assert table(staff.get("/staff/reports"))["Mentoring"] == ["7"]
    later = replace(services, clock=lambda: datetime(2026, 11, 30, 12, 0, tzinfo=UTC))
    subscriptions.count_today(later)
    rows = staff.get("/staff/reports.csv?length=month&day=2026-11-29").data.decode("utf-8-sig")
    assert "Subscribers at the end,,2026-11-29,2026-11-29,6" in rows


def _subscribe(services, address):
    subscriptions.ask(services, address, Choice(("approach:mentoring",), "", Rhythm.NOW), "/subscribe", address)
    with services.store.reading() as database:
        found = subscription_rows.of(database, address)
    subscriptions.agree(services, found)


@pytest.mark.parametrize(
    ("length", "first", "last", "pieces"),
    [
        (Length.MONTH, date(2026, 11, 1), date(2026, 11, 30), 30),
        (Length.QUARTER, date(2026, 10, 1), date(2026, 12, 31), 14),
        (Length.YEAR, date(2026, 4, 1), date(2027, 3, 31), 12),
    ],
)
def test_a_period_is_whole_and_its_pieces_fill_it(length, first, last, pieces):
    period = rules.period(length, NOW.date())
    assert period.days == Span(first, last)
    assert len(period.pieces) == pieces
    assert (period.pieces[0].first, period.pieces[-1].last) == (first, last)
    assert rules.after(rules.before(period)) == period


@pytest.mark.parametrize("asked", ["length=x&day=y", "day=0001-01-01", "day=9999-12-31&length=year"])
def test_no_question_is_too_absurd_for_a_report(staff, asked):
    assert staff.get(f"/staff/reports?{asked}").status_code == 200
