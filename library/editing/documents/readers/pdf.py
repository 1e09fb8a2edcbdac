"""Reads PDFs: where letters stand decides what is a line, a column, a paragraph, a heading or a running head."""

import ctypes
import re
from collections.abc import Iterator
from typing import Any, BinaryIO

import pypdfium2.raw as pdfium

from library.editing.documents.models import Refusal, Refused, Stated
from library.editing.documents.notices import Notice, Unread
from library.editing.documents.readers import pdf_fields
from library.editing.documents.readers.layout import edges, letters, line_numbers
from library.editing.documents.readers.layout.order import flows
from library.editing.documents.readers.layout.paragraphs import NOTE_SIZE, Joiner
from library.editing.documents.readers.layout.pieces import Paragraph, Piece, pieces
from library.editing.documents.readers.output import Outgoing

LOCKED = {pdfium.FPDF_ERR_PASSWORD, pdfium.FPDF_ERR_SECURITY}
LONGEST_STATED = 2_000
SHORT = 200
"""Letters of what may stand between: a caption, a label."""
LOOKED_BACK = 90
"""Paragraphs that are looked at for one that a column or page broke off."""
Page = tuple[list[Piece], float, float]


def read(file: BinaryIO, out: Outgoing) -> Stated:
    """Read a document as far as time allows; a page that cannot be read is left out."""
    data = file.read()
    document = pdfium.FPDF_LoadMemDocument64(data, len(data), None)
    if not document:
        raise Refused(Refusal.LOCKED if pdfium.FPDF_GetLastError() in LOCKED else Refusal.DAMAGED)
    count = pdfium.FPDF_GetPageCount(document)
    if count < 1:
        raise Refused(Refusal.DAMAGED)
    pages, pictures = _pages(document, count, out)
    if pictures:
        out.notice(Notice(Unread.PICTURES, len(pictures), pages=tuple(pictures), of=count))
    _tell(pages, out)
    out.progress(len(pages), count)
    return Stated(_meta(document, b"Title")[:300], _names(_meta(document, b"Author")))


def _pages(document: Any, count: int, out: Outgoing) -> tuple[list[Page], list[int]]:
    """Return what stands on each page, and the numbers of those that are pictures without words."""
    pages: list[Page] = []
    pictures: list[int] = []
    found = 0
    fields = pdf_fields.Fields(document)
    for number in range(1, count + 1):
        page = pdfium.FPDF_LoadPage(document, number - 1)
        here = _page(page, fields) if page else ([], 0.0, 0.0)
        if page and not here[0] and _is_picture(page):
            pictures.append(number)
        if page:
            pdfium.FPDF_ClosePage(page)
        pages.append(here)
        found += sum(len(piece.text) for piece in here[0])
        out.progress(number, count)
        if out.enough(found):
            break
    return pages, pictures


def _page(page: Any, fields: pdf_fields.Fields) -> Page:
    text_page = pdfium.FPDFText_LoadPage(page)
    words, turn = letters.words(text_page)
    words = line_numbers.without(words)
    pdfium.FPDFText_ClosePage(text_page)
    words += [letters.turned(word, turn) for word in fields.filled_in(page)]
    box = pdfium.FS_RECTF()
    pdfium.FPDF_GetPageBoundingBox(page, box)
    ends = (box.bottom, box.top), (-box.right, -box.left), (-box.top, -box.bottom), (box.left, box.right)
    return pieces(words), *ends[turn]


def _is_picture(page: Any) -> bool:
    kinds = {
        pdfium.FPDFPageObj_GetType(pdfium.FPDFPage_GetObject(page, place))
        for place in range(min(pdfium.FPDFPage_CountObjects(page), 200))
    }
    return bool(kinds & {pdfium.FPDF_PAGEOBJ_IMAGE, pdfium.FPDF_PAGEOBJ_FORM})


def _tell(pages: list[Page], out: Outgoing) -> None:
    """Tell the paragraphs of all pages, those that a page or column broke off as one."""
    ordered = [flows(page) for page in edges.without(pages)]
    joiner = Joiner(line for page in ordered for flow in page for line in flow)
    joined: list[Paragraph] = []
    for number, page in enumerate(ordered, 1):
        for flow in page:
            for place, paragraph in enumerate(joiner.paragraphs(number, flow)):
                before = _broken_off(joined, joiner.usual) if place == 0 or paragraph.text[:1].islower() else None
                if before and joiner.goes_on(before, paragraph):
                    before.text = joiner.with_line(before.text, paragraph.text)
                    before.is_open = paragraph.is_open
                else:
                    joined.append(paragraph)
    for paragraph, level in _levelled(joined):
        out.block(paragraph.page, level, f"Note {paragraph.text}" if paragraph.is_note else paragraph.text)


def _broken_off(joined: list[Paragraph], usual: float) -> Paragraph | None:
    """Return the last paragraph of the text, past notes, tables and captions, if it is broken off."""
    for paragraph in reversed(joined[-LOOKED_BACK:]):
        if paragraph.is_open:
            return paragraph
        aside = paragraph.is_note or paragraph.is_row or paragraph.size <= usual * NOTE_SIZE
        if not aside and (paragraph.level or len(paragraph.text) > SHORT):
            return None
    return None


def _levelled(joined: list[Paragraph]) -> Iterator[tuple[Paragraph, int]]:
    """Return each paragraph with its level; on the first page with words, only the largest ones are a title."""
    first = joined[0].page if joined else 0
    largest = max((each.size for each in joined if each.page == first and each.level), default=0.0)
    for each in joined:
        below = each.page == first and each.level == 1 and each.size < largest * 0.97
        above = each.page == first and each.level and each.size >= largest * 0.97
        yield each, 2 if below else 1 if above else each.level


def _meta(document: Any, name: bytes) -> str:
    """Return what the file says of itself, which may be nonsense."""
    units = (ctypes.c_char * LONGEST_STATED)()
    length = pdfium.FPDF_GetMetaText(document, name, units, LONGEST_STATED)
    return bytes(units)[: max(0, min(length, LONGEST_STATED) - 2)].decode("utf-16-le", "ignore").strip()


def _names(stated: str) -> tuple[str, ...]:
    return tuple(name.strip() for name in re.split(r"[;,]| and ", stated[:1_000]) if name.strip())
