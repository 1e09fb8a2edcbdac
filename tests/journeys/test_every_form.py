"""Every form of the product, submitted in a real browser, with JavaScript and without.

Forms are found by opening every page of the URL map. A form that no step here submits fails the test, and so does a
route that takes one but that no page leads to, unless it is listed with its reason.
"""

import shutil
from collections.abc import Iterator
from contextlib import AbstractContextManager, closing
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pyotp
import pytest
from playwright.sync_api import Browser as Chromium
from playwright.sync_api import Page

from library.accounts.invitations import service as invitations
from library.app import create_app
from library.briefs import repository as brief_rows
from library.editing.drafts import comments
from library.editing.drafts import service as desk
from library.editing.drafts.service import Saved
from library.editing.translations import sheets
from library.involve.answers import repository as answer_rows
from library.involve.field_notes import repository as note_rows
from library.involve.submissions import repository as submission_rows
from library.involve.submissions import service as submissions
from library.involve.voice import service as voices
from library.mail import unsubscribe
from library.newsletters.subscriptions import repository as subscription_rows
from library.newsletters.subscriptions import service as subscriptions
from library.search import indexing
from library.security.permissions import Person, Role
from library.transfer import seeding
from library.transfer.files import written
from tests import addresses, builders, languages
from tests.browser import Browser
from tests.documents.reports import REPORTS
from tests.journeys.asking import with_asks
from tests.journeys.conftest import copied, member, visiting
from tests.journeys.forms import Forms, Step, Walk
from tests.journeys.sites import Site, connected, opened
from tests.peers import offering

NO_PAGE_HAS_ITS_FORM = {
    "subscriptions.leave_subscription": "is for mail programs: one click, without a page (RFC 8058)",
    "passkeys.new_passkey": "is not there at a bare IP address; `test_other_ways_in` submits it",
    "passkeys.passkey": "is not there at a bare IP address; `test_other_ways_in` submits it",
}
NEW_PASSWORD = "seven purple teapots in a row"
REPORT = {"name": "football.pdf", "mimeType": "application/pdf", "buffer": REPORTS[0].content}
ROWS = written("rows.json", [builders.content("new-choirs")])


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, dict[str, Any]]]:
    """Give a folder with something behind every route, and an address of each."""
    folder = tmp_path_factory.mktemp("filled")
    shutil.copytree(languages.shared(tmp_path_factory, "cy"), folder / "languages")
    services = connected(folder, languages=str(folder / "languages"))
    services.store.migrate()
    builders.vocabulary(services)
    seeding.load_help_lines(services)
    seeding.load_outside_topics(services)
    admin = builders.person(services, Role.ADMIN)
    known = addresses.fill(services, admin)
    builders.published(services, admin, "looked-after", title="Looked after", owner_role="Evidence lead")
    for name in ("talked-about", "whole"):
        started = desk.start(services, builders.person(services, Role.CONTRIBUTOR), builders.content(name), name)
        assert isinstance(started, desk.Saved)
        known[name] = {"brief_id": started.brief_id}
    indexing.reindex(services)
    services.store.close()
    return folder, known


def speaking(folder: Path, place: Path) -> AbstractContextManager[Site]:
    """Serve a copy of that library, which speaks a made-up language beside English."""
    return opened(copied(folder, place), languages=str(place / "languages"))


@pytest.fixture(scope="module")
def first_seen(filled: tuple[Path, dict[str, dict[str, Any]]], tmp_path_factory: pytest.TempPathFactory) -> Forms:
    """Give the forms that the pages of that library have, before any of them was submitted."""
    folder, known = filled
    with speaking(folder, tmp_path_factory.mktemp("first_seen")) as site:
        walk = Walk(create_app(site.services), site.address)
        see_every_page(walk, site, member(site, "admin"), known)
    return walk.found


def by_readers(site: Site, known: dict[str, dict[str, Any]]) -> Iterator[Step]:
    yield Step("reader", "/ask", "questions.ask", typed={"question": "Do choirs help?"}, then="/ask/thanks$")
    typed = {"text": "Street games cut violence by 35%."}
    yield Step("reader", "/bids/check", "funding.check", typed=typed, status=200, then="/bids/check$")
    brief = "/briefs/street-games"
    typed = {"words": "The second figure is wrong.", "reply_to": "ann@example.org"}
    yield Step("reader", f"{brief}/mistake", "mistakes.mistake", typed=typed, then="/mistake/thanks$")
    to = {"to": "bo@example.org", "name": "Ann Reader"}
    yield Step("reader", f"{brief}/send", "sendings.send_brief", typed=to, then="/send/done$")
    yield Step(
        "reader", "/reading-list/send?list=street-games", "reading_lists.send_reading_list", typed=to, then="/send/done"
    )
    stop = urlsplit(unsubscribe.link(site.services, "gone@example.org")).path
    yield Step("reader", stop, "sendings.stop_all_mail", "stop", status=200, then="/stop-mail/")
    yield Step("reader", "", "sendings.stop_all_mail", "allow", status=200, then="/stop-mail/")


