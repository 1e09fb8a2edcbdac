"""Who must listen: the plain answer, how to ask each body, and the dates that staff keep."""

import pytest

from library.involve.meetings.models import Body
from tests.browser import Browser
from tests.involve.conftest import Clock
from tests.to_do import waiting

PANEL = {"body": "panel", "day": "2026-12-10", "time": "1pm", "place": "City Hall", "ask_by": "2026-11-30"}
PAGE, DESK = "/who-must-listen", "/staff/public-meetings"


def test_the_page_answers_first_and_says_how_to_ask_each_body(reader: Browser) -> None:
    page = reader.get(PAGE).text.replace("&#39;", "'")
    order = [
        "They don't have to follow",
        "Who must act",
        "How to ask, and when",
        *(f'id="{body}"' for body in Body),
    ]
    places = [page.index(words) for words in order]
    assert places == sorted(places)
    assert page.count("have its next date") == len(Body)


def test_a_meeting_is_shown_until_its_day_is_over_in_london(reader: Browser, staff: Browser, clock: Clock) -> None:
    assert staff.send(DESK, PANEL).status_code == 303
    page = reader.get(PAGE).text
    assert "10 December 2026" in page
    assert "Send your question by 30 November 2026" in page
    clock.now = clock.now.replace(month=12, day=10, hour=23, minute=59)
    assert "10 December 2026" in reader.get(PAGE).text
    clock.on(minutes=2)
    assert "10 December 2026" not in reader.get(PAGE).text


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"body": ""}, "body"),
        ({"day": ""}, "day"),
        ({"day": "2026-11-28", "ask_by": ""}, "day"),
        ({"ask_by": "2026-12-11"}, "ask_by"),
        ({"link": "nowhere"}, "link"),
    ],
)
def test_a_meeting_that_cannot_be_is_not_kept(staff: Browser, reader: Browser, changed: dict, field: str) -> None:
    answer = staff.send(DESK, PANEL | changed)
    assert answer.status_code == 400
    assert f'href="#{field}"' in answer.text
    assert 'value="City Hall"' in answer.text
    assert "City Hall" not in reader.get(PAGE).text


def test_a_meeting_that_was_removed_is_gone_and_may_be_removed_twice(staff: Browser, reader: Browser) -> None:
    staff.send(DESK, PANEL)
    page = staff.get(DESK)
    for _ in range(2):
        assert staff.press(f"{DESK}/1", page).status_code == 303
    assert "10 December 2026" not in reader.get(PAGE).text


def test_the_desk_counts_the_bodies_without_a_date(staff: Browser, contributor: Browser) -> None:
    staff.send(DESK, PANEL)
    assert waiting(staff)["Public meetings to add"] == len(Body) - 1
    assert "Public meetings" not in contributor.get("/staff/briefs").text
    assert contributor.get(DESK).status_code == 403


def test_both_pages_are_in_the_sitemap(reader: Browser) -> None:
    sitemap = reader.get("/sitemap.xml").text
    assert "/get-involved</loc>" in sitemap
    assert "/who-must-listen</loc>" in sitemap
