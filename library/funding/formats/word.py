"""A document as a Word file: real headings, real lists, its language and its title, so that it can be read aloud."""

import io
from datetime import datetime

import docx
from docx.document import Document as Word
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Cm, Pt, RGBColor
from docx.text.paragraph import Paragraph

from library import design_tokens
from library.briefs.citations.rules import one_line
from library.funding.models import Document, Line

FONT = "Arial"


def word(document: Document, *, organisation: str, made_at: datetime) -> bytes:
    """Return a document as a Word file; `made_at` is the time that its properties name."""
    made = docx.Document()
    _set_up(made, document, organisation, made_at)
    made.add_heading(one_line(document.title), level=1)
    for notice in document.notices:
        made.add_paragraph().add_run(one_line(notice)).bold = True
    for section in document.sections:
        made.add_heading(one_line(section.heading), level=2)
        for block in section.paragraph.blocks if section.paragraph else ():
            made.add_paragraph(one_line(block))
        for line in section.lines:
            _add(made, line)
    _link(made.add_paragraph(f"{one_line(document.foot)} "), document.address, document.address)
    file = io.BytesIO()
    made.save(file)
    return file.getvalue()


def _set_up(made: Word, document: Document, organisation: str, made_at: datetime) -> None:
    about = made.core_properties
    about.title, about.author, about.language = one_line(document.title), organisation, "en-GB"
    about.created = about.modified = made_at.replace(tzinfo=None)
    about.comments = ""
    for section in made.sections:
        section.page_width, section.page_height = Cm(21), Cm(29.7)
        section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Cm(2)
    normal = made.styles["Normal"]
    normal.font.name, normal.font.size = FONT, Pt(11)
    languages = OxmlElement("w:lang")
    languages.set(qn("w:val"), "en-GB")
    normal.element.get_or_add_rPr().append(languages)
    brand = RGBColor.from_string(design_tokens.colours("light")["brand"].lstrip("#"))
    for level, size in ((1, 20), (2, 14)):
        font = made.styles[f"Heading {level}"].font
        font.name, font.size, font.color.rgb = FONT, Pt(size), brand
        _without_theme(made.styles[f"Heading {level}"].element.rPr.rFonts)


def _without_theme(fonts: BaseOxmlElement) -> None:
    """Take the theme's fonts away, which come before a font by name."""
    for name in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{name}"), None)


def _add(made: Word, line: Line) -> None:
    """Add a line, its lead in bold and its address as a link."""
    paragraph = made.add_paragraph(style="List Bullet" if line.item else None)
    if line.lead:
        paragraph.add_run(f"{one_line(line.lead)} ").bold = True
    before, address, after = line.words.partition(line.address) if line.address else (line.words, "", "")
    if line.address and not address:
        _link(paragraph, line.address, one_line(line.words) or line.lead)
        return
    paragraph.add_run(one_line(before) + (" " if address else ""))
    if address:
        _link(paragraph, address, address)
        paragraph.add_run(after)


def _link(paragraph: Paragraph, address: str, words: str) -> None:
    """Add a link, which python-docx has no call for."""
    link = OxmlElement("w:hyperlink")
    link.set(qn("r:id"), paragraph.part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True))
    run = paragraph.add_run(one_line(words))
    run.font.underline = True
    run.font.color.rgb = RGBColor.from_string(design_tokens.colours("light")["link"].lstrip("#"))
    link.append(run._r)
    paragraph._p.append(link)
