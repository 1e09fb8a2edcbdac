"""The desk as a to-do list: what waits for whom, the menu of every page for staff, and the briefs that are wanted."""

import re
from datetime import UTC, datetime

import pytest

from library.editing.drafts import service as desk
from library.editing.review_dates import service as review_dates
from library.search.unanswered import service as unanswered
from library.security.permissions import Role
from tests import builders
from tests.browser import Browser, typed
from tests.to_do import waiting

TITLE = re.compile(r'class="line__title" href="/staff/briefs/\d+/edit"[^>]*>([^<]*)<')
MENU = re.compile(r'<nav class="staff-menu".*?</nav>', re.DOTALL)
COUNTED = re.compile(r'<a href="([^"]*)">([^<]*) <span class="staff-menu__count">(\d+)</span>')


@pytest.fixture
def clock():
    """Return a clock that stands on a day when one brief is overdue and another isn't."""
    return lambda: datetime(2026, 11, 30, 12, tzinfo=UTC)


@pytest.fixture
def admin(app, services):
    return Browser(app, builders.person(services, Role.ADMIN))


def found(staff, **asked):
    return TITLE.findall(staff.get("/staff/briefs", query_string=asked).text)


@pytest.fixture
def three(services, reviewer):
    """Give a library with a brief that is published, one that is overdue and withdrawn, and a thought of a reviewer."""
    builders.published(services, reviewer, "murals", title="Murals", owner_role="Arts lead")
    overdue = {"checked_on": "2025-01-01", "check_by": "2025-06-01"}
    gone = builders.published(services, reviewer, "choirs", title="Choirs sing", approaches=["mentoring"], **overdue)
    builders.published(services, reviewer, "chess", title="Chess 100%", kind="early_learning", **overdue)
    desk.withdraw(services, reviewer, gone, "Wrong.")
    desk.start(services, reviewer, {"title": "Half a thought"}, "one")


@pytest.mark.parametrize(
    ("asked", "titles"),
    [
        ({"words": "sing CHOIR"}, ["Choirs sing"]),
        ({"words": "100%"}, ["Chess 100%"]),
        ({"kind": "early_learning"}, ["Chess 100%"]),
        ({"state": "published", "order": "title"}, ["Chess 100%", "Murals"]),
        ({"state": "withdrawn"}, ["Choirs sing"]),
        ({"state": "draft"}, ["Half a thought"]),
        ({"topic": "mentoring"}, ["Choirs sing"]),
        ({"due": "overdue"}, ["Chess 100%"]),
        ({"mine": "yes"}, ["Half a thought"]),
        ({"kind": "nonsense", "state": "x", "due": "y", "order": "z", "page": "-1"}, 4),
    ],
)
@pytest.mark.usefixtures("three")
def test_the_list_is_narrowed_by_what_the_address_asks_for(staff, asked, titles):
    shown = found(staff, **asked)
    assert shown == titles if isinstance(titles, list) else len(shown) == titles


@pytest.mark.usefixtures("three")
def test_what_somebody_looks_after_is_theirs_and_nothing_found_leads_back(staff, services, reviewer):
    admin = builders.person(services, Role.ADMIN)
    assert review_dates.set_duty(services, admin, "Arts lead", reviewer.id, None) == []
    assert set(found(staff, mine="yes")) == {"Half a thought", "Murals"}
    page = staff.get("/staff/briefs?words=nothing+like+it").text
    assert "No brief fits." in page
    assert 'href="/staff/briefs#briefs">Show all briefs' in page


def test_each_person_is_told_what_waits_for_them_on_every_page_for_staff(staff, contributor, admin, services):
    contributor.send("/staff/briefs/new", typed(builders.content()) | {"action": "review"})
    unanswered.put(services, "Does chess in the park help anybody?", "ann")
    assert waiting(staff)["Waiting for your review"] == 1
    assert waiting(staff)["Searches without an answer"] == 1
    assert "Waiting for your review" not in waiting(contributor)
    assert "You sent these for review" in contributor.get("/staff/briefs").text
    for path in ("/staff/questions", "/staff/due", "/staff/account", "/staff/briefs/new"):
        menu = MENU.search(staff.get(path).text)[0]
        counted = {words: int(count) for _, words, count in COUNTED.findall(menu)}
        assert counted["Waiting for your review"] == 1
        assert f"{sum(counted.values())} things to do" in menu
    assert "/staff/people" in MENU.search(admin.get("/staff/due").text)[0]
    assert "/staff/people" not in MENU.search(staff.get("/staff/due").text)[0]
    assert not MENU.search(staff.get("/about").text)


def test_where_nothing_waits_the_desk_says_what_comes_there(contributor):
    page = contributor.get("/staff/briefs").text
    assert "Nothing is waiting for you." in page
    assert "Drafts you sent for review that came back with something to fix." in page
