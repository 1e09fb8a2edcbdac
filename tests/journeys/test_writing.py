"""Writing at the desk in a real browser: saved while typing, kept when the line drops, seen as it will look."""

from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from library.editing.drafts import service as desk
from tests import builders
from tests.journeys.conftest import Visiting, member
from tests.journeys.sites import Site, Visitor
from tests.journeys.test_staff import HALF, NEW, field, press, type_in

pytestmark = [
    pytest.mark.usefixtures("own_library"),
    pytest.mark.slow("a real browser types, and waits for the page to save"),
]
WIDE = {"viewport": {"width": 1280, "height": 800}}
SOON = "const later = setTimeout; setTimeout = (run, pause, ...more) => later(run, Math.min(pause, 250), ...more);"
"""Lets a page save and draw a quarter of a second after typing stops: a person stops for longer, and so would the tests."""


@pytest.fixture
def visit(visit: Visiting) -> Visiting:
    """Send in visitors whose pages wait less for them to stop typing."""

    def send(role: str = "", **how: Any) -> Visitor:
        visitor = visit(role, **how)
        visitor.context.add_init_script(SOON)
        return visitor

    return send


def saved(page: Page) -> None:
    expect(page.locator("#saved")).to_contain_text("Saved at")


def look(page: Page):
    """Give what the frame beside the text shows."""
    return page.frame_locator("#look iframe").last


def half_written(page: Page) -> None:
    page.goto("/staff/briefs")
    page.get_by_role("link", name="Half-written games").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Half-written games")
    page.wait_for_load_state()


def test_what_is_typed_is_saved_without_pressing_anything(visit: Visiting):
    page = visit("reviewer").page
    page.goto(NEW)
    type_in(page, HALF)
    saved(page)
    page.wait_for_url("**/edit")
    field(page, "costs").fill("The price of chalk.")
    expect(page.locator("#missing")).to_contain_text("Sources: give at least 1.")
    with page.expect_response(lambda answer: "chalk+and+a+board" in (answer.request.post_data or "")):
        field(page, "costs").fill("The price of chalk and a board.")
    saved(page)
    page.reload()
    expect(field(page, "costs")).to_have_value("The price of chalk and a board.")
    expect(field(page, "title")).to_have_value(HALF["title"])


def test_words_typed_before_the_script_has_come_are_saved_too(visit: Visiting):
    page = visit("reviewer").page
    held = []
    page.route("**/js/desk.js*", lambda route: held.append(route), times=1)
    page.goto(NEW, wait_until="commit")
    type_in(page, HALF)
    field(page, "kind").select_option("not_known_yet")
    held[0].continue_()
    saved(page)
    page.wait_for_url("**/edit")
    page.reload()
    expect(field(page, "title")).to_have_value(HALF["title"])
    expect(field(page, "kind")).to_have_value("not_known_yet")


def test_what_is_said_beside_a_field_goes_once_it_is_mended(visit: Visiting):
    page = visit("reviewer").page
    half_written(page)
    field(page, "title").fill("")
    press(page, "Send for review")
    expect(page.locator("#title-error")).to_contain_text("Title: this is needed.")
    expect(page.get_by_role("alert")).to_contain_text("Title: this is needed.")
    field(page, "title").fill("Games in the rain")
    saved(page)
    expect(page.locator("#title-error")).to_have_count(0)
    expect(page.get_by_role("alert")).not_to_contain_text("Title: this is needed.")
    expect(page.get_by_role("alert")).to_contain_text("Key points: give 3 to 5.")
    expect(page.locator("#key_points-error")).to_contain_text("give 3 to 5")
    expect(page.locator("#missing")).not_to_contain_text("Title: this is needed.")


def test_leaving_after_it_was_saved_warns_of_nothing(visit: Visiting):
    page = visit("reviewer").page
    page.goto(NEW)
    type_in(page, HALF)
    saved(page)
    page.get_by_role("link", name="Desk").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Desk")


