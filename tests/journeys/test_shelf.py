"""Comparing, keeping, citing and hearing briefs in a browser."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.journeys.conftest import Visiting, soon

LIST = "/reading-list?brief=mentoring&brief=cctv"
KEPT = "localStorage.getItem('reading-list')"
VOICES = """(voices) => {
    window.said = [];
    const speech = new EventTarget();
    speech.getVoices = () => voices;
    speech.waiting = null;
    speech.speak = (one) => { said.push(one.text); speech.waiting = one; one.onstart?.(); };
    speech.finish = () => speech.waiting.onend();
    ["pause", "resume", "cancel"].forEach((name) => { speech[name] = () => said.push(`(${name})`); });
    Object.defineProperty(window, "speechSynthesis", { value: speech });
    Object.defineProperty(window, "SpeechSynthesisUtterance", { value: class { constructor(text) { this.text = text; } } });
}"""
"""A browser's speech with voices of our choosing, since the browser of the tests has none."""
HERE = {"name": "Anna", "lang": "en-GB", "localService": True}


@pytest.fixture
def page(visit: Visiting) -> Page:
    return visit(viewport={"width": 1280, "height": 800}).page


def names(page: Page) -> Locator:
    return page.locator(".entry__title a")


def test_without_a_script_briefs_are_picked_compared_and_put_on_a_list(visit: Visiting):
    page = visit(java_script_enabled=False, viewport={"width": 320, "height": 667}).page
    page.goto("/search?q=mentoring")
    page.locator(".pick input[value=mentoring]").check()
    page.locator(".pick input").nth(1).check()
    page.locator(".picks button").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("2 briefs side by side")
    page.locator(".compare__tools a").first.click()
    expect(names(page)).to_have_count(2)
    page.get_by_role("searchbox").fill("cameras")
    page.get_by_role("searchbox").press("Enter")
    page.locator(".offer__form input[value=cctv]").check()
    page.locator(".offer__form button").click()
    expect(names(page)).to_have_count(3)
    page.locator(".offer a[href^='/search?']").click()
    page.locator("#q").fill("police")
    page.locator("#q").press("Enter")
    expect(page).to_have_url(re.compile("q=police"))
    page.locator(".pick input").first.check()
    page.locator(".picks button[formaction='/reading-list']").click()
    expect(names(page)).to_have_count(4)


def test_what_is_selected_survives_the_next_search_and_the_next_page(visit: Visiting):
    for script in (False, True):
        page = visit(java_script_enabled=script, viewport={"width": 360, "height": 667}).page
        page.goto("/search?q=mentoring")
        page.locator(".pick input[value=mentoring]").check()
        page.locator("#q").fill("cameras")
        page.locator("#q").press("Enter")
        expect(page).to_have_url(re.compile("q=cameras"))
        page.locator(".pick input[value=cctv]").check()
        page.get_by_role("button", name="Compare selected").click()
        expect(page.locator(".compare__title")).to_have_count(2)
    page.goto("/search?q=violence")
    page.locator(".pick input").first.check()
    chosen = page.locator(".pick input").first.get_attribute("value")
    page.get_by_role("link", name="Next page").click()
    expect(page.locator(".picks__earlier input")).to_have_value(chosen or "")


def test_a_phone_stacks_a_comparison_by_question_with_names_repeated(visit: Visiting):
    page = visit(viewport={"width": 320, "height": 667}).page
    page.goto("/compare?brief=mentoring&brief=cctv")
    first, second = page.locator(".compare__outcome").first.locator(".compare__cell").all()
    expect(first).to_contain_text("mentoring")
    expect(second).to_contain_text("cameras (CCTV)")
    above, below = first.bounding_box(), second.bounding_box()
    assert above
    assert below
    assert above["y"] + above["height"] <= below["y"]


def test_a_comparison_prints_side_by_side_without_what_only_a_screen_needs(page: Page):
    page.goto("/compare?brief=mentoring&brief=cctv")
    page.emulate_media(media="print", color_scheme="dark")
    boxes = [cell.bounding_box() for cell in page.locator(".compare__heads .compare__cell").all()]
    assert len({box["y"] for box in boxes if box}) == 1
    for part in (".offer", ".compare__tools", ".compare__away"):
        expect(page.locator(part).first).to_be_hidden()
    expect(page.locator("body")).to_have_css("color", "rgb(0, 0, 0)")


def test_a_printed_list_has_answers_cautions_and_addresses(page: Page):
    page.goto(LIST)
    page.emulate_media(media="print")
    entry = page.locator(".entry").first
    expect(entry.locator(".entry__address")).to_contain_text("/briefs/mentoring")
    expect(entry.locator(".entry__care")).to_be_visible()
    expect(entry.locator(".entry__tools")).to_be_hidden()


def test_the_list_is_kept_on_the_device_follows_the_reader_and_is_emptied(page: Page):
    page.goto("/briefs/mentoring")
    page.locator("[data-keep]").press("Enter")
    expect(page.locator("[data-kept]")).to_have_text("Saved on this device, with 1 in all.")
    page.goto("/search?q=cameras")
    page.locator(".pick input[value=cctv]").check()
    page.locator(".picks button[formaction='/reading-list']").click()
    expect(page.locator(".entry")).to_have_count(2)
    expect(page.locator("[data-device-words]")).to_contain_text("on this device only")
    page.locator("#brief-1 .entry__tools [data-change]").last.click()
    expect(page.locator(".entry")).to_have_count(1)
    assert page.evaluate(KEPT) == '["cctv"]'
    page.goto("/reading-list")
    expect(page.locator(".entry")).to_have_count(1)
    page.locator("[data-device-empty]").click()
    expect(page.locator("[data-device-words]")).to_have_text("The list on this device is now empty.")
    assert page.evaluate(KEPT) is None