def by_subscribers(site: Site, known: dict[str, dict[str, Any]]) -> Iterator[Step]:
    typed = {"email": "new@example.org", "rhythm": "weekly"}
    asking = Step(
        "reader", "/subscribe?topics=everything", "subscriptions.subscribe", typed=typed, then="/check-your-mail$"
    )
    yield asking
    link = subscription_of(site, "new@example.org")
    yield asking
    yield Step("reader", link, "subscriptions.subscription", "agree", then="done=agree$")
    yield Step("reader", link, "subscriptions.subscription", "change", typed={"rhythm": "monthly"}, then="done=change$")
    yield Step("reader", link, "subscriptions.subscription", "leave", then="done=leave$")
    yield Step("reader", link, "subscriptions.subscription", "agree", then="done=agree$")
    yield Step("reader", link, "subscriptions.subscription", "forget", then="/subscriptions/forgotten$")


def subscription_of(site: Site, address: str) -> str:
    with site.services.store.reading() as database:
        found = subscription_rows.of(database, address)
    assert found is not None
    return urlsplit(subscriptions.link(site.services, found)).path


def by_a_newcomer(site: Site, page: Page) -> Iterator[Step]:
    email = "guest@example.org"
    yield Step("reader", "/forgot", "people.forgot", typed={"email": email}, status=200, then="/forgot$")
    welcome = urlsplit(invitations.add(site.services, email, "Guest", Role.CONTRIBUTOR)).path
    yield Step("reader", welcome, "people.welcome", typed={"password": builders.PASSWORD}, then="/sign-in$")
    typed = {"email": email, "password": builders.PASSWORD}
    yield Step("reader", "/sign-in", "sessions.sign_in", typed=typed, then="/sign-in/set-up$")
    secret = (page.locator(".secret").text_content() or "").replace(" ", "")
    yield Step("reader", "", "sessions.set_up", typed={"code": pyotp.TOTP(secret).now()}, status=200, then="/set-up$")
    yield Step("reader", "/staff/briefs", "sessions.sign_out", then="/$")
    yield Step("reader", "/sign-in", "sessions.sign_in", typed=typed, then="/sign-in$")
    code = {"code": builders.code(site.services, email, secret)}
    yield Step("reader", "", "sessions.sign_in", typed=code, then="/staff/briefs$")
    yield Step("reader", "", "sessions.sign_out", then="/$")


def make_whole(site: Site, brief_id: int) -> None:
    """Put back the source that was removed: with a script that is saved by itself."""
    admin = builders.person(site.services, Role.ADMIN)
    draft = desk.open_draft(site.services, admin, brief_id)
    sources = builders.content()["sources"]
    assert isinstance(
        desk.save(site.services, admin, brief_id, draft.content | {"sources": sources}, draft.lock), Saved
    )


