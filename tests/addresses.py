"""A library in which something stands behind every route, and an address of each."""

import io
import secrets
import wave
from collections.abc import Iterator
from typing import Any

import docx
from flask import Flask
from PIL import Image
from werkzeug.routing import Rule

from library.accounts.invitations import service as invitations
from library.briefs.ratings import Reader
from library.easy_read import service as easy_reads
from library.easy_read.models import Content as EasyContent
from library.easy_read.models import Sentence
from library.editing.bulk import service as bulk
from library.editing.bulk.models import Change, What
from library.editing.documents import service as uploads
from library.editing.drafts import service as desk
from library.editing.public_documents import repository as document_rows
from library.editing.public_documents import service as documents
from library.involve.answers import service as answers
from library.involve.asks import links as ask_links
from library.involve.asks import replies as ask_replies
from library.involve.asks import service as asks
from library.involve.asks import steps, writing
from library.involve.asks.models import Kept
from library.involve.bodies import service as bodies
from library.involve.field_notes import service as field_notes
from library.involve.opportunities import service as opportunities
from library.involve.subjects import service as subjects
from library.involve.submissions import moderation
from library.involve.submissions import repository as submission_rows
from library.involve.submissions import service as submissions
from library.involve.submissions.models import Kind
from library.involve.voice import service as voices
from library.involve.you_said import writing as you_said
from library.mail import unsubscribe
from library.newsletters.audiences import service as audiences
from library.newsletters.campaigns import pictures, sending
from library.newsletters.campaigns import service as campaigns
from library.newsletters.campaigns.entries import brief_ref
from library.newsletters.campaigns.models import Content, Item
from library.newsletters.digests import service as digests
from library.newsletters.subscriptions import repository as subscription_rows
from library.newsletters.subscriptions import service as subscriptions
from library.newsletters.subscriptions.models import Choice, Rhythm
from library.open_data import open_referral
from library.search.unanswered import service as unanswered
from library.security.permissions import Person, Role
from library.services import Services
from library.transfer import seeding
from library.transfer.files import written
from library.transfer.imports import service as imports
from tests import builders
from tests.peers import offering


def wave_of(samples: bytes) -> bytes:
    """Give a WAV file of some samples, 8,000 a second."""
    file = io.BytesIO()
    with wave.open(file, "wb") as written_to:
        written_to.setnchannels(1)
        written_to.setsampwidth(1)
        written_to.setframerate(8_000)
        written_to.writeframes(samples)
    return file.getvalue()


SUBSCRIBER = "ann@example.org"
OFFER = {
    "kind": "funding",
    "title": "Small grants for summer evenings",
    "summary": "Money for groups that run something for young people on summer evenings.",
    "who": "Groups with a bank account.",
    "closes": "2099-01-02",
    "link": "https://example.org/grants",
}
"""An opportunity as somebody types it."""
REPORT_PAGE = {"title": "A report", "publisher": "Example Trust", "licence": "ogl-3"}
"""The page of a document as staff write it."""
LIST = {"name": "Partners’ forum", "basis": "consent", "basis_words": "Ticked the box on the sign-in sheet."}
"""A list as staff import it."""
ACCOUNT = {
    "title": "A boxing club with homework time",
    "group": "Example Boxing Club",
    "area": "West of the city",
    "dates": "Since March 2025",
    "problem": "Young people had nowhere to go after school.",
    "did": "We opened the boxing gym early, with tables for homework.",
    "steps": "First we asked the parents. Then two coaches stayed on.",
    "partners": "The school and a youth worker.",
    "upshot": "did-not",
    "changed": "Eight of the twenty still came after a term.",
    "basis": "counted",
    "cost": "Forty pounds a week for two coaches.",
    "differently": "We would start with a meal.",
    "advice": "Ask the young people about the hours.",
}
"""A field note as somebody types it."""


