"""Writes a letter as the message that goes over the line. Nothing that was typed can become a header of its own."""

import hashlib
import re
from dataclasses import dataclass
from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import EmailPolicy
from email.utils import format_datetime
from typing import Any

from library.domain.mails import Letter

LONGEST_SUBJECT = 200
"""Characters; mail programs show fewer, and some servers refuse longer ones."""
UNSEEN = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]+")


class _Policy(EmailPolicy):
    """Leaves addresses of pages in headers whole: Python would encode a long one, which mail programs do not know."""

    def fold_binary(self, name: str, value: Any) -> bytes:
        if name.lower().startswith("list-"):
            return f"{name}: {value}{self.linesep}".encode("ascii")
        return super().fold_binary(name, value)


POLICY = _Policy(linesep="\r\n", max_line_length=78)


@dataclass(frozen=True, slots=True)
class Sender:
    """Who mails come from, and where an answer goes if not there."""

    name: str
    address: str
    reply_to: str = ""

    @property
    def domain(self) -> str:
        """Give the part after the @."""
        return self.address.rpartition("@")[2]


def message_id(key: str, domain: str) -> str:
    """Give the Message-ID of a mail: the same each time it is sent, so that a repeat can be told from a new mail."""
    return f"<{hashlib.sha256(key.encode()).hexdigest()[:40]}@{domain}>"


def one_line(text: str) -> str:
    """Make a text fit for a header: one line, nothing unseen in it, not without end."""
    line = " ".join(UNSEEN.sub(" ", text).split())
    return line if len(line) <= LONGEST_SUBJECT else line[: LONGEST_SUBJECT - 1].rstrip() + "…"


def written(letter: Letter, sender: Sender, at: datetime) -> bytes:
    """Write a letter as a message, the same bytes each time."""
    message = EmailMessage(policy=POLICY)
    message["From"] = Address(one_line(sender.name), addr_spec=sender.address)
    message["To"] = Address(addr_spec=letter.address)
    message["Subject"] = one_line(letter.subject)
    message["Date"] = format_datetime(at)
    message["Message-ID"] = message_id(letter.key, sender.domain)
    message["Auto-Submitted"] = "auto-generated"
    if sender.reply_to and "Reply-To" not in letter.headers:
        message["Reply-To"] = Address(addr_spec=sender.reply_to)
    for name, value in letter.headers.items():
        message[name] = value
    message.set_content(letter.text, cte="quoted-printable")
    message.add_alternative(letter.html, subtype="html", cte="quoted-printable")
    message.set_boundary(hashlib.sha256(letter.key.encode()).hexdigest()[:40])
    return message.as_bytes()
