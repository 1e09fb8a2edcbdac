"""The writing desk: saved while typed, shown as it will look, helped with its words. Over HTTP, as its script asks."""

import re

import pytest

from library.accounts.sign_in import service as sign_in_service
from library.editing.drafts import service as desk
from library.http.context import COOKIE
from tests import builders
from tests.browser import Browser
from tests.editing.test_desk import NEW, briefs, edit, whole
from tests.editing.test_uploads import brief_id, sent

AS_DATA = {"headers": {"Accept": "application/json"}}
PREVIEW = "/staff/briefs/preview"


def filled(browser, typed, path=NEW):
    """Give what a browser would send of a form, with this typed into it."""
    fields = browser.form(path)[1]
    for name, value in typed.items():
        fields.setlist(name, value if isinstance(value, list) else [value])
    return fields


def look(browser, typed, kind="page"):
    return browser.client.post(PREVIEW, data=filled(browser, typed | {"as": kind}))


def test_a_new_brief_is_saved_while_typed_and_goes_on_at_its_own_address(staff, services, reviewer):
    page = staff.get(NEW)
    answer = staff.send(NEW, {"title": "Zebras", "action": "save"}, page, **AS_DATA)
    assert answer.status_code == 200
    assert (answer.json["address"], answer.json["lock"]) == (edit(), 1)
    assert re.fullmatch(r"\d\d:\d\d", answer.json["saved_at"])
    again = {"title": "Zebras and gnus", "lock": answer.json["lock"], "marks": answer.json["marks"], "action": "save"}
    assert staff.client.post(edit(), data=filled(staff, again), **AS_DATA).json["lock"] == 2
    assert briefs(services, reviewer) == ["Zebras and gnus"]


def test_the_answer_lists_what_is_missing_and_what_could_be_plainer_with_the_field(staff):
    long = "We went out to " + "many " * 30 + "streets."
    typed = {"short_answer": f"We leverage the ABCD. {long}", "key_points-1": "A holistic plan.", "action": "save"}
    answer = staff.send(NEW, typed, **AS_DATA).json
    missing = {fault["field"]: fault["message"] for fault in answer["missing"]}
    assert missing["title"] == "Title: this is needed."
    plainer = [(fault["field"], fault["message"], fault["sentence"]) for fault in answer["plainer"]]
    assert ("short_answer", "Say it in plainer words: instead of “leverage”, use", "We leverage the ABCD.") in plainer
    assert ("short_answer", "Spell out ABCD once, as in “full name (ABCD)”", "We leverage the ABCD.") in plainer
    assert ("short_answer", "This sentence has 35 words; split it", long) in plainer
    assert any(field == "key_points-0" and "holistic" in message for field, message, _ in plainer)


def test_a_figure_that_the_fact_records_do_not_state_is_pointed_at(staff):
    typed = {"facts": "yef:mentoring", "costs": "It cut arrests by 87.3% [a].", "action": "save"}
    answer = staff.send(NEW, typed, **AS_DATA).json
    found = [fault for fault in answer["plainer"] if "87.3" in fault["message"]]
    assert [(fault["field"], fault["sentence"]) for fault in found] == [("costs", "It cut arrests by 87.3%.")]


def test_without_a_source_to_look_in_no_figure_is_doubted(staff):
    answer = staff.send(NEW, {"costs": "It costs 87 pounds.", "action": "save"}, **AS_DATA).json
    assert "87" not in str(answer["plainer"])


def test_the_page_lists_the_same_without_javascript(staff):
    staff.send(NEW, {"short_answer": "We leverage <b> it."})
    page = staff.get(edit()).text
    assert '<a href="#short_answer">Short answer: Say it in plainer words: instead of “leverage”, use</a>' in page
    assert "<q>We leverage &lt;b&gt; it.</q>" in page


def test_an_autosave_on_an_old_page_writes_nothing_and_says_who_was_first(staff, app, services, reviewer):
    builders.published(services, reviewer)
    colleague = Browser(app, builders.person(services, email="cora@example.org"))
    page = staff.get(edit())
    colleague.send(edit(), {"title": "Cora's", "action": "save"})
    answer = staff.send(edit(), {"title": "Mine", "action": "save"}, page, **AS_DATA)
    assert (answer.status_code, answer.json) == (409, {"by": "Reviewer Example"})
    assert staff.form(edit())[1]["title"] == "Cora's"


def test_an_autosave_that_changes_nothing_makes_no_draft(staff, services, reviewer):
    builders.published(services, reviewer, ages=["14-17", "10-13"])
    lock = int(staff.form(edit())[1]["lock"])
    assert staff.send(edit(), {"action": "save"}, **AS_DATA).json["lock"] == lock
    assert not desk.open_draft(services, reviewer, 1).working


