"""Staff at the desk: from the one-time link to a brief that is published, edited and withdrawn."""

import re

import pyotp
import pytest
from playwright.sync_api import Dialog, Page, expect

from library.accounts.sign_in import service as sign_in_service
from library.editing.drafts import service as desk
from library.editing.drafts.service import Saved
from tests import builders
from tests.journeys.conftest import Visiting, member
from tests.journeys.sites import Site

pytestmark = pytest.mark.usefixtures("own_library")
NEW = "/staff/briefs/new"
HALF = {
    "title": "Chess in the park",
    "one_line": "Young people came to play chess.",
    "short_answer": "Chess brought people together. Nobody measured violence.",
    "key_points-0": "Many came.",
}
REST = {
    "key_points-1": "Neighbours liked it.",
    "key_points-2": "Violence was not counted.",
    "what_it_is": "Youth workers set up boards in a park.",
    "main_caution": "Nobody measured violence.",
    "actions-young_person": "Ask when the next game is.",
    "actions-parent": "Walk over with your child.",
    "actions-council": "Lend the boards.",
    "outcomes-0-why": "Nobody counted.",
    "sources-0-key": "a",
    "sources-0-title": "Chess in the park: what we saw",
    "sources-0-publisher": "A Council",
    "sources-0-url": "https://example.org/chess",
    "sources-0-checked_on": "2026-11-22",
    "checked_on": "2026-11-22",
    "check_by": "2027-11-22",
}
CHOSEN = {
    "kind": "not_known_yet",
    "nearness": "llr",
    "place": "leicester",
    "outcomes-0-outcome": "any-violence",
    "sources-0-type": "evaluation",
    "outcomes-0-effect": "not_measured",
}


def field(page: Page, name: str):
    """Give a field of the form, opening the section it is folded in."""
    found = page.locator(f"[name='{name}']")
    found.first.wait_for(state="attached")
    fold = page.locator("details.part:not([open])", has=found)
    if fold.count():
        fold.locator("summary").first.click()
    return found


def type_in(page: Page, typed: dict[str, str]) -> None:
    unfold(page)
    for name, words in typed.items():
        page.locator(f"[name='{name}']").fill(words)


def unfold(page: Page) -> None:
    """Open all sections of the form at once; `field` opens one as people do."""
    page.wait_for_selector("[name=change_note]")
    page.evaluate("document.querySelectorAll('details.part').forEach((one) => { one.open = true; })")


def complete(page: Page) -> None:
    type_in(page, HALF | REST)
    for name, value in CHOSEN.items():
        page.locator(f"[name='{name}']").select_option(value)
    page.locator("[name=approaches][value=youth-work]").check()


def whole_draft(site: Site, role: str, **changes: str) -> str:
    """Write a whole brief as staff with a role; give the address of its form."""
    typed = builders.content("chess", title=HALF["title"], what_it_is=REST["what_it_is"], **changes)
    saved = desk.start(site.services, member(site, role), typed, "chess")
    assert isinstance(saved, Saved)
    return f"/staff/briefs/{saved.brief_id}/edit"


def press(page: Page, button: str) -> None:
    page.get_by_role("button", name=button, exact=True).last.click()


def edit(page: Page) -> None:
    page.get_by_text("More", exact=True).click()
    page.get_by_role("link", name="Edit", exact=True).click()


def sign_in(page: Page, site: Site) -> None:
    page.get_by_label("E-mail address").fill("reviewer@example.org")
    page.get_by_label("Password", exact=True).fill(builders.PASSWORD)
    press(page, "Sign in")
    page.get_by_label("Code from your app").fill(builders.code(site.services))
    press(page, "Sign in")


def chess_found(page: Page) -> bool:
    page.goto("/search?q=chess+in+the+park")
    return page.get_by_role("link", name=HALF["title"], exact=True).is_visible()


