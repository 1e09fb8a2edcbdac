"""Starting a brief by its kind or from another, and ending a draft: discarding changes, deleting what nobody read."""

import re

import pytest

from library.briefs.ratings import Kind
from library.editing.drafts.prompts import ABOUT, PROMPTS
from tests import builders
from tests.editing.test_desk import NEW, briefs, edit, whole
from tests.editing.test_review import deeds, words
from tests.editing.test_uploads import brief_id, pressed
from tests.editing.test_uploads import sent as uploaded


def test_a_new_brief_begins_with_its_kind_whose_help_stands_beside_the_fields_and_is_never_text(staff):
    assert set(ABOUT) == set(PROMPTS) == set(Kind)
    page = staff.get("/staff/briefs/kinds")
    links = re.findall(r'href="/staff/briefs/new\?kind=(\w+)"', page.text)
    assert links == [kind.value for kind in Kind]
    page = staff.get(f"{NEW}?kind=local_programme")
    fields = staff.form(NEW, page)[1]
    assert fields["kind"] == "local_programme"
    assert not any(fields[name] for name in ("title", "short_answer", "main_caution"))
    beside = re.search(r'id="main_caution-prompt">(.*?)<', page.text)[1]
    assert beside == "Such as: places are limited, or it has not been evaluated."
    assert re.search(r'id="main_caution"[^>]*aria-describedby="main_caution-prompt ', page.text)
    assert staff.form(NEW, staff.get(f"{NEW}?kind=nonsense"))[1]["kind"] == ""


def test_a_copy_has_the_words_and_neither_history_nor_dates(staff, services, reviewer):
    builders.published(services, reviewer, costs="Chalk.", lead_for=["youth-work"])
    page = staff.get(edit())
    form = dict(re.findall(r'name="(form_id)" value="([^"]+)"', page.text[page.text.index('id="more"') :]))
    form["form_token"] = staff.form(edit(), page)[1]["form_token"]
    answers = [staff.client.post("/staff/briefs/1/copy", data=form) for _ in range(2)]
    assert [answer.location for answer in answers] == [f"{edit(2)}?done=copy"] * 2
    fields = staff.form(edit(2))[1]
    assert (fields["title"], fields["costs"]) == ("Copy of Street games on summer evenings", "Chalk.")
    assert [fields[name] for name in ("slug", "checked_on", "check_by")] == ["", "", ""]
    assert fields.getlist("lead_for") == []
    assert len(briefs(services, reviewer)) == 2


def test_a_copy_does_not_pass_off_what_a_document_filled_in_as_accepted(staff):
    id = brief_id(uploaded(staff))
    token = {"form_token": staff.form(edit(id))[1]["form_token"]}
    copy = staff.client.post(f"/staff/briefs/{id}/copy", data=token)
    refused = pressed(staff, id + 1, "publish")
    assert copy.location == f"{edit(id + 1)}?done=copy"
    assert refused.status_code == 400
    assert "This was filled in from the document." in refused.text


def test_a_draft_that_readers_never_saw_is_deleted_after_a_question(staff, services, reviewer):
    staff.send(NEW, whole() | {"action": "save"})
    staff.send(edit(), {"comment_words": "Why?", "action": "comment"})
    number = re.search(r'value="settle-(\d+)"', staff.get(edit()).text)[1]
    staff.send(edit(), {f"reply-{number}": "Because.", "action": f"reply-{number}"})
    asked = words(staff.get("/staff/briefs/1/delete"))
    assert "Delete the draft “Street games on summer evenings”?" in asked
    assert "This can't be undone." in asked.replace("&#39;", "'")
    assert briefs(services, reviewer) == ["Street games on summer evenings"]
    assert staff.send("/staff/briefs/1/delete", {}).location == "/staff/briefs?deleted=1"
    assert briefs(services, reviewer) == []
    assert staff.get(edit()).status_code == 404
    assert deeds(services)[-1] == "delete draft"


def test_nothing_that_readers_saw_is_deleted(staff, services, reviewer):
    builders.published(services, reviewer)
    token = {"form_token": staff.form(edit())[1]["form_token"]}
    assert staff.get("/staff/briefs/1/delete").location == edit()
    assert staff.client.post("/staff/briefs/1/delete", data=token).status_code == 404
    assert staff.client.post("/staff/briefs/1/discard", data=token).status_code == 404
    assert briefs(services, reviewer) == ["Street games on summer evenings"]


@pytest.mark.parametrize("end", ["delete", "discard", "copy"])
def test_a_contributor_ends_and_copies_only_their_own(staff, contributor, end):
    staff.send(NEW, whole() | {"action": "save"})
    contributor.send(NEW, {"title": "Mine"})
    token = {"form_token": contributor.form(edit(2))[1]["form_token"]}
    assert contributor.client.post(f"/staff/briefs/1/{end}", data=token).status_code == 403


def test_discarding_changes_shows_what_is_lost_and_goes_back_to_what_readers_see(staff, services, reviewer, client):
    builders.published(services, reviewer)
    before = client.get("/briefs/street-games").data
    staff.send(edit(), {"costs": "Chalk.", "action": "save"})
    assert "[added: Chalk. ]" in words(staff.get("/staff/briefs/1/discard"))
    assert staff.send("/staff/briefs/1/discard", {}).location == f"{edit()}?done=discard"
    assert staff.form(edit())[1]["costs"] == ""
    assert client.get("/briefs/street-games").data == before
    assert staff.get("/staff/briefs/1/discard").location == edit()
