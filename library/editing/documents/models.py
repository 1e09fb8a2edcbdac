"""A document that staff sent, as far as it was read: its text, what it says of itself, or why it was refused."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from library.briefs.rules.number_extraction import figures
from library.editing.documents.notices import Notice
from library.i18n.labels import LabelledEnum
from library.i18n.messages import marked
from library.text.plain import sentences

LARGEST = 25_000_000
"""Bytes of one file."""
MOST_FIGURES = 400
LONGEST_SENTENCE = 600
"""Characters; a longer one is not a sentence that anybody would quote."""


class FileKind(LabelledEnum):
    """What kind of document a file is, told by its content."""

    PDF = "pdf", marked("PDF")
    WORD = "word", marked("Word document")
    SLIDES = "slides", marked("PowerPoint slides")
    OPEN_DOCUMENT = "open_document", marked("OpenDocument")
    WEB_PAGE = "web_page", marked("Web page")
    MARKDOWN = "markdown", marked("Markdown")
    TEXT = "text", marked("Plain text")
    EMAIL = "email", marked("E-mail")


class Refusal(StrEnum):
    """Why a file was not taken: a sentence that says what to do."""

    EMPTY = marked("This file is empty. Choose it again, or paste its text here.")
    TOO_LARGE = marked("This file is over 25 MB. Save it with smaller pictures, or copy the text and paste it here.")
    UNKNOWN = marked(
        "We cannot read this kind of file. "
        "Send a PDF, a Word document (.docx), PowerPoint slides (.pptx), an OpenDocument (.odt), a web page or "
        "plain text, or copy the text and paste it here."
    )
    PICTURE = marked(
        "This is a picture, and we cannot read the words in it. "
        "Send a PDF, a Word document (.docx), PowerPoint slides (.pptx), an OpenDocument (.odt), a web page or "
        "plain text, or copy the text and paste it here."
    )
    SPREADSHEET = marked(
        "This is a spreadsheet. "
        "Send a PDF, a Word document (.docx), PowerPoint slides (.pptx), an OpenDocument (.odt), a web page or "
        "plain text, or copy the text and paste it here."
    )
    OLD_OFFICE = marked(
        "This was saved by an old version of Office. Open it, choose “Save as”, and pick .docx, .pptx or PDF. "
        "Then send that file."
    )
    EMAIL = marked(
        "This is a saved e-mail that we cannot read. Open it in your mail program, save it as a PDF and send that, "
        "or copy its text and paste it here."
    )
    LOCKED = marked(
        "This file opens only with a password. Save a copy without the password and send that, or paste its text."
    )
    NO_TEXT = marked(
        "We found no words in this file. Its pages may be scanned pictures. Ask the author for a copy with real text, "
        "or paste the text here."
    )
    DAMAGED = marked("This file is damaged or was cut short. Send it again, or copy the text and paste it here.")
    UNSAFE = marked(
        "This file is built in a way that could do harm, so we left it closed. Copy its text and paste it here."
    )
    TOO_HARD = marked(
        "Reading this file took too long. Save it again as a smaller PDF, or copy the text and paste it here."
    )


class Refused(Exception):
    """A file cannot be taken; `why` is what its sender is told."""

    def __init__(self, why: Refusal) -> None:
        """Keep the reason."""
        super().__init__(why)
        self.why = why


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, heading or table row. `page` is 0 where there are no pages, `level` where it is no heading."""

    page: int
    level: int
    text: str


@dataclass(frozen=True, slots=True)
class Stated:
    """What a file says of itself apart from its text. The day it was made is not the day it was published."""

    title: str = ""
    authors: tuple[str, ...] = ()
    year: str = ""
    publisher: str = ""
    url: str = ""
    shown: bool = False
    """Readers see what is stated here, as the title of a web page or the subject of a mail."""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """What a document seems to say about one field of its source entry, why we think so, and on which page."""

    field: str
    value: str
    because: str
    page: int = 0


@dataclass(frozen=True, slots=True)
class FigureFound:
    """A sentence with figures in it, as it stands in the document."""

    words: str
    sentence: str
    page: int


