"""Documents that are a zip of XML parts: opened with care, and read as a stream, so that no part is ever held whole."""

import zlib
from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import PurePosixPath
from typing import BinaryIO
from xml.parsers import expat
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile

from library.editing.documents.models import FileKind, Refusal, Refused

MOST_PARTS = 10_000
LARGEST_UNPACKED = 1_000_000_000
"""Bytes of all parts together, as the zip states them; a part is never read past what it states."""
LARGEST_PART = 60_000_000
"""Bytes of one part of text."""
CHUNK = 1 << 16
OFFICE_KINDS = {"word": FileKind.WORD, "ppt": FileKind.SLIDES}


class Target:
    """What the XML of a part is told to, in its order. Names are `namespace}name`."""

    def start(self, tag: str, about: dict[str, str]) -> None:
        """Begin an element."""

    def end(self, tag: str) -> None:
        """End an element."""

    def text(self, words: str) -> None:
        """Take a piece of text."""


def opened(file: BinaryIO) -> ZipFile:
    """Open a zip; raise Refused if it holds too much or is locked."""
    archive = ZipFile(file)
    parts = archive.infolist()
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > LARGEST_UNPACKED:
        raise Refused(Refusal.UNSAFE)
    if any(part.flag_bits & 1 for part in parts):
        raise Refused(Refusal.LOCKED)
    return archive


def kind_of(archive: ZipFile) -> FileKind:
    """Tell what kind of document a zip holds; raise Refused if it is none that can be read."""
    names = set(archive.namelist())
    if "content.xml" in names:
        if "META-INF/manifest.xml" in names and b"encryption-data" in part(archive, "META-INF/manifest.xml").read():
            raise Refused(Refusal.LOCKED)
        spreadsheet = "mimetype" in names and b"spreadsheet" in part(archive, "mimetype").read(200)
        if spreadsheet:
            raise Refused(Refusal.SPREADSHEET)
        return FileKind.OPEN_DOCUMENT
    folder = PurePosixPath(main_part(archive)).parts[:1]
    if folder == ("xl",):
        raise Refused(Refusal.SPREADSHEET)
    if not folder or folder[0] not in OFFICE_KINDS:
        raise Refused(Refusal.UNKNOWN)
    return OFFICE_KINDS[folder[0]]


def main_part(archive: ZipFile) -> str:
    """Return the name of the main part of an Office document, or ""."""
    links = relations(archive, "")
    return next((target for kind, target in links.values() if kind.endswith("/officeDocument")), "")


def relations(archive: ZipFile, name: str) -> dict[str, tuple[str, str]]:
    """Return the links of a part to others of the same zip: id -> (kind, name). Links that lead out are left aside."""
    path = PurePosixPath(name)
    links = str(path.parent / "_rels" / f"{path.name}.rels") if name else "_rels/.rels"
    target = _Relations(path.parent)
    if links in archive.namelist():
        walk(archive, links, target)
    return target.found


class _Relations(Target):
    def __init__(self, folder: PurePosixPath) -> None:
        self.folder = folder
        self.found: dict[str, tuple[str, str]] = {}

    def start(self, tag: str, about: dict[str, str]) -> None:
        if tag.endswith("}Relationship") and about.get("TargetMode") != "External":
            where = about.get("Target", "")
            path = PurePosixPath(where.lstrip("/")) if where.startswith("/") else self.folder / where
            self.found[about.get("Id", "")] = (about.get("Type", ""), _plain(path))


def _plain(path: PurePosixPath) -> str:
    """Work out `..` in the name of a part; names stand for parts of the zip only, never for files."""
    steps: list[str] = []
    for step in path.parts:
        if step == ".." and steps:
            steps.pop()
        elif step not in {".", "..", "/"}:
            steps.append(step)
    return "/".join(steps)


def part(archive: ZipFile, name: str) -> BinaryIO:
    """Open one part to read; raise Refused if it is too large or packed in a way nobody uses for documents."""
    about = archive.getinfo(name)
    if about.file_size > LARGEST_PART:
        raise Refused(Refusal.UNSAFE)
    if about.compress_type not in {ZIP_STORED, ZIP_DEFLATED}:
        raise Refused(Refusal.DAMAGED)
    return BytesIO() if about.is_dir() else archive.open(name)  # type: ignore[return-value]


def walk(archive: ZipFile, name: str, target: Target, enough: Callable[[], bool] = lambda: False) -> None:
    """Tell a part's XML to a target until it is enough; raise Refused where it is damaged or declares entities."""
    parser = expat.ParserCreate(namespace_separator="}")
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = _refuse
    parser.StartElementHandler, parser.EndElementHandler = target.start, target.end
    parser.CharacterDataHandler = target.text
    try:
        with part(archive, name) as stream:
            for chunk in _chunks(stream):
                if enough():
                    return
                parser.Parse(chunk)
            parser.Parse(b"", True)
    except (expat.ExpatError, BadZipFile, EOFError, KeyError, OSError, ValueError, zlib.error) as error:
        raise Refused(Refusal.DAMAGED) from error


def _refuse(*_: object) -> None:
    """Refuse a part with a document type: only there can entities be declared, and no office writes one."""
    raise Refused(Refusal.UNSAFE)


def _chunks(stream: BinaryIO) -> Iterator[bytes]:
    while chunk := stream.read(CHUNK):
        yield chunk
