"""Reads OpenDocument text and slides: headings, paragraphs, table rows; tracked deletions are left aside."""

from typing import BinaryIO

from library.editing.documents.models import Stated
from library.editing.documents.readers import opc
from library.editing.documents.readers.office import Properties
from library.editing.documents.readers.opc import Target
from library.editing.documents.readers.output import Outgoing

SPACES = {"s", "tab", "line-break"}
DEEPEST = 6


def read(file: BinaryIO, out: Outgoing) -> Stated:
    """Read one document."""
    with opc.opened(file) as archive:
        text, about = _Text(out), Properties()
        opc.walk(archive, "content.xml", text, out.enough)
        out.progress(text.page, text.page)
        if "meta.xml" in archive.namelist():
            opc.walk(archive, "meta.xml", about)
        return about.stated()


class _Text(Target):
    """Tells paragraphs as they end."""

    def __init__(self, out: Outgoing) -> None:
        self.out = out
        self.open: list[tuple[list[str], int]] = []
        self.rows: list[list[str]] = []
        self.page, self.left_aside = 1, 0

    def start(self, tag: str, about: dict[str, str]) -> None:
        name = tag.rpartition("}")[2]
        self.left_aside += name == "tracked-changes"
        if name in {"p", "h"}:
            level = next((value for key, value in about.items() if key.endswith("}outline-level")), "1")
            deep = min(int(level), DEEPEST) if level.isdecimal() and len(level) < 4 else 1
            self.open.append(([], deep if name == "h" else 0))
        elif name == "table-row":
            self.rows.append([])
        elif name == "soft-page-break":
            self.page += 1
        elif name in SPACES and self.open:
            self.open[-1][0].append(" ")

    def text(self, words: str) -> None:
        if self.open and not self.left_aside:
            self.open[-1][0].append(words)

    def end(self, tag: str) -> None:
        name = tag.rpartition("}")[2]
        self.left_aside -= name == "tracked-changes"
        if name in {"p", "h"} and self.open:
            words, level = self.open.pop()
            said = "".join(words)
            if self.rows:
                self.rows[-1].extend([said] if said.strip() else [])
            else:
                self.out.block(self.page, level, said)
        elif name == "table-row" and self.rows:
            self.out.block(self.page, 0, " | ".join(self.rows.pop()))
