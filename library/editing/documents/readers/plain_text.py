"""Reads plain text: paragraphs, and headings where a line stands out as one."""

import re
from collections.abc import Iterator
from typing import BinaryIO

from library.editing.documents.models import Stated
from library.editing.documents.readers.encodings import decoded
from library.editing.documents.readers.output import Outgoing

ITEM = re.compile(r"\s*(?:[-*+•]|\d{1,3}[.)])\s+|\s*\|")
LONGEST_HEADING = 80
LONGEST_SHORT_LINE = 45
"""Letters: a paragraph of such lines alone is a list of names, an address or a title page."""


def read_plain(file: BinaryIO, out: Outgoing) -> Stated:
    """Read plain text; a form feed begins a page, and a short line by itself without an end is a heading."""
    tell(decoded(file.read()), out)
    return Stated()


def tell(text: str, out: Outgoing) -> None:
    """Tell the paragraphs of a text."""
    pages = text.split("\f")
    for number, page in enumerate(pages, 1):
        for lines in _paragraphs(page):
            alone = len(lines) == 1 and len(lines[0]) <= LONGEST_HEADING and lines[0][-1] not in ".!?,;:|"
            is_heading = alone and (lines[0][0].isupper() or lines[0][0].isdigit()) and not ITEM.match(lines[0])
            level = 2 if is_heading and out.blocks else int(is_heading)
            apart = all(len(line) <= LONGEST_SHORT_LINE and line[-1] not in ".!?" for line in lines)
            for part in [[line] for line in lines] if apart else [lines]:
                _tell(out, number if len(pages) > 1 else 0, level, part)
        out.progress(number, len(pages))
        if out.enough():
            break


def _paragraphs(text: str) -> Iterator[list[str]]:
    """Return the lines of each paragraph; blank lines part them."""
    lines: list[str] = []
    for line in [*text.splitlines(), ""]:
        if line.strip():
            lines.append(line.strip())
        elif lines:
            yield lines
            lines = []


def _tell(out: Outgoing, page: int, level: int, lines: list[str]) -> None:
    """Tell a paragraph as one block; an item of a list or a row of a table begins another."""
    block: list[str] = []
    for line in lines:
        if block and ITEM.match(line):
            out.block(page, 0, " ".join(block))
            block = []
        block.append(line)
    out.block(page, level, " ".join(block))
