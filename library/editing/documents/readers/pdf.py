"""Reads PDFs page by page: lines joined to paragraphs, headings told by the size of their letters."""

import logging
import re
import warnings
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, BinaryIO

from pypdf import PageObject, PdfReader
from pypdf.errors import PyPdfError

from library.editing.documents.models import Refusal, Refused, Stated
from library.editing.documents.readers.output import Outgoing

PAGES_BEFORE = 3
"""Pages read before the first is told: the size of the text is not known from a title page."""
SIZES = ((1.8, 1), (1.35, 2), (1.12, 3))
"""How much larger than the text a heading of a level is, at least."""
LONGEST_HEADING = 160
FULL_LINE = 0.65
"""The share of the page's longest line above which a line runs on in the next."""
SHORTEST_FULL = 60
"""Letters of a line that could run on, on a page of short lines."""
MOST_TITLE_LINES, LONGEST_TITLE_LINE = 25, 130
"""Lines that a title page has at most, and what is taken for a full line there."""
ENDS = (".", "!", "?", ":")
LEAST_LINES = 3
"""Lines of a page that could have a running head."""
PAGE_NUMBER = re.compile(r"(?:page )?\d{1,4}(?: (?:of|/) \d{1,4})?$", re.IGNORECASE)
TROUBLE = (
    *(PyPdfError, ValueError, KeyError, TypeError, IndexError, AttributeError, ArithmeticError, OSError),
    *(NotImplementedError, AssertionError, RecursionError, MemoryError),
)
"""What reading a file can raise that is broken in a way that nobody foresaw."""


@dataclass(frozen=True, slots=True)
class _Line:
    size: float
    text: str


def read(file: BinaryIO, out: Outgoing) -> Stated:
    """Read a document as far as time allows; a page that cannot be read is left out."""
    logging.disable(logging.CRITICAL)
    warnings.simplefilter("ignore")
    try:
        reader = PdfReader(file)
        if reader.is_encrypted and not reader.decrypt(""):
            raise Refused(Refusal.LOCKED)
        pages = len(reader.pages)
    except TROUBLE as error:
        raise Refused(Refusal.DAMAGED) from error
    _Pages(out, pages).tell(_lines_of(reader, number) for number in range(pages))
    return _stated(reader)


def _lines_of(reader: PdfReader, number: int) -> list[_Line]:
    try:
        lines = list(_lines(reader.pages[number]))
    except TROUBLE:
        return []
    at_edges = {0, len(lines) - 1}
    return [line for at, line in enumerate(lines) if not (at in at_edges and PAGE_NUMBER.match(line.text))]


def _lines(page: PageObject) -> Iterator[_Line]:
    """Return the lines of a page, each with the size of most of its letters."""
    runs: list[tuple[str, float]] = []

    def see(text: str, outer: Any, inner: Any, _font: Any, size: float) -> None:
        scale = abs((outer[0] ** 2 + outer[1] ** 2) * (inner[0] ** 2 + inner[1] ** 2)) ** 0.5
        runs.append((text, round(float(size) * scale, 1)))

    page.extract_text(visitor_text=see)
    words, sizes = "", Counter[float]()
    for text, size in [*runs, ("\n", 0.0)]:
        for at, part in enumerate(text.split("\n")):
            if at:
                if words.strip():
                    yield _Line(sizes.most_common(1)[0][0], words.strip())
                words, sizes = "", Counter()
            words += part
            sizes[size] += len(part.strip())


class _Pages:
    """Tells pages once the size of the text is known."""

    def __init__(self, out: Outgoing, pages: int) -> None:
        self.out, self.pages = out, pages
        self.sizes: Counter[float] = Counter()
        self.waiting: list[tuple[int, list[_Line]]] = []
        self.edges: set[str] = set()

    def tell(self, pages: Iterable[list[_Line]]) -> None:
        """Tell all pages, or as many as time allows."""
        done = 0
        for done, lines in enumerate(pages, 1):
            for line in lines:
                self.sizes[line.size] += len(line.text)
            self.waiting.append((done, self._without_repeated_edges(lines)))
            if done >= PAGES_BEFORE:
                self._tell_waiting()
            if self.out.enough():
                break
        self._tell_waiting()
        self.out.progress(done, self.pages)

    def _without_repeated_edges(self, lines: list[_Line]) -> list[_Line]:
        """Leave out a first or last line that another page had there too, to the letter."""
        edges = {at: lines[at].text for at in (0, len(lines) - 1) if len(lines) >= LEAST_LINES}
        kept = [line for at, line in enumerate(lines) if edges.get(at) not in self.edges]
        self.edges |= set(edges.values())
        return kept

    def _tell_waiting(self) -> None:
        usual = self.sizes.most_common(1)[0][0] if self.sizes else 0.0
        for number, lines in self.waiting:
            for level, text in _blocks(lines, usual, on_title_page=number == 1 and len(lines) <= MOST_TITLE_LINES):
                self.out.block(number, level, text)
            self.out.progress(number, self.pages)
        self.waiting = []


def _blocks(lines: list[_Line], usual: float, *, on_title_page: bool) -> Iterator[tuple[int, str]]:
    """Join the lines of a page to headings and paragraphs; on a title page, short lines stand for themselves."""
    shortest = LONGEST_TITLE_LINE if on_title_page else SHORTEST_FULL
    longest = max(shortest, *(len(line.text) for line in lines)) if lines else 0
    joined, before = "", None
    for line in lines:
        if before and joined and not _runs_on(before, line, longest, usual):
            yield _level(before.size, usual, joined), joined
            joined = ""
        joined = f"{joined}{'' if joined.endswith('-') else ' '}{line.text}" if joined else line.text
        before = line
    if before and joined:
        yield _level(before.size, usual, joined), joined


def _runs_on(before: _Line, line: _Line, longest: int, usual: float) -> bool:
    """Return whether a line goes on with what the line before began."""
    if abs(before.size - line.size) > 0.3:
        return False
    if before.size >= usual * SIZES[-1][0]:
        return True
    full = longest * FULL_LINE
    new_thing = before.text.endswith(ENDS) and len(line.text) < full and not line.text.endswith(ENDS)
    return len(before.text) >= full and not new_thing


def _level(size: float, usual: float, text: str) -> int:
    if len(text) > LONGEST_HEADING or not any(map(str.isalpha, text)):
        return 0
    return next((level for larger, level in SIZES if size >= usual * larger), 0)


def _stated(reader: PdfReader) -> Stated:
    """Return what the file says of itself, which may be nonsense."""
    try:
        about: Any = reader.metadata or {}
        title, authors = str(about.get("/Title") or ""), str(about.get("/Author") or "")
    except TROUBLE:
        return Stated()
    names = tuple(name.strip() for name in re.split(r"[;,]| and ", authors[:1_000]) if name.strip())
    return Stated(title.strip()[:300], names)
