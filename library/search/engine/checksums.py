"""Seals: checksums of index files, which never change once written, so that a garbled one is noticed."""

import json
import os
import zlib
from collections.abc import Iterable
from pathlib import Path

SEGMENT = "MAIN_"
"""How the names of segment files begin."""
Marks = dict[str, dict[str, tuple[int, int]]]
"""Segment -> file -> its size and time of change, as they were when it was checked."""


def seal(folder: Path) -> list[Path]:
    """Keep checksums of each segment that has none yet; return its files and its seal."""
    segments: dict[str, list[Path]] = {}
    for file in folder.glob(f"{SEGMENT}*.*"):
        segments.setdefault(file.name.partition(".")[0], []).append(file)
    sealed = []
    for segment, files in segments.items():
        whole = _seal(folder, segment)
        if whole not in files:
            fresh = folder / f".{whole.name}"
            fresh.write_text(json.dumps({file.name: _sum(file) for file in files}), "utf-8")
            fresh.replace(whole)
            sealed += [*files, whole]
    return sealed


def check(folder: Path, segments: Iterable[str], known: Marks) -> Marks:
    """Return the marks of those segments that are sealed; raise ValueError if one not `known` yet is not as it was."""
    return {
        segment: known.get(segment) or _checked(folder, segment)
        for segment in segments
        if _seal(folder, segment).exists()
    }


def _checked(folder: Path, segment: str) -> dict[str, tuple[int, int]]:
    sums = json.loads(_seal(folder, segment).read_text("utf-8"))
    marks = {file: _mark(file) for file in (str(folder / name) for name in sums)}
    for name, known in sums.items():
        if _sum(folder / name) != known:
            raise ValueError(f"{name} is not as it was written")
    return marks


def touched(marks: Marks) -> bool:
    """Return whether a file has gone or was changed since it was checked."""
    try:
        return any(_mark(file) != known for files in marks.values() for file, known in files.items())
    except OSError:
        return True


def _seal(folder: Path, segment: str) -> Path:
    return folder / f"{segment}.seal"


def _mark(file: str) -> tuple[int, int]:
    found = os.stat(file)  # noqa: PTH116 (thirty times for each search, and a path takes twice as long)
    return found.st_size, found.st_mtime_ns


def _sum(file: Path) -> int:
    total = 0
    with file.open("rb") as opened:
        while block := opened.read(1 << 20):
            total = zlib.crc32(block, total)
    return total