def test_the_list_of_a_colleague_changes_nothing_on_this_device_until_asked(page: Page):
    page.goto("/briefs/cardiff-model")
    page.locator("[data-keep]").click()
    page.goto(LIST)
    expect(page.locator("[data-device-words]")).to_contain_text(
        "This isn't the list saved on this device, which has 1."
    )
    page.locator("#brief-1 .entry__tools [data-change]").last.click()
    expect(page.locator(".entry")).to_have_count(1)
    assert page.evaluate(KEPT) == '["cardiff-model"]'
    page.locator("[data-device-keep]").click()
    assert page.evaluate(KEPT) == '["cctv"]'


def test_whatever_stands_in_the_place_of_the_list_breaks_nothing(page: Page):
    page.goto("/about")
    for junk in ("{", "5", '["a b", 7, "cctv"]', "null"):
        page.evaluate("(junk) => localStorage.setItem('reading-list', junk)", junk)
        page.goto("/briefs/mentoring")
        page.locator("[data-keep]").click()
        expect(page.locator("[data-kept]")).to_contain_text("Saved on this device")


def test_the_citation_is_copied(visit: Visiting):
    visitor = visit(viewport={"width": 1280, "height": 800})
    visitor.context.grant_permissions(["clipboard-read", "clipboard-write"])
    visitor.page.goto("/briefs/mentoring")
    visitor.page.locator("#cite [data-copy]").click()
    expect(visitor.page.locator("#cite [role=status]")).to_have_text("Copied.")
    copied = visitor.page.evaluate("navigator.clipboard.readText()")
    assert copied.startswith("Violence Reduction Network (")
    assert "/briefs/mentoring/versions/1" in copied


@pytest.mark.parametrize("voices", soon([[], [HERE | {"localService": False}], [HERE | {"lang": "fr-FR"}]], [[]]))
def test_without_a_voice_for_the_language_the_page_says_so(page: Page, voices: list[dict[str, object]]):
    page.add_init_script(f"({VOICES})({_json(voices)})")
    page.goto("/briefs/mentoring")
    page.locator(".share__one > summary", has_text="More").click()
    expect(page.locator(".share a[href$='/large-print']")).to_be_visible()
    page.get_by_role("button", name="Read aloud").press("Enter")
    expect(page.locator("[data-kept]")).to_have_text("This device has no voice for this language: English.")
    assert page.evaluate("window.said.filter((one) => !one.startsWith('('))") == []


def test_a_brief_is_read_from_title_to_cautions_paused_and_stopped(page: Page):
    page.add_init_script(f"({VOICES})({_json([HERE])})")
    page.goto("/briefs/mentoring")
    told, asked = page.locator("[data-kept]"), []
    page.wait_for_load_state("networkidle")
    page.locator(".share__one > summary", has_text="More").press("Enter")
    page.on("request", lambda request: asked.append(request.url))
    page.get_by_role("button", name="Read aloud").press("Enter")
    expect(told).to_have_text("Reading the title.")
    page.get_by_role("button", name="Pause").press("Enter")
    expect(told).to_have_text("Paused.")
    page.get_by_role("button", name="Continue").press("Enter")
    expect(told).to_have_text("Reading aloud.")
    while told.inner_text() != "Finished reading.":
        page.evaluate("speechSynthesis.finish()")
    said = " ".join(page.evaluate("window.said"))
    places = [
        said.index(words)
        for words in (
            "Does mentoring prevent violence?",
            "Probably, by a modest amount.",
            "Mentoring that is short or breaks off early",
            "Key points",
            "UK advice from 2015 warns",
        )
    ]
    assert places == sorted(places)
    assert "[a]" not in said
    assert "(pause) (resume)" in said
    page.get_by_role("button", name="Read aloud").press("Enter")
    page.get_by_role("button", name="Stop").press("Enter")
    expect(told).to_have_text("Stopped reading.")
    expect(page.get_by_role("button", name="Read aloud")).to_be_focused()
    assert asked == []


def test_the_sentence_of_an_easy_read_draft_that_is_read_is_marked(page: Page):
    page.add_init_script(f"({VOICES})({_json([HERE])})")
    page.goto("/briefs/mentoring/easy-read")
    page.get_by_role("button", name="Read aloud").press("Enter")
    marked = "[...CSS.highlights.get('aloud-now')].map(String)"
    assert page.evaluate(marked) == [page.locator("h1").inner_text()]
    page.evaluate("speechSynthesis.finish()")
    assert page.evaluate(marked) == [page.locator("[data-read=text]").first.inner_text()]
    page.get_by_role("button", name="Stop").press("Enter")
    assert page.evaluate("CSS.highlights.has('aloud-now')") is False


def test_large_print_has_no_letter_under_18_points(page: Page):
    page.goto("/briefs/mentoring/large-print")
    for media in ("screen", "print"):
        page.emulate_media(media=media)
        small = page.evaluate("""() => [...document.querySelectorAll(".brief *")]
            .filter((one) => one.checkVisibility() && [...one.childNodes].some((node) => node.nodeType === 3 && node.data.trim()))
            .filter((one) => parseFloat(getComputedStyle(one).fontSize) < 23.9).map((one) => one.outerHTML.slice(0, 90))""")
        assert small == [], media


def _json(voices: list[dict[str, object]]) -> str:
    return str(voices).replace("True", "true").replace("False", "false")
