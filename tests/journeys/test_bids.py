"""Funding bids in a browser: three bids written end to end, copied with a script, and made without one."""

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import Visiting, soon

PASTED = (
    "addEventListener('paste', ({ clipboardData }) => { window.pasted = Object.fromEntries("
    "['text/html', 'text/plain'].map((type) => [type, clipboardData.getData(type)])); })"
)
BIDS = {
    "a small arts charity": ("music project", "14 to 17", "Leicester", "Under £10,000"),
    "a boxing gym": ("boxing for teenagers", "14 to 17", "Leicestershire", "£10,000 to £50,000"),
    "a school": ("bullying", "10 to 13", "Rutland", "Under £10,000"),
}
"""Who writes a bid: what they say they do, for whom, where and how much."""


def bid(page: Page, what: str, age: str, place: str, size: str) -> None:
    """Go from the start to a pack, as somebody new does."""
    page.goto("/bids/start")
    page.get_by_label("Say it in a few words").fill(what)
    page.get_by_role("button", name="Next").click()
    page.locator(".offer__choices input").first.check()
    page.locator(".offer__choices input").nth(1).check()
    page.get_by_role("button", name="Next").click()
    page.get_by_label("How old are they?").select_option(label=age)
    page.get_by_label("Where do they live?").select_option(label=place)
    page.get_by_label("How much do you need?").select_option(label=size)
    page.get_by_role("button", name="Next").click()
    page.get_by_role("link", name="Open my pack").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Evidence for a funding bid")


@pytest.mark.slow("walks from the start to a pack in a browser")
@pytest.mark.parametrize("who", soon(BIDS, {"a small arts charity"}))
def test_a_group_gets_its_pack_in_eleven_actions_without_a_script(visit: Visiting, who: str):
    page = visit(java_script_enabled=False, viewport={"width": 360, "height": 640}).page
    bid(page, *BIDS[who])
    _, age, place, _ = BIDS[who]
    expect(page.locator("#words-250-text")).to_contain_text(f"We plan to work with people aged {age} in {place}.")
    expect(page.locator(".pack__copy").first).to_be_hidden()
    assert page.evaluate("document.documentElement.scrollWidth") <= 360


def test_a_text_is_copied_with_its_paragraphs_or_as_plain_text(visit: Visiting):
    visitor = visit(permissions=["clipboard-read", "clipboard-write"])
    page = visitor.page
    page.goto("/bids/pack?brief=mentoring&brief=cctv")
    text = page.locator("#words-250-text p").all_inner_texts()
    told = page.locator("#words-250 [role=status]")
    page.evaluate(PASTED)
    for button, html in (("rich", "".join(f"<p>{each}</p>" for each in text)), ("plain", "")):
        page.evaluate("window.pasted = null")
        told.evaluate("(told) => { told.textContent = ''; }")
        page.locator(f"#words-250 [data-kind={button}]").click()
        expect(told).to_have_text("Copied.")
        page.keyboard.press("Control+V")
        pasted = page.wait_for_function("window.pasted").json_value()
        assert pasted["text/plain"] == "\n\n".join(text)
        assert html in pasted["text/html"].replace("&nbsp;", " ")
        assert bool(html) == bool(pasted["text/html"])
