"""Tells what kind of document a file is by its content; its name is a hint between kinds of text only."""

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
LOCKED_OFFICE = "EncryptedPackage".encode("utf-16-le")


def kind_of(file: BinaryIO, name: str) -> FileKind:
    """Tell the kind of a file; raise Refused if it is none that can be read."""
    head = file.read(HEAD)
    file.seek(0)
    if not head:
        raise Refused(Refusal.EMPTY)
    if b"%PDF-" in head[:1024]:
        return FileKind.PDF
    if head.startswith(b"PK"):
        return _zip_kind(file)
    if head.startswith(OFFICE):
        raise Refused(Refusal.LOCKED if LOCKED_OFFICE in file.read() else Refusal.OLD_OFFICE)
    if head.startswith(PICTURES):
        raise Refused(Refusal.PICTURE)
    if head.startswith(b"{\\rtf"):
        raise Refused(Refusal.OLD_OFFICE)
    return _text_kind(decoded(head), name)


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