def fill(services: Services, admin: Person) -> dict[str, dict[str, Any]]:
    """Put something behind every route; give what stands in addresses: endpoint, or "" for all, to name to value.

    What is no part of an address follows it as a parameter.
    """
    seeding.load_help_lines(services)
    seeding.load_outside_topics(services)
    unanswered.put(services, "Does chess in the park help anybody?", "ann")
    digests.queue_due(services)
    token = _subscribed(services)
    brief_id = builders.published(services, admin)
    started = desk.start(services, admin, builders.content("half-games"), "half")
    assert isinstance(started, desk.Saved)
    report, _ = uploads.take(services, admin, "report.txt", io.BytesIO(b"Knife crime fell by 30%."), "form-1")
    uploads.read(services, admin, report.id)
    key = imports.keep(services, admin, "rows.json", written("rows.json", [builders.content("new-games")]))
    digests.queue_due(services)
    invitation = _last(invitations.add(services, "guest@example.org", "Guest", Role.CONTRIBUTOR))
    sent, submission = submitted(services)
    audience, draft, newsletter, picture = newsletters(services, admin, brief_id)
    ask, reply, proposed = asked(services, admin)
    shared = offering.adopted(services, admin)
    easy_read(services, admin)
    everywhere = {
        "slug": "street-games",
        "brief_id": started.brief_id,
        "number": 1,
        "kind": "ris",
        "term": "youth-work",
        "digest_id": digests.public(services)[0].id,
        "reader": next(iter(Reader)).value.replace("_", "-"),
        "token": token,
        "suffix": "csv",
        "key": key,
        "upload_id": report.id,
        "form_id": "form-1",
        "scheme": "approach",
        "term_id": "mentoring",
        "passkey_id": 1,
        "person_id": admin.id,
        "filename": "images/mark.svg",
        "mistake_id": 1,
        "question_id": 1,
        "suppression_id": 1,
        "line_id": "samaritans",
        "topic_id": "bins",
        "rhythm": "weekly",
        "meeting_id": 1,
        "opportunity_id": opportunity(services, admin),
        "submission_id": submission,
        "note_id": field_note(services, admin),
        "file_id": 1,
        "answer_id": answered(services, admin),
        "subject_id": subject(services, admin),
        "bulk_edit_id": changed_together(services, admin, started.brief_id),
        "voice_id": voice(services, admin, brief_id),
        "audience_id": audience,
        "campaign_id": draft,
        "peer_id": shared.peer.id,
        "shared_id": shared.id,
        "ask_id": ask.id,
        "reply_id": reply,
        "body_id": 1,
        "item_id": said(services, admin),
        "name": "briefs.json",
        "code": "cy",
    }
    return {
        "": everywhere,
        "public_documents.document": {"slug": public_document(services, admin, report.id)},
        "public_documents.document_file": {"slug": "a-report"},
        "newsletters.newsletter": {"campaign_id": newsletter},
        "newsletters.newsletter_picture": {"digest": picture},
        "people.welcome": {"token": invitation},
        "sendings.stop_all_mail": {"token": _last(unsubscribe.link(services, "gone@example.org"))},
        "checks.checked_brief": {"brief_id": brief_id},
        "desk.withdraw_brief": {"brief_id": brief_id},
        "reading_lists.send_reading_list": {"list": "street-games"},
        "submissions.submission": {"token": sent},
        "voice_desk.new_voice": {"brief": "street-games"},
        "funding.measure": {"slug": "sdq"},
        "funding.paper_file": {"brief": "street-games", "suffix": "docx"},
        "asks.ask": {"slug": ask.slug},
        "asks.ask_paper": {"slug": ask.slug, "suffix": "pdf"},
        "asks.asks_of": {"slug": "example-council"},
        "api.one_ask": {"slug": ask.slug},
        "ask_desk.edit_ask": {"ask_id": proposed},
        "ask_replies.reply": {"token": _last(ask_links.link(services, ask))},
        "meetings.who_must_listen_paper": {"suffix": "pdf"},
        "you_said.you_said_paper": {"suffix": "pdf"},
        "translations.translate": {"kind": "brief", "name": "street-games"},
        "open_referral.one_service": {"service_id": open_referral.everything(services)[0]["id"]},
        "funding.pack": {"brief": "street-games"},
        "funding.pack_file": {"brief": "street-games", "suffix": "docx"},
    }


def _subscribed(services: Services) -> str:
    """Let somebody ask for news and say yes; give what their link opens by."""
    subscriptions.ask(services, SUBSCRIBER, Choice(("everything",), "", Rhythm.NOW), "/subscribe", "ann")
    with services.store.reading() as database:
        found = subscription_rows.of(database, SUBSCRIBER)
    assert found is not None
    subscriptions.agree(services, found)
    return _last(subscriptions.link(services, found))


