"""Working on one brief together: edits that merge, who is editing, what changed for readers, and talking at the field."""

import json
import re
from datetime import UTC, datetime, timedelta

import pytest
import sqlalchemy as sa

from library.briefs import seed_files
from library.db.tables import editors, mails
from library.editing.drafts import merging
from tests import builders
from tests.browser import Browser
from tests.editing.test_checklist import tags_off
from tests.editing.test_desk import NEW, edit
from tests.editing.test_review import rated, words
from tests.editing.test_writing import AS_DATA


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