def by_writers(site: Site, known: dict[str, dict[str, Any]]) -> Iterator[Step]:
    yield Step("admin", "/staff/briefs/new", "desk.new_brief", "add", status=200)
    yield Step("admin", "", "desk.new_brief", "remove", status=200)
    yield Step("admin", "", "desk.new_brief", "unfold", status=200)
    yield Step("admin", "", "desk.new_brief", "save", typed={"title": "Choirs"}, then="saved=1")
    for kind in ("page", "email", "message", "text", "pdf"):
        yield Step("admin", "/staff/briefs/new", "previews.preview", kind, status=200)
    for verb in ("publish", "review", "comment"):
        yield Step("admin", "/staff/briefs/new", "desk.new_brief", verb, status=400, then="/staff/briefs/new$")
    edit = f"/staff/briefs/{known['talked-about']['brief_id']}/edit"
    yield Step("admin", edit, "desk.edit_brief", "add", status=200)
    yield Step("admin", "", "desk.edit_brief", "remove", status=200)
    yield Step("admin", "", "desk.edit_brief", "unfold", status=200)
    yield Step("admin", edit, "desk.edit_brief", "save", then="saved=1")
    make_whole(site, known["talked-about"]["brief_id"])
    yield Step("admin", edit, "desk.edit_brief", "comment", typed={"comment_words": "Which town?"}, then="done=comment")
    with site.services.store.reading() as database:
        asked = comments.waiting(database, known["talked-about"]["brief_id"])[0].id
    typed = {f"reply-{asked}": "Leicester."}
    yield Step("admin", edit, "desk.edit_brief", "reply", typed=typed, then="done=reply")
    yield Step("admin", edit, "desk.edit_brief", "settle", then="done=settle")
    yield Step("admin", edit, "desk.edit_brief", "review", then="done=review")
    yield Step("admin", edit, "desk.edit_brief", "talk", status=200)
    yield Step("admin", edit, "desk.edit_brief", "return", typed={"review_words": "Count again."}, then="done=return")
    yield Step("admin", edit, "desk.edit_brief", "document", then="/staff/upload")
    yield Step("admin", "", "uploads.upload", typed={"file": REPORT}, then="done=document")
    for verb in ("find", "accept", "undo", "tag", "quote"):
        yield Step("admin", "", "desk.edit_brief", verb, status=200)
    yield Step("admin", "", "desk.edit_brief", "save", then="saved=1")
    yield from by_publishers(f"/staff/briefs/{known['whole']['brief_id']}")
    yield Step("admin", edit, "lifecycle.copy_brief", then="done=copy")
    yield Step("admin", edit.replace("/edit", "/delete"), "lifecycle.delete_draft", then="deleted=1$")


def by_publishers(brief: str) -> Iterator[Step]:
    edit = f"{brief}/edit"
    later = {"publish_at": "2099-01-02T09:00"}
    yield Step("admin", edit, "desk.edit_brief", "publish", typed=later, then="done=publish")
    yield Step("admin", edit, "desk.edit_brief", "untime", then="done=untime")
    yield Step("admin", edit, "desk.edit_brief", "publish", then="/briefs/whole$")
    yield Step("admin", edit, "desk.edit_brief", "save", typed={"costs": "Chalk."}, then="saved=1")
    yield Step("admin", f"{brief}/discard", "lifecycle.discard_changes", then="done=discard")
    yield Step("admin", edit, "desk.edit_brief", "withdraw", then="/withdraw$")
    yield Step("admin", "", "desk.withdraw_brief", typed={"reason": "It was wrong."}, then="done=withdrawn$")
    yield Step("admin", edit, "desk.restore_brief", then="done=restore")
    yield Step("admin", edit, "desk.edit_brief", "publish", then="/briefs/whole$")
    yield Step(
        "admin", f"{brief}/checked", "checks.checked_brief", typed={"looked_at": "Both sources."}, then="/briefs/whole$"
    )


def with_many(site: Site, known: dict[str, dict[str, Any]]) -> Iterator[Step]:
    brief_id = known["whole"]["brief_id"]
    change = f"/staff/briefs/bulk/preview?what=check_by&check_by=2027-09-30&brief={brief_id}"
    yield Step("admin", change, "bulk.do", then=r"/staff/briefs/bulk/\d+$")
    yield Step("admin", "", "bulk.undo", then=r"/staff/briefs/bulk/\d+$")


def in_easy_read() -> Iterator[Step]:
    edit = "/staff/easy-read/street-games"
    yield Step("admin", edit, "easy_reads.edit_easy_read", "save", typed={"title": "Games"}, then="/staff/easy-read")
    typed = {"tested_with": "Four members of an example group", "tested_on": "2026-11-02"}
    yield Step("admin", edit, "easy_reads.edit_easy_read", "test", typed=typed, then="/staff/easy-read")


