"""A partner with a phone, who has no account."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from library.editing.drafts import service as desk
from library.upkeep.corrections import service as corrections
from tests.journeys.conftest import PHONE, Visiting, member, soon
from tests.journeys.sites import Site, Visitor

BRIEF = "/briefs/mentoring"
TITLE = "Does mentoring prevent violence?"
COPY_TEXT = "[data-copy$='/mentoring.txt']"
on_phones = pytest.mark.parametrize("phone", soon([320, 375], {320}), indirect=True)


def unfold(page: Page, name: str) -> None:
    """Open Share or More below a brief."""
    page.locator(".share__one > summary", has_text=name).tap()


def choice(page: Page, group: str, value: str) -> Locator:
    """Return the box of a filter, after opening the groups that it is folded away in."""
    box = page.locator(f".choice input[name={group}][value='{value}']")
    box.wait_for(state="attached")
    for fold in page.locator(".filter, .filter__rest").filter(has=box).all():
        if fold.get_attribute("open") is None:
            fold.locator("> summary").click()
    return box


def ask(page: Page, question: str) -> None:
    page.goto("/")
    page.get_by_label("What do you want to know?").fill(question)
    page.get_by_role("button", name="Search").tap()


@on_phones
def test_a_question_leads_to_results_and_to_a_brief(phone: Visitor):
    page = phone.page
    ask(page, "does mentoring work?")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Results for “does mentoring work?”")
    page.locator(".line__title[href='/briefs/mentoring']").tap()
    expect(page).to_have_url(re.compile("/briefs/mentoring$"))
    expect(page.locator(".brief__short")).to_be_in_viewport()
    expect(page.locator(".brief__kind time")).to_be_in_viewport()


def test_an_example_question_can_be_tapped(phone: Visitor):
    phone.page.goto("/")
    example = phone.page.locator("[aria-labelledby=try] a").first
    question = example.inner_text()
    example.tap()
    expect(phone.page.get_by_role("heading", level=1)).to_contain_text(question)
    expect(phone.page.locator(".line__title").first).to_be_visible()


def test_typing_the_name_of_an_approach_does_not_lead_away(phone: Visitor):
    page = phone.page
    page.goto("/")
    with page.expect_response("**/suggest?q=Mentorin"):
        page.get_by_label("What do you want to know?").press_sequentially("Mentorin")
    expect(page.locator("#suggestions option[value=Mentoring]")).to_be_attached()
    page.keyboard.type("g in schools")
    expect(page.get_by_label("What do you want to know?")).to_have_value("Mentoring in schools")


def test_choosing_a_suggestion_leads_to_it(phone: Visitor):
    page = phone.page
    page.goto("/")
    box = page.get_by_label("What do you want to know?")
    box.press_sequentially("Mentorin")
    expect(page.locator("#suggestions option[value=Mentoring]")).to_be_attached()
    box.evaluate("(box) => { box.value = 'Mentoring'; box.dispatchEvent(new Event('input')); }")
    expect(page).to_have_url(re.compile("/approaches/mentoring$"))


def test_a_result_says_what_happened_and_how_sure_we_are(phone: Visitor):
    ask(phone.page, "scared straight prison visits")
    result = phone.page.locator(".line", has=phone.page.locator("[href='/briefs/prison-visits-scared-straight']"))
    expect(result.locator(".effect").first).to_contain_text("Harm")
    expect(result.locator(".sure").first).to_contain_text("4 of 5")


def test_a_result_found_by_words_inside_it_shows_them(phone: Visitor):
    ask(phone.page, "live watching of car parks")
    expect(phone.page.locator(".line__excerpt mark").first).to_be_visible()


@on_phones
def test_the_mail_of_a_brief_opens_as_a_page(phone: Visitor):
    page = phone.page
    page.goto(BRIEF)
    unfold(page, "More")
    page.locator(".share a[href$='/email']").tap()
    expect(page).to_have_url(re.compile("/email$"))
    expect(page.get_by_role("heading", level=1)).to_have_text(TITLE)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    with page.expect_popup() as opened:
        page.get_by_role("link", name="Read the full brief").tap()
    expect(opened.value.locator(".brief__title")).to_be_visible()


def test_a_brief_opens_as_a_mail_to_send(phone: Visitor):
    phone.page.goto(BRIEF)
    unfold(phone.page, "Share")
    with phone.page.expect_download() as download:
        phone.page.locator(".share a[href$='.eml']").tap()
    assert download.value.suggested_filename == "mentoring.eml"
    assert b"X-Unsent: 1" in download.value.path().read_bytes()


def test_the_copied_text_is_the_plain_text(phone: Visitor):
    page = phone.page
    phone.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(BRIEF)
    unfold(page, "More")
    page.locator(COPY_TEXT).tap()
    expect(page.get_by_text("Copied.")).to_be_visible()
    whole = page.request.get(f"{BRIEF}.txt").text()
    assert page.evaluate("navigator.clipboard.readText()") == whole
    assert whole.startswith(TITLE)


def test_what_is_copied_with_its_layout_is_the_mail_and_its_text(phone: Visitor):
    page = phone.page
    phone.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(BRIEF)
    unfold(page, "More")
    page.locator("[data-copy-mail]").tap()
    expect(page.get_by_text("Copied.")).to_be_visible()
    page.evaluate(
        "addEventListener('paste', ({ clipboardData }) => { window.pasted = Object.fromEntries("
        "['text/html', 'text/plain'].map((type) => [type, clipboardData.getData(type)])); })"
    )
    page.keyboard.press("Control+V")
    kinds = page.wait_for_function("window.pasted").json_value()
    assert kinds["text/plain"] == page.request.get(f"{BRIEF}.txt").text()
    assert '<h1 style="' in kinds["text/html"]
    assert TITLE in kinds["text/html"]


def test_the_short_message_is_copied_with_its_caution_and_link(phone: Visitor):
    page = phone.page
    phone.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(BRIEF)
    unfold(page, "Share")
    page.locator(".share a[href$='/message']").tap()
    page.get_by_role("button", name="Copy the message").tap()
    expect(page.get_by_text("Copied.")).to_be_visible()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied == page.locator(".message").text_content()
    assert "Mentoring that is short or breaks off early can harm" in copied
    assert BRIEF in copied


def test_without_leave_to_copy_the_plain_text_is_offered(phone: Visitor):
    page = phone.page
    phone.context.grant_permissions(["geolocation"])
    page.goto(BRIEF)
    unfold(page, "More")
    page.locator(COPY_TEXT).tap()
    expect(page.locator("[data-kept]")).to_contain_text("That didn't work")
    page.locator(".share [data-copy-instead]").tap()
    expect(page.locator("body")).to_contain_text(TITLE)


def test_a_brief_withdrawn_while_it_was_open_cannot_be_copied(own_library: Site, visit: Visiting):
    visitor = visit(permissions=["clipboard-read", "clipboard-write"])
    visitor.page.goto(BRIEF)
    with own_library.services.store.reading() as database:
        found = next(line for line in desk.drafts.desk(database, 0, 500)[1] if line.slug == "mentoring")
    desk.withdraw(own_library.services, member(own_library, "reviewer"), found.id, "It was wrong.")
    visitor.expected.append("410 (GONE)")
    visitor.page.locator(".share__one > summary", has_text="More").click()
    visitor.page.locator(COPY_TEXT).click()
    expect(visitor.page.locator("[data-kept]")).to_contain_text("That didn't work")


def test_a_citation_leads_to_its_source(phone: Visitor):
    page = phone.page
    page.goto(BRIEF)
    page.locator("#key-points .cite[href='#source-c'], .outcomes .cite[href='#source-c']").first.tap()
    expect(page).to_have_url(re.compile("#source-c$"))
    expect(page.locator("#source-c")).to_be_in_viewport()
    expect(page.locator("#source-c a")).to_have_attribute("href", re.compile("^https://"))


def test_the_reason_for_a_rating_stands_beside_it(phone: Visitor):
    phone.page.goto(BRIEF)
    for outcome in phone.page.locator(".outcome").all():
        expect(outcome.locator(".effect")).to_be_visible()
        expect(outcome.locator(".outcome__why")).to_be_visible()


def test_a_mistake_without_words_is_sent_back_and_then_kept(own_library: Site, phone: Visitor):
    page = phone.page
    page.goto(BRIEF)
    page.locator(".brief__foot a[href$='/mistake']").tap()
    page.get_by_label("Your e-mail address").fill("nurse@example.org")
    page.get_by_role("button", name="Send report").tap()
    page.get_by_role("alert").get_by_role("link").first.tap()
    expect(page.locator("#words")).to_be_focused()
    expect(page.get_by_label("Your e-mail address")).to_have_value("nurse@example.org")
    page.keyboard.type("The figure in point 1 is 20%.")
    page.get_by_role("button", name="Send report").tap()
    expect(page.get_by_role("heading", level=1)).to_have_text("We've got your report")
    kept = corrections.waiting(own_library.services, member(own_library, "reviewer"))
    assert [(one.words, one.reply_to) for one in kept] == [("The figure in point 1 is 20%.", "nurse@example.org")]


@on_phones
def test_filters_fold_away_and_say_how_many_are_on(phone: Visitor):
    page = phone.page
    page.goto("/search?q=young+people")
    summary, found = page.locator(".filters__summary"), page.locator(".sorting")
    expect(page.locator(".filters__form")).to_be_hidden()
    expect(summary).to_have_text("Filters")
    summary.tap()
    choice(page, "setting", "school").check()
    choice(page, "age", "14-17").check()
    before = found.inner_text()
    page.get_by_role("button", name="Show results").tap()
    expect(summary).to_have_text("Filters (2 on)")
    expect(page.locator(".filters__form")).to_be_hidden()
    expect(found).not_to_have_text(before)
    summary.tap()
    page.locator(".filters__clear").tap()
    expect(found).to_have_text(before)


@pytest.mark.deep
def test_no_filter_on_offer_leads_to_an_empty_page(visit: Visiting):
    page = visit().page
    page.goto("/search?q=hospital&place=leicester")
    choices = page.eval_on_selector_all(".choice input:not(:checked)", "all => all.map((one) => [one.name, one.value])")
    for name, value in choices[::5]:
        page.goto(f"/search?q=hospital&place=leicester&{name}={value}")
        expect(page.locator(".line").first, f"{name}={value}").to_be_visible()


def test_with_a_mouse_a_filter_works_at_once(visit: Visiting):
    page = visit(viewport={"width": 1280, "height": 800}).page
    page.goto("/search?q=young+people")
    choice(page, "setting", "school").click()
    expect(page).to_have_url(re.compile("setting=schools?"))


def test_by_keyboard_a_filter_waits_for_its_button(visit: Visiting):
    page = visit(viewport={"width": 1280, "height": 800}).page
    page.goto("/search?q=young+people")
    before = page.evaluate("history.length")
    choice(page, "setting", "school").press("Space")
    choice(page, "setting", "community").press("Space")
    page.get_by_role("button", name="Show results").press("Enter")
    expect(page).to_have_url(re.compile("setting=community"))
    expect(page.locator(".choice input:checked")).to_have_count(2)
    assert page.evaluate("history.length") == before + 1


def test_a_question_the_library_cannot_answer_is_told_so_with_somewhere_to_turn(phone: Visitor):
    page = phone.page
    ask(page, "quantum chromodynamics")
    expect(page.get_by_role("heading", level=1)).to_have_text("No close match for “quantum chromodynamics”")
    page.locator(".elsewhere a[href^='/ask?']").tap()
    expect(page.get_by_label("Your question")).to_have_value("quantum chromodynamics")
    expect(page.get_by_role("link", name="library@example.org")).to_be_visible()
    page.get_by_role("button", name="Send question").tap()
    expect(page.get_by_role("heading", level=1)).to_have_text("We've got your question")


def test_a_question_half_understood_is_not_sold_as_an_answer(phone: Visitor):
    ask(phone.page, "what is the capital of france")
    expect(phone.page.get_by_role("heading", level=1)).to_contain_text("No close match for")


def test_a_very_long_word_in_a_question_does_not_widen_the_page(phone: Visitor):
    ask(phone.page, "w" * 300)
    expect(phone.page.get_by_role("heading", level=1)).to_contain_text("No close match for")
    assert phone.page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_a_withdrawn_brief_says_when_and_why(phone: Visitor):
    phone.page.goto("/briefs/withdrawn-games")
    expect(phone.page.get_by_text("Why: The figures were wrong.")).to_be_visible()


def test_everything_works_with_javascript_off(own_library: Site, visit: Visiting):
    page = visit(viewport={"width": 320, "height": 667}, java_script_enabled=False, **PHONE).page
    ask(page, "does mentoring work?")
    page.locator(".filters__summary").tap()
    choice(page, "setting", "community").tap()
    page.get_by_role("button", name="Show results").tap()
    expect(page.locator(".filters__summary")).to_have_text("Filters (1 on)")
    page.locator(".line__title[href='/briefs/mentoring']").tap()
    expect(page.locator(".outcome__why").first).to_be_visible()
    unfold(page, "More")
    expect(page.locator(COPY_TEXT)).to_be_hidden()
    page.locator(".brief__foot a[href$='/mistake']").tap()
    page.get_by_role("button", name="Send report").tap()
    expect(page.get_by_role("alert").get_by_role("link")).to_be_visible()
    page.locator("#words").fill("A figure.")
    page.get_by_role("button", name="Send report").tap()
    expect(page.get_by_role("heading", level=1)).to_have_text("We've got your report")
    page.goto(BRIEF)
    unfold(page, "More")
    page.locator(".share [data-copy-instead]").tap()
    expect(page.locator("body")).to_contain_text(TITLE)
