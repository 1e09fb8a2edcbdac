"""The child process that reads one file: its input is the file, its output what it says, and it can do no more.

Its memory, time and output are limited, and it can open no connection, start no program and write no file.
"""

import ctypes
import os
import resource
import sys
from contextlib import suppress
from typing import Any, BinaryIO

from library.domain import bibliography, documents
from library.domain.documents import FileKind, Refusal, Refused
from library.files import kinds, open_document, pdf, slides, texts, web_page, word
from library.files.outgoing import Outgoing
from library.settings import ROOT

MEMORY = 400_000_000
"""Bytes of address space."""
SECONDS = 15
MOST_OPEN = 16
FORBIDDEN = ("socket.", "subprocess.", "os.exec", "os.fork", "os.posix_spawn", "os.system", "ctypes.")
MODULES = (sys.prefix, sys.base_prefix, str(ROOT / "library"))
"""Where Python's modules are: some are loaded only when they are first needed."""
NEW_NETWORK, NEW_USER = 0x40000000, 0x10000000
"""What Linux calls CLONE_NEWNET and CLONE_NEWUSER."""
READERS = {
    FileKind.PDF: pdf.read,
    FileKind.WORD: word.read,
    FileKind.SLIDES: slides.read,
    FileKind.OPEN_DOCUMENT: open_document.read,
    FileKind.WEB_PAGE: web_page.read,
    FileKind.MARKDOWN: texts.read_markdown,
    FileKind.TEXT: texts.read_plain,
}


def main(name: str, file: BinaryIO, out: Outgoing) -> None:
    """Read a file, saying what comes of it."""
    try:
        shut_in()
        kind = kinds.kind_of(file, name)
        out.kind(kind)
        stated = READERS[kind](file, out)
        if not any(block.text.strip() for block in out.blocks):
            raise Refused(Refusal.NO_TEXT)
        out.found(bibliography.suggestions(out.blocks, stated), documents.figures_found(out.blocks))
    except Refused as refused:
        out.refused(refused.why.name)
    except (MemoryError, RecursionError):
        out.refused(Refusal.TOO_HARD.name)


def shut_in() -> None:
    """Give up what reading does not need; where the system has no such limit, the others hold."""
    os.nice(10)
    with suppress(OSError, AttributeError):
        libc = ctypes.CDLL(None)
        if libc.unshare(NEW_NETWORK) != 0:
            libc.unshare(NEW_NETWORK | NEW_USER)
    for limit, most in (
        (resource.RLIMIT_AS, MEMORY),
        (resource.RLIMIT_CPU, SECONDS),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_NOFILE, MOST_OPEN),
    ):
        with suppress(ValueError, OSError):
            resource.setrlimit(limit, (most, most))
    sys.addaudithook(_watch)


def _watch(event: str, arguments: tuple[Any, ...]) -> None:
    """Refuse connections and programs, and any file but Python's own modules."""
    if event.startswith(FORBIDDEN):
        raise PermissionError(event)
    if event == "open" and not str(arguments[0]).startswith(MODULES):
        raise PermissionError(event)


if __name__ == "__main__":
    main(sys.argv[1], sys.stdin.buffer, Outgoing(sys.stdout))
