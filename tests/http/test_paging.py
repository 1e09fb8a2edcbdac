"""Every list of the URL map: a page past the last is not found, and the page says which is the last."""

import re
from contextlib import closing

import pytest

from library.security.permissions import Role
from tests import addresses, builders
from tests.browser import Browser
from tests.tiers import deeper

ONCE = re.compile(r'(name="(?:form_token|form_id)" value=|data-watch=)"[^"]*"')
LISTS = {
    "/search",
    "/new",
    "/feed.atom",
    "/what-does-not-work",
    "/not-known-yet",
    "/roles/small-charity",
    "/staff/briefs",
    "/staff/due",
    "/staff/audit",
    "/staff/use",
    "/staff/questions",
    "/api/v1/search",
    "/api/v1/briefs",
}


@pytest.fixture
def admin(services):
    return builders.person(services, Role.ADMIN)


@pytest.fixture
def browser(app, admin):
    return Browser(app, admin)


def seen(browser, place):
    with closing(browser.get(place)) as answer:
        return answer.status_code, ONCE.sub("", answer.text) if answer.mimetype.startswith("text/html") else ""


@pytest.mark.parametrize("page", ["2", "1000000", "99999999999999999999"])
@pytest.mark.parametrize("place", sorted(LISTS))
def test_a_page_past_the_last_is_not_found(browser, place, page):
    joint = "&" if "?" in place else "?"
    answer = browser.get(f"{place}{joint}page={page}")
    too_large_for_a_number = answer.status_code == 400 and len(page) > 4
    assert answer.status_code == 404 or too_large_for_a_number
    assert "The last page is page 1." in answer.text or too_large_for_a_number
    assert browser.get(place).status_code == browser.get(f"{place}{joint}page=1").status_code == 200


@pytest.mark.slow("opens every address of readers twice")
@pytest.mark.parametrize(
    ("name", "under"), [("page", ""), deeper("page", "/staff"), deeper("part", ""), deeper("part", "/staff")]
)
def test_an_address_with_a_page_number_is_a_list_or_leaves_it_alone(session_app, filled, known, name, under):
    session_app.extensions["services"] = filled
    person = builders.person(filled, Role.ADMIN) if under else None
    browser, shown = Browser(session_app, person), []
    for rule in addresses.every(session_app, "GET"):
        if rule.rule.startswith("/staff") != bool(under):
            continue
        place = addresses.of(session_app, rule, known)
        plain = seen(browser, place)
        second = seen(browser, f"{place}{'&' if '?' in place else '?'}{name}=2")
        if second[0] != 404 and second not in (plain, seen(browser, place)):
            shown.append(place)
    assert shown == []
