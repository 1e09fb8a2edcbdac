"""Working on one brief together: edits that merge, who is editing, what changed for readers, and talking at the field."""

import json
import re
from datetime import UTC, datetime, timedelta

import pytest
import sqlalchemy as sa
from hypothesis import given, settings
from hypothesis import strategies as st
from werkzeug.test import TestResponse

from library.briefs import seed_files
from library.db.tables import editors, mails
from library.editing.drafts import merging, rows
from library.editing.drafts.rows import Row
from tests import builders
from tests.browser import Browser
from tests.editing.test_checklist import tags_off
from tests.editing.test_desk import NEW, edit
from tests.editing.test_review import rated, words
from tests.editing.test_writing import AS_DATA
from tests.tiers import examples


@pytest.fixture
def cora(app, services):
    return Browser(app, builders.person(services, email="cora@example.org"))


@pytest.fixture
def sent(contributor):
    contributor.send(NEW, rated() | {"action": "review"})
    return contributor


def test_edits_to_different_fields_on_pages_opened_at_the_same_time_are_both_kept(staff, cora, services, reviewer):
    builders.published(services, reviewer)
    page = staff.get(edit())
    cora.send(edit(), {"costs": "Chalk.", "action": "save"})
    answer = staff.send(edit(), {"who_for": "Anyone.", "action": "save"}, page)
    assert answer.status_code == 303
    fields = staff.form(edit())[1]
    assert (fields["costs"], fields["who_for"]) == ("Chalk.", "Anyone.")
    assert "their words are kept: What it costs." in words(staff.get(answer.location))


def test_only_the_field_that_both_changed_is_a_conflict_and_the_rest_is_put_together(staff, cora, services, reviewer):
    builders.published(services, reviewer)
    page = staff.get(edit())
    cora.send(edit(), {"costs": "Chalk.", "who_for": "Anyone.", "action": "save"})
    clash = staff.send(edit(), {"costs": "Paint.", "action": "save"}, page)
    assert clash.status_code == 409
    shown = re.search(r'<section class="notice notice--late" role="alert".*?</section>', clash.text, re.DOTALL)[0]
    assert "Chalk." in shown
    assert "Paint." in shown
    assert "Anyone." not in shown
    fields = staff.form(edit(), clash)[1]
    assert (fields["costs"], fields["who_for"]) == ("Paint.", "Anyone.")
    assert staff.send(edit(), {"action": "save"}, clash).status_code == 303
    assert staff.form(edit())[1]["costs"] == "Paint."


KEY_POINTS = ["Boys moved less.", "Girls joined in more.", "Nobody was hurt."]


def rows_of(browser: Browser, name: str, page: TestResponse | None = None) -> list[str]:
    """Return the lines of a list on the form of the brief, or its tags."""
    fields = browser.form(edit(), page)[1]
    names = [each for each in fields if each == name or each.startswith(f"{name}-")]
    return [line for each in names for line in fields.getlist(each) if line]


def test_edits_to_different_rows_of_one_list_are_put_together_and_it_is_said(staff, cora, services, reviewer):
    builders.published(services, reviewer, key_points=KEY_POINTS, places=["leicester"])
    page = staff.get(edit())
    theirs = {"key_points-0": "Boys moved more.", "key_points-2": "", "places": ["leicester", "rutland"]}
    cora.send(edit(), theirs | {"action": "save"})
    mine = {"key_points-1": "Girls joined.", "key_points-3": "It was dry.", "places": []}
    answer = staff.send(edit(), mine | {"action": "save"}, page)
    assert answer.status_code == 303
    assert rows_of(staff, "key_points") == ["Boys moved more.", "Girls joined.", "It was dry."]
    assert rows_of(staff, "places") == ["rutland"]
    shown = staff.get(answer.location)
    said = words(shown).partition("put their rows and yours together. ")[2]
    assert said.startswith("Check that they read well: Key points")
    assert 'id="key_points' in shown.text


