"""What the styles of a Word document say: which are headings, contents lists or hidden, and how large text is."""

import re
from dataclasses import dataclass, field
from zipfile import ZipFile

from library.editing.documents.readers import opc
from library.editing.documents.readers.opc import Target

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main}"
HEADING = re.compile(r"heading (\d)$", re.IGNORECASE)
CONTENTS = re.compile(r"(?:toc (?:\d|heading)|table of (?:figures|authorities)|index \d)$", re.IGNORECASE)
BODY_LEVEL = 9
"""What Word calls the outline level of what is not a heading."""
USUAL_SIZE = 20
"""Half points: what Word takes where nothing says how large text is."""


def local(tag: str) -> str:
    """Return the name of an element of Word's own, or ""."""
    for space in (W, STRICT):
        if tag.startswith(space):
            return tag[len(space) :]
    return ""


def value(about: dict[str, str], name: str = "val") -> str:
    """Return an attribute of Word's own, or ""."""
    return about.get(W + name) or about.get(STRICT + name) or ""


def is_on(about: dict[str, str]) -> bool:
    """Return whether a property that is there is switched on: "0" and "false" switch it off."""
    return value(about) not in {"0", "false", "off", "none"}


@dataclass(slots=True)
class Styles:
    """What is known of styles by their ids."""

    levels: dict[str, int] = field(default_factory=dict)
    contents: set[str] = field(default_factory=set)
    hidden: set[str] = field(default_factory=set)
    bold: set[str] = field(default_factory=set)
    sizes: dict[str, int] = field(default_factory=dict)
    usual: int = USUAL_SIZE


def read(archive: ZipFile, main: str) -> Styles:
    """Read the styles of a document."""
    target = _Reading()
    for kind, name in opc.relations(archive, main).values():
        if kind.endswith("/styles") and name in archive.namelist():
            opc.walk(archive, name, target)
    return target.styles


class _Reading(Target):
    """Collects styles; one may be based on another that stands before it."""

    def __init__(self) -> None:
        self.styles = Styles()
        self.style, self.is_default = "", False

    def start(self, tag: str, about: dict[str, str]) -> None:
        name, said = local(tag), value(about)
        if name == "docDefaults":
            self.is_default = True
        elif name == "style":
            self.style = value(about, "styleId")
            self.is_default = value(about, "default") in {"1", "true"} and value(about, "type") == "paragraph"
        elif name == "name" and self.style:
            self._named(said)
        elif name == "basedOn":
            self._based_on(said)
        elif said.isdigit() and name in {"outlineLvl", "sz"}:
            self._measured(name, int(said))
        elif self.style and name in {"b", "vanish"} and is_on(about):
            (self.styles.bold if name == "b" else self.styles.hidden).add(self.style)

    def _measured(self, name: str, said: int) -> None:
        if name == "sz":
            self.styles.sizes[self.style] = said
            self.styles.usual = said if self.is_default else self.styles.usual
        elif self.style and said < BODY_LEVEL:
            self.styles.levels.setdefault(self.style, said + 1)

    def _named(self, said: str) -> None:
        if match := HEADING.match(said):
            self.styles.levels[self.style] = int(match[1])
        elif said.lower() == "title":
            self.styles.levels[self.style] = 1
        elif CONTENTS.match(said):
            self.styles.contents.add(self.style)

    def _based_on(self, other: str) -> None:
        for known in (self.styles.contents, self.styles.hidden, self.styles.bold):
            if other in known:
                known.add(self.style)
        for numbers in (self.styles.levels, self.styles.sizes):
            if other in numbers:
                numbers.setdefault(self.style, numbers[other])

    def end(self, tag: str) -> None:
        if local(tag) in {"docDefaults", "style"}:
            self.style, self.is_default = "", False