def test_words_typed_while_the_line_is_down_are_kept_and_put_back(visit: Visiting):
    visitor = visit("reviewer", **WIDE)
    visitor.expected.append("ERR_INTERNET_DISCONNECTED")
    page = visitor.page
    half_written(page)
    visitor.context.set_offline(True)
    field(page, "costs").fill("Typed in a tunnel.")
    expect(page.locator("#saved")).to_contain_text("Your words are kept on this device.")
    page.close(run_before_unload=False)
    visitor.context.set_offline(False)
    page = visitor.context.new_page()
    half_written(page)
    expect(page.locator("#costs")).to_have_value("")
    expect(page.get_by_text("could not be saved")).to_be_visible()
    press(page, "Put them back")
    expect(page.get_by_role("status")).to_contain_text("Saved as a draft")
    expect(field(page, "costs")).to_have_value("Typed in a tunnel.")
    expect(page.get_by_text("could not be saved")).to_have_count(0)
    page.reload()
    expect(page.get_by_text("could not be saved")).to_have_count(0)


@pytest.mark.deep
def test_when_the_line_is_back_the_page_saves_by_itself(visit: Visiting):
    visitor = visit("reviewer")
    visitor.expected.append("ERR_INTERNET_DISCONNECTED")
    page = visitor.page
    half_written(page)
    visitor.context.set_offline(True)
    field(page, "costs").fill("Typed in a tunnel.")
    expect(page.locator("#saved")).to_contain_text("we cannot reach the library")
    visitor.context.set_offline(False)
    saved(page)
    page.reload()
    expect(field(page, "costs")).to_have_value("Typed in a tunnel.")
    expect(page.get_by_text("could not be saved")).to_have_count(0)


@pytest.mark.deep
def test_kept_words_that_somebody_else_has_overtaken_lead_to_both_texts(visit: Visiting, own_library: Site):
    visitor = visit("reviewer")
    visitor.expected.append("ERR_INTERNET_DISCONNECTED")
    page = visitor.page
    half_written(page)
    visitor.context.set_offline(True)
    field(page, "costs").fill("Typed in a tunnel.")
    expect(page.locator("#saved")).to_contain_text("Your words are kept")
    page.close(run_before_unload=False)
    overtake(own_library, "Written at a desk.")
    visitor.context.set_offline(False)
    page = visitor.context.new_page()
    half_written(page)
    press(page, "Put them back")
    expect(page.get_by_role("alert")).to_contain_text("Admin Example saved this brief while you were editing")
    expect(page.get_by_role("alert")).to_contain_text("Written at a desk.")
    expect(field(page, "costs")).to_have_value("Typed in a tunnel.")


def overtake(site: Site, costs: str) -> None:
    """Save the half-written brief as somebody else."""
    admin = member(site, "admin")
    line = next(line for line in builders.at_the_desk(site.services)[1] if line.title == "Half-written games")
    draft = desk.open_draft(site.services, admin, line.id)
    desk.save(site.services, admin, line.id, draft.content | {"costs": costs}, draft.lock)


@pytest.mark.deep
def test_an_autosave_that_comes_second_says_so_and_leads_to_both_texts(visit: Visiting, own_library: Site):
    visitor = visit("reviewer")
    visitor.expected.append("status of 409")
    page = visitor.page
    half_written(page)
    overtake(own_library, "Written at a desk.")
    field(page, "costs").fill("Mine.")
    expect(page.locator("#saved")).to_contain_text("Admin Example saved this brief while you were editing.")
    press(page, "See both texts")
    expect(page.get_by_role("alert")).to_contain_text("Written at a desk.")
    expect(field(page, "costs")).to_have_value("Mine.")
    press(page, "Save as a draft")
    expect(field(page, "costs")).to_have_value("Mine.")
    expect(page.get_by_role("status")).to_contain_text("Saved as a draft")