def with_other_libraries(site: Site, known: dict[str, dict[str, Any]]) -> Iterator[Step]:
    desk, admin = "/staff/libraries", builders.person(site.services, Role.ADMIN)
    yield Step("admin", desk, "peers.libraries", typed={"address": "http://127.0.0.1:7"}, then="done=follow$")
    yield Step("admin", desk, "peers.look", then="#library-")
    first, second, third, fourth = offering.offer(site.services, admin, "one", "two", "three", "four")
    for one, deed in ((second, "ignore"), (third, "adapt"), (fourth, "adopt"), (fourth, "stop")):
        yield Step("admin", f"{desk}/briefs/{one.id}", "peers.decide", deed, then=f"done={deed}$")
    for words, deed in (("They came by bus.", "update"), ("They came on foot.", "leave")):
        offering.offer(site.services, admin, "one", short_answer=words)
        yield Step("admin", f"{desk}/briefs/{first.id}", "peers.decide", deed, then=f"done={deed}$")
    for _ in range(2):
        offering.offer(site.services, admin)
    yield Step("admin", f"{desk}/briefs/{first.id}", "peers.decide", "keep", then="done=keep$")
    page, name = f"{desk}/{first.peer.id}/unfollow", f"brief-{first.id}"
    yield Step("admin", page, "peers.unfollow", typed={name: "keep"}, then="done=unfollow$")


def with_documents(site: Site, known: dict[str, dict[str, Any]]) -> Iterator[Step]:
    document, brief = f"/staff/uploads/{known['']['upload_id']}", known[""]["brief_id"]
    yield Step("admin", f"{document}?brief={brief}", "uploads.add_upload", then="done=document")
    yield Step("admin", document, "uploads.draft_from_upload", then="done=upload")
    typed = {"text": "Choirs\n\nArrests fell by 12% in two years."}
    yield Step("admin", "/staff/upload", "uploads.upload", typed=typed, then="done=upload")
    yield from with_public_documents(known)
    yield Step("admin", document, "uploads.delete_upload", then="deleted=1")
    file = {"file": {"name": "rows.json", "mimeType": "application/json", "buffer": ROWS}}
    yield Step("admin", "/staff/import", "transfers.import_briefs", typed=file, then="/staff/import/.")
    yield Step("admin", "", "transfers.planned_import", then="taken=1")


def at_the_desks(site: Site, known: dict[str, dict[str, Any]]) -> Iterator[Step]:
    yield Step(
        "admin", "/staff/questions", "questions.settle_question", "answer", {"slug": "street-games"}, then="questions$"
    )
    yield Step("admin", "/staff/questions", "questions.settle_question", "drop", then="/staff/questions$")
    yield Step("admin", "/staff/mistakes", "mistakes.settle_mistake", then="/staff/mistakes$")
    yield Step("admin", "/staff/help-lines", "help_lines.confirm_number", "confirm", then="/staff/help-lines")
    yield Step("admin", "/staff/help-lines", "help_lines.confirm_number", "hide", then="/staff/help-lines")
    line = {"name": "A local line", "who": "Anyone", "number": "0116 496 0000", "group": "abuse"}
    yield Step("admin", "/staff/help-lines/new", "help_lines.new_help_line", typed=line, then="/staff/help-lines")
    yield Step("admin", "/staff/help-lines/samaritans/edit", "help_lines.edit_help_line", then="/staff/help-lines")
    yield Step("admin", "/staff/due/duties", "checks.duties", typed={"owner": "1"}, then="/duties$")
    yield Step(
        "admin", "/staff/outside-topics", "outside_topics.use_outside_topic", "stop", then="/staff/outside-topics"
    )
    yield Step(
        "admin", "/staff/outside-topics", "outside_topics.use_outside_topic", "use", then="/staff/outside-topics"
    )
    topic = {"name": "kites", "lines": "how to fly a kite"}
    yield Step(
        "admin",
        "/staff/outside-topics/new",
        "outside_topics.new_outside_topic",
        typed=topic,
        then="/staff/outside-topics",
    )
    yield Step(
        "admin", "/staff/outside-topics/bins/edit", "outside_topics.edit_outside_topic", then="/staff/outside-topics"
    )
    send = "/staff/briefs/street-games/send"
    typed = {"addresses": "bo@example.org", "opening": "For Tuesday."}
    yield Step("admin", send, "sendings.preview_list_mail", typed=typed, status=200)
    yield Step("admin", send, "sendings.send_to_list", "count", typed, status=200)
    yield Step("admin", "", "sendings.send_to_list", "send", then="queued=1")
    for verb, status, then in (("plan", 303, "done=plan"), ("preview", 200, ""), ("test", 303, "done=test")):
        yield Step("admin", "/staff/digests", "digests.plan_digest", verb, status=status, then=then)
    yield from with_newsletters(known)
    stopped = {"address": "back@example.org", "reason": "It comes back."}
    yield Step("admin", "/staff/mail", "mails.stop_mail", typed=stopped, then="/staff/mail$")
    yield Step("admin", "/staff/mail", "mails.allow_mail", then="/staff/mail$")
    with site.services.store.writing() as database:
        database.exec_driver_sql("UPDATE mails SET state = 'failed_for_now', tries = 1 WHERE state = 'queued'")
    yield Step("admin", "/staff/mail", "mails.try_mail_again", then="/staff/mail$")


