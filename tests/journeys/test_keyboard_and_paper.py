"""Without a mouse, with large text, and on paper."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.journeys.conftest import Visiting, soon

BRIEF = "/briefs/mentoring"
OUTLINE = """() => {
    if (document.activeElement === document.body) return null;
    const style = getComputedStyle(document.activeElement);
    return style.outlineStyle === "none" ? 0 : parseFloat(style.outlineWidth);
}"""
NAME = "document.activeElement.outerHTML.slice(0, 120)"
HIDDEN_BEHIND = """() => {
    const one = document.activeElement, box = one.getBoundingClientRect();
    const top = document.elementFromPoint(box.left + box.width / 2, box.top + Math.min(box.height / 2, 20));
    return !(top && (one.contains(top) || top.contains(one) || top.closest("label")?.contains(one)));
}"""


@pytest.fixture
def page(visit: Visiting) -> Page:
    return visit(viewport={"width": 1280, "height": 720}).page


def in_focus(page: Page) -> Locator:
    return page.locator(":focus")


def test_the_skip_link_comes_first_and_leads_past_the_head(page: Page):
    for address in ("/", "/search?q=mentoring", BRIEF, "/sign-in", "/no-such-page"):
        page.goto(address)
        page.keyboard.press("Tab")
        expect(in_focus(page), address).to_have_attribute("href", "#main")
        expect(in_focus(page), address).to_be_in_viewport()
        page.keyboard.press("Enter")
        expect(page).to_have_url(re.compile("#main$"))
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.closest('main') !== null"), address


def test_a_question_is_asked_and_its_answer_opened_by_keyboard_alone(page: Page):
    page.goto("/")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("#main$"))
    page.keyboard.press("Tab")
    expect(in_focus(page)).to_have_attribute("name", "q")
    page.keyboard.type("does mentoring work?")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Results for")
    page.locator(".line__title[href='/briefs/mentoring']").focus()
    page.keyboard.press("Enter")
    expect(page.locator(".brief__title")).to_be_visible()


def test_a_role_and_more_open_and_close_by_keyboard(page: Page):
    page.goto(BRIEF)
    for fold in (page.locator(".do__role:not([open])").first, page.locator(".share details").last):
        place = page.locator(f"[id='{name}']") if (name := fold.get_attribute("id")) else fold
        inside, summary = place.locator("li").first, place.locator("> summary")
        summary.focus()
        page.keyboard.press("Enter")
        expect(inside).to_be_visible()
        page.keyboard.press("Space")
        expect(inside).to_be_hidden()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(
    "address",
    soon(
        ["/search?q=mentoring&age=14-17", "/what-works", "/what-works?view=picture", BRIEF, f"{BRIEF}/mistake"], {BRIEF}
    ),
)
def test_whatever_has_the_focus_shows_it(page: Page, address: str, scheme: str):
    page.emulate_media(color_scheme=scheme)
    page.goto(address)
    page.keyboard.press("Tab")
    stops = 0
    while stops < 40 and (outline := page.evaluate(OUTLINE)) is not None:
        assert outline >= 2, page.evaluate(NAME)
        page.keyboard.press("Tab")
        stops += 1
    assert stops > 8


def test_the_bar_of_buttons_never_hides_what_has_the_focus(visit: Visiting):
    page = visit("reviewer", viewport={"width": 375, "height": 667}).page
    page.goto("/staff/briefs/new")
    page.locator("#title").focus()
    for _ in range(40):
        page.keyboard.press("Tab")
        assert not page.evaluate(HIDDEN_BEHIND), page.evaluate(NAME)


def test_the_head_of_the_errors_leads_to_each_field_by_keyboard(page: Page):
    page.goto(f"{BRIEF}/mistake")
    page.get_by_role("button", name="Send report").press("Enter")
    page.get_by_role("alert").get_by_role("link").press("Enter")
    expect(page.get_by_label("What's wrong?")).to_be_focused()
    expect(page.get_by_label("What's wrong?")).to_have_accessible_description(re.compile("Enter what's wrong"))


def test_a_printed_brief_has_no_navigation_and_all_its_reasons(page: Page):
    page.goto(BRIEF)
    page.emulate_media(media="print")
    for part in (".masthead", ".footing", ".brief__side", ".govuk-skip-link"):
        expect(page.locator(part)).to_be_hidden()
    expect(page.locator(".take-care")).to_be_visible()
    expect(page.locator(".outcomes")).to_be_hidden()
    page.goto(f"{BRIEF}?print=all")
    page.emulate_media(media="print")
    for reason in page.locator(".outcome__why").all():
        expect(reason).to_be_visible()


def test_a_brief_prints_black_on_white_from_a_dark_screen(page: Page):
    page.goto(BRIEF)
    page.emulate_media(media="print", color_scheme="dark")
    for part in ("body", ".brief__title", ".brief__short"):
        expect(page.locator(part)).to_have_css("color", "rgb(0, 0, 0)")
    expect(page.locator(".take-care")).to_have_css("background-color", "rgb(253, 240, 216)")


def test_a_printed_source_shows_its_address(page: Page):
    page.goto(f"{BRIEF}?print=all")
    page.emulate_media(media="print")
    shown = page.locator("#source-a a").evaluate("(link) => getComputedStyle(link, '::after').content")
    assert "https://" in shown
