"""What holds on every kind of page: axe finds nothing, it fits, and no text is lost when it is made larger."""

from collections.abc import Iterator
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from tests.journeys.conftest import visiting
from tests.journeys.places import EVERY, open_place, role_in
from tests.journeys.sites import Site

pytestmark = pytest.mark.xdist_group("browser")
RULES = {
    "runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]},
    "rules": {"target-size": {"enabled": True}},
    "resultTypes": ["violations"],
}
COLOURS = {
    "runOnly": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]},
    "resultTypes": ["violations"],
}
WIDE, NARROW = {"width": 1280, "height": 800}, {"width": 320, "height": 667}
AXE = "(rules) => axe.run(document, rules).then((found) => found.violations)"
TOO_WIDE = """() => {
    const wide = document.documentElement.clientWidth + 1;
    const scrolls = (one) => one && (/auto|scroll/.test(getComputedStyle(one).overflowX) || scrolls(one.parentElement));
    const out = [...document.querySelectorAll("body *")].filter((one) => {
        const box = one.getBoundingClientRect();
        return box.width > 1 && box.height > 1 && (box.right > wide || box.left < -1) && one.checkVisibility()
            && !scrolls(one.parentElement) && !one.closest(".govuk-skip-link, .govuk-visually-hidden");
    });
    return out.slice(0, 5).map((one) => one.outerHTML.slice(0, 120));
}"""

UNSEEN = """() => {
    const stops = "a[href], button, input, select, textarea, summary, [tabindex='0']";
    const shown = [...document.querySelectorAll(stops)].filter((one) => one.type !== "hidden" && !one.disabled
        && one.tabIndex >= 0 && one.checkVisibility({ visibilityProperty: true }));
    const unseen = shown.filter((one) => {
        one.focus({ focusVisible: true, preventScroll: true });
        const style = getComputedStyle(one);
        const outlined = style.outlineStyle === "auto"
            || (style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2);
        return document.activeElement !== one || !(outlined || style.boxShadow !== "none");
    });
    return [shown.length, ...unseen.slice(0, 5).map((one) => one.outerHTML.slice(0, 120))];
}"""
BY_KEY = """() => {
    const one = document.activeElement;
    return one === document.body ? "" : `${one.tagName} ${one.id} ${one.name} ${one.textContent.trim().slice(0, 30)}`;
}"""
FIRST_STOPS = 12


@pytest.fixture(scope="module", params=EVERY)
def page(request: pytest.FixtureRequest, library: Site, browser: Browser) -> Iterator[Page]:
    """Open one of each kind of page, with axe in it, for all tests here."""
    with visiting(library, browser) as send:
        visitor = send(role_in(request.param), viewport=WIDE)
        open_place(request.param, library, visitor.page)
        visitor.page.evaluate(Axe().axe_script)
        yield visitor.page


def findings(page: Page, rules: dict[str, Any] = RULES) -> list[str]:
    return [
        f"{found['id']}: {node['html'][:150]} {node['failureSummary']}"
        for found in page.evaluate(AXE, rules)
        for node in found["nodes"]
    ]


def test_axe_finds_nothing_in_light_dark_forced_colours_and_on_a_phone(page: Page):
    page.set_viewport_size(WIDE)
    found = {"light": findings(page)}
    page.emulate_media(color_scheme="dark")
    found["dark"] = findings(page, COLOURS)
    page.emulate_media(color_scheme="light", forced_colors="active")
    found["forced colours"] = findings(page, COLOURS)
    page.emulate_media(forced_colors="none")
    page.set_viewport_size(NARROW)
    found["phone"] = findings(page)
    assert {how: all for how, all in found.items() if all} == {}


def test_nothing_sticks_out_on_a_phone(page: Page):
    page.set_viewport_size(NARROW)
    assert page.evaluate(TOO_WIDE) == []


def test_nothing_sticks_out_when_text_is_twice_as_large(page: Page):
    page.set_viewport_size({"width": 640, "height": 800})
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    assert page.evaluate(TOO_WIDE) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_whatever_takes_the_focus_shows_it(page: Page, scheme: str):
    page.emulate_media(color_scheme=scheme)
    page.keyboard.press("Tab")
    stops, *unseen = page.evaluate(UNSEEN)
    assert unseen == []
    assert stops


def test_the_tab_key_leads_on_from_each_stop(page: Page):
    page.evaluate("document.activeElement.blur(); getSelection().removeAllRanges()")
    seen = []
    for _ in range(FIRST_STOPS):
        page.keyboard.press("Tab")
        seen.append(page.evaluate(BY_KEY))
    assert len(set(seen)) > FIRST_STOPS / 2, seen
