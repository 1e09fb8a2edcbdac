"""The staff desk: writing, editing, publishing and withdrawing, without JavaScript."""

import json
import re

import pytest

from library.briefs import seed_files
from library.briefs.schemas.brief import BRIEF, PUBLIC
from library.editing.drafts import service as desk
from library.security.permissions import Role
from tests import builders
from tests.browser import Browser, typed

NEW = "/staff/briefs/new"


def edit(brief_id=1):
    return f"/staff/briefs/{brief_id}/edit"


def whole(**changes):
    """Give a brief that may be published by its writer, as typed into the form."""
    return typed(builders.content(**{"outcomes": builders.UNRATED} | changes))


def briefs(services, person):
    return [line.title for line in builders.at_the_desk(services)[1]]


def error_beside(page, field):
    """Give what is said beside a field, if the field points at it."""
    described = re.search(rf'id="{field}"[^>]*aria-describedby="([^"]*)"', page.text)
    assert described, field
    assert f"{field}-error" in described[1].split(), field
    told = re.search(rf'id="{field}-error"[^>]*>(.*?)</p>', page.text, re.DOTALL)[1]
    return " ".join(re.sub(r"<[^>]*>", " ", told).split())


def test_an_empty_desk_says_so_and_leads_to_the_form(staff):
    page = staff.get("/staff/briefs").text
    assert "There are no briefs yet." in page
    assert 'href="/staff/briefs/kinds"' in page


def test_the_desk_lists_drafts_published_edited_and_withdrawn_briefs(staff, services, reviewer):
    builders.published(services, reviewer, "murals", title="Murals")
    gone = builders.published(services, reviewer, "choirs", title="Choirs")
    desk.withdraw(services, reviewer, gone, "Wrong.")
    desk.start(services, reviewer, {"title": "Half <a> thought"}, "one")
    staff.send(edit(1), {"title": "Murals and more", "action": "save"})
    page = " ".join(re.sub(r"<[^>]*>", " ", staff.get("/staff/briefs").text).split())
    for words in ("Murals and more Published being edited", "Choirs Withdrawn", "Half &lt;a&gt; thought Draft"):
        assert words in page


@pytest.mark.parametrize("number", ["0", "-3", "x"])
def test_no_page_of_the_desk_is_too_absurd_for_an_answer(staff, number):
    assert staff.get(f"/staff/briefs?page={number}").status_code == 200


def test_the_desk_is_paged(staff, services, reviewer):
    for number in range(51):
        desk.start(services, reviewer, {"title": f"Brief {number}"}, f"form {number}")
    assert "Brief 50" in staff.get("/staff/briefs").text
    assert '<a href="/staff/briefs?page=2#briefs">' in staff.get("/staff/briefs").text
    assert "Brief 0<" in staff.get("/staff/briefs?page=3").text


def test_a_half_filled_form_is_saved_as_typed(staff, services, reviewer):
    half = {
        "title": 'A "half" <thought> & more',
        "kind": "nonsense",
        "checked_on": "31/12/2026",
        "what_it_is": "  First.\r\n\r\nSecond.",
        "key_points-2": "The only point",
        "outcomes-0-outcome": "not-a-term",
        "outcomes-0-override": "lots",
        "sources-0-url": "not an address",
    }
    answer = staff.send(NEW, half)
    assert (answer.status_code, answer.location) == (303, "/staff/briefs/1/edit?saved=1")
    assert "Saved as a draft." in staff.get(answer.location).text
    fields = staff.form(edit())[1]
    for name in half.keys() - {"key_points-2", "what_it_is"}:
        assert fields[name] == half[name], name
    assert fields["what_it_is"] == "First.\r\n\r\nSecond."
    assert fields["key_points-0"] == "The only point"


def test_a_brief_without_an_address_gets_one_from_its_title(staff):
    staff.send(NEW, {"title": ""})
    staff.send(edit(), {"title": "Ten tips: “Café & Co”"})
    assert staff.form(edit())[1]["slug"] == "ten-tips-cafe-co"


def test_an_empty_form_can_be_saved(staff):
    assert staff.send(NEW, {}).status_code == 303
    assert "No title yet" in staff.get("/staff/briefs").text