@pytest.mark.slow("goes the whole way from the link in a mail to signing in again, in a real browser")
def test_a_newcomer_chooses_a_password_sets_up_the_second_step_and_signs_in_with_both(invitation: str, visit: Visiting):
    page = visit().page
    page.goto(invitation)
    page.get_by_label("Choose a password").fill("short")
    page.get_by_role("button", name="Show password").click()
    expect(page.get_by_label("Choose a password")).to_have_attribute("type", "text")
    press(page, "Keep this password")
    expect(page.get_by_role("alert")).to_contain_text("Use 15 characters or more")
    page.get_by_label("Choose a password").fill(builders.PASSWORD)
    press(page, "Keep this password")
    page.get_by_label("E-mail address").fill("new@example.org")
    page.get_by_label("Password", exact=True).fill("not the right one")
    press(page, "Sign in")
    expect(page.get_by_role("alert")).to_contain_text("don't match")
    expect(page.get_by_label("E-mail address")).to_have_value("new@example.org")
    page.get_by_label("Password", exact=True).fill(builders.PASSWORD)
    press(page, "Sign in")
    expect(page.get_by_role("heading", level=1)).to_have_text("Set up your second step")
    page.goto("/staff/briefs")
    expect(page.get_by_role("heading", level=1)).to_have_text("Set up your second step")
    expect(page.get_by_role("img", name="QR code")).to_be_visible()
    page.get_by_text("I cannot scan it").click()
    app = pyotp.TOTP(page.locator(".secret").inner_text().replace(" ", ""))
    page.get_by_label("Code from your app").fill(app.now())
    press(page, "Keep this")
    expect(page.locator(".codes li")).to_have_count(8)
    recovery = page.locator(".codes li").first.inner_text()
    page.get_by_role("link", name="I have kept them").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Desk")
    press(page, "Sign out New Person")
    expect(page).not_to_have_url(re.compile("/staff/"))
    page.goto("/staff/briefs")
    expect(page.get_by_role("heading", level=1)).to_have_text("Sign in")
    page.get_by_label("E-mail address").fill("new@example.org")
    page.get_by_label("Password", exact=True).fill(builders.PASSWORD)
    press(page, "Sign in")
    page.get_by_label("Code from your app").fill("123")
    press(page, "Sign in")
    expect(page.get_by_role("alert")).to_contain_text("That code isn't right")
    page.get_by_label("Code from your app").fill(recovery)
    press(page, "Sign in")
    expect(page.get_by_role("heading", level=1)).to_have_text("Desk")


def test_a_one_time_link_works_once(invitation: str, visit: Visiting):
    page = visit().page
    page.goto(invitation)
    page.get_by_label("Choose a password").fill(builders.PASSWORD)
    press(page, "Keep this password")
    expect(page).to_have_url(re.compile("/sign-in"))
    page.goto(invitation)
    expect(page.get_by_role("heading", level=1)).to_have_text("This link no longer works")


def test_signing_in_leads_to_the_page_that_was_asked_for(own_library: Site, visit: Visiting):
    page = visit().page
    page.goto(NEW)
    sign_in(page, own_library)
    expect(page.get_by_role("heading", level=1)).to_have_text("Write a brief")


def test_half_a_brief_is_kept_and_says_what_is_missing(visit: Visiting):
    page = visit("reviewer").page
    page.goto(NEW)
    type_in(page, HALF)
    press(page, "Save as a draft")
    expect(page.get_by_role("status")).to_contain_text("Saved as a draft")
    page.get_by_role("link", name="Sources: give at least 1.").click()
    expect(page.locator("#sources")).to_be_in_viewport()
    page.reload()
    for name, words in HALF.items():
        expect(field(page, name)).to_have_value(words)


def test_rows_come_and_go_and_the_rest_stays_as_typed(visit: Visiting):
    page = visit("reviewer").page
    page.goto(NEW)
    type_in(page, HALF | {"outcomes-0-why": "First."})
    field(page, "outcomes-0-why")
    press(page, "Add another outcome")
    expect(page.locator("#outcomes-1")).to_be_focused()
    expect(page.locator("#outcomes-1")).to_be_in_viewport()
    field(page, "outcomes-1-why").fill("Second.")
    page.locator("#outcomes-0").get_by_role("button", name="Remove this outcome").click()
    expect(field(page, "outcomes-0-why")).to_have_value("Second.")
    expect(page.locator("#outcomes-1")).to_have_count(0)
    for name, words in HALF.items():
        expect(field(page, name)).to_have_value(words)


def test_publishing_what_is_not_ready_keeps_it_and_leads_to_each_fault(visit: Visiting):
    page = visit("reviewer").page
    page.goto(NEW)
    type_in(page, HALF)
    press(page, "Publish")
    faults = page.get_by_role("alert")
    expect(faults).to_contain_text("There is a problem: it's saved as a draft, but can't be published yet")
    page.wait_for_load_state()
    for link in faults.get_by_role("link").all():
        expect(page.locator(f"[id='{link.get_attribute('href')[1:]}']"), link.inner_text()).to_have_count(1)
    page.reload()
    for name, words in HALF.items():
        expect(page.locator(f"[name='{name}']")).to_have_value(words)


