"""Reads Word documents: paragraphs, headings by their style, table rows; deleted text and macros are left aside."""

import re
from typing import BinaryIO
from zipfile import ZipFile

from library.editing.documents.models import Stated
from library.editing.documents.readers import office, opc
from library.editing.documents.readers.opc import Target
from library.editing.documents.readers.output import Outgoing

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main}"
FALLBACK = "http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
HEADING = re.compile(r"heading (\d)$", re.IGNORECASE)
DEEPEST = 6
BODY_LEVEL = 9
"""What Word calls the outline level of what is not a heading."""


def read(file: BinaryIO, out: Outgoing) -> Stated:
    """Read one document."""
    with opc.opened(file) as archive:
        main = opc.main_part(archive)
        text = _Text(out, _heading_styles(archive, main))
        opc.walk(archive, main, text, out.enough)
        text.close()
        return office.stated(archive)


def _heading_styles(archive: ZipFile, main: str) -> dict[str, int]:
    styles = _Styles()
    for kind, name in opc.relations(archive, main).values():
        if kind.endswith("/styles") and name in archive.namelist():
            opc.walk(archive, name, styles)
    return styles.levels


def _local(tag: str) -> str:
    """Return the name of an element of Word's own, or ""."""
    for space in (W, STRICT):
        if tag.startswith(space):
            return tag[len(space) :]
    return ""


def _value(about: dict[str, str], name: str = "val") -> str:
    return about.get(W + name) or about.get(STRICT + name) or ""


class _Styles(Target):
    """Collects which styles are headings, and of which level; a style may be based on another."""

    def __init__(self) -> None:
        self.levels: dict[str, int] = {}
        self.style = ""

    def start(self, tag: str, about: dict[str, str]) -> None:
        name, value = _local(tag), _value(about)
        if name == "style":
            self.style = _value(about, "styleId")
        elif name == "name" and self.style and (match := HEADING.match(value)):
            self.levels[self.style] = int(match[1])
        elif name == "name" and self.style and value.lower() == "title":
            self.levels[self.style] = 1
        elif name == "basedOn" and value in self.levels:
            self.levels.setdefault(self.style, self.levels[value])
        elif name == "outlineLvl" and self.style and value.isdigit() and int(value) < BODY_LEVEL:
            self.levels.setdefault(self.style, int(value) + 1)


class _Text(Target):
    """Tells the paragraphs of the text, those inside a text box before the one that it hangs on."""

    def __init__(self, out: Outgoing, levels: dict[str, int]) -> None:
        self.out, self.levels = out, levels
        self.open: list[tuple[list[str], list[int]]] = []
        self.rows: list[list[str]] = []
        self.page, self.left_aside, self.takes = 1, 0, False

    def start(self, tag: str, about: dict[str, str]) -> None:
        self.left_aside += tag == FALLBACK
        if (name := _local(tag)) and not self.left_aside:
            self._start(name, about)

    def _start(self, name: str, about: dict[str, str]) -> None:
        if name == "p":
            self.open.append(([], []))
        elif name == "tr":
            self.rows.append([])
        elif name == "t":
            self.takes = True
        elif name in {"tab", "br", "cr", "lastRenderedPageBreak"}:
            self._space(name, _value(about, "type"))
        elif self.open and name == "pStyle":
            self.open[-1][1].append(self.levels.get(_value(about), 0))
        elif self.open and name == "outlineLvl" and _value(about).isdigit():
            self.open[-1][1].append((int(_value(about)) + 1) % (BODY_LEVEL + 1))

    def _space(self, name: str, kind: str) -> None:
        if name == "lastRenderedPageBreak":
            self.page += 1
            self.out.progress(self.page, 0)
        elif self.open and kind != "page":
            self.open[-1][0].append(" ")

    def text(self, words: str) -> None:
        if self.takes and self.open and not self.left_aside:
            self.open[-1][0].append(words)

    def end(self, tag: str) -> None:
        self.left_aside -= tag == FALLBACK
        name = _local(tag) if not self.left_aside else ""
        if name == "t":
            self.takes = False
        elif name == "p" and self.open:
            words, levels = self.open.pop()
            self._tell("".join(words), min(max(levels, default=0), DEEPEST))
        elif name == "tr" and self.rows:
            self.out.block(self.page, 0, " | ".join(self.rows.pop()))

    def _tell(self, words: str, level: int) -> None:
        if self.rows:
            self.rows[-1].extend([words] if words.strip() else [])
        else:
            self.out.block(self.page, level, words)

    def close(self) -> None:
        """Say what is left."""
        self.out.progress(self.page, self.page)
