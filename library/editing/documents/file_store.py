"""Keeps files under the hash of their content: a name is in the folder only when the whole file is on the disk."""

import hashlib
import os
import secrets
import time
from collections.abc import Collection
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Protocol

from library.editing.documents.models import LARGEST, Refusal, Refused

CHUNK = 1 << 18
BEGUN = "begun-"
"""What the name of a file starts with that is still being written."""
OLD = 3600.0
"""Seconds after which a file that was begun and never finished is taken away."""


class Stream(Protocol):
    """What an upload offers."""

    def read(self, size: int, /) -> bytes:
        """Return up to `size` bytes; none at the end."""


@dataclass(frozen=True, slots=True)
class Received:
    """A file that is on the disk as a whole, under a name for the time being."""

    path: Path
    digest: str
    size: int


class Files:
    """One folder of files. `receive` and then `keep`; the one in between may be left at any moment without harm."""

    def __init__(self, folder: Path) -> None:
        """Take the folder; it is made when first needed."""
        self.folder = folder

    def receive(self, stream: Stream) -> Received:
        """Write a file to the disk under a name for the time being; raise Refused if it is empty or too large."""
        self.folder.mkdir(parents=True, exist_ok=True)
        path = self.folder / f"{BEGUN}{secrets.token_hex(8)}"
        try:
            with path.open("xb") as file:
                digest, size = _copied(stream, file)
                file.flush()
                os.fsync(file.fileno())
        except BaseException:
            path.unlink(missing_ok=True)
            raise
        return Received(path, digest, size)

    def keep(self, received: Received) -> None:
        """Return a file its name; it is there after this whatever happens."""
        received.path.replace(self.path(received.digest))
        descriptor = os.open(self.folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)

    def drop(self, received: Received) -> None:
        """Take away a file that was received and is not to be kept."""
        received.path.unlink(missing_ok=True)

    def path(self, digest: str) -> Path:
        """Return where a file is."""
        return self.folder / digest

    def remove(self, digest: str) -> None:
        """Take a file away."""
        self.path(digest).unlink(missing_ok=True)

    def tidy(self, known: Collection[str]) -> int:
        """Take away old files that nobody knows; return how many."""
        gone = 0
        for path in self.folder.iterdir() if self.folder.is_dir() else ():
            with suppress(FileNotFoundError):
                if path.is_file() and path.name not in known and time.time() - path.stat().st_mtime > OLD:
                    path.unlink()
                    gone += 1
        return gone


def _copied(stream: Stream, file: BinaryIO) -> tuple[str, int]:
    digest, size = hashlib.sha256(), 0
    while chunk := stream.read(CHUNK):
        size += len(chunk)
        if size > LARGEST:
            raise Refused(Refusal.TOO_LARGE)
        digest.update(chunk)
        file.write(chunk)
    if not size:
        raise Refused(Refusal.EMPTY)
    return digest.hexdigest(), size