def test_what_is_wrong_is_said_beside_each_field(staff):
    wrong = whole() | {
        "title": "",
        "one_line": "x" * 141,
        "short_answer": "word " * 61,
        "kind": "",
        "checked_on": "31/12/2026",
        "key_points-2": "",
        "related": "murals\r\nNot A Slug",
        "outcomes-0-override": "lots",
        "outcomes-0-sources": "a, 7",
        "outcomes-1-design": "trial",
        "sources-0-url": "example.org",
        "sources-0-year": "1066",
    }
    page = staff.send(NEW, wrong | {"action": "publish"})
    assert page.status_code == 400
    said = {
        "title": "Title: this is needed.",
        "one_line": "Use 140 characters or fewer.",
        "short_answer": "Use 60 words or fewer. It has 61.",
        "kind": "Kind of answer: this is needed.",
        "checked_on": "Checked on: write the date as year-month-day, such as 2026-11-22.",
        "key_points": "Key points: give 3 to 5.",
        "related": "Use small letters, digits and hyphens only.",
        "outcomes-0-override": "Confidence, if the computed one is wrong: write a whole number from 0 to 5, or leave it empty.",
        "outcomes-0-sources": "Use one or two small letters, such as a.",
        "outcomes-1-design": "Leave this empty: nothing was measured.",
        "sources-0-url": "Web address: write a full web address that starts with https:// or http://.",
        "sources-0-year": "Year: write a whole number from 1900 to 2100, or leave it empty.",
    }
    for field, sentence in said.items():
        assert sentence in error_beside(page, field)
        assert f'href="#{field}"' in page.text


def test_every_fault_in_the_summary_leads_to_a_field_that_is_there(staff):
    page = staff.send(NEW, {"action": "publish", "related": "A B", "facts": "x" * 201, "ages": ["a b"]})
    summary = page.text[page.text.index("govuk-error-summary") : page.text.index("<form method")]
    targets = re.findall(r'href="#([^"]*)"', summary)
    assert {"related", "facts", "ages", "sources", "title"} <= set(targets)
    assert [target for target in targets if f'id="{target}"' not in page.text] == []


def test_rules_of_meaning_are_said_beside_their_field_too(staff):
    page = staff.send(NEW, whole(what_it_is="It helped 40 people.") | {"place": "atlantis", "action": "publish"})
    assert "It gives a figure but cites no source" in error_beside(page, "what_it_is")
    assert "“atlantis” is not in the vocabulary" in error_beside(page, "place")


def test_a_refused_brief_is_kept_as_one_draft_and_published_once_it_is_fixed(staff, services, reviewer):
    refused = staff.send(NEW, whole() | {"title": "", "action": "publish"})
    assert "There is a problem: it&#39;s saved as a draft, but can&#39;t be published yet" in refused.text
    mended = staff.send(NEW, {"title": "Mended", "action": "publish"}, refused)
    assert (mended.status_code, mended.location) == (303, "/briefs/street-games")
    assert briefs(services, reviewer) == ["Mended"]


def test_rows_are_added_and_taken_out_without_losing_a_word(staff, services, reviewer):
    page = staff.send(NEW, whole() | {"action": "add-outcome", "what_it_is": "Typed before"})
    fields = staff.form(NEW, page)[1]
    assert "outcomes-2-why" in fields
    assert fields["what_it_is"] == "Typed before"
    assert briefs(services, reviewer) == []
    page = staff.send(NEW, {"outcomes-2-why": "Third", "action": "remove-outcomes-0"}, page)
    fields = staff.form(NEW, page)[1]
    assert [fields["outcomes-0-why"], fields["outcomes-1-why"]] == ["Nobody counted.", "Third"]
    assert "outcomes-2-why" not in fields
    assert fields["sources-0-title"] == "Street games: what we learned"


def test_the_row_that_is_taken_out_is_the_one_that_was_pointed_at(staff):
    rows = {f"sources-{number}-title": title for number, title in enumerate(("One", "", "Three"))}
    fields = staff.form(NEW, staff.send(NEW, rows | {"action": "remove-sources-1"}))[1]
    assert [fields["sources-0-title"], fields["sources-1-title"]] == ["One", "Three"]
    fields = staff.form(NEW, staff.send(NEW, rows | {"action": "remove-sources-2"}))[1]
    assert fields["sources-0-title"] == "One"
    assert "sources-1-title" not in fields