def test_the_page_and_the_mail_are_seen_while_typing(visit: Visiting):
    page = visit("reviewer", **WIDE).page
    half_written(page)
    expect(look(page).locator(".brief__title")).to_have_text("Half-written games")
    field(page, "title").fill("Games in the rain")
    expect(look(page).locator(".brief__title")).to_have_text("Games in the rain")
    page.get_by_role("button", name="E-mail", exact=True).click()
    expect(look(page).locator("h1")).to_have_text("Games in the rain")
    expect(page.get_by_role("button", name="E-mail", exact=True)).to_have_attribute("aria-pressed", "true")
    field(page, "title").fill("Games in the sun")
    expect(look(page).locator("h1")).to_have_text("Games in the sun")
    page.go_back()
    expect(page.get_by_role("heading", level=1)).to_have_text("Desk")


def test_on_a_phone_the_look_is_folded_away_until_asked_for(visit: Visiting):
    page = visit("reviewer", viewport={"width": 375, "height": 667}).page
    half_written(page)
    expect(page.locator("#look iframe")).to_be_hidden()
    page.get_by_text("How it looks to readers").click()
    expect(look(page).locator(".brief__title")).to_have_text("Half-written games")


def test_without_javascript_a_button_shows_what_is_typed(visit: Visiting):
    page = visit("reviewer", java_script_enabled=False, **WIDE).page
    page.goto(NEW)
    type_in(page, HALF)
    page.get_by_role("button", name="Page", exact=True).click()
    expect(look(page).locator(".brief__title")).to_have_text(HALF["title"])
    expect(field(page, "title")).to_have_value(HALF["title"])


def test_help_with_the_words_points_at_the_sentence(visit: Visiting):
    page = visit("reviewer").page
    half_written(page)
    field(page, "does_it_work").fill("It went well. We leverage the park. Then it rained.")
    expect(page.locator("#plainer summary")).to_contain_text("to look at")
    page.locator("#plainer summary").click()
    page.locator("#plainer").get_by_role("link", name="leverage").press("Enter")
    expect(field(page, "does_it_work")).to_be_focused()
    assert page.evaluate("getSelection().toString()") == "We leverage the park."


def test_a_button_pressed_while_a_save_is_on_its_way_waits_for_it(visit: Visiting):
    page = visit("reviewer").page
    page.goto(NEW)
    held = []
    page.route("**/staff/briefs/new", lambda route: held.append(route), times=1)
    with page.expect_request(lambda request: request.method == "POST" and request.url.endswith("/new")):
        type_in(page, HALF)
    page.get_by_role("button", name="Save as a draft").click(no_wait_after=True)
    held[0].continue_()
    expect(page.get_by_role("status")).to_contain_text("Saved as a draft")
    page.goto("/staff/briefs")
    expect(page.get_by_role("link", name=HALF["title"])).to_have_count(1)


def lines(page: Page) -> Locator:
    return page.locator("#missing li")


def test_the_list_of_what_is_missing_is_the_same_while_typing_and_on_every_page_after(visit: Visiting):
    page = visit("reviewer", **WIDE).page
    half_written(page)
    before = lines(page).all_text_contents()
    field(page, "main_caution").fill("")
    expect(page.locator("#missing")).to_contain_text("Before you use this: Give the one caution that matters most")
    typed = lines(page).all_text_contents()
    assert set(before) < set(typed)
    expect(page.locator("#verdict")).to_have_text(f"{len(typed)} things to do before it can be published")
    field(page, "outcomes-0-why")
    press(page, "Add another outcome")
    expect(page.locator("#outcomes-2")).to_be_focused()
    expect(lines(page)).to_have_text(typed)
    press(page, "Save as a draft")
    expect(page.get_by_role("status")).to_contain_text("Saved as a draft")
    expect(lines(page)).to_have_text(typed)
    page.locator("#missing").get_by_role("link", name="Before you use this").click()
    expect(field(page, "main_caution")).to_be_focused()