def opportunity(services: Services, admin: Person) -> int:
    """Publish an opportunity; give its id."""
    made = opportunities.publish(services, admin, OFFER)
    assert isinstance(made, int)
    return made


def newsletters(services: Services, admin: Person, brief_id: int) -> tuple[int, int, int, str]:
    """Import a list, write two newsletters and send one; give the ids of list, draft and sent one, and a picture."""
    listed = audiences.bring_in(services, admin, LIST, b"email\nforum@example.org\nnobody at all\n")
    assert isinstance(listed, int)
    file = io.BytesIO()
    Image.new("RGB", (60, 30), "teal").save(file, "PNG")
    picture = pictures.keep(services, admin, file.getvalue())
    assert isinstance(picture, str)
    items, made = (Item(brief_ref(brief_id)),), []
    for subject in ("News for partners", "News that was sent"):
        made.append(campaigns.begin(services, admin))
        content = Content(subject, items=items, audiences=(listed,), picture=picture, alt="A plain field of teal")
        assert campaigns.save(services, admin, made[-1], 0, content) == []
    assert campaigns.send(services, admin, made[-1], 1, None) == []
    sending.queue_due(services)
    with services.store.writing() as database:
        database.exec_driver_sql("UPDATE mails SET state = 'sent' WHERE key LIKE 'campaign-%'")
    sending.queue_due(services)
    return listed, made[0], made[1], picture


def public_document(services: Services, admin: Person, upload_id: int) -> str:
    """Let readers have a document that was made from an upload; give the name of its page."""
    file = io.BytesIO()
    docx.Document().save(file)
    received = services.files.receive(io.BytesIO(file.getvalue()))
    services.files.keep(received)
    with services.store.writing() as database:
        copy = {"digest": received.digest, "size": received.size, "ending": "docx"}
        document_rows.add(database, upload_id, None, services.clock(), **copy)
        found = document_rows.of_upload(database, upload_id)
        assert found
        document_rows.note_opened(database, found, admin.id)
    made = documents.publish(services, admin, upload_id, REPORT_PAGE, allowed=True)
    assert isinstance(made, str)
    return made


def field_note(services: Services, admin: Person) -> int:
    """Publish a field note that somebody sent; give its id."""
    _, number = submitted(services, ACCOUNT, Kind.FIELD_NOTE)
    made = field_notes.publish(services, admin, ACCOUNT, moderation.proposed(services, admin, number, Kind.FIELD_NOTE))
    assert isinstance(made, int)
    return made


def answered(services: Services, admin: Person) -> int:
    """Answer a question so that everybody may read it; give the answer's id."""
    asked = {"question": "Does chess in the park help teenagers?", "public": True}
    _, number = submitted(services, asked, Kind.QUESTION)
    said = {"question": asked["question"], "answer": "Nobody has measured it.", "publish": True}
    assert answers.answer(services, admin, said, moderation.proposed(services, admin, number, Kind.QUESTION)) == []
    return answers.shown(services)[0].id


def subject(services: Services, admin: Person) -> int:
    """Name a subject that people ask about; give its id."""
    assert subjects.keep(services, admin, {"subject": "Chess clubs", "standing": "looking"}) == []
    return subjects.everything(services)[0].subject.id


def changed_together(services: Services, person: Person, brief_id: int) -> int:
    """Change a draft as many are changed at once; give the id of the change."""
    (standing,) = bulk.chosen(services, person, [brief_id])
    return bulk.do(services, person, {brief_id: standing.seen}, Change(What.ADD, "settings school"))


WORDS = {
    "words": "I stopped going past the shops. Nobody asked us where we feel safe.",
    "age": "11-15",
    "district": "charnwood",
    "gathered": "A group session with a youth worker they know.",
    "nobody_named": "yes",
    "young_person": "yes",
    "parent": "yes",
    "web": "yes",
    "mail": "yes",
    "print": "yes",
    "until": "2031-01-02",
    "holder": "The youth lead at Example Council",
}
"""What a young person said, as staff type it."""
SOUND = wave_of(bytes(8_000))
"""A second of silence, as a WAV file."""


