"""A brief is one real page: what stands first, what its buttons do, and what comes out of the printer."""

import io
import re

import pypdf
import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import PHONE, Visiting

NARROW = {"viewport": {"width": 360, "height": 760}} | PHONE
TWO_SCREENS = 1500
"""Pixels at 360 pixels' width: everything up to Share fits into them."""
SLUGS = (
    "mentoring",
    "prison-visits-scared-straight",
    "do-they-have-to-listen",
    "food-debt-money",
    "focused-deterrence",
)


@pytest.fixture
def page(visit: Visiting) -> Page:
    """Give the page of a partner's phone."""
    return visit(**NARROW).page


def test_everything_up_to_share_fits_two_screens_of_a_phone(page: Page) -> None:
    for slug in SLUGS:
        page.goto(f"/briefs/{slug}")
        end = page.locator(".brief__first").bounding_box()
        assert end is not None
        assert end["y"] + end["height"] <= TWO_SCREENS, slug


def test_printing_gives_one_side_and_print_everything_gives_the_rest(visit: Visiting) -> None:
    page = visit(viewport={"width": 1280, "height": 900}).page
    for slug in SLUGS:
        page.goto(f"/briefs/{slug}")
        assert len(pypdf.PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True))).pages) == 1, slug
    page.goto("/briefs/mentoring?print=all")
    whole = pypdf.PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True)))
    assert 2 <= len(whole.pages) <= 8
    longest = max(re.split(r"\s+", "".join(sheet.extract_text() for sheet in whole.pages)), key=len)
    assert len(longest) > 10


def test_a_role_is_opened_once_and_remembered_on_the_device(page: Page) -> None:
    page.goto("/briefs/mentoring")
    page.locator("summary", has_text="School or college").tap()
    expect(page.locator("#do-school")).to_have_attribute("open", "")
    page.goto("/briefs/restorative-justice")
    expect(page.locator("#do-school")).to_have_attribute("open", "")
    expect(page.locator("#do-young_person")).not_to_have_attribute("open", "")


def test_share_save_and_more_each_do_what_they_say(page: Page) -> None:
    page.goto("/briefs/mentoring")
    page.locator("summary", has_text="Share").tap()
    for name in ("Send by e-mail", "Open in my e-mail app", "WhatsApp or text message"):
        expect(page.get_by_role("link", name=name)).to_be_visible()
    page.get_by_role("link", name="Save").tap()
    expect(page.locator("[data-kept]")).to_have_text("Saved on this device, with 1 in all.")
    expect(page.get_by_role("link", name="Saved: open your list")).to_be_visible()
    page.locator("summary", has_text="More").tap()
    expect(page.get_by_role("link", name="One-page PDF")).to_be_visible()


def test_the_device_s_own_share_sheet_is_used_where_there_is_one(page: Page) -> None:
    page.add_init_script("navigator.share = async (what) => { window.shared = what; };")
    page.goto("/briefs/mentoring")
    page.locator("summary", has_text="Share").tap()
    page.wait_for_function("window.shared?.title === 'Does mentoring prevent violence?'")
    expect(page.get_by_role("link", name="Send by e-mail")).to_be_hidden()


def test_long_sections_are_folded_on_a_phone_and_open_on_a_wide_screen(page: Page, visit: Visiting) -> None:
    page.goto("/briefs/mentoring")
    expect(page.locator("#what_it_is")).not_to_have_attribute("open", "")
    page.goto("/briefs/mentoring#what_it_is")
    expect(page.locator("#what_it_is")).to_have_attribute("open", "")
    wide = visit(viewport={"width": 1280, "height": 900}).page
    wide.goto("/briefs/mentoring")
    expect(wide.locator("#what_it_is")).to_have_attribute("open", "")


CROWDED = """() => [...document.querySelectorAll(".part, .outcomes__list")].filter((box) => {
    const style = getComputedStyle(box), row = box.querySelector("li.outcome");
    if (row) return row.getBoundingClientRect().left - box.getBoundingClientRect().left > 2;
    return parseFloat(style.borderLeftWidth) > 0 && parseFloat(style.paddingLeft) === 0;
}).map((box) => box.id || box.className)"""
"""Sections whose words touch the line around them, and lists of outcomes whose rows stand away from it."""


@pytest.mark.parametrize("language", ["en", "ur"])
def test_words_keep_away_from_the_lines_around_them(visit: Visiting, language: str) -> None:
    page = visit(viewport={"width": 1280, "height": 900}).page
    page.goto(f"/briefs/mentoring?lang={language}")
    assert page.locator(".outcomes__list li").count() > 1
    assert page.evaluate(CROWDED) == []


def test_without_javascript_everything_is_there(visit: Visiting) -> None:
    page = visit(java_script_enabled=False, **NARROW).page
    page.goto("/briefs/mentoring?for=council")
    expect(page.locator("#do-council li").first).to_be_visible()
    expect(page.locator("#what_it_is")).to_have_attribute("open", "")
    expect(page.get_by_role("link", name="Print", exact=True)).to_have_attribute("href", "/briefs/mentoring.pdf")


@pytest.mark.parametrize(("refusal", "shown"), [("AbortError", False), ("NotAllowedError", True)])
def test_where_the_share_sheet_does_not_open_the_other_ways_are_shown(page: Page, refusal: str, shown: bool) -> None:
    page.add_init_script(f"navigator.share = async () => {{ throw new DOMException('', '{refusal}'); }};")
    page.goto("/briefs/mentoring")
    page.locator("[data-share] summary").tap()
    page.evaluate("new Promise(requestAnimationFrame)")
    expect(page.get_by_role("link", name="Send by e-mail")).to_be_visible(visible=shown)
