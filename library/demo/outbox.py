"""The mails of a demo, which are files in its outbox folder and go to nobody."""

import re
from dataclasses import dataclass
from datetime import datetime
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path

from library.errors import NotFound
from library.security.permissions import Action, Person, demand
from library.services import Services

NAME = re.compile(r"\d{8}-\d{6}-[0-9a-f]{16}")
MOST_LISTED = 200


class NoSuchMail(NotFound):
    """There is no mail with this name in the outbox."""


@dataclass(frozen=True, slots=True)
class OutboxMail:
    """One mail as it would have been sent."""

    name: str
    subject: str
    to: str
    at: datetime
    text: str
    html: str


def mails(services: Services, person: Person) -> list[OutboxMail]:
    """List the mails of the outbox, the last first."""
    demand(person, Action.SEE_MAIL)
    names = sorted((path.stem for path in _folder(services).glob("*.eml")), reverse=True)
    return [_read(_folder(services), name) for name in names[:MOST_LISTED]]


def mail(services: Services, person: Person, name: str) -> OutboxMail:
    """Return one mail of the outbox; raise NoSuchMail."""
    demand(person, Action.SEE_MAIL)
    if not NAME.fullmatch(name):
        raise NoSuchMail(name)
    return _read(_folder(services), name)


def _folder(services: Services) -> Path:
    return services.settings.instance / "outbox"


def _read(folder: Path, name: str) -> OutboxMail:
    try:
        message = message_from_bytes((folder / f"{name}.eml").read_bytes(), policy=policy.default)
    except FileNotFoundError as error:
        raise NoSuchMail(name) from error
    assert isinstance(message, EmailMessage)
    at = message["Date"].datetime
    return OutboxMail(
        name, str(message["Subject"]), str(message["To"]), at, _body(message, "plain"), _body(message, "html")
    )


def _body(message: EmailMessage, kind: str) -> str:
    part = message.get_body((kind,))
    return str(part.get_content()) if part else ""
