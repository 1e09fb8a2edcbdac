"""Reads PowerPoint slides in their order: the title of each as a heading, then its text and table rows."""

from typing import BinaryIO

from library.editing.documents.models import Stated
from library.editing.documents.readers import office, opc
from library.editing.documents.readers.opc import Target
from library.editing.documents.readers.output import Outgoing

TITLES = {"title", "ctrTitle"}


def read(file: BinaryIO, out: Outgoing) -> Stated:
    """Read all slides."""
    with opc.opened(file) as archive:
        main = opc.main_part(archive)
        order = _Order()
        opc.walk(archive, main, order)
        links = opc.relations(archive, main)
        names = [links[id][1] for id in order.ids if id in links and links[id][1] in archive.namelist()]
        for number, name in enumerate(names, 1):
            if out.enough():
                break
            opc.walk(archive, name, _Slide(out, number), out.enough)
            out.progress(number, len(names))
        return office.stated(archive)


class _Order(Target):
    """Collects the links of the slides in the order they are shown."""

    def __init__(self) -> None:
        self.ids: list[str] = []

    def start(self, tag: str, about: dict[str, str]) -> None:
        if tag.endswith("}sldId"):
            self.ids += [value for name, value in about.items() if name.endswith("}id")]


class _Slide(Target):
    """Tells the text of one slide."""

    def __init__(self, out: Outgoing, number: int) -> None:
        self.out, self.number = out, number
        self.words: list[str] = []
        self.row: list[str] | None = None
        self.title = self.takes = False

    def start(self, tag: str, about: dict[str, str]) -> None:
        name = tag.rpartition("}")[2]
        if name == "sp":
            self.title = False
        elif name == "ph":
            self.title = about.get("type") in TITLES
        elif name == "tr":
            self.row = []
        elif name == "t":
            self.takes = True
        elif name == "br":
            self.words.append(" ")

    def text(self, words: str) -> None:
        if self.takes:
            self.words.append(words)

    def end(self, tag: str) -> None:
        name = tag.rpartition("}")[2]
        if name == "t":
            self.takes = False
        elif name == "p":
            said, self.words = "".join(self.words), []
            if self.row is not None:
                self.row += [said] if said.strip() else []
            else:
                self.out.block(self.number, (1 if self.number == 1 else 2) if self.title else 0, said)
        elif name == "tr" and self.row is not None:
            self.out.block(self.number, 0, " | ".join(self.row))
            self.row = None