@pytest.mark.slow("a whole brief is typed in a real browser")
def test_a_brief_is_written_published_edited_and_withdrawn(visit: Visiting):
    page, reader = visit("reviewer").page, visit().page
    page.goto(NEW)
    complete(page)
    press(page, "Save as a draft")
    expect(page.locator("#ready")).to_have_text("Nothing is missing: this can be published.")
    assert not chess_found(reader)
    press(page, "Publish")
    expect(page.locator(".brief__title")).to_have_text(HALF["title"])
    assert chess_found(reader)

    edit(page)
    field(page, "what_it_is").fill("Young and old play chess.")
    press(page, "Save as a draft")
    expect(page.get_by_role("status")).to_contain_text("Readers see nothing of it")
    reader.goto("/briefs/chess-in-the-park")
    expect(reader.get_by_text(REST["what_it_is"])).to_have_count(1)
    press(page, "Publish")
    expect(page.get_by_text("Young and old play chess.")).to_have_count(1)
    reader.reload()
    expect(reader.get_by_text("Young and old play chess.")).to_have_count(1)

    edit(page)
    press(page, "Withdraw …")
    press(page, "Withdraw it")
    expect(page.get_by_role("alert")).to_contain_text("Say in a sentence why")
    page.get_by_label("Why? Readers will see this.").fill("The park has closed.")
    press(page, "Withdraw it")
    expect(page.get_by_role("heading", level=1)).to_have_text("Desk")
    reader.reload()
    expect(reader.get_by_text("Why: The park has closed.")).to_be_visible()
    assert not chess_found(reader)


@pytest.mark.deep
def test_a_moved_rating_needs_a_sentence_of_why(own_library: Site, visit: Visiting):
    uncounted = {"outcome": "any-violence", "effect": "not_measured", "why": "Nobody counted."}
    builders.published(
        own_library.services, member(own_library, "admin"), "chess", kind="not_known_yet", outcomes=[uncounted]
    )
    page = visit("admin").page
    page.goto("/briefs/chess")
    edit(page)
    field(page, "outcomes-0-effect").select_option("no_clear_change")
    field(page, "outcomes-0-design").select_option("comparison")
    field(page, "outcomes-0-sources").fill("a")
    press(page, "Publish")
    page.get_by_role("alert").get_by_role("link", name="An effect or a confidence has moved").click()
    expect(field(page, "change_note")).to_be_focused()
    page.keyboard.type("A study has come out.")
    press(page, "Publish")
    expect(page.locator("#what-happened .effect")).to_contain_text("No clear change")


@pytest.mark.deep
def test_a_contributor_s_brief_is_sent_back_mended_and_published(own_library: Site, visit: Visiting):
    writer, reviewer = visit("contributor").page, visit("reviewer").page
    writer.goto(whole_draft(own_library, "contributor"))
    press(writer, "Send for review")
    expect(writer.get_by_role("status")).to_contain_text("Sent for review.")
    reviewer.goto("/staff/briefs")
    reviewer.locator(".queue").get_by_role("link", name=HALF["title"]).click()
    reviewer.get_by_text("Comment on a field").click()
    reviewer.get_by_label("Which field?").select_option("what_it_is")
    reviewer.get_by_label("Your comment").fill("Which park?")
    press(reviewer, "Keep this comment")
    reviewer.get_by_text("Send it back to be fixed").click()
    reviewer.get_by_label("What should be fixed?").fill("Name the park, then send it again.")
    press(reviewer, "Send it back")
    expect(reviewer.get_by_role("status")).to_contain_text("Sent back.")

    writer.goto("/staff/briefs")
    writer.locator(".queue").get_by_role("link", name=HALF["title"]).click()
    writer.get_by_role("link", name="Which park?").click()
    expect(field(writer, "what_it_is")).to_be_focused()
    field(writer, "what_it_is").fill("Youth workers set up boards in Abbey Park.")
    writer.get_by_role("button", name=re.compile("Settled.*Which park")).click()
    expect(field(writer, "what_it_is")).to_have_value("Youth workers set up boards in Abbey Park.")
    press(writer, "Send for review")
    expect(writer.get_by_role("status")).to_contain_text("Sent for review.")
    reviewer.goto("/staff/briefs")
    reviewer.locator(".queue").get_by_role("link", name=HALF["title"]).click()
    press(reviewer, "Publish")
    expect(reviewer.locator(".brief__title")).to_have_text(HALF["title"])


@pytest.mark.deep
def test_of_two_editors_the_second_sees_both_texts_and_loses_nothing(visit: Visiting):
    first, second = visit("reviewer").page, visit("admin").page
    first.goto("/staff/briefs")
    first.get_by_role("link", name="Half-written games").click()
    expect(first).to_have_url(re.compile("/edit$"))
    second.goto(first.url)
    type_in(first, {"one_line": "The first editor’s line.", "outcomes-0-why": "Counts by hand."})
    press(first, "Save as a draft")
    expect(first.get_by_role("status")).to_be_visible()
    type_in(second, {"one_line": "The second editor’s line.", "costs": "The price of chalk."})
    press(second, "Save as a draft")
    conflict = second.get_by_role("alert")
    expect(conflict.get_by_role("heading", level=2)).to_contain_text("Reviewer Example saved this brief")
    expect(conflict).to_contain_text("The first editor’s line.")
    expect(conflict).not_to_contain_text("Counts by hand.")
    expect(field(second, "outcomes-0-why")).to_have_value("Counts by hand.")
    expect(field(second, "one_line")).to_have_value("The second editor’s line.")
    expect(field(second, "costs")).to_have_value("The price of chalk.")
    press(second, "Save as a draft")
    expect(second.get_by_role("status")).to_contain_text("Saved as a draft")
    first.reload()
    expect(field(first, "one_line")).to_have_value("The second editor’s line.")


