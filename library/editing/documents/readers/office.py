"""What an Office document says of itself, apart from its text."""

import re
from zipfile import ZipFile

from library.editing.documents.models import Stated
from library.editing.documents.readers import opc
from library.editing.documents.readers.opc import Target

PARTS = ("/core-properties", "/extended-properties")


def stated(archive: ZipFile) -> Stated:
    """Read the properties of a document."""
    about = Properties()
    for kind, name in opc.relations(archive, "").values():
        if kind.endswith(PARTS) and name in archive.namelist():
            opc.walk(archive, name, about)
    return about.stated()


class Properties(Target):
    """Collects the properties by their short names, such as title; the first of a name counts."""

    def __init__(self) -> None:
        """Begin with none."""
        self.found: dict[str, str] = {}
        self.inside = ""

    def start(self, tag: str, _: dict[str, str]) -> None:
        """Begin a property."""
        self.inside = tag.rpartition("}")[2].lower()

    def end(self, _: str) -> None:
        """End a property."""
        self.inside = ""

    def text(self, words: str) -> None:
        """Take its value."""
        if self.inside and len(self.found) < 100:
            self.found[self.inside] = (self.found.get(self.inside, "") + words)[:1_000]

    def stated(self) -> Stated:
        """Return those that a source entry needs."""
        authors = re.split(r"[;,]", self.found.get("initial-creator") or self.found.get("creator") or "")
        return Stated(
            self.found.get("title", "").strip(),
            tuple(name.strip() for name in authors if name.strip()),
            publisher=(self.found.get("publisher") or self.found.get("company") or "").strip(),
        )
