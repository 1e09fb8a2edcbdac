"""The list of what a frozen copy holds, with the SHA-256 of each file, as `sha256sum -c` and BagIt read it."""

import hashlib
from pathlib import Path

from library.upkeep.frozen_copy import LAST_WRITTEN

MANIFEST = LAST_WRITTEN


def write(folder: Path) -> int:
    """List every file of a folder; return how many there are."""
    files = sorted(path for path in folder.rglob("*") if path.is_file() and path.name != MANIFEST)
    lines = [f"{_sum(path)}  {path.relative_to(folder).as_posix()}\n" for path in files]
    (folder / MANIFEST).write_text("".join(lines), "utf-8")
    return len(files)


def wrong(folder: Path) -> list[str]:
    """Return the files of a copy that are missing or have changed."""
    lines = (folder / MANIFEST).read_text("utf-8").splitlines()
    listed = dict(line.split("  ", 1)[::-1] for line in lines if "  " in line)
    return [name for name, known in listed.items() if not _same(folder / name, known)]


def _same(path: Path, known: str) -> bool:
    return path.is_file() and _sum(path) == known


def _sum(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()
