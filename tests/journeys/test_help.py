"""Somebody in trouble, with a phone: help is on the first screen, and one tap leads away."""

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import PHONE, Visiting
from tests.journeys.sites import Visitor


@pytest.fixture
def phone(visit: Visiting) -> Visitor:
    """Give a visitor with a narrow phone."""
    return visit(viewport={"width": 360, "height": 740}, **PHONE)


@pytest.mark.parametrize(
    ("question", "number"),
    [
        ("my boyfriend hits me", "0808 2000 247"),
        ("i want to kill my self", "116 123"),
        ("im 14 and someone has my nudes", "0800 1111"),
        ("pomocy mąż mnie bije", "0808 2000 247"),
    ],
)
def test_the_first_screen_says_what_to_do_and_has_a_number_to_tap(phone: Visitor, question: str, number: str) -> None:
    page = phone.page
    page.goto("/")
    page.get_by_label("What do you want to know?").fill(question)
    page.get_by_role("button", name="Search").tap()
    expect(page.get_by_role("heading", level=1, name="Get help now")).to_be_in_viewport()
    expect(page.get_by_role("link", name="999", exact=True)).to_be_in_viewport()
    expect(page.get_by_role("link", name=number)).to_be_in_viewport()
    expect(page.get_by_role("link", name="Leave this site")).to_be_in_viewport()


def test_the_evidence_is_folded_and_opens(phone: Visitor) -> None:
    page = phone.page
    page.goto("/search?q=my+boyfriend+hits+me")
    expect(page.locator(".line__title").first).to_be_hidden()
    page.get_by_text("What our briefs say").tap()
    expect(page.locator(".line__title").first).to_be_visible()


def test_help_now_starts_with_999_and_what_to_do(phone: Visitor) -> None:
    page = phone.page
    page.goto("/help-now")
    for name in ("Call 999", "999bsl.co.uk", "101", "111"):
        expect(page.get_by_role("link", name=name, exact=True).first).to_be_in_viewport()
    page.get_by_role("link", name="Thoughts of suicide, or not coping").tap()
    expect(page.get_by_role("link", name="116 123")).to_be_in_viewport()
    expect(page.get_by_role("link", name="Leave this site")).to_be_in_viewport()


def test_leaving_takes_the_page_out_of_the_history(phone: Visitor) -> None:
    page = phone.page
    page.route("https://www.bbc.co.uk/**", lambda route: route.fulfill(body="The weather", content_type="text/html"))
    page.goto("/about")
    before = page.url
    page.goto("/help-now")
    page.get_by_role("link", name="Leave this site").tap()
    expect(page.locator("body")).to_have_text("The weather")
    page.go_back()
    expect(page).to_have_url(before)
