"""Reads a file in a child process, which is watched and ended when it takes too long or says too much."""

import fcntl
import json
import os
import selectors
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from library.editing.documents.models import Block, Document, FigureFound, FileKind, Refusal, Refused, Suggestion, clean
from library.editing.documents.notices import Notice, Unread
from library.security import sandbox

MOST_SAID = 20_000_000
"""Bytes that a child may say; what it reads of a document is much less."""
LONGEST = 2_000
"""Characters of one thing that was found."""
MOST_PAGES = 10_000
"""Numbers of pages that a notice names."""
AT_ONCE = 2
"""Files read at once on one machine; the others wait."""
Tell = Callable[[int, int], None]
"""Told how many pages are done, and how many there are."""


class Busy(Exception):
    """As many files are being read as this machine reads at once."""


@contextmanager
def turn(folder: Path) -> Iterator[None]:
    """Hold one of the machine's turns to read; raise Busy if all are taken. A process that dies gives its turn back."""
    folder.mkdir(parents=True, exist_ok=True)
    for number in range(AT_ONCE):
        with (folder / f"turn-{number}").open("ab") as file:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                continue
            yield
            return
    raise Busy


def read(path: Path, name: str, tell: Tell) -> Document:
    """Read a file; raise Refused if it has no text that can be read."""
    with path.open("rb") as file:
        child = subprocess.Popen(**sandbox.started("library.editing.documents.readers.child", name), stdin=file)
    return _heard(child, tell).document()


def _heard(child: "subprocess.Popen[bytes]", tell: Tell) -> "_Heard":
    """Listen to a child until it ends or is ended."""
    heard = _Heard()
    try:
        for line in _lines(child):
            heard.take(json.loads(line))
            tell(heard.read, heard.pages)
            if heard.ended:
                break
    except (ValueError, TypeError, KeyError, AttributeError):
        heard.refused = heard.refused or Refusal.DAMAGED
    finally:
        child.kill()
        child.wait()
        assert child.stdout is not None
        child.stdout.close()
    return heard


def _lines(child: "subprocess.Popen[bytes]") -> Iterator[bytes]:
    """Return each line that a child says, until it ends, takes too long or says too much."""
    assert child.stdout is not None
    end, said, waiting = time.monotonic() + sandbox.WALL_SECONDS, 0, b""
    with selectors.DefaultSelector() as selector:
        selector.register(child.stdout, selectors.EVENT_READ)
        while selector.select(max(0.0, end - time.monotonic())):
            chunk = os.read(child.stdout.fileno(), 1 << 16)
            said += len(chunk)
            if not chunk or said > MOST_SAID:
                return
            *lines, waiting = (waiting + chunk).split(b"\n")
            yield from lines


@dataclass(slots=True)
class _Heard:
    """What a child has said so far. It read what a stranger made, so nothing that it says is taken on trust."""

    kind: FileKind | None = None
    read: int = 0
    pages: int = 0
    blocks: list[Block] = field(default_factory=list)
    suggestions: tuple[Suggestion, ...] = ()
    figures: tuple[FigureFound, ...] = ()
    notices: tuple[Notice, ...] = ()
    whole: bool = False
    refused: Refusal | None = None
    ended: bool = False

    def take(self, line: dict[str, Any]) -> None:
        """Take one line."""
        if "kind" in line:
            self.kind = FileKind(line["kind"])  # type: ignore[call-arg]
        elif "refused" in line:
            self.refused, self.ended = Refusal[line["refused"]], True
        elif "done" in line:
            self.read, self.pages = int(line["done"]), int(line["pages"])
            self.blocks += [Block(int(page), int(level), clean(str(text))) for page, level, text in line["blocks"]]
        else:
            self.suggestions = tuple(Suggestion(**_checked(each)) for each in line["suggestions"])
            self.figures = tuple(FigureFound(**_checked(each)) for each in line["figures"])
            self.notices = tuple(_notice(each) for each in line["notices"])
            self.whole, self.ended = bool(line["whole"]), True

    def document(self) -> Document:
        """Return what was read; a child that broke off with some of it read has read that much."""
        if self.refused:
            raise Refused(self.refused)
        if self.kind is None:
            raise Refused(Refusal.DAMAGED)
        if not self.blocks:
            raise Refused(Refusal.TOO_HARD)
        made = Document(
            *(self.kind, self.pages, self.read, tuple(self.blocks)),
            *(self.suggestions, self.figures, self.whole, self.notices),
        )
        return made if self.pages > 1 else made.without_pages()


def _checked(found: dict[str, Any]) -> dict[str, Any]:
    return {
        str(name): value if isinstance(value, int) else clean(str(value)[:LONGEST]) for name, value in found.items()
    }


def _notice(said: dict[str, Any]) -> Notice:
    pages = tuple(int(page) for page in said["pages"][:MOST_PAGES])
    return Notice(Unread(said["what"]), int(said["count"]), pages, int(said["of"]))