def with_newsletters(known: dict[str, dict[str, Any]]) -> Iterator[Step]:
    desk = "/staff/newsletters"
    yield Step(
        "admin",
        f"{desk}/lists/subscribers",
        "audiences.new_segment",
        typed={"name": "Everything", "topics": "everything"},
        then="/lists$",
    )
    file = {"file": {"name": "l.csv", "mimeType": "text/csv", "buffer": b"email\ngus@example.org\n"}}
    sheet = {**addresses.LIST, "name": "Others"}
    yield Step("admin", f"{desk}/lists/import", "audiences.import_audience", typed=sheet | file, then=r"/lists/\d+$")
    yield Step("admin", "", "audiences.audience", then="/lists$")
    yield Step("admin", desk, "campaigns.newsletter_desk", then=r"/newsletters/\d+$")
    yield Step("admin", "", "campaigns.edit_newsletter", "delete", then="done=deleted$")
    draft = f"{desk}/{known['']['campaign_id']}"
    for verb, status, then in (("save", 303, "save$"), ("test", 303, "test$"), ("preview", 200, "")):
        yield Step("admin", draft, "campaigns.edit_newsletter", verb, status=status, then=then)
    yield Step("admin", draft, "campaigns.edit_newsletter", "items", then="/items$")
    yield Step("admin", "", "campaigns.newsletter_items", typed={"ref": True}, then="#items$")
    yield Step("admin", draft, "campaigns.edit_newsletter", "send", then="/send$")
    later = {"send_at": "2099-01-02T09:00"}
    yield Step("admin", "", "campaigns.send_newsletter", "schedule", later, then=f"{draft}$")
    yield Step("admin", "", "campaigns.edit_newsletter", "unschedule", then=f"{draft}$")
    yield Step("admin", f"{draft}/send", "campaigns.send_newsletter", "send", then=f"{draft}$")
    yield Step("admin", "", "campaigns.edit_newsletter", "stop", then=f"{draft}$")
    yield Step("admin", "", "campaigns.edit_newsletter", "carry", then=f"{draft}$")
    sent = f"{desk}/{known['newsletters.newsletter']['campaign_id']}"
    yield Step("admin", sent, "campaigns.edit_newsletter", "correct", then=r"/newsletters/\d+$")


def with_public_documents(known: dict[str, dict[str, Any]]) -> Iterator[Step]:
    page, endpoint = f"/staff/uploads/{known['']['upload_id']}/publish", "public_documents.publish_document"
    yield Step("admin", page, endpoint, "publish", {"allowed": True, "year": "2025"}, then="/documents/a-report$")
    yield Step("admin", page, endpoint, "withdraw", {"reason": "Its owner took it back."}, then=f"{page}$")
    yield Step("admin", page, endpoint, "open", status=400)


def for_partners(site: Site, known: dict[str, dict[str, Any]]) -> Iterator[Step]:
    details = {"inbox": "partners@example.org", "phone": "0116 496 0000"}
    yield Step("admin", "/staff/get-involved", "contact.contact_details", typed=details, then="/get-involved$")
    meetings, meeting = "/staff/public-meetings", {"body": "panel", "day": "2099-01-02"}
    yield Step("admin", meetings, "meetings.public_meetings", typed=meeting, then=f"{meetings}$")
    yield Step("admin", meetings, "meetings.remove_meeting", then=f"{meetings}$")
    yield from with_opportunities(site)
    yield from with_field_notes(site)
    yield from with_voice(site)
    yield from with_questions(site)
    yield from with_challenges(site)
    yield from with_subjects(site)
    yield from with_asks(site, known)


