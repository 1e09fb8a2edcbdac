"""Reads Word documents as a reader sees them: what is hidden, deleted or a contents list is left aside.

`docs/documents.md` says what each element becomes.
"""

from collections import Counter
from dataclasses import dataclass, field
from typing import BinaryIO
from zipfile import ZipFile

from library.editing.documents.models import Stated
from library.editing.documents.notices import Unread
from library.editing.documents.readers import docx_styles as word_styles
from library.editing.documents.readers import drawings, office, opc
from library.editing.documents.readers.docx_styles import BODY_LEVEL, Styles, is_on, local, value
from library.editing.documents.readers.opc import Target
from library.editing.documents.readers.output import Outgoing
from library.editing.documents.readers.prominence import Prominence

FALLBACK = "http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
PICTURES = ("/picture}pic", "/chart}chart")
LEFT_ASIDE = {"moveFrom", "del", "instrText"}
PROPERTIES = {"pPr", "rPr", "trPr", "tcPr", "tblPr", "sectPr"}
GIVEN = {"noBreakHyphen": "-", "tab": " ", "cr": " "}
CONTENTS = "Table of Contents"
DEEPEST = 6


def read(file: BinaryIO, out: Outgoing) -> Stated:
    """Read one document."""
    with opc.opened(file) as archive:
        main = opc.main_part(archive)
        styles = word_styles.read(archive, main)
        text = _Text(out, styles, _notes(archive, main, styles))
        opc.walk(archive, main, text, out.enough)
        for words in drawings.words(archive, main):
            out.block(text.page, 0, words)
        out.progress(text.page, text.page)
        return office.stated(archive)


def _notes(archive: ZipFile, main: str, styles: Styles) -> dict[str, str]:
    """Return footnotes and endnotes by the kind and id that refer to them."""
    found: dict[str, str] = {}
    for kind, name in opc.relations(archive, main).values():
        for sort in ("footnote", "endnote"):
            if kind.endswith(f"/{sort}s") and name in archive.namelist():
                notes = _Notes(styles)
                opc.walk(archive, name, notes)
                found |= {f"{sort}{id}": text for id, text in notes.found.items()}
    return found


@dataclass(slots=True)
class _Run:
    """Letters of one look."""

    bold: bool = False
    size: int = 0
    hidden: bool = False


@dataclass(slots=True)
class _Paragraph:
    """A paragraph as far as it was read."""

    said: list[str] = field(default_factory=list)
    levels: list[int] = field(default_factory=list)
    style: str = ""
    plain: int = 0
    """Letters that are not bold."""
    sizes: Counter[int] = field(default_factory=Counter)
    notes: list[str] = field(default_factory=list)
    hid: bool = False


class _Walker(Target):
    """Follows the text of a part: which letters are shown, and how they look."""

    def __init__(self, styles: Styles) -> None:
        self.styles = styles
        self.open: list[_Paragraph] = []
        self.controls: list[bool] = []
        self.run: _Run | None = None
        self.left_aside, self.properties, self.takes = 0, 0, False

    def start(self, tag: str, about: dict[str, str]) -> None:
        name = local(tag)
        self.left_aside += tag == FALLBACK or (name in LEFT_ASIDE and not self.properties)
        self.properties += name in PROPERTIES
        if name == "sdt":
            self.controls.append(False)
        elif name in {"showingPlcHdr", "docPartGallery"} and self.controls and not self.controls[-1]:
            self._set_aside(name == "showingPlcHdr" or value(about) == CONTENTS)
        elif name and not self.left_aside:
            self.begin(name, about)

    def _set_aside(self, aside: bool) -> None:
        """Leave a content control aside that shows only how to fill it in, or a contents list."""
        self.controls[-1] = aside
        self.left_aside += aside

    def begin(self, name: str, about: dict[str, str]) -> None:
        """Begin an element of Word's own that is shown."""
        if name == "p":
            self.open.append(_Paragraph())
        elif name == "r" and self.open:
            style = self.open[-1].style
            self.run = _Run(style in self.styles.bold, self.styles.sizes.get(style, 0), style in self.styles.hidden)
        elif name == "t":
            self.takes = True
        elif name in GIVEN and not self.properties:
            self.text_of(GIVEN[name])
        elif name == "br" and value(about, "type") != "page":
            self.text_of(" ")
        elif self.open and self.properties:
            self._property(self.open[-1], name, about)

    def _property(self, paragraph: _Paragraph, name: str, about: dict[str, str]) -> None:
        said = value(about)
        if name == "pStyle":
            paragraph.style = said
            paragraph.levels.append(self.styles.levels.get(said, 0))
        elif name == "outlineLvl" and said.isdigit():
            paragraph.levels.append((int(said) + 1) % (BODY_LEVEL + 1))
        elif self.run and name == "b":
            self.run.bold = is_on(about)
        elif self.run and name == "sz" and said.isdigit():
            self.run.size = int(said)
        elif self.run and name in {"vanish", "specVanish"}:
            self.run.hidden = is_on(about)
        elif self.run and name == "rStyle":
            self.run.hidden = self.run.hidden or said in self.styles.hidden
            self.run.bold = self.run.bold or said in self.styles.bold

    def text(self, words: str) -> None:
        if self.takes and not self.left_aside:
            self.text_of(words)

    def text_of(self, words: str) -> None:
        """Take letters as their run shows them."""
        if not self.open:
            return
        paragraph, run = self.open[-1], self.run or _Run()
        if run.hidden:
            paragraph.hid = paragraph.hid or bool(words.strip())
            return
        paragraph.said.append(words)
        paragraph.plain += 0 if run.bold else len(words.strip())
        paragraph.sizes[run.size or self.styles.usual] += len(words.strip())

    def end(self, tag: str) -> None:
        name = local(tag)
        if name == "sdt" and self.controls:
            self.left_aside -= self.controls.pop()
        self.properties -= name in PROPERTIES
        if name and not self.left_aside:
            self.finish(name)
        self.left_aside -= tag == FALLBACK or (name in LEFT_ASIDE and not self.properties)

    def finish(self, name: str) -> None:
        """End an element of Word's own that is shown."""
        if name == "t":
            self.takes = False
        elif name == "r":
            self.run = None
        elif name == "p" and self.open:
            self.tell(self.open.pop())

    def tell(self, paragraph: _Paragraph) -> None:
        """Take a paragraph that is whole."""


