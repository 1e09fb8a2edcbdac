"""The mails about an ask: to the shared inbox of the body, and to whoever suggested it, on each step."""

import secrets
from dataclasses import replace

from library.db.store import Database
from library.i18n.formats import day
from library.involve.asks import links
from library.involve.asks.models import Kept, Reply, Shown
from library.involve.bodies.models import Body
from library.involve.submissions import mailing
from library.involve.submissions import repository as submission_rows
from library.involve.submissions.mailing import Note
from library.involve.submissions.models import State
from library.mail import messages, unsubscribe
from library.mail import queue as mails
from library.services import Services


def to_whoever_raised_it(database: Database, services: Services, kept: Kept, lines: list[str]) -> None:
    """Queue a mail about a step to whoever suggested an ask, unless they took it back."""
    found = submission_rows.by_id(database, kept.submission_id) if kept.submission_id else None
    if found is None or found.state is State.WITHDRAWN:
        return
    said = [f"You suggested this ask: “{kept.ask.title}”.", *lines]
    page = services.links.ask(kept.slug)
    mailing.tell(database, services, found, Note("ask", "News of an ask you suggested", said, page, "See the ask"))


def _to_body(database: Database, services: Services, body: Body, note: Note) -> None:
    if not body.inbox:
        return
    mail = messages.note(
        note.subject,
        note.lines,
        organisation=services.settings.organisation,
        link=note.link,
        link_words=note.link_words,
    )
    mail = replace(mail, headers=unsubscribe.headers(unsubscribe.link(services, body.inbox)))
    key = f"{note.key}-{secrets.token_hex(4)}"
    mails.queue(database, key, body.inbox, mail, services.clock(), about=note.key)


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
