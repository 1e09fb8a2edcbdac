"""Reads saved mails (.eml, .msg) and pages saved as one file (.mht): their words, and nothing attached."""

import email
import email.policy
import re
from email.message import EmailMessage, MIMEPart
from email.utils import getaddresses
from typing import BinaryIO

from oxmsg import Message

from library.editing.documents.models import Refusal, Refused, Stated
from library.editing.documents.notices import Unread
from library.editing.documents.readers import html, plain_text
from library.editing.documents.readers.output import Outgoing

FORWARDED = re.compile(r"^(?:(?:re|fwd?|aw|wg)\s*:\s*)+", re.IGNORECASE)
SIGNATURE = re.compile(r"^-- ?$", re.MULTILINE)
QUOTED = re.compile(r"^>+ ?", re.MULTILINE)


def read(file: BinaryIO, out: Outgoing) -> Stated:
    """Read a mail: its subject is the title, who sent it its author."""
    mail = _parsed(file)
    for _ in mail.iter_attachments():
        out.left_out(Unread.ATTACHMENTS)
    subject = _subject(str(mail.get("Subject", "")))
    out.block(0, 1, subject)
    body = mail.get_body(("plain", "html"))
    _tell(_content(body), out, is_page=body is not None and body.get_content_type() == "text/html")
    year = re.search(r"(?:19|20)\d\d", str(mail.get("Date", "")))
    return Stated(subject, _sender(str(mail.get("From", ""))), year[0] if year else "", shown=True)


def read_page(file: BinaryIO, out: Outgoing) -> Stated:
    """Read a web page that was saved as one file with its pictures."""
    for part in _parsed(file).walk():
        if part.get_content_type() == "text/html" and isinstance(part, EmailMessage):
            return html.read_text(_content(part), out)
    raise Refused(Refusal.NO_TEXT)


def read_outlook(file: BinaryIO, out: Outgoing) -> Stated:
    """Read a mail that Outlook saved; raise Refused if it is not whole."""
    try:
        mail = Message.load(file.read())
        subject, body, page = _subject(mail.subject or ""), mail.body or "", mail.html_body or ""
        attached, sent, sender = mail.attachment_count, mail.sent_date, mail.sender or ""
    except (MemoryError, RecursionError):
        raise
    except Exception as error:
        raise Refused(Refusal.EMAIL) from error
    out.block(0, 1, subject)
    _tell(body or page, out, is_page=not body.strip() and bool(page))
    if len(out.blocks) < 2:
        raise Refused(Refusal.EMAIL)
    for _ in range(attached):
        out.left_out(Unread.ATTACHMENTS)
    return Stated(subject, _sender(sender), str(sent.year) if sent else "", shown=True)


def _parsed(file: BinaryIO) -> EmailMessage:
    message = email.message_from_binary_file(file, policy=email.policy.default)
    if not isinstance(message, EmailMessage):
        raise Refused(Refusal.EMAIL)
    return message


def _subject(words: str) -> str:
    return FORWARDED.sub("", words.strip())


def _sender(address: str) -> tuple[str, ...]:
    return tuple(name for name, _ in getaddresses([address]) if name)


def _content(part: MIMEPart | None) -> str:
    """Return the text of a part; a charset that nobody knows is read as well as it can be."""
    if part is None:
        return ""
    try:
        return str(part.get_content())
    except (LookupError, ValueError, AttributeError):
        data = part.get_payload(decode=True)
        return data.decode("cp1252", "replace") if isinstance(data, bytes) else ""


def _tell(body: str, out: Outgoing, *, is_page: bool) -> None:
    if is_page:
        html.read_text(body, out)
    else:
        plain_text.tell(QUOTED.sub("", SIGNATURE.split(body)[0]), out)