def leave(page: Page) -> list[str]:
    """Go to the desk by its link; give the warnings that came, each answered with “stay”."""
    warnings: list[str] = []

    def stay(dialog: Dialog) -> None:
        warnings.append(dialog.type)
        dialog.dismiss()

    page.once("dialog", stay)
    with page.expect_event("dialog"):
        page.get_by_role("link", name="Desk").first.click(no_wait_after=True)
    return warnings


def test_leaving_a_half_typed_form_warns_also_after_a_row_was_added(visit: Visiting):
    page = visit("reviewer").page
    page.goto(NEW)
    type_in(page, HALF)
    assert leave(page) == ["beforeunload"]
    expect(field(page, "title")).to_have_value(HALF["title"])
    press(page, "Add another source")
    expect(page.locator("#sources-0")).to_be_focused()
    assert leave(page) == ["beforeunload"]
    expect(field(page, "title")).to_have_value(HALF["title"])


def test_leaving_a_saved_form_warns_of_nothing(visit: Visiting):
    page = visit("reviewer").page
    page.goto(NEW)
    type_in(page, HALF)
    press(page, "Save as a draft")
    expect(page.get_by_role("status")).to_be_visible()
    page.get_by_role("link", name="Desk").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Desk")


def test_what_was_typed_outlives_the_session(own_library: Site, visit: Visiting):
    visitor = visit("reviewer")
    page = visitor.page
    page.goto(NEW)
    type_in(page, HALF)
    token = next(cookie["value"] for cookie in visitor.context.cookies() if cookie["name"] == "library_session")
    visitor.expected += ["frame-ancestors 'none'", "chrome-error://"]  # the look beside the text may come too late
    sign_in_service.sign_out(own_library.services, token)
    press(page, "Save as a draft")
    with page.expect_popup() as opened:
        page.get_by_role("link", name="Sign in", exact=True).first.click()
    sign_in(opened.value, own_library)
    expect(opened.value.get_by_role("heading", level=1)).to_have_text("Desk")
    press(page, "Send it again")
    expect(page.get_by_role("heading", level=1)).to_have_text("Send the form again")
    press(page, "Send it again")
    expect(page.get_by_role("status")).to_contain_text("Saved as a draft")
    for name, words in HALF.items():
        expect(field(page, name)).to_have_value(words)


def test_pressing_save_twice_makes_one_brief(visit: Visiting):
    page = visit("reviewer").page
    page.goto(NEW)
    type_in(page, HALF)
    page.get_by_role("button", name="Save as a draft").dblclick()
    expect(page.get_by_role("status")).to_be_visible()
    page.goto("/staff/briefs")
    expect(page.get_by_role("link", name=HALF["title"])).to_have_count(1)


def test_the_enter_key_saves_and_does_not_publish(own_library: Site, visit: Visiting):
    page = visit("reviewer").page
    page.goto(whole_draft(own_library, "reviewer"))
    field(page, "costs").fill("The price of chalk.")
    field(page, "title").press("Enter")
    expect(page.get_by_role("status")).to_contain_text("Saved as a draft")
    assert not chess_found(page)


def test_the_words_left_are_counted_while_typing(visit: Visiting):
    page = visit("reviewer").page
    page.goto(NEW)
    field(page, "short_answer").fill("one two three")
    expect(page.locator("#short_answer-hint")).to_contain_text("(57 left)")
    field(page, "short_answer").fill("word " * 61)
    expect(page.locator("#short_answer-hint")).to_contain_text("(1 too many)")


@pytest.mark.slow("a whole brief is typed in a real browser")
def test_a_brief_is_written_and_published_without_javascript(visit: Visiting):
    page = visit("reviewer", java_script_enabled=False).page
    page.goto(NEW)
    type_in(page, HALF)
    field(page, "outcomes-0-why")
    press(page, "Add another outcome")
    press(page, "Save as a draft")
    expect(page.locator("#missing summary")).to_contain_text("to do before it can be published")
    complete(page)
    press(page, "Publish")
    expect(page.locator(".brief__title")).to_have_text(HALF["title"])
    assert chess_found(page)