def with_opportunities(site: Site) -> Iterator[Step]:
    typed = {**addresses.OFFER, "email": "bo@example.org"}
    for _ in range(2):
        yield Step(
            "reader", "/opportunities/propose", "opportunities.propose_opportunity", "continue", typed, then="mail$"
        )
    first, second = links_of(site, "bo@example.org")
    yield Step("reader", first, "submissions.submission", "save", {"title": "Autumn grants"}, then="done=save$")
    for link in (first, second):
        yield Step("reader", link, "submissions.submission", "send", then="done=send$")
    waiting = "/staff/submissions"
    yield Step("admin", waiting, "submissions.take_submission", then="#submission-")
    refusal = {"reason": "already-here", "reason_words": "We have it."}
    number = submission_rows_of(site, "bo@example.org")[1]
    yield Step("admin", f"{waiting}/{number}", "submissions.one_submission", typed=refusal, then="done=refused$")
    number = submission_rows_of(site, "bo@example.org")[0]
    new = f"/staff/opportunities/new?submission={number}"
    yield Step("admin", new, "opportunities.new_opportunity", "publish", then=r"/opportunities/\d+$")
    yield Step("reader", first, "submissions.submission", "withdraw", then="done=withdraw$")
    yield Step("reader", first, "submissions.submission", "delete", then="/sent/deleted$")
    for verb in ("publish", "check", "withdraw"):
        yield Step(
            "admin", "/staff/opportunities/1", "opportunities.edit_opportunity", verb, then="/staff/opportunities$"
        )
    sheet = f"{','.join(addresses.OFFER)}\n{','.join(addresses.OFFER.values())}\n".encode()
    file = {"file": {"name": "o.csv", "mimeType": "text/csv", "buffer": sheet}}
    yield Step(
        "admin", "/staff/opportunities/import", "opportunities.import_opportunities", typed=file, then="brought="
    )


def with_languages(site: Site) -> Iterator[Step]:
    sheet, endpoint = "/staff/languages/cy/brief/street-games", "translations.translate"
    yield Step("admin", sheet, endpoint, "save", {"title": "Gemau stryd"}, then="done=save$")
    for verb in ("show", "hide"):
        yield Step("admin", sheet, endpoint, verb, then=f"done={verb}$")
    rows = sheets.written(site.services, "cy").replace("Gemau stryd", "Gemau ar y stryd").encode()
    file = {"file": {"name": "cy.csv", "mimeType": "text/csv", "buffer": rows}}
    yield Step("admin", "/staff/languages/cy/import", "translations.import_translations", typed=file, then="changed=1$")


def with_field_notes(site: Site) -> Iterator[Step]:
    typed, tell_us = {**addresses.ACCOUNT, "email": "cy@example.org"}, "/projects/tell-us"
    yield Step(
        "reader", tell_us, "field_notes.tell_us", "draft", {"title": "A start", "email": "di@example.org"}, then="m"
    )
    yield Step("reader", tell_us, "field_notes.tell_us", "continue", typed, then="/sent/check-your-mail$")
    link, number = links_of(site, "cy@example.org")[0], submission_rows_of(site, "cy@example.org")[0]
    document = {"file": {"name": "register.txt", "mimeType": "text/plain", "buffer": b"Eight of twenty."}}
    yield Step("reader", link, "submission_files.submission_files", typed=document, then="#files$")
    yield Step("reader", link, "submission_files.submission_files", "remove", then="#files$")
    yield Step("reader", link, "submission_files.submission_files", typed=document, then="#files$")
    yield Step("reader", link, "submissions.submission", "send", then="done=send$")
    waiting = f"/staff/submissions/{number}"
    yield Step("admin", waiting, "submission_files.open_submission_file", then=r"/staff/uploads/\d+$")
    new = f"/staff/field-notes/new?submission={number}"
    yield Step("admin", new, "field_notes.new_field_note", "publish", then=r"/field-notes/\d+$")
    with site.services.store.reading() as database:
        made = note_rows.of_submission(database, number)
    assert made is not None
    note = f"/staff/field-notes/{made.id}"
    yield Step("admin", note, "field_notes.edit_field_note", "publish", then="/staff/field-notes$")
    yield Step("admin", note, "field_notes.edit_field_note", "draft", then=r"/staff/briefs/\d+/edit$")
    yield Step("admin", note, "field_notes.edit_field_note", "withdraw", then="/staff/field-notes$")


