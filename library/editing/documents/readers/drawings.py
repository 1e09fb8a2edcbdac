"""The words of SmartArt, which stand in a part of their own in Word documents and slides."""

from collections.abc import Iterator
from zipfile import ZipFile

from library.editing.documents.readers import opc
from library.editing.documents.readers.opc import Target

MOST = 500


def words(archive: ZipFile, part: str) -> Iterator[str]:
    """Return what the SmartArt of a part says, one box after the other."""
    for kind, name in opc.relations(archive, part).values():
        if kind.endswith("/diagramData") and name in archive.namelist():
            boxes = _Boxes()
            opc.walk(archive, name, boxes)
            yield from filter(str.strip, boxes.said)


class _Boxes(Target):
    """Collects the text of each box: what no box shows is in no `t` of its own."""

    def __init__(self) -> None:
        self.said: list[str] = []
        self.takes = False

    def start(self, tag: str, _: dict[str, str]) -> None:
        name = tag.rpartition("}")[2]
        if name == "pt" and len(self.said) < MOST:
            self.said.append("")
        elif name == "t" and "drawingml/2006/main" in tag:
            self.takes = True
        elif name == "p" and self.said and self.said[-1]:
            self.said[-1] += " "

    def text(self, words: str) -> None:
        if self.takes and self.said:
            self.said[-1] += words

    def end(self, tag: str) -> None:
        self.takes = self.takes and tag.rpartition("}")[2] != "t"