def test_one_row_that_both_changed_is_a_conflict_of_its_list(staff, cora, services, reviewer):
    builders.published(services, reviewer, key_points=KEY_POINTS)
    page = staff.get(edit())
    cora.send(edit(), {"key_points-0": "Boys moved more.", "action": "save"})
    clash = staff.send(edit(), {"key_points-0": "Boys sat.", "key_points-1": "Girls too.", "action": "save"}, page)
    assert clash.status_code == 409
    assert "Boys moved more." in clash.text
    assert rows_of(staff, "key_points", clash)[:2] == ["Boys sat.", "Girls too."]


def test_two_sources_that_both_add_get_one_letter_and_are_a_conflict(staff, cora, services, reviewer):
    builders.published(services, reviewer)
    page = staff.get(edit())
    number = len(builders.content()["sources"])
    for browser, publisher in ((cora, "Ofsted"), (staff, "Crest")):
        new = {f"sources-{number}-publisher": publisher, f"sources-{number}-title": "A report", "action": "save"}
        answer = browser.send(edit(), new, page if browser is staff else None)
    assert (answer.status_code, "Ofsted" in answer.text, "Crest" in answer.text) == (409, True, True)


def test_what_two_roles_can_do_next_is_put_together(staff, cora, services, reviewer):
    builders.published(services, reviewer)
    page = staff.get(edit())
    cora.send(edit(), {"actions-parent": "Ask the youth club.", "action": "save"})
    answer = staff.send(edit(), {"actions-police": "Ask the council.", "action": "save"}, page, **AS_DATA)
    assert (answer.status_code, answer.json["joined"]) == (200, "What you can do")
    kept = rows_of(staff, "actions")
    assert {"Ask the youth club.", "Ask the council."} <= set(kept)


@pytest.mark.hypothesis
@given(st.lists(st.sampled_from("ABCDE"), max_size=5), *[st.lists(st.sampled_from("ABCDEFG"), max_size=5)] * 2)
@settings(max_examples=examples(100), deadline=None)
def test_putting_rows_together_is_fair_and_leaves_alone_what_only_one_changed(base, mine, theirs):
    def together(ours: list[str], others: list[str]) -> list[str] | None:
        found = rows.merged(base, [Row(each, each) for each in ours], [Row(each, each) for each in others])
        return None if found is None else [row.value for row in found]

    assert together(mine, base) == mine
    assert together(base, theirs) == theirs
    assert together(mine, mine) == mine
    found, back = together(mine, theirs), together(theirs, mine)
    assert (found is None) == (back is None)
    if found is not None and back is not None:
        assert sorted(found) == sorted(back)


@pytest.mark.parametrize(
    "marks", ['{"key_points": [[1], {"a": 2}]}', '{"actions": 3, "places": {"a": ["b"]}}', "[]", "[" * 9_000, "no"]
)
def test_marks_that_no_form_of_ours_carries_lose_nothing(staff, cora, services, reviewer, marks):
    builders.published(services, reviewer)
    page = staff.get(edit())
    cora.send(edit(), {"key_points-0": "Boys moved more.", "places": ["rutland"], "action": "save"})
    answer = staff.send(edit(), {"key_points-0": "Boys sat.", "marks": marks, "action": "save"}, page)
    assert answer.status_code == 409
    assert "Boys moved more." in answer.text


def test_a_page_that_goes_on_saving_never_puts_old_words_back_over_those_of_another(staff, cora, services, reviewer):
    builders.published(services, reviewer)
    page = staff.get(edit())
    cora.send(edit(), {"costs": "Chalk.", "action": "save"})
    typed = {"who_for": "Anyone.", "action": "save"}
    first = staff.send(edit(), typed, page, **AS_DATA).json
    assert first["merged"] == "What it costs"
    more = typed | {"who_for": "Anyone at all.", "lock": str(first["lock"]), "marks": first["marks"]}
    assert staff.send(edit(), more, page, **AS_DATA).status_code == 200
    fields = staff.form(edit())[1]
    assert (fields["costs"], fields["who_for"]) == ("Chalk.", "Anyone at all.")