def test_autosaves_of_one_new_form_make_one_brief(staff, services, reviewer):
    page = staff.get(NEW)
    for title in ("One", "One and a half"):
        assert staff.send(NEW, {"title": title, "action": "save"}, page, **AS_DATA).status_code == 200
    assert briefs(services, reviewer) == ["One and a half"]


def test_an_autosave_after_signing_out_is_refused_and_writes_nothing(staff, services, reviewer):
    staff.send(NEW, {"title": "Before"})
    page = staff.get(edit())
    sign_in_service.sign_out(services, staff.client.get_cookie(COOKIE).value)
    assert staff.send(edit(), {"title": "After", "action": "save"}, page, **AS_DATA).status_code == 401
    assert desk.open_draft(services, reviewer, 1).content["title"] == "Before"


def test_the_preview_of_the_page_is_the_page_that_readers_get(staff, services, client):
    shown = look(staff, whole())
    assert shown.status_code == 200
    assert briefs(services, builders.person(services)) == []
    staff.send(NEW, whole() | {"action": "publish"})
    article = re.compile(r'<h1 class="brief__title".*?<section class="do"', re.DOTALL)
    assert article.search(shown.text)[0] == article.search(client.get("/briefs/street-games").text)[0]


def test_the_preview_of_the_mail_is_the_mail(staff, client):
    mail, text = look(staff, whole(), "email"), look(staff, whole(), "text")
    message = look(staff, whole(), "message")
    staff.send(NEW, whole() | {"action": "publish"})
    assert mail.text == client.get("/briefs/street-games/email").text
    assert text.text == client.get("/briefs/street-games.txt").text
    assert message.text.strip() == client.get("/briefs/street-games/message.txt").text.strip()
    assert (text.mimetype, message.mimetype) == ("text/plain", "text/plain")


def test_the_a4_side_of_what_is_typed_is_a_pdf(staff):
    shown = look(staff, whole(), "pdf")
    assert (shown.mimetype, shown.data[:4]) == ("application/pdf", b"%PDF")


@pytest.mark.parametrize("kind", ["page", "email", "text"])
def test_a_preview_may_be_framed_by_us_only_and_runs_nothing(staff, kind):
    shown = look(staff, whole(), kind)
    assert "frame-ancestors 'self'" in shown.headers["Content-Security-Policy"]
    assert "<script" not in shown.text
    assert shown.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize("kind", ["page", "email", "message", "text", "pdf", "", "nonsense"])
@pytest.mark.parametrize(
    "half",
    [
        {},
        {"title": "Half a", "kind": "nonsense", "checked_on": "soon", "key_points-3": "One [z]", "place": "nowhere"},
        {"outcomes-0-why": "Counts.", "outcomes-0-effect": "harm", "outcomes-0-override": "77", "nearness": "x"},
        {"sources-0-title": "A study", "sources-0-year": "1", "sources-0-url": "no address", "related": "no such"},
        {"short_answer": "<script>alert(1)</script> " + "word " * 500, "title": "x" * 5000, "cost_band": "huge"},
    ],
    ids=["empty", "half", "outcome", "source", "long"],
)
def test_whatever_is_typed_can_be_looked_at(staff, half, kind):
    shown = look(staff, half, kind)
    assert shown.status_code == 200
    if kind not in {"text", "message", "pdf"}:
        assert "<script>alert" not in shown.text


def test_a_saved_draft_can_be_looked_at_by_those_who_may_edit_it(staff, contributor, client):
    staff.send(NEW, {"title": "Zebras"})
    assert "Zebras" in staff.get("/staff/briefs/1/preview").text
    assert "Zebras" in staff.get("/staff/briefs/1/preview?as=email").text
    assert contributor.get("/staff/briefs/1/preview").status_code == 403
    assert client.get("/staff/briefs/1/preview").status_code == 302
    assert staff.get("/staff/briefs/7/preview").status_code == 404


def test_the_enter_key_saves_since_that_button_comes_first(staff):
    page = staff.get(NEW).text
    buttons = re.findall(r'<button[^>]*(?:form="text"|name="action")[^>]*>', page)
    assert 'value="save"' in buttons[0]


def test_a_figure_that_the_document_it_cites_does_not_state_is_pointed_at(staff):
    """Of the two figures cited from the document only one stands in it; what cites another source is let be."""
    id = brief_id(sent(staff))
    typed = {"costs": "By 30% [a]. By 31% [a].\r\nBy 32% [b].", "action": "save"}
    answer = staff.send(edit(id), typed, **AS_DATA).json
    told = [fault["message"] for fault in answer["plainer"] if fault["field"] == "costs"]
    assert [message for message in told if "cannot find" in message] == ["We cannot find “31” in source a: look again"]