def with_voice(site: Site) -> Iterator[Step]:
    new, words = "/staff/voice/new?brief=looked-after", dict(addresses.WORDS)
    ticked = {name: True for name, said in words.items() if said == "yes"}
    yield Step("admin", new, "voice_desk.new_voice", "save", {**words, **ticked}, status=200)
    contributor, (brief_id,) = builders.person(site.services, Role.CONTRIBUTOR), brief_ids_of(site, "looked-after")
    brought = voices.bring(site.services, contributor, words, "form-brought", brief_id=brief_id)
    assert isinstance(brought, voices.Brought)
    one = f"/staff/voice/{brought.id}"
    recording = {"recording": {"name": "talk.wav", "mimeType": "audio/wav", "buffer": addresses.SOUND}}
    yield Step("admin", one, "voice_desk.one_voice", "heard", {"who": "The panel", "on": "2026-01-02"}, then=f"{one}$")
    yield Step("admin", one, "voice_desk.one_voice", "influence", {"changed": "Nothing yet."}, then=f"{one}$")
    yield Step("admin", one, "voice_desk.one_voice", "publish", then=f"{one}$")
    yield Step("admin", one, "voice_desk.one_voice", "remove", then=f"{one}$")
    yield Step("admin", one, "voice_desk.one_voice", "recording", recording, then=f"{one}$")
    yield Step("admin", one, "voice_desk.one_voice", "silence", then=f"{one}$")
    yield Step("admin", f"{one}/change", "voice_desk.change_voice", "save", {"nobody_named": True}, then=f"{one}$")
    yield Step("reader", "/voice/withdraw", "voices.withdraw_voice", "look", {"code": brought.code}, status=200)
    yield Step("reader", "", "voices.withdraw_voice", "withdraw", then="/voice/withdrawn$")
    other = f"/staff/voice/{brought.id - 1}"
    yield Step("admin", other, "voice_desk.one_voice", "code", status=200)
    yield Step("admin", other, "voice_desk.one_voice", "withdraw", then=f"{other}$")


def brief_ids_of(site: Site, *slugs: str) -> list[int]:
    with site.services.store.reading() as database:
        return [found.id for found in brief_rows.by_slugs(database, slugs).values()]


def with_questions(site: Site) -> Iterator[Step]:
    words = {"question": "Do choirs help teenagers?"}
    yield Step("reader", "/ask", "answers.ask_for_reply", "reply", words, status=200)
    typed = {"email": "eve@example.org", "public": True}
    yield Step("reader", "", "answers.ask_for_reply", "continue", typed, then="/sent/check-your-mail$")
    yield Step("reader", links_of(site, "eve@example.org")[0], "submissions.submission", "send", then="done=send$")
    number = submission_rows_of(site, "eve@example.org")[0]
    said = {"answer": "Nobody has measured it."}
    new = f"/staff/answers/new?submission={number}"
    yield Step("admin", new, "answers.new_answer", "answer", said, then="done=mailed$")
    with site.services.store.reading() as database:
        made = answer_rows.shown(database)[0].id
    yield Step("admin", f"/staff/answers/{made}", "answers.edit_answer", "answer", then=f"/questions/{made}$")
    yield Step("admin", f"/staff/answers/{made}", "answers.edit_answer", "withdraw", then="/questions$")


def with_challenges(site: Site) -> Iterator[Step]:
    """Challenge a brief of which the admin, who decides, has written no word."""
    builders.published(site.services, member(site, "admin"), "doubted")
    typed = {name: words for name, words in addresses.CHALLENGE.items() if name != "brief"} | {
        "email": "fi@example.org"
    }
    form = "/briefs/doubted/challenge"
    yield Step("reader", form, "challenges.challenge", "continue", typed, then="/sent/check-your-mail$")
    yield Step("reader", links_of(site, "fi@example.org")[0], "submissions.submission", "send", then="done=send$")
    number = submission_rows_of(site, "fi@example.org")[0]
    decision = {"verdict": "kept", "reason": "That trial measured something else."}
    new = f"/staff/challenges/new?submission={number}"
    yield Step("admin", new, "challenges.decide_challenge", "decide", decision, then="done=mailed$")


def with_subjects(site: Site) -> Iterator[Step]:
    desk, typed = "/staff/subjects", {"subject": "Choirs", "standing": "nothing"}
    yield Step("admin", desk, "subjects.subject_desk", "keep", typed, then=f"{desk}$")
    for verb in ("keep", "remove"):
        yield Step("admin", f"{desk}/1", "subjects.edit_subject", verb, then=f"{desk}$")


def submission_rows_of(site: Site, address: str) -> list[int]:
    with site.services.store.reading() as database:
        return sorted(each.id for each in submission_rows.of_address(database, address))


def links_of(site: Site, address: str) -> list[str]:
    with site.services.store.reading() as database:
        found = sorted(submission_rows.of_address(database, address), key=lambda each: each.id)
    return [urlsplit(submissions.link(site.services, each)).path for each in found]