@pytest.mark.parametrize("action", ["add-nonsense", "remove-nonsense-0", "remove-", "remove-title-0", "²", ""])
def test_an_action_nobody_knows_saves(staff, services, reviewer, action):
    assert staff.send(NEW, {"title": "Kept", "action": action}).status_code == 303
    assert briefs(services, reviewer) == ["Kept"]


@pytest.mark.parametrize("action", ["remove-outcomes-²", "remove-outcomes-99"])
def test_taking_out_a_row_that_is_not_there_changes_nothing(staff, action):
    assert staff.send(NEW, whole() | {"action": action}).status_code == 200


def test_a_source_without_a_letter_gets_the_next_one_that_is_free(staff):
    rows = {f"sources-{number}-publisher": "A Council" for number in range(27)}
    page = staff.send(NEW, rows | {"action": "add-source"})
    fields = staff.form(NEW, page)[1]
    assert [fields[f"sources-{number}-key"] for number in (0, 25, 26)] == ["a", "z", "aa"]


def test_what_is_published_is_found_at_once(staff):
    answer = staff.send(NEW, whole() | {"action": "publish"})
    assert (answer.status_code, answer.location) == (303, "/briefs/street-games")
    found = staff.get("/search?q=street+games").text
    assert "Street games on summer evenings" in found
    assert "Search is being repaired" not in found
    assert "Street games on summer evenings" in staff.get(answer.location).text


def test_opening_a_brief_and_publishing_it_again_changes_nothing(staff, services, reviewer):
    """The form holds all of a brief: nothing is lost on the way into it and back."""
    file = max(seed_files.brief_files(), key=lambda file: file.stat().st_size)
    content = json.loads(file.read_text("utf-8"))
    saved = desk.start(services, builders.person(services, Role.CONTRIBUTOR), content, "seed")
    desk.publish(services, reviewer, saved.brief_id, content, 1)
    assert staff.send(edit(), {"action": "publish"}).status_code == 303
    assert _tags_sorted(staff.get(f"/briefs/{file.stem}.json").json) == _tags_sorted(PUBLIC.dump(BRIEF.load(content)))


def _tags_sorted(content):
    tags = {
        name: sorted(content.get(name, []))
        for name, field in BRIEF.fields.items()
        if field.metadata["widget"] == "tags"
    }
    return content | tags


def test_an_edit_is_seen_by_readers_only_once_it_is_published(staff, app, services, reviewer, client):
    builders.published(services, reviewer)
    before = {twin: client.get(f"/briefs/street-games{twin}").data for twin in ("", ".txt", ".json", "/email", ".eml")}
    staff.send(edit(), {"title": "Zebras", "slug": "zebras", "action": "save"})
    assert {twin: client.get(f"/briefs/street-games{twin}").data for twin in before} == before
    for path in ("/search", "/suggest?q=zebr", "/feed.atom", "/sitemap.xml", "/api/v1/briefs", "/"):
        assert "zebras" not in client.get(path).text.lower()
    assert client.get("/api/v1/search?q=zebras").json["total"] == 0
    assert client.get("/briefs/zebras").status_code == 404
    Browser(app, builders.person(services, email="other@example.org")).send(edit(), {"action": "publish"})
    assert "Zebras" in client.get("/search?q=zebras").text
    assert client.get("/briefs/street-games").location == "/briefs/zebras"


def test_the_second_editors_save_on_an_old_page_shows_both_texts_and_loses_nothing(staff, app, services, reviewer):
    builders.published(services, reviewer)
    colleague = Browser(app, builders.person(services, email="cora@example.org"))
    page = staff.get(edit())
    colleague.send(edit(), {"title": "Cora's title", "action": "save"})
    conflict = staff.send(edit(), {"title": "My title", "short_answer": "My answer.", "action": "save"}, page)
    assert conflict.status_code == 409
    assert "Reviewer Example saved this brief while you were editing" in conflict.text
    for words in ("Cora&#39;s title", "My title", "My answer."):
        assert words in conflict.text
    assert staff.form(edit())[1]["title"] == "Cora's title"
    fields = staff.form(edit(), conflict)[1]
    assert (fields["title"], fields["short_answer"]) == ("My title", "My answer.")
    assert staff.send(edit(), {"action": "save"}, conflict).status_code == 303
    assert staff.form(edit())[1]["title"] == "My title"