class _Notes(_Walker):
    """Collects notes by their ids."""

    def __init__(self, styles: Styles) -> None:
        super().__init__(styles)
        self.found: dict[str, str] = {}
        self.id = ""

    def begin(self, name: str, about: dict[str, str]) -> None:
        if name in {"footnote", "endnote"}:
            self.id = "" if value(about, "type") else value(about, "id")
        super().begin(name, about)

    def tell(self, paragraph: _Paragraph) -> None:
        if self.id:
            self.found[self.id] = f"{self.found.get(self.id, '')} {''.join(paragraph.said)}".strip()


class _Text(_Walker):
    """Tells the paragraphs of the text, those inside a text box before the one that it hangs on."""

    def __init__(self, out: Outgoing, styles: Styles, notes: dict[str, str]) -> None:
        super().__init__(styles)
        self.out, self.notes, self.number = out, notes, 0
        self.prominence = Prominence(styles.usual)
        self.rows: list[list[list[str]]] = []
        self.waiting: list[str] = []
        self.page = 1

    def start(self, tag: str, about: dict[str, str]) -> None:
        super().start(tag, about)
        if not self.left_aside and tag.endswith(PICTURES):
            self.out.left_out(Unread.IMAGES)
        if local(tag) in {"ins", "del", "moveFrom"} and not self.properties:
            self.out.left_out(Unread.TRACKED)

    def begin(self, name: str, about: dict[str, str]) -> None:
        if name == "tr":
            self.rows.append([])
        elif name == "tc" and self.rows:
            self.rows[-1].append([])
        elif name == "lastRenderedPageBreak":
            self.page += 1
            self.out.progress(self.page, 0)
        elif name in {"footnoteReference", "endnoteReference"}:
            self._refer(f"{name.removesuffix('Reference')}{value(about, 'id')}")
        elif name == "commentReference":
            self.out.left_out(Unread.COMMENTS)
        super().begin(name, about)

    def _refer(self, id: str) -> None:
        self.number += 1
        if self.notes.get(id):
            self.waiting.append(f"Note {self.number} {self.notes[id]}")

    def finish(self, name: str) -> None:
        super().finish(name)
        if name == "tr" and self.rows:
            cells = (" ".join(cell) for cell in self.rows.pop())
            self._block(0, " | ".join(filter(None, cells)))

    def tell(self, paragraph: _Paragraph) -> None:
        words = "".join(paragraph.said)
        if paragraph.hid:
            self.out.left_out(Unread.HIDDEN)
        if paragraph.style in self.styles.contents:
            return
        if self.rows:
            if self.rows[-1] and words.strip():
                self.rows[-1][-1].append(words.strip())
            return
        size = max(paragraph.sizes, key=lambda size: paragraph.sizes[size], default=self.styles.usual)
        by_looks = self.prominence.level(words, size, bold=not paragraph.plain)
        self._block(min(max(paragraph.levels, default=0) or by_looks, DEEPEST), words)

    def _block(self, level: int, words: str) -> None:
        self.out.block(self.page, level, words)
        for note in self.waiting:
            self.out.block(self.page, 0, note)
        self.waiting = []