def voice(services: Services, admin: Person, brief_id: int) -> int:
    """Bring what a young person said, with a recording, and let a second person publish it; give its id."""
    brought = voices.bring(services, admin, WORDS, "form-voice", brief_id=brief_id)
    assert isinstance(brought, voices.Brought), brought
    assert voices.add_recording(services, admin, brought.id, SOUND) == []
    second = builders.person(services, Role.REVIEWER)
    seen = voices.seen(voices.find(services, second, brought.id).kept)
    assert voices.publish(services, second, brought.id, seen) == []
    return brought.id


ASK = {
    "body": "example-council",
    "role": "Head of Youth Services",
    "title": "Keep the street games going",
    "text": "Please pay for street games on three evenings a week.",
    "briefs": ["street-games"],
}
"""An ask as staff type it."""
REPLY = {
    "outcome": "accepted",
    "role": "Head of Youth Services",
    "summary": "We will pay for two evenings a week.",
    "words": "Two evenings a week are paid for until March.",
}
"""A reply as a body types it."""
SAID = {
    "raised_at": "Example meeting",
    "raised_on": "2024-06-01",
    "issue": "It was hard to hear about openings.",
    "state": "done",
    "happened": "We made a page of them.",
    "since": "2024-07-01",
}
"""Something that partners raised, as staff type it."""


def asked(services: Services, admin: Person) -> tuple[Kept, int, int]:
    """Publish two asks, one of them with a reply and another that waits, and propose a third.

    Give the one whose link is open, the id of the reply that waits, and that of the third ask.
    """
    assert bodies.keep(services, admin, {"name": "Example Council"}) == []
    made = [writing.start(services, admin, ASK, propose=True) for _ in range(3)]
    ids = [each for each in made if isinstance(each, int)]
    for number in ids[:2]:
        assert writing.publish(services, admin, number, 1) == []
    open_ask, answered_ask, draft = (asks.kept(services, admin, number) for number in ids)
    for number in (1, 2):
        token = _last(ask_links.link(services, asks.kept(services, admin, answered_ask.id)))
        assert ask_replies.send(services, token, REPLY, "ann") == []
        if number == 1:
            assert ask_replies.publish(services, admin, number) == []
            steps.renew_link(services, admin, answered_ask.id, 1)
    return open_ask, 2, draft.id


def said(services: Services, admin: Person) -> int:
    """Publish something that partners raised; give its id."""
    made = you_said.propose(services, admin, SAID)
    assert isinstance(made, int)
    assert you_said.publish(services, admin, made, 1) == []
    return made


def easy_read(services: Services, admin: Person) -> None:
    """Write the easy read draft of a brief."""
    content = EasyContent("Street games", (Sentence("Young people play games in the street.", "young-people"),))
    assert easy_reads.save(services, admin, easy_reads.sheet(services, "street-games"), content) == []


CHALLENGE = {
    "brief": "street-games",
    "outcome": "The impact on violence",
    "why": "A larger trial found no clear change.",
    "sources": "Example trial, 2025",
}
"""A challenge to a rating as somebody writes it."""


def submitted(
    services: Services, typed: dict[str, Any] | None = None, kind: Kind = Kind.OPPORTUNITY, email: str = ""
) -> tuple[str, int]:
    """Start something on a form and send it by its link; give what the link opens by, and its id."""
    someone = secrets.token_hex(4)
    email = email or f"{someone}@example.org"
    assert submissions.start(services, kind, typed or OFFER, email, someone, whole=True) == []
    with services.store.reading() as database:
        found = max(submission_rows.of_address(database, email), key=lambda each: each.id)
    assert submissions.send(services, found, found.content) == []
    return _last(submissions.link(services, found)), found.id


def _last(link: str) -> str:
    return link.rpartition("/")[2]


def of(app: Flask, rule: Rule, known: dict[str, dict[str, Any]]) -> str:
    """Give an address of a route."""
    own = known.get(rule.endpoint, {})
    values = {name: known[""][name] for name in rule.arguments if name not in own} | own
    with app.test_request_context():
        built = rule.build(values)
    assert built is not None
    return built[1]


def every(app: Flask, method: str) -> Iterator[Rule]:
    """Give the routes that a verb reaches."""
    for rule in app.url_map.iter_rules():
        if method in (rule.methods or ()):
            yield rule