def test_a_conflict_speaks_in_labels_and_not_in_ids(staff, app, services, reviewer):
    builders.published(services, reviewer)
    colleague = Browser(app, builders.person(services, email="cora@example.org"))
    page = staff.get(edit())
    colleague.send(edit(), {"ages": ["18-24"], "place": "leicester", "kind": "early_learning", "costs": "Paint."})
    mine = {"ages": ["10-13"], "place": "rutland", "kind": "what_works", "costs": "Chalk."}
    conflict = staff.send(edit(), mine | {"action": "save"}, page)
    told = conflict.text[: conflict.text.index("<form")]
    for words in ("18 to 24", "10 to 13", "Leicester", "Rutland", "Early learning", "Research summary", "Chalk."):
        assert words in told, words
    for ids in ("18-24<", "early_learning", "what_works", ">leicester", "True"):
        assert ids not in told, ids


def test_publishing_on_an_old_page_is_a_conflict_too(staff, services, reviewer, client):
    builders.published(services, reviewer)
    page = staff.get(edit())
    staff.send(edit(), {"costs": "Second.", "action": "publish"})
    answer = staff.send(edit(), {"costs": "Third.", "action": "publish"}, page)
    assert answer.status_code == 409
    assert "Second." in client.get("/briefs/street-games").text


@pytest.mark.parametrize("action", ["save", "publish"])
def test_a_double_click_makes_one_brief(staff, services, reviewer, action):
    page = staff.get(NEW)
    answers = [staff.send(NEW, whole() | {"action": action}, page) for _ in range(2)]
    assert [answer.status_code for answer in answers] == [303, 303]
    assert answers[0].location == answers[1].location
    assert briefs(services, reviewer) == ["Street games on summer evenings"]


def test_going_back_and_saving_something_else_keeps_the_later_words(staff, services, reviewer):
    page = staff.get(NEW)
    staff.send(NEW, {"title": "First words"}, page)
    staff.send(NEW, {"title": "Later words"}, page)
    assert briefs(services, reviewer) == ["Later words"]


def test_going_back_after_more_was_saved_shows_both_texts(staff, services, reviewer):
    page = staff.get(NEW)
    staff.send(NEW, {"title": "First words"}, page)
    staff.send(edit(), {"title": "Second words", "action": "save"})
    conflict = staff.send(NEW, {"title": "Other words"}, page)
    assert conflict.status_code == 409
    assert briefs(services, reviewer) == ["Second words"]
    staff.send(NEW, {"action": "save"}, conflict)
    assert briefs(services, reviewer) == ["Other words"]


def test_a_contributor_writes_and_edits_own_drafts_but_cannot_publish(contributor, services, reviewer, client):
    assert contributor.send(NEW, whole()).status_code == 303
    page = contributor.get(edit())
    assert 'value="publish"' not in page.text
    assert contributor.send(edit(), {"action": "publish"}, page).status_code == 403
    assert contributor.send(NEW, whole(slug="other") | {"action": "publish"}).status_code == 403
    assert client.get("/briefs/street-games").status_code == 404
    assert contributor.client.get("/staff/briefs/1/withdraw").status_code == 403


def test_a_contributor_cannot_open_what_others_started(contributor, staff):
    staff.send(NEW, {"title": "Not yours"})
    answer = contributor.get(edit())
    assert answer.status_code == 403
    assert "have permission, or the form came from another site" in answer.text
    page = contributor.get(NEW)
    assert contributor.client.post(edit(), data=contributor.form(NEW, page)[1]).status_code == 403
    assert staff.form(edit())[1]["title"] == "Not yours"


@pytest.mark.parametrize(
    "moved", [{"outcomes-0-effect": "mixed"}, {"outcomes-0-design": "trial"}, {"action": "remove-outcomes-1"}]
)
def test_a_moved_effect_or_confidence_needs_a_note(app, services, reviewer, moved):
    builders.published(services, reviewer)
    staff = Browser(app, builders.person(services, Role.ADMIN))
    page = staff.send(edit(), {"action": "add-source"} | moved)
    refused = staff.send(edit(), moved | {"action": "publish"}, page)
    assert refused.status_code == 400
    assert "Say in a sentence what changed and why." in error_beside(refused, "change_note")
    assert staff.send(edit(), {"change_note": "A new study.", "action": "publish"}, refused).status_code == 303


