"""A form that was not taken, by the map of all that take one: its title begins "Error:", its summary has the focus."""

import re
from contextlib import closing

import pytest

from library.security.permissions import Role
from tests import addresses, builders
from tests.browser import Browser

TITLE = re.compile(r"<title>(.*?)</title>", re.DOTALL)
SUMMARY = re.compile(r'<div class="govuk-error-summary"([^>]*)>(.*?)</ul>', re.DOTALL)
OF_NO_FORM = {
    "passkeys.new_passkey": "is not there at a bare IP address; `test_passkeys` holds it to this",
    "passkeys.passkey": "is not there at a bare IP address; `test_passkeys` holds it to this",
    "help_lines.confirm_number": "a button of its own, for a number that is there",
    "previews.preview": "shows whatever was typed, empty too",
    "sendings.preview_list_mail": "shows the mail with whatever opening was typed, none too",
    "desk.new_brief": "keeps an empty draft",
    "desk.edit_brief": "keeps an empty draft",
    "people.forgot": "says the same whatever was typed",
    "mistakes.settle_mistake": "has one button and nothing to type",
    "desk.restore_brief": "has one button and nothing to type",
    "sessions.sign_out": "has one button and nothing to type",
    "mails.try_mail_again": "has one button and nothing to type",
    "mails.allow_mail": "has one button and nothing to type",
    "uploads.delete_upload": "has one button and nothing to type",
    "uploads.draft_from_upload": "has one button and nothing to type",
    "uploads.add_upload": "names the brief by itself",
    "staff.change_person": "is asked for by buttons only; what they refuse is below",
    "subscriptions.subscription": "is asked for by buttons only; what they refuse is below",
    "subscriptions.leave_subscription": "is a link in a mail",
    "sendings.stop_all_mail": "is a link in a mail",
    "sessions.set_up": "belongs to somebody half signed in; below",
    "digests.plan_digest": "keeps an empty plan; what it refuses is below",
    "contact.contact_details": "keeps empty details",
    "meetings.remove_meeting": "has one button and nothing to type",
    "submissions.take_submission": "has one button and nothing to type",
    "submission_files.open_submission_file": "has one button and nothing to type",
    "submissions.submission": "is asked for by buttons only; tests/involve holds what they refuse",
    "submission_files.submission_files": "is asked for by the link of a submission; tests/involve holds what it refuses",
    "answers.new_answer": "answers the submission that its address names",
    "field_notes.new_field_note": "publishes the submission that its address names",
    "challenges.decide_challenge": "decides the submission that its address names",
    "campaigns.newsletter_desk": "has one button and nothing to type",
    "audiences.audience": "has one button and nothing to type",
    "peers.look": "has one button and nothing to type",
    "bulk.undo": "has one button and nothing to type",
    "lifecycle.copy_brief": "has one button and nothing to type",
    "lifecycle.delete_draft": "has one button and nothing to type",
    "lifecycle.discard_changes": "has one button and nothing to type",
    "translations.translate": "takes a text that is left empty as one that is taken out; tests/editing holds the rest",
    "translations.import_translations": "is asked for in a language that the library speaks; tests/editing holds it",
    "ask_desk.edit_ask": "has buttons that need nothing typed; tests/involve holds what they refuse",
    "ask_desk.run_ask": "has buttons that need nothing typed; tests/involve holds what they refuse",
    "ask_desk.ask_reply": "has buttons that need nothing typed; tests/involve holds what they refuse",
    "outside_topics.use_outside_topic": "a button of its own, for a topic that is there",
}
"""Routes whose form cannot be sent wrong by leaving everything out, and why."""


@pytest.fixture
def services(filled):
    return filled


@pytest.fixture
def admin(services):
    return builders.person(services, Role.ADMIN)


def lacking(answer):
    """Say what the page of a form that was refused lacks: its title, the focus, a field that its summary leads to."""
    summary = SUMMARY.search(answer.text)
    if answer.status_code not in {400, 409} or not summary:
        return [f"{answer.status_code} without a summary"]
    attributes, inside = summary.groups()
    title = "".join(TITLE.findall(answer.text)[:1])
    fields = [field for field in re.findall(r'href="#([^"]+)"', inside) if f'id="{field}"' not in answer.text]
    titled, focused = title.startswith("Error: "), "autofocus" in attributes and 'tabindex="-1"' in attributes
    return ([] if titled else [title]) + ([] if focused else ["no focus"]) + fields


@pytest.mark.slow("sends every form of the product")
def test_every_form_that_is_sent_empty_says_what_is_wrong_where_it_is_seen_first(app, services, admin, known):
    browser = Browser(app, admin)
    reader, held = Browser(app), {}
    builders.session(services, admin)
    for rule in addresses.every(app, "POST"):
        if rule.endpoint in OF_NO_FORM:
            continue
        place = addresses.of(app, rule, known)
        who = browser if place.startswith("/staff") else reader
        token = who.form("/staff/mail" if who is browser else "/ask")[1]["form_token"]
        answer = who.client.post(place, data={"form_token": token, "password": ""})
        held[place] = lacking(answer)
    assert {place: found for place, found in held.items() if found} == {}
    assert len(held) > 20


def test_what_a_button_refuses_says_so_as_well(app, admin, known):
    browser = Browser(app, admin)
    token = browser.form("/staff/mail")[1]["form_token"]
    values = known[""]

    def sent(place, **typed):
        return browser.client.post(place, data={"form_token": token} | typed)

    assert lacking(sent(f"/staff/people/{admin.id}", action="role", role="reviewer")) == [], "one's own role"
    assert lacking(sent(f"/subscriptions/{values['token']}", action="change")) == [], "a choice of nothing"
    assert lacking(sent("/staff/digests/weekly", action="plan", send_at="noon")) == [], "a time that is none"
    edit = f"/staff/briefs/{values['brief_id']}/edit"
    assert lacking(browser.send(edit, {"action": "publish", "title": ""})) == [], "a brief that is not whole"
    conflict = sent(edit, action="save", title="Another", lock="-1")
    assert TITLE.findall(conflict.text)[0].startswith("Error: ")
    assert re.search(r'<section[^>]*role="alert"[^>]*autofocus', conflict.text)


@pytest.mark.slow("opens every page of the product")
def test_no_page_that_only_opens_begins_so(app, admin, known):
    browser, wrong = Browser(app, admin), []
    for rule in addresses.every(app, "GET"):
        with closing(browser.get(addresses.of(app, rule, known))) as answer:
            title = TITLE.findall(answer.text) if answer.mimetype == "text/html" else []
            if answer.status_code == 200 and title and title[0].startswith("Error"):
                wrong.append(rule.rule)
    assert wrong == []
