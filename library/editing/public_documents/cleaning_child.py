"""The child process that makes a clean copy of one document: no properties, comments, form fields, scripts or files.

Its input is the file, its output one line that says how that went and, after it, the copy.
"""

import io
import re
import sys
from typing import Any
from zipfile import ZIP_DEFLATED, BadZipFile, ZipFile

import pypdf
from pypdf.generic import ArrayObject, DictionaryObject, NameObject, StreamObject

from library.editing.documents.models import Refused
from library.editing.documents.readers import opc
from library.editing.public_documents.models import NotCleaned
from library.security.sandbox import shut_in

OF_THE_WHOLE = ("/Metadata", "/OpenAction", "/AA", "/PieceInfo", "/Collection", "/AcroForm", "/Threads")
OF_A_PART = ("/Metadata", "/PieceInfo", "/AA", "/LastModified")
NAMES = ("/EmbeddedFiles", "/JavaScript")
PROPERTIES = "docProps/"
ACTIVE = re.compile(r"vbaProject|/embeddings/|/activeX/|\.bin$", re.IGNORECASE)
MARKED_UP = re.compile(rb"<w:(?:ins|del|moveFrom|moveTo|commentReference|\w+PrChange)[ />]")
COMMENTS = re.compile(r"word/(?:comments|people)\w*\.xml$")
AUTHOR = re.compile(rb'(\sw:(?:author|initials|date))="[^"]*"')
REVISION_IDS = re.compile(rb'\sw:rsid\w*="[^"]*"')
JPEG = b"\xff\xd8"


class Unclean(Exception):
    """No clean copy can be made; `why` says so in words."""

    def __init__(self, why: NotCleaned) -> None:
        """Take why."""
        super().__init__(why)
        self.why = why


def run() -> None:
    """Clean the file that is the input."""
    pypdf.PdfWriter()
    shut_in()
    out = sys.stdout.buffer
    try:
        ending, pages, made = cleaned(sys.stdin.buffer.read())
    except Unclean as error:
        out.write(f"no {error.why.name}\n".encode())
    except Exception:
        out.write(f"no {NotCleaned.TOO_HARD.name}\n".encode())
    else:
        out.write(f"{ending} {pages}\n".encode() + made)


def cleaned(content: bytes) -> tuple[str, int, bytes]:
    """Return the ending, the number of pages and a clean copy of a document."""
    if b"%PDF-" in content[:1024]:
        return "pdf", *_pdf(content)
    if content.startswith(b"PK"):
        return "docx", 0, _docx(content)
    raise Unclean(NotCleaned.KIND)


def _pdf(content: bytes) -> tuple[int, bytes]:
    reader = pypdf.PdfReader(io.BytesIO(content))
    if reader.is_encrypted and not reader.decrypt(""):
        raise Unclean(NotCleaned.LOCKED)
    writer = pypdf.PdfWriter(clone_from=reader)
    root = writer.root_object
    for name in OF_THE_WHOLE:
        root.pop(NameObject(name), None)
    names = root.get("/Names")
    if names is not None:
        for name in NAMES:
            names.get_object().pop(NameObject(name), None)
    for page in writer.pages:
        _without_notes(page)
    for each in writer._objects:
        _without_traces(each)
    return len(writer.pages), _written(pypdf.PdfWriter(clone_from=pypdf.PdfReader(io.BytesIO(_written(writer)))))


def _written(writer: pypdf.PdfWriter) -> bytes:
    """Write a PDF. What was taken out of it is still in the file; a copy of it holds only what its pages lead to."""
    writer.metadata = None
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def _without_notes(page: DictionaryObject) -> None:
    """Leave links on a page, and no other note: those name who made them, and may hold files and scripts."""
    notes = page.get("/Annots")
    if notes is None:
        return
    kept = [note for note in notes.get_object() if _is_plain_link(note.get_object())]
    page[NameObject("/Annots")] = ArrayObject(kept)


def _is_plain_link(note: DictionaryObject) -> bool:
    action = note.get("/A", DictionaryObject()).get_object()
    return note.get("/Subtype") == "/Link" and action.get("/S") in {None, "/URI", "/GoTo"}


def _without_traces(thing: Any) -> None:
    """Take out what a part of a PDF, such as a picture, says of where it came from."""
    if not isinstance(thing, DictionaryObject):
        return
    for name in OF_A_PART:
        thing.pop(NameObject(name), None)
    if isinstance(thing, StreamObject) and thing.get("/Filter") in ("/DCTDecode", ["/DCTDecode"]):
        thing._data = without_notes_in_jpeg(thing._data)


def without_notes_in_jpeg(content: bytes) -> bytes:
    """Return a JPEG without what it says of itself: segments APP1 to APP13, APP15 and comments (EXIF, XMP, IPTC)."""
    if not content.startswith(JPEG):
        return content
    kept, at = bytearray(JPEG), 2
    while at + 4 <= len(content) and content[at] == 0xFF and content[at + 1] != 0xDA:
        length = 2 + int.from_bytes(content[at + 2 : at + 4], "big")
        if not (0xE1 <= content[at + 1] <= 0xED or content[at + 1] in {0xEF, 0xFE}):
            kept += content[at : at + length]
        at += length
    return bytes(kept + content[at:])


def _docx(content: bytes) -> bytes:
    try:
        archive = opc.opened(io.BytesIO(content))
    except (BadZipFile, Refused) as error:
        raise Unclean(NotCleaned.TOO_HARD) from error
    names = archive.namelist()
    if "word/document.xml" not in names:
        raise Unclean(NotCleaned.KIND)
    if any(ACTIVE.search(name) for name in names):
        raise Unclean(NotCleaned.ACTIVE)
    if any(COMMENTS.search(name) for name in names):
        raise Unclean(NotCleaned.MARKED_UP)
    out = io.BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as made:
        for name in names:
            if not name.startswith(PROPERTIES):
                made.writestr(name, _part(name, archive.read(name)))
    return out.getvalue()


def _part(name: str, content: bytes) -> bytes:
    """Return a part of a Word document without what says who wrote it when."""
    if name in {"[Content_Types].xml", "_rels/.rels"}:
        return re.sub(rb"<(?:Override|Relationship)\b[^>]*docProps/[^>]*/>", b"", content)
    if name.startswith("word/") and name.endswith(".xml"):
        if MARKED_UP.search(content):
            raise Unclean(NotCleaned.MARKED_UP)
        return REVISION_IDS.sub(b"", AUTHOR.sub(rb'\1=""', content))
    return without_notes_in_jpeg(content)
