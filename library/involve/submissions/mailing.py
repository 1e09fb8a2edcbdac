"""The mails about a submission: its link, that we got it, what became of it, and that a draft waits."""

import secrets
from dataclasses import dataclass, replace

from library.db.store import Database
from library.involve.submissions.models import Submission
from library.mail import addresses, messages, unsubscribe
from library.mail import queue as mails
from library.mail.addresses import NotAnAddress
from library.services import Services


def about(submission_id: int) -> str:
    """Return what the mails about a submission are called back by."""
    return f"submission-{submission_id}"


@dataclass(frozen=True, slots=True)
class Note:
    """A short mail of ours. `key` says what it is for; `link` is the one thing to do, and `link_words` what it says."""

    key: str
    subject: str
    lines: list[str]
    link: str
    link_words: str


def tell(database: Database, services: Services, to: Submission, note: Note) -> None:
    """Queue a mail to the sender of a submission, with the link that stops all mail to the address."""
    organisation = services.settings.organisation
    mail = messages.note(
        note.subject, note.lines, organisation=organisation, link=note.link, link_words=note.link_words
    )
    mail = replace(mail, headers=unsubscribe.headers(unsubscribe.link(services, to.address)))
    key = f"{about(to.id)}-{note.key}-{secrets.token_hex(4)}"
    mails.queue(database, key, to.address, mail, services.clock(), about=about(to.id))


def readable(typed: str) -> tuple[str, str]:
    """Return an address as we keep it, and what is wrong with it."""
    try:
        return addresses.read(typed), ""
    except NotAnAddress as wrong:
        return "", wrong.args[0]