def test_other_changes_need_no_note(staff, services, reviewer):
    builders.published(services, reviewer)
    assert staff.send(edit(), {"costs": "Chalk.", "action": "publish"}).status_code == 303


def test_an_address_that_another_brief_has_or_had_is_refused(staff, services, reviewer):
    builders.published(services, reviewer, "old-name")
    staff.send(edit(), {"slug": "new-name", "action": "publish"})
    for slug in ("old-name", "new-name"):
        page = staff.send(NEW, whole(slug=slug) | {"action": "publish"})
        assert "Another brief has this address, or had it once. Choose another." in error_beside(page, "slug")


def test_withdrawing_asks_for_a_reason_and_takes_the_brief_down(staff, services, reviewer, client):
    builders.published(services, reviewer)
    asked = staff.send(edit(), {"action": "withdraw"})
    assert asked.location == "/staff/briefs/1/withdraw"
    refused = staff.send(asked.location, {"reason": "  "})
    assert refused.status_code == 400
    assert "Say in a sentence why it is withdrawn. Readers will see it." in error_beside(refused, "reason")
    assert client.get("/briefs/street-games").status_code == 200
    assert staff.send(asked.location, {"reason": "The study was wrong."}).status_code == 303
    assert client.get("/briefs/street-games").status_code == 410
    assert "The study was wrong." in client.get("/briefs/street-games").text
    assert "Street games on" not in client.get("/search?q=street+games").text


@pytest.mark.parametrize("typed", [{}, {"what_it_is": "Street games, counted again."}])
def test_a_withdrawn_brief_can_be_mended_and_published_again(staff, services, reviewer, client, typed):
    builders.published(services, reviewer)
    desk.withdraw(services, reviewer, 1, "Wrong.")
    assert staff.send(edit(), typed | {"action": "publish"}).location == "/briefs/street-games"
    assert client.get("/briefs/street-games").status_code == 200
    assert "Street games" in client.get("/search?q=street+games").text


def test_a_withdrawn_brief_published_again_just_as_it_was_is_there_again(services, reviewer, client):
    builders.published(services, reviewer)
    desk.withdraw(services, reviewer, 1, "By mistake.")
    draft = desk.open_draft(services, reviewer, 1)
    desk.publish(services, reviewer, 1, draft.content, draft.lock)
    assert client.get("/briefs/street-games").status_code == 200


@pytest.mark.parametrize("number", ["7", "0", "99999999999", "99999999999999999999999"])
def test_a_brief_that_is_not_there_is_a_404(staff, number):
    for page in ("edit", "withdraw"):
        assert staff.get(f"/staff/briefs/{number}/{page}").status_code == 404


def test_the_form_shows_what_is_missing_before_anybody_asks(staff):
    staff.send(NEW, {"title": "Half"})
    page = staff.get(edit()).text
    assert "things to do before it can be published" in page
    staff.send(edit(), whole() | {"action": "save"})
    assert "Nothing is missing: this can be published." in staff.get(edit()).text


def test_each_field_has_a_label_and_no_id_stands_twice(staff, services):
    page = staff.send(NEW, whole(slug="a") | {"action": "add-outcome"}).text
    ids = re.findall(r' id="([^"]*)"', page)
    assert len(ids) == len(set(ids))
    controls = re.findall(r"<(?:input|textarea|select)[^>]* id=\"([^\"]*)\"", page)
    assert len(controls) > 60
    labelled = set(re.findall(r'<label[^>]* for="([^"]*)"', page))
    wrapped = set(re.findall(r'<label class="choice"><input[^>]* id="([^"]*)"', page))
    assert [control for control in controls if control not in labelled | wrapped] == []


def test_an_admin_may_do_all_of_it(app, services, client):
    admin = Browser(app, builders.person(services, Role.ADMIN))
    assert admin.send(NEW, whole() | {"action": "publish"}).status_code == 303
    assert admin.send("/staff/briefs/1/withdraw", {"reason": "Wrong."}).status_code == 303
    assert client.get("/briefs/street-games").status_code == 410