def test_the_marks_of_a_form_are_those_of_what_is_saved_for_every_brief_we_have(staff, services):
    files = sorted(seed_files.brief_files(), key=lambda file: file.stat().st_size)
    for number, file in enumerate((files[0], files[len(files) // 2], files[-1]), 1):
        content = json.loads(file.read_text("utf-8"))
        builders.started(services, content, file.stem)
        page = staff.get(edit(number))
        answer = staff.send(edit(number), {"action": "save"}, page, **AS_DATA).json
        assert json.loads(answer["marks"]) == merging.marks(content) == json.loads(staff.form("", page)[1]["marks"])


def test_whoever_saved_a_few_minutes_ago_is_said_to_be_editing(staff, cora, services):
    staff.send(NEW, {"title": "Choirs"})
    assert "is editing this now" not in words(staff.get(edit()))
    assert re.search(r"Reviewer Example is editing this now, and last saved at \d\d:\d\d\.", words(cora.get(edit())))
    answer = cora.send(edit(), {"costs": "Chalk.", "action": "save"}, **AS_DATA).json
    assert "is editing this now" in answer["others"]
    with services.store.writing() as database:
        database.execute(sa.update(editors).values(at=datetime.now(UTC) - timedelta(minutes=11)))
    assert "is editing this now" not in words(cora.get(edit()))


def test_a_reviewer_sees_what_would_change_for_readers_word_by_word(contributor, staff, services, reviewer):
    builders.published(services, reviewer)
    assert 'id="changes"' not in staff.get(edit()).text
    staff.send(edit(), {"what_it_is": "Youth workers close a street and run chess.", "action": "review"})
    page = staff.get(edit()).text
    shown = re.search(r'<details class="notice" id="changes" open>.*?</details>', page, re.DOTALL)[0]
    assert "1 part has changed since readers last saw this brief" in shown
    assert "close a street and run [removed: games.] [added: chess.]" in tags_off(shown)
    assert re.search(r"<del><span[^>]*>\[removed: </span>games\.", shown)


def test_a_comment_is_written_at_its_field_answered_and_settled_and_those_it_concerns_are_told(sent, staff, services):
    builders.drop_handovers(services)
    with services.store.writing() as database:
        database.execute(sa.delete(mails))
    page = staff.send(edit(), {"costs": "Not saved yet.", "action": "talk-costs"})
    assert re.search(r'name="comment_field" value="costs"', page.text)
    assert staff.form(edit(), page)[1]["costs"] == "Not saved yet."
    staff.send(edit(), {"comment_words": "Whose budget?", "action": "comment"}, page)
    number = re.search(r'value="settle-(\d+)"', sent.get(edit()).text)[1]
    refused = sent.send(edit(), {f"reply-{number}": " ", "action": f"reply-{number}"})
    assert refused.status_code == 400
    assert "Write your reply first." in refused.text
    sent.send(edit(), {f"reply-{number}": "The council's.", "action": f"reply-{number}"})
    beside = re.search(r'id="costs-said">(.*?)</details>', staff.get(edit()).text, re.DOTALL)[1]
    assert "Whose budget?" in beside
    assert "The council&#39;s." in beside
    with services.store.reading() as database:
        told = [(row.address, row.subject) for row in database.execute(sa.select(mails).order_by(mails.c.id))]
    said = "A comment on “Street games on summer evenings”"
    assert told == [("contributor@example.org", said), ("reviewer@example.org", said)]
    staff.send(edit(), {"action": f"settle-{number}"})
    assert "Whose budget?" not in sent.get(edit()).text
    assert "The council&#39;s." not in sent.get(edit()).text


def test_an_address_made_from_the_title_is_nobodys_change(staff):
    page = staff.get(NEW)
    first = staff.send(NEW, {"title": "Choirs", "action": "save"}, page, **AS_DATA).json
    fields = staff.form(NEW, page)[1]
    typed = {"title": "Choirs and bands", "marks": first["marks"], "lock": str(first["lock"]), "action": "save"}
    for name, value in typed.items():
        fields.setlist(name, [value])
    again = staff.client.post(first["address"], data=fields, **AS_DATA).json
    assert again["merged"] == ""
    assert staff.form(first["address"])[1]["slug"] == "choirs-and-bands"
