"""Tells what kind of document a file is by its content; its name is a hint between kinds of text only."""

import re
from enum import Enum, auto
from typing import BinaryIO
from zipfile import BadZipFile

from library.editing.documents.models import FileKind, Refusal, Refused
from library.editing.documents.readers import opc
from library.editing.documents.readers.encodings import decoded

HEAD = 4096
"""Bytes at the beginning that are looked at."""
PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"BM", b"II*\0", b"MM\0*", b"RIFF")
OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""The old container of Office; new Office puts documents with a password into it too."""
OUTLOOK = "__substg1.0_".encode("utf-16-le")
"""What the parts of a mail are called that Outlook saved in the old container."""
HEADER = re.compile(
    r"(?:From|To|Cc|Subject|Date|Received|Return-Path|Delivered-To|Message-ID|MIME-Version|Content-Type|Reply-To|"
    r"DKIM-Signature|Authentication-Results|X-[\w-]+|Thread-[\w-]+|Snapshot-Content-Location):",
    re.IGNORECASE,
)
LEAST_HEADERS = 2
PAGE_IN_MAIL = re.compile(r"^Content-Type:\s*multipart/related", re.IGNORECASE | re.MULTILINE)
SAVED_PAGE = re.compile(r"^From: <Saved by |^Snapshot-Content-Location:", re.IGNORECASE | re.MULTILINE)
LOCKED_OFFICE = "EncryptedPackage".encode("utf-16-le")


class Saved(Enum):
    """A way to save a kind of document that has a reader of its own."""

    PAGE = auto()
    """A web page in the form of a mail."""
    OUTLOOK = auto()
    """A mail in Outlook's own form."""


def kind_of(file: BinaryIO, name: str) -> tuple[FileKind, Saved | None]:
    """Tell the kind of a file and the way it was saved; raise Refused if it is none that can be read."""
    head = file.read(HEAD)
    file.seek(0)
    if not head:
        raise Refused(Refusal.EMPTY)
    if b"%PDF-" in head[:1024]:
        return FileKind.PDF, None
    if head.startswith(b"PK"):
        return _zip_kind(file), None
    if head.startswith(OFFICE):
        return _in_old_container(file)
    if head.startswith(PICTURES):
        raise Refused(Refusal.PICTURE)
    if head.startswith(b"{\\rtf"):
        raise Refused(Refusal.OLD_OFFICE)
    text = decoded(head)
    if _is_mail(text, name):
        page = SAVED_PAGE.search(text) or (name.lower().endswith((".mht", ".mhtml")) and PAGE_IN_MAIL.search(text))
        return (FileKind.WEB_PAGE, Saved.PAGE) if page else (FileKind.EMAIL, None)
    return _text_kind(text, name), None


def _in_old_container(file: BinaryIO) -> tuple[FileKind, Saved]:
    content = file.read()
    file.seek(0)
    if OUTLOOK in content:
        return FileKind.EMAIL, Saved.OUTLOOK
    raise Refused(Refusal.LOCKED if LOCKED_OFFICE in content else Refusal.OLD_OFFICE)


def _is_mail(text: str, name: str) -> bool:
    """Return whether a text begins with the headers of a mail; a file of another name needs more of them."""
    headers = 0
    for line in text.lstrip("\ufeff\r\n ").splitlines():
        if HEADER.match(line):
            headers += 1
        elif not line.startswith((" ", "\t")):
            break
    named = name.lower().endswith((".eml", ".mht", ".mhtml"))
    return headers >= (1 if named else LEAST_HEADERS)


def _zip_kind(file: BinaryIO) -> FileKind:
    try:
        with opc.opened(file) as archive:
            return opc.kind_of(archive)
    except (BadZipFile, EOFError, OSError, NotImplementedError, ValueError) as error:
        raise Refused(Refusal.DAMAGED) from error
    finally:
        file.seek(0)


def _text_kind(text: str, name: str) -> FileKind:
    strange = sum(1 for letter in text if (ord(letter) < 32 and letter not in "\t\n\r\f") or letter in "\x7f\ufffd")
    if strange * 50 > len(text):
        raise Refused(Refusal.UNKNOWN)
    start = text.lstrip("\ufeff \t\r\n").lower()
    if start.startswith(("<!doctype html", "<html", "<head", "<body")) or (start.startswith("<") and "<html" in start):
        return FileKind.WEB_PAGE
    if start.startswith("<?xml"):
        raise Refused(Refusal.UNKNOWN)
    if name.lower().endswith((".html", ".htm")) and "<" in start:
        return FileKind.WEB_PAGE
    marked = name.lower().endswith((".md", ".markdown")) or any(
        line.startswith(("# ", "## ")) for line in text.splitlines()
    )
    return FileKind.MARKDOWN if marked else FileKind.TEXT
