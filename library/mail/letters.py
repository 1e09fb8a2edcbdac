"""Writes a letter as the message that goes over the line. Nothing that was typed can become a header of its own.

Python puts encoded words (RFC 2047, `=?utf-8?q?…?=`) into plain text wherever they stand in a header, line breaks
included. So a subject holds none, and every finished message is read back before it is used.
"""

import hashlib
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import EmailPolicy
from email.utils import format_datetime
from typing import Any

from library.mail import addresses
from library.mail.finished import Unwritable, check
from library.mail.models import Letter

LONGEST_SUBJECT = 200
"""Characters; mail programs show fewer, and some servers refuse longer ones."""
UNSEEN = {"Cc", "Cs", "Co", "Cn", "Zl", "Zp"}
"""Unicode's categories of what has no shape in a line; a space stands in its place."""


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
        """Return the part after the @."""
        return self.address.rpartition("@")[2]


def message_id(key: str, domain: str) -> str:
    """Return the Message-ID of a mail: the same each time it is sent, so that a repeat can be told from a new mail."""
    return f"<{hashlib.sha256(key.encode()).hexdigest()[:40]}@{domain}>"


def one_line(text: str) -> str:
    """Return a text fit for a header: one line, nothing unseen and no encoded word in it, not without end."""
    seen = "".join(_seen(letter) for letter in text)
    line = " ".join(seen.split()).replace("=?", "= ?")
    return line if len(line) <= LONGEST_SUBJECT else line[: LONGEST_SUBJECT - 1].rstrip() + "…"


def _seen(letter: str) -> str:
    category = unicodedata.category(letter)
    return "" if category == "Cf" else " " if category in UNSEEN else letter


def composed(headers: Mapping[str, str | Address], text: str, html: str, *, to: str = "") -> bytes:
    """Write headers, a text and the same as a page, as one message, the same bytes each time; raise Unwritable."""
    try:
        message = EmailMessage(policy=POLICY)
        for name, value in headers.items():
            message[name] = value
        message.set_content(text, cte="quoted-printable")
        message.add_alternative(html, subtype="html", cte="quoted-printable")
        message.set_boundary(hashlib.sha256(f"{text}\0{html}".encode()).hexdigest()[:40])
        data = message.as_bytes()
    except Exception as error:
        raise Unwritable("it cannot be put into bytes") from error
    check(data, headers, to)
    return data


def written(letter: Letter, sender: Sender, at: datetime) -> bytes:
    """Write a letter as a message, the same bytes each time; raise Unwritable."""
    reply_to = {"Reply-To": Address(addr_spec=sender.reply_to)} if sender.reply_to else {}
    headers: dict[str, str | Address] = {
        "From": Address(one_line(sender.name), addr_spec=sender.address),
        "To": _recipient(letter.address),
        "Subject": one_line(letter.subject),
        "Date": format_datetime(at),
        "Message-ID": message_id(letter.key, sender.domain),
        "Auto-Submitted": "auto-generated",
    }
    return composed(headers | reply_to | letter.headers, letter.text, letter.html, to=letter.address)


def _recipient(address: str) -> Address:
    try:
        return Address(addr_spec=addresses.read(address))
    except Exception as error:
        raise Unwritable("its address cannot be written") from error
