"""Reads OpenDocument text and slides as a reader sees them: no deletions, comments, contents lists or hidden text."""

from collections import Counter
from dataclasses import dataclass, field
from typing import BinaryIO

from library.editing.documents.models import Stated
from library.editing.documents.notices import Unread
from library.editing.documents.readers import opc
from library.editing.documents.readers.odf_styles import Styles, named
from library.editing.documents.readers.office import Properties
from library.editing.documents.readers.opc import Target
from library.editing.documents.readers.output import Outgoing
from library.editing.documents.readers.prominence import Prominence

SPACES = {"s", "tab", "line-break"}
LEFT_ASIDE = {
    *("tracked-changes", "annotation", "table-of-content", "alphabetical-index", "illustration-index", "table-index"),
    *("hidden-text", "hidden-paragraph", "ruby-text", "note-citation", "sequence-decls", "user-field-decls"),
}
COUNTED = {
    "annotation": Unread.COMMENTS,
    "changed-region": Unread.TRACKED,
    "hidden-text": Unread.HIDDEN,
    "hidden-paragraph": Unread.HIDDEN,
    "image": Unread.IMAGES,
}
AT_EDGES = {"header", "footer", "date-time", "page-number"}
"""What stands on every slide."""
FILLED_IN = ("current-value", "value")
FIELDS = {"textarea", "combobox", "formatted-text"}
DEEPEST = 6
USUAL_SIZE = 12.0


def read(file: BinaryIO, out: Outgoing) -> Stated:
    """Read one document."""
    with opc.opened(file) as archive:
        styles, about = Styles(), Properties()
        for name in ("styles.xml", "content.xml"):
            if name in archive.namelist():
                opc.walk(archive, name, styles)
        text = _Text(out, styles)
        opc.walk(archive, "content.xml", text, out.enough)
        out.progress(text.page, text.page)
        if "meta.xml" in archive.namelist():
            opc.walk(archive, "meta.xml", about)
        return about.stated()


@dataclass(slots=True)
class _Paragraph:
    level: int
    style: str
    said: list[str] = field(default_factory=list)
    plain: int = 0
    sizes: Counter[float] = field(default_factory=Counter)


class _Text(Target):
    """Tells paragraphs as they end; a note comes after the paragraph that refers to it."""

    def __init__(self, out: Outgoing, styles: Styles) -> None:
        self.out, self.styles = out, styles
        self.prominence = Prominence(styles.sizes.get("Standard", USUAL_SIZE))
        self.open: list[_Paragraph] = []
        self.spans: list[str] = []
        self.rows: list[list[list[str]]] = []
        self.notes: list[list[str]] = []
        self.waiting: list[str] = []
        self.page, self.pages, self.left_aside, self.number = 1, 0, 0, 0
        self.shape = ""
        self.speaks = self.in_cell = False

    def start(self, tag: str, about: dict[str, str]) -> None:
        name = tag.rpartition("}")[2]
        self.left_aside += name in LEFT_ASIDE
        if name in COUNTED:
            self.out.left_out(COUNTED[name])
        if not self.left_aside:
            self._start(name, tag, about)

    def _start(self, name: str, tag: str, about: dict[str, str]) -> None:
        if name in {"p", "h"}:
            level = named(about, "outline-level") or "1"
            deep = min(int(level), DEEPEST) if level.isdecimal() and len(level) < 4 else 1
            self.open.append(_Paragraph(deep if name == "h" else 0, named(about, "style-name")))
        elif name == "span":
            self.spans.append(named(about, "style-name"))
        elif name in SPACES:
            self.text(" ")
        elif name in FIELDS or (name == "text" and "form:" in tag):
            self.out.block(self.page, 0, next(filter(None, (named(about, each) for each in FILLED_IN)), ""))
        else:
            self._start_frame(name, tag, about)

    def _start_frame(self, name: str, tag: str, about: dict[str, str]) -> None:
        """Begin what holds paragraphs: a row, a cell, a note, a page."""
        if name == "table-row":
            self.rows.append([])
        elif name in {"table-cell", "covered-table-cell"} and self.rows:
            self.rows[-1].append([])
            self.in_cell = True
        elif name == "note":
            self.notes.append([])
        elif name == "soft-page-break" or (name == "page" and "drawing" in tag):
            self.pages += 1
            self.page = self.pages + (name == "soft-page-break")
        elif name == "frame":
            self.shape = named(about, "class")
        elif name == "notes":
            self.speaks = True

    def text(self, words: str) -> None:
        if not self.open or self.left_aside:
            return
        paragraph, looks = self.open[-1], (self.open[-1].style, *self.spans)
        if any(style in self.styles.hidden for style in looks):
            if words.strip():
                self.out.left_out(Unread.HIDDEN)
            return
        paragraph.said.append(words)
        paragraph.plain += 0 if any(style in self.styles.bold for style in looks) else len(words.strip())
        sizes = [self.styles.sizes[style] for style in looks if style in self.styles.sizes]
        paragraph.sizes[sizes[-1] if sizes else self.prominence.stated] += len(words.strip())

    def end(self, tag: str) -> None:
        name = tag.rpartition("}")[2]
        self.left_aside -= name in LEFT_ASIDE
        if self.left_aside:
            return
        if name in {"p", "h"} and self.open:
            self._tell(self.open.pop())
        elif name == "span" and self.spans:
            self.spans.pop()
        else:
            self._end_frame(name)

    def _end_frame(self, name: str) -> None:
        if name == "table-row" and self.rows:
            self._block(0, " | ".join(filter(None, map(" ".join, self.rows.pop()))))
        elif name == "note" and self.notes:
            self.number += 1
            self.waiting.append(f"Note {self.number} {' '.join(self.notes.pop())}")
        elif name == "table-cell":
            self.in_cell = False
        elif name == "notes":
            self.speaks = False
        elif name == "frame":
            self.shape = ""

    def _tell(self, paragraph: _Paragraph) -> None:
        words = "".join(paragraph.said).strip()
        if not words or self.shape in AT_EDGES:
            return
        if self.notes:
            self.notes[-1].append(words)
        elif self.rows:
            if not self.in_cell:
                self.rows[-1].append([])
            self.rows[-1][-1].append(words)
        elif self.speaks:
            self._block(0, f"Speaker notes: {words}")
        else:
            self._block(self._level(paragraph, words), words)

    def _level(self, paragraph: _Paragraph, words: str) -> int:
        if paragraph.level:
            return paragraph.level
        if self.shape == "title":
            return 1 if self.page == 1 else 2
        if paragraph.style in self.styles.titles:
            return 1
        size = max(paragraph.sizes, key=lambda each: paragraph.sizes[each], default=self.prominence.stated)
        return self.prominence.level(words, size, bold=not paragraph.plain)

    def _block(self, level: int, words: str) -> None:
        self.out.block(self.page, level, words)
        for note in self.waiting:
            self.out.block(self.page, 0, note)
        self.waiting = []