def over_terms_and_people(site: Site, known: dict[str, dict[str, Any]]) -> Iterator[Step]:
    words = {"label": "Village halls", "definition": "Where people of a village meet."}
    new = words | {"scheme": "setting"}
    yield Step("admin", "/staff/vocabulary/new", "vocabulary.new_term", typed=new, then="/staff/vocabulary#")
    term = "/staff/vocabulary/setting/street"
    yield Step("admin", term, "vocabulary.term", typed={"definition": "Out of doors."}, then="/staff/vocabulary#")
    yield Step("admin", f"{term}/merge", "vocabulary.merge_term", typed={"into": "school"}, then="/staff/vocabulary#")
    typed = {"email": "ed@example.org", "name": "Ed Editor", "role": "contributor"}
    yield Step("admin", "/staff/people", "staff.people", typed=typed, status=200)
    guest = f"/staff/people/{builders.person(site.services, Role.REVIEWER, 'phone@example.org').id}"
    yield Step("admin", guest, "staff.change_person", "role", {"role": "contributor"}, then=f"{guest}$")
    for verb in ("reset", "end", "disable", "enable"):
        yield Step("admin", guest, "staff.change_person", verb, then=f"{guest}$")
    yield Step("admin", guest, "staff.change_person", "link", status=200)


def on_their_account(site: Site, admin: Person, page: Page) -> Iterator[Step]:
    password = {"password": builders.PASSWORD}
    for _ in range(2):
        builders.session(site.services, admin)
    chosen = password | {"session": True}
    yield Step("admin", "/staff/account", "accounts.end_sessions", typed=chosen, then="/staff/account$")
    yield Step("admin", "/staff/account", "accounts.end_sessions", "yes", password, then="/staff/account$")
    yield Step("admin", "/staff/account/recovery-codes", "accounts.recovery_codes", typed=password, status=200)
    second = "/staff/account/authenticator"
    yield Step("admin", second, "accounts.change_authenticator", typed=password, then=f"{second}$")
    secret = (page.locator(".secret").text_content() or "").replace(" ", "")
    yield Step("admin", "", "accounts.change_authenticator", typed={"code": pyotp.TOTP(secret).now()}, status=200)
    changed = {"old_password": builders.PASSWORD, "password": NEW_PASSWORD}
    yield Step("admin", "/staff/account/password", "accounts.change_password", typed=changed, then="/staff/account$")


def see_every_page(walk: Walk, site: Site, admin: Person, known: dict[str, dict[str, Any]]) -> None:
    """Open every page of the URL map, as a reader and as an admin, to find its forms; files are left alone."""
    app = create_app(site.services)
    for visitor in (Browser(app), Browser(app, admin)):
        for rule in addresses.every(app, "GET"):
            if "." in rule.rule:
                continue
            place = addresses.of(app, rule, known)
            with closing(visitor.get(place)) as answer:
                if answer.mimetype == "text/html":
                    walk.look(answer.text, place)


@pytest.mark.deep
@pytest.mark.parametrize("scripts", [True, False], ids=["with JavaScript", "without"])
def test_every_form_does_what_it_is_for(
    filled: tuple[Path, dict[str, dict[str, Any]]],
    first_seen: Forms,
    tmp_path: Path,
    browser: Chromium,
    scripts: bool,
) -> None:
    folder, known = filled
    with speaking(folder, tmp_path) as site, visiting(site, browser) as send:
        walk, admin = Walk(create_app(site.services), site.address, dict(first_seen)), member(site, "admin")
        pages = {
            who: send(role, java_script_enabled=scripts).page for who, role in (("reader", ""), ("admin", "admin"))
        }
        for steps in (
            by_readers(site, known),
            by_subscribers(site, known),
            by_a_newcomer(site, pages["reader"]),
            by_writers(site, known),
            with_many(site, known),
            in_easy_read(),
            with_other_libraries(site, known),
            with_documents(site, known),
            at_the_desks(site, known),
            for_partners(site, known),
            with_languages(site),
            over_terms_and_people(site, known),
            on_their_account(site, admin, pages["admin"]),
        ):
            for step in steps:
                walk.take(pages[step.who], step)
        see_every_page(walk, site, admin, known)
    assert {key: place for key, place in walk.found.items() if key not in walk.sent} == {}
    taken = {rule.endpoint for rule in addresses.every(create_app(site.services), "POST")}
    assert taken - {endpoint for endpoint, _ in walk.sent} == set(NO_PAGE_HAS_ITS_FORM)
