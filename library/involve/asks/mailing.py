"""The mails about an ask: to the shared inbox of the body, and to the person who suggested it, on each step."""

import secrets
from dataclasses import replace

from library.db.store import Database
from library.i18n.formats import day
from library.involve.asks import links
from library.involve.asks.models import Kept, Reply, Shown
from library.involve.asks.rules import no_reply_from
from library.involve.bodies.models import Body
from library.involve.submissions import mailing
from library.involve.submissions import repository as submission_rows
from library.involve.submissions.mailing import Note
from library.involve.submissions.models import SubmissionState
from library.mail import messages, unsubscribe
from library.mail import queue as mails
from library.mail import repository as mail_rows
from library.services import Services


def to_who_raised_it(database: Database, services: Services, kept: Kept, lines: list[str]) -> None:
    """Queue a mail about a step to the person who suggested an ask, unless they took it back."""
    found = submission_rows.by_id(database, kept.submission_id) if kept.submission_id else None
    if found is None or found.state is SubmissionState.WITHDRAWN:
        return
    said = [f"You suggested this ask: “{kept.ask.title}”.", *lines]
    page = services.links.ask(kept.slug)
    mailing.tell(database, services, found, Note("ask", "News of an ask you suggested", said, page, "See the ask"))


def _to_body(database: Database, services: Services, body: Body, note: Note) -> None:
    if not body.inbox:
        return
    _queue(database, services, body.inbox, note, f"{note.key}-{secrets.token_hex(4)}")


def _queue(database: Database, services: Services, inbox: str, note: Note, key: str) -> None:
    mail = messages.note(
        note.subject,
        note.lines,
        organisation=services.settings.organisation,
        link=note.link,
        link_words=note.link_words,
    )
    mail = replace(mail, headers=unsubscribe.headers(unsubscribe.link(services, inbox)))
    mails.queue(database, key, inbox, mail, services.clock(), about=note.key)


def asked(database: Database, services: Services, shown: Shown) -> None:
    """Queue the ask to the inbox of the body, with the link by which it replies."""
    kept, ask = shown.kept, shown.ask
    lines = [
        f"To the {ask.role}, {shown.body.name}",
        *ask.text.split("\n\n"),
        *([f"Why we ask you: {ask.law} {ask.law_link}".strip()] if ask.law else []),
        f"Please reply by {day(shown.standing.reply_by)}. You don't need an account, and opening the link changes "
        "nothing. We publish your reply unedited beside the ask, after two of us have read it.",
        f"The ask is public: {services.links.ask(kept.slug)}",
    ]
    note = Note(f"ask-{kept.id}", f"We ask you: {ask.title}", lines, links.link(services, kept), "Reply to this")
    _to_body(database, services, shown.now, note)


def reminder(database: Database, services: Services, shown: Shown) -> None:
    """Queue the one reminder of an ask to the inbox of the body, with the link by which it replies."""
    kept, ask = shown.kept, shown.ask
    lines = [
        f"To the {ask.role}, {shown.body.name}",
        f"We asked you to reply by {day(shown.standing.reply_by)}, and we have no reply yet.",
        *ask.text.split("\n\n"),
        "If you need more time, write to us and we'll agree a new day. We send no other reminder. From "
        f"{day(no_reply_from(shown.standing))} on our page says that you haven't replied. You can still reply then.",
        f"The ask is public: {services.links.ask(kept.slug)}",
    ]
    about = _about_reminder(kept.id)
    note = Note(about, f"A reminder: {ask.title}", lines, links.link(services, kept), "Reply to this")
    _queue(database, services, shown.now.inbox, note, about)


def _about_reminder(ask_id: int) -> str:
    return f"ask-reminder-{ask_id}"


def call_reminder_back(database: Database, services: Services, ask_id: int) -> None:
    """Call back a reminder that waits to be sent, since something else happened to its ask."""
    mail_rows.call_back(database, _about_reminder(ask_id), services.clock())


def got(database: Database, services: Services, shown: Shown, said: Reply) -> None:
    """Queue a receipt to the inbox of the body, with all that it sent."""
    lines = [
        f"We've got your reply to “{shown.ask.title}”. We publish it unedited after two of us have read it.",
        f"{said.outcome.words}. {said.summary}",
        *said.words.split("\n\n"),
    ]
    note = Note(f"ask-{shown.kept.id}", "We've got your reply", lines, services.links.ask(shown.kept.slug), "See it")
    _to_body(database, services, shown.now, note)


def settled(database: Database, services: Services, shown: Shown, words: str, *, again: bool) -> None:
    """Queue what became of a reply to the inbox of the body; `again`: with the link to send another."""
    page = links.link(services, shown.kept) if again else services.links.ask(shown.kept.slug)
    note = Note(
        f"ask-{shown.kept.id}",
        f"Your reply to “{shown.ask.title}”",
        [words],
        page,
        "Send it again" if again else "See it",
    )
    _to_body(database, services, shown.now, note)