@dataclass(frozen=True, slots=True)
class Document:
    """What was read of a file: `read` of its `pages` (0: it has no pages), and whether that is all of its text."""

    kind: FileKind
    pages: int = 0
    read: int = 0
    blocks: tuple[Block, ...] = ()
    suggestions: tuple[Suggestion, ...] = ()
    figures: tuple[FigureFound, ...] = ()
    whole: bool = True
    notices: tuple[Notice, ...] = ()

    def without_pages(self) -> "Document":
        """Return the same document, of which nothing is known about pages."""
        blocks = tuple(replace(block, page=0) for block in self.blocks)
        suggestions = tuple(replace(suggestion, page=0) for suggestion in self.suggestions)
        figures = tuple(replace(figure, page=0) for figure in self.figures)
        return replace(self, pages=0, read=0, blocks=blocks, suggestions=suggestions, figures=figures)

    @property
    def headings(self) -> list[tuple[int, Block]]:
        """Return each heading with the number of its block."""
        return [(number, block) for number, block in enumerate(self.blocks) if block.level]


def figures_found(blocks: Iterable[Block]) -> tuple[FigureFound, ...]:
    """Find the sentences with figures, leaving out contents lists and references."""
    found = []
    for block in content_blocks(blocks):
        for sentence in sentences(block.text):
            said = _said(sentence) if len(sentence) <= LONGEST_SENTENCE else []
            if said:
                found.append(FigureFound("; ".join(dict.fromkeys(said)), sentence, block.page))
            if len(found) >= MOST_FIGURES:
                return tuple(found)
    return tuple(found)


NUMBERED = re.compile(
    r"\b(?:table|figure|fig|section|chapter|page|pages|appendix|annex|box|slide)\.? \d[\d.–-]*",
    re.IGNORECASE,
)
"""Numbers that only say where something stands."""
SMALL_WORD = 20


def _said(sentence: str) -> list[str]:
    """Return the figures of a sentence; a small number in letters ("two estates") is seldom one that anybody quotes."""
    return [
        words.rstrip(",.- ")
        for words, value in figures(NUMBERED.sub("", sentence))
        if any(map(str.isdigit, words)) or value < 1 or value >= SMALL_WORD or " " in words
    ]


LEFT_OUT = re.compile(
    r"^[\d. ]*(?:references|bibliography|works cited|(?:table of )?contents|index)\W*$", re.IGNORECASE
)
LEADERS = re.compile(r"(?:\. ?){4,}|…{2,}|_{4,}")


def content_blocks(blocks: Iterable[Block]) -> Iterator[Block]:
    """Return the blocks in which the document tells something: no headings, contents lists or references."""
    within = False
    for block in blocks:
        if block.level or (len(block.text) < 40 and LEFT_OUT.match(block.text)):
            within = bool(LEFT_OUT.match(block.text[:80]))
        elif not within and not LEADERS.search(block.text[:300]):
            yield block


LIGATURES = str.maketrans({"ﬁ": "fi", "ﬂ": "fl", "ﬀ": "ff", "ﬃ": "ffi", "ﬄ": "ffl", "\u00ad": "", "\u00a0": " "})

UNSHOWN = re.compile(
    "[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"
    "\ufffe\uffff\ufdd0-\ufdef\ud800-\udfff\ue000-\uf8ff\U000e0000-\U000e007f\U000f0000-\U0010ffff]"
)
"""Control marks, marks that turn the direction of writing, halves of letters, and letters of private alphabets."""


def clean(text: str) -> str:
    """Return a text on one line that can be stored and shown, without the marks that nobody sees."""
    return " ".join(UNSHOWN.sub("", text.translate(LIGATURES)).split())


LONGEST_NAME = 120


def shown_name(name: str) -> str:
    """Return the name of a file as it may be shown: without folders, line breaks, or marks that turn it around."""
    name = clean(re.split(r"[/\\]", clean(name[:2_000]))[-1]).lstrip(".")
    if len(name) > LONGEST_NAME:
        stem, dot, ending = name.rpartition(".")
        ending = dot + ending if stem and len(ending) <= 10 else ""
        name = name[: LONGEST_NAME - len(ending) - 1] + "…" + ending
    return name or "Document without a name"
