"""Makes files as people send them, and as nobody should: whole, locked, broken and hostile."""

import io
import zipfile
from typing import Any

import typst
from pptx import Presentation
from pypdf import PdfReader, PdfWriter
from pypdf.generic import ContentStream, NameObject

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"


def zipped(services: dict[str, bytes | str], *, packing: int = zipfile.ZIP_DEFLATED) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", packing) as archive:
        for name, content in services.items():
            archive.writestr(name, content)
    return made.getvalue()


def relations(links: dict[str, tuple[str, str]]) -> str:
    inside = "".join(f'<Relationship Id="{id}" Type="{kind}" Target="{to}"/>' for id, (kind, to) in links.items())
    return f'<?xml version="1.0"?><Relationships xmlns="{PACKAGE}">{inside}</Relationships>'


def paragraph(words: str, style: str = "") -> str:
    about = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f"<w:p>{about}<w:r><w:t xml:space='preserve'>{words}</w:t></w:r></w:p>"


def table(*rows: tuple[str, ...]) -> str:
    cells = ("".join(f"<w:tc>{paragraph(cell)}</w:tc>" for cell in row) for row in rows)
    return "<w:tbl>" + "".join(f"<w:tr>{row}</w:tr>" for row in cells) + "</w:tbl>"


NEXT_PAGE = "<w:p><w:r><w:br w:type='page'/></w:r></w:p><w:p><w:r><w:lastRenderedPageBreak/><w:t></w:t></w:r></w:p>"
STYLES = f"""<?xml version="1.0"?><w:styles {W}>
<w:style w:styleId="Title"><w:name w:val="Title"/></w:style>
<w:style w:styleId="Heading1"><w:name w:val="heading 1"/></w:style>
<w:style w:styleId="Heading2"><w:name w:val="heading 2"/></w:style>
<w:style w:styleId="Ours"><w:name w:val="House heading"/><w:basedOn w:val="Heading2"/></w:style></w:styles>"""


def word(body: str, *, head: str = "", about: str = "", more: dict[str, bytes | str] | None = None) -> bytes:
    """Make a Word document of the XML of its body; `about` is the XML of its properties."""
    links = {"r1": (f"{OFFICE}/officeDocument", "word/document.xml")}
    if about:
        links["r2"] = (f"{OFFICE}/metadata/core-properties", "docProps/core.xml")
    services: dict[str, bytes | str] = {
        "[Content_Types].xml": "<Types/>",
        "_rels/.rels": relations(links),
        "word/_rels/document.xml.rels": relations({"s1": (f"{OFFICE}/styles", "styles.xml")}),
        "word/styles.xml": STYLES,
        "word/document.xml": f"<?xml version='1.0'?>{head}<w:document {W}><w:body>{body}</w:body></w:document>",
        **({"docProps/core.xml": about} if about else {}),
        **(more or {}),
    }
    return zipped(services)


def properties(**words: str) -> str:
    inside = "".join(f"<x:{name}>{value}</x:{name}>" for name, value in words.items())
    return f'<?xml version="1.0"?><x:about xmlns:x="urn:any">{inside}</x:about>'


def slides(*pages: tuple[str, list[str]], rows: list[list[str]] | None = None, **about: Any) -> bytes:
    """Make slides, each a title and its lines; `rows` are a table on the last."""
    deck = Presentation()
    for name, value in about.items():
        setattr(deck.core_properties, name, value)
    for number, (title, lines) in enumerate(pages):
        slide = deck.slides.add_slide(deck.slide_layouts[0 if number == 0 else 1])
        slide.shapes.title.text = title
        slide.placeholders[1].text = "\n".join(lines)
    if rows:
        made = deck.slides[-1].shapes.add_table(len(rows), len(rows[0]), 0, 0, 5_000_000, 1_000_000).table
        for across, row in enumerate(rows):
            for down, cell in enumerate(row):
                made.cell(across, down).text = cell
    kept = io.BytesIO()
    deck.save(kept)
    return kept.getvalue()


TEXT = "urn:oasis:names:tc:opendocument:xmlns:text:1.0"
TABLE = "urn:oasis:names:tc:opendocument:xmlns:table:1.0"


def open_document(body: str, *, more: dict[str, bytes | str] | None = None, kind: str = "text") -> bytes:
    content = f'<?xml version="1.0"?><office xmlns:text="{TEXT}" xmlns:table="{TABLE}">{body}</office>'
    return zipped({"mimetype": f"application/vnd.oasis.opendocument.{kind}", "content.xml": content, **(more or {})})


def pdf(source: str) -> bytes:
    """Make a PDF of a typst source."""
    return bytes(typst.compile(source.encode("utf-8")))


def locked_pdf(source: str, *, to_open: str, owner: str = "the owner's") -> bytes:
    """Make a PDF with passwords; without one to open, anybody may read it."""
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(pdf(source))))
    writer.encrypt(user_password=to_open, owner_password=owner, algorithm="AES-256")
    return _written(writer)


def scanned_pdf() -> bytes:
    """Make a PDF whose page is a picture."""
    return pdf("#rect(width: 100%, height: 100%, fill: gray)")


def bomb_pdf(size: int) -> bytes:
    """Make a small PDF whose one page unpacks to `size` bytes."""
    writer = PdfWriter()
    page = writer.add_blank_page(100, 100)
    content = ContentStream(None, writer)
    content.set_data(b"(bomb) Tj " * (size // 10))
    page[NameObject("/Contents")] = writer._add_object(content.flate_encode())
    return _written(writer)


def long_pdf(pages: int) -> bytes:
    """Make a PDF of many pages, each with a line of text."""
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(pdf("A page of a very long report, with some words on it."))))
    for _ in range(pages - 1):
        writer.add_page(writer.pages[0])
    return _written(writer)


def _written(writer: PdfWriter) -> bytes:
    made = io.BytesIO()
    writer.write(made)
    return made.getvalue()


def bomb_zip(size: int) -> bytes:
    """Make a Word document that unpacks to `size` bytes of text."""
    return word(paragraph("x" * size))


LAUGHS = (
    '<!DOCTYPE w [<!ENTITY a "ha">'
    + "".join(
        f'<!ENTITY {name} "{("&" + before + ";") * 10}">' for before, name in zip("abcdefgh", "bcdefghi", strict=True)
    )
    + "]>"
)
SECRET = "file:///etc/passwd"
OUTSIDE = f'<!DOCTYPE w [<!ENTITY secret SYSTEM "{SECRET}">]>'
