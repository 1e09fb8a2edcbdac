"""Reads PowerPoint slides in their order: the title of each as a heading, then its text, tables, SmartArt and notes."""

from typing import BinaryIO
from zipfile import ZipFile

from library.editing.documents.models import Stated
from library.editing.documents.notices import Unread
from library.editing.documents.readers import drawings, office, opc
from library.editing.documents.readers.opc import Target
from library.editing.documents.readers.output import Outgoing

TITLES = {"title", "ctrTitle"}
AT_EDGES = {"dt", "ftr", "sldNum", "hdr"}
"""Placeholders of what stands on every slide: the date, a foot, the number."""
NOTES = "Speaker notes:"


def read(file: BinaryIO, out: Outgoing) -> Stated:
    """Read all slides that are shown."""
    with opc.opened(file) as archive:
        main = opc.main_part(archive)
        order = _Order()
        opc.walk(archive, main, order)
        links = opc.relations(archive, main)
        names = [links[id][1] for id in order.ids if id in links and links[id][1] in archive.namelist()]
        for number, name in enumerate(names, 1):
            if out.enough():
                break
            _read_slide(archive, name, number, out)
            out.progress(number, len(names))
        return office.stated(archive)


def _read_slide(archive: ZipFile, name: str, number: int, out: Outgoing) -> None:
    slide = _Slide()
    opc.walk(archive, name, slide, out.enough)
    if not slide.shown:
        out.left_out(Unread.HIDDEN)
        return
    if slide.title:
        out.block(number, 1 if number == 1 else 2, " ".join(slide.title))
    for words in (*slide.lines, *drawings.words(archive, name)):
        out.block(number, 0, words)
    for _ in range(slide.pictures):
        out.left_out(Unread.IMAGES)
    _read_notes(archive, name, number, out)


def _read_notes(archive: ZipFile, name: str, number: int, out: Outgoing) -> None:
    """Tell what the speaker noted, after the slide; comments of reviewers are counted."""
    for kind, part in opc.relations(archive, name).values():
        if kind.endswith("/notesSlide") and part in archive.namelist():
            notes = _Slide()
            opc.walk(archive, part, notes, out.enough)
            for line in notes.lines:
                out.block(number, 0, f"{NOTES} {line}")
        elif kind.endswith("/comments"):
            out.left_out(Unread.COMMENTS)


class _Order(Target):
    """Collects the links of the slides in the order they are shown."""

    def __init__(self) -> None:
        self.ids: list[str] = []

    def start(self, tag: str, about: dict[str, str]) -> None:
        if tag.endswith("}sldId"):
            self.ids += [value for name, value in about.items() if name.endswith("}id")]


class _Slide(Target):
    """Collects the text of one slide, or of its notes: the title first, wherever it was drawn."""

    def __init__(self) -> None:
        self.title: list[str] = []
        self.lines: list[str] = []
        self.words: list[str] = []
        self.cells: list[list[str]] | None = None
        self.kind = ""
        self.takes, self.shown, self.pictures = False, True, 0

    def start(self, tag: str, about: dict[str, str]) -> None:
        name = tag.rpartition("}")[2]
        if name == "sld":
            self.shown = about.get("show") not in {"0", "false"}
        elif name == "sp":
            self.kind = ""
        elif name == "ph":
            self.kind = about.get("type", "")
        elif name == "tr":
            self.cells = []
        elif name == "tc" and self.cells is not None:
            self.cells.append([])
        elif name == "t":
            self.takes = True
        elif name == "br":
            self.words.append(" ")
        self.pictures += name == "pic" or tag.endswith("/chart}chart")

    def text(self, words: str) -> None:
        if self.takes:
            self.words.append(words)

    def end(self, tag: str) -> None:
        name = tag.rpartition("}")[2]
        if name == "t":
            self.takes = False
        elif name == "p":
            self._tell("".join(self.words).strip())
            self.words = []
        elif name == "tr" and self.cells is not None:
            self.lines.append(" | ".join(filter(None, map(" ".join, self.cells))))
            self.cells = None

    def _tell(self, said: str) -> None:
        if not said or self.kind in AT_EDGES:
            return
        if self.cells:
            self.cells[-1].append(said)
        else:
            (self.title if self.kind in TITLES else self.lines).append(said)
