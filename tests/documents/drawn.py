"""Draws PDFs letter by letter, as programs do that lay out pages: each line is (left, height, size, text)."""

import io

from pypdf import PdfWriter
from pypdf.annotations import FreeText
from pypdf.generic import (
    ArrayObject,
    ContentStream,
    DictionaryObject,
    FloatObject,
    NameObject,
    NumberObject,
    TextStringObject,
)

Drawn = tuple[float, float, float, str]
BODY = 11


def pdf(*pages: list[Drawn], turned: int = 0, bold: tuple[str, ...] = ()) -> bytes:
    """Make a PDF of pages of lines; lines in `bold` are drawn in a bold face, and `turned` pages lie on their side."""
    writer = PdfWriter()
    for lines in pages:
        _page(writer, lines, turned, bold)
    return written(writer)


def lines(left: float, top: float, *texts: str, size: float = BODY, apart: float = 1.25) -> list[Drawn]:
    """Return lines below each other."""
    return [(left, top - number * size * apart, size, text) for number, text in enumerate(texts)]


def _page(writer: PdfWriter, drawn: list[Drawn], turned: int, bold: tuple[str, ...]) -> None:
    page = writer.add_blank_page(595, 842)
    fonts = {f"/{name[0]}": _font(name) for name in ("Helvetica", "Times-Bold")}
    page[NameObject("/Resources")] = DictionaryObject(
        {NameObject("/Font"): DictionaryObject({NameObject(name): font for name, font in fonts.items()})}
    )
    turn = f"0 1 -1 0 {595 if turned else 0} 0 cm " if turned else ""
    content = turn + " ".join(
        f"BT /{'T' if text in bold else 'H'} {size} Tf 1 0 0 1 {left} {height} Tm ({_escaped(text)}) Tj ET"
        for left, height, size, text in drawn
    )
    stream = ContentStream(None, writer)
    stream.set_data(content.encode("cp1252"))
    page[NameObject("/Contents")] = writer._add_object(stream)
    if turned:
        page.rotate(turned)


def _font(name: str) -> DictionaryObject:
    about = {"/Type": "/Font", "/Subtype": "/Type1", "/BaseFont": f"/{name}", "/Encoding": "/WinAnsiEncoding"}
    return DictionaryObject({NameObject(key): NameObject(value) for key, value in about.items()})


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")


def form(question: str, answer: str) -> bytes:
    """Make a form of one field, with what somebody filled in, and a note they put on the page."""
    writer = PdfWriter()
    _page(writer, [(60, 760, BODY, question)], 0, ())
    field = DictionaryObject(
        {
            NameObject("/Type"): NameObject("/Annot"),
            NameObject("/Subtype"): NameObject("/Widget"),
            NameObject("/FT"): NameObject("/Tx"),
            NameObject("/T"): TextStringObject("answer"),
            NameObject("/V"): TextStringObject(answer),
            NameObject("/F"): NumberObject(4),
            NameObject("/Rect"): ArrayObject([FloatObject(each) for each in (60, 700, 400, 720)]),
        }
    )
    made = writer._add_object(field)
    writer.pages[0][NameObject("/Annots")] = ArrayObject([made])
    writer._root_object[NameObject("/AcroForm")] = DictionaryObject({NameObject("/Fields"): ArrayObject([made])})
    writer.add_annotation(0, FreeText(text="Seen by the board.", rect=(60, 500, 300, 520)))
    return written(writer)


def written(writer: PdfWriter) -> bytes:
    made = io.BytesIO()
    writer.write(made)
    return made.getvalue()
