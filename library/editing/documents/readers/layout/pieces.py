"""What a page is made of, from the smallest: words, pieces of a line, lines, and the paragraphs they make."""

import itertools
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

WIDE = 1.1
"""A gap of so many letter sizes between two words parts the pieces of a line."""
WIDE_IN_TEXT, LONG = 1.7, 10
DROP_CAP = 1.8
"""How much larger than its word a first letter is that hangs over several lines."""
RAISED, SMALL = 0.12, 0.8
"""How far above the line, and how small beside it, a note number is, in letter sizes."""
NOTE_MARK = re.compile(r"[\d,*∗†‡§¶–-]{1,9}$")
LEADERS = re.compile(r"(?:\. ?){5,}|…{2,}|_{5,}")
BULLET = re.compile(r"(?:[•‣▪●◦■□▸►➢➤✓✔*–—o§-]|\(?(?:\d{1,3}|[a-z]|[ivx]{1,4})[.)]|\d{1,2}(?:\.\d{1,2}){0,3}\.?)$")
"""What stands alone before an item of a list or a numbered heading."""


@dataclass(slots=True)
class Word:
    """Letters without a gap, where they stand (y grows upwards), and how large and heavy they are."""

    text: str
    left: float
    right: float
    bottom: float
    top: float
    size: float
    bold: bool
    glued: bool = False
    """It follows the word before without a space."""


@dataclass(slots=True)
class Piece:
    """Words that stand on one line without a wide gap."""

    text: str
    left: float
    right: float
    bottom: float
    top: float
    size: float
    bold: bool
    noted: bool = False
    """It begins with a raised number, as a footnote does."""
    first_word: float = 0.0
    """How wide its first word is."""

    @property
    def middle(self) -> float:
        """Return the height at which it stands."""
        return (self.bottom + self.top) / 2


@dataclass(slots=True)
class Line:
    """The pieces that stand beside each other in one column."""

    pieces: list[Piece]
    text: str = ""
    is_row: bool = False
    """Wide gaps part it, as in a table."""
    left: float = 0.0
    right: float = 0.0
    bottom: float = 0.0
    top: float = 0.0
    size: float = 0.0
    bold: bool = False
    noted: bool = False
    first_word: float = 0.0


@dataclass(slots=True)
class Paragraph:
    """Lines that belong together; `level` is that of a heading, 0 for text."""

    page: int
    lines: list[Line] = field(default_factory=list)
    text: str = ""
    size: float = 0.0
    level: int = 0
    bold: bool = False
    is_row: bool = False
    is_note: bool = False
    is_open: bool = False
    """Its last line is full and its sentence has not ended, so it may go on in the next column or page."""


def overlap(bottom: float, top: float, other_bottom: float, other_top: float) -> float:
    """Return how much of the lower of two boxes stands beside the other: 1 for all of it."""
    least = min(top - bottom, other_top - other_bottom)
    return (min(top, other_top) - max(bottom, other_bottom)) / least if least > 0 else 0.0


def pieces(words: Iterable[Word]) -> list[Piece]:
    """Return the pieces that words make; words come in the order in which the file draws them."""
    runs: list[list[Word]] = []
    for word in words:
        if runs and _follows(runs[-1], word):
            runs[-1].append(word)
        else:
            runs.append([word])
    return [piece for run in runs if (piece := _piece(run)).text]


def _follows(run: Sequence[Word], word: Word) -> bool:
    """Return whether a word stands close behind a run, on its line or raised above it."""
    size = max(run[-1].size, word.size)
    if not -0.4 * size < word.left - run[-1].right < WIDE * size:
        return False
    beside = max(overlap(before.bottom, before.top, word.bottom, word.top) for before in run[-2:])
    raised = min(run[-1].size, word.size) < size * SMALL and NOTE_MARK.match(min(run[-1], word, key=_size).text)
    return beside > 0.5 or bool(raised and beside > 0.15)


def _size(word: Word) -> float:
    return word.size


def _piece(run: Sequence[Word]) -> Piece:
    sizes = Counter[float]()
    for word in run:
        sizes[word.size] += len(word.text)
    size = max(sizes, key=lambda each: (sizes[each], each))
    full = [word for word in run if size * SMALL <= word.size < size * DROP_CAP] or [*run]
    bottom, top = min(word.bottom for word in full), max(word.top for word in full)
    text, noted, dropped = "", False, False
    for place, word in enumerate(run):
        if _is_note_mark(word, size, bottom):
            if place == 0 and len(run) > 1:
                noted, text = True, f"{word.text} "
                continue
            if _takes_note(text):
                dropped = True
                continue
        glued = word.glued and not (dropped and word.text[0].isalnum())
        glued = glued or (place == 1 and _is_drop_cap(run[0], word))
        text += word.text if not text or glued or text.endswith(" ") else f" {word.text}"
        dropped = False
    bold = sum(len(word.text) for word in run if word.bold) * 2 > sum(len(word.text) for word in run)
    return Piece(
        text.strip(),
        run[0].left,
        max(word.right for word in run),
        bottom,
        top,
        size,
        bold,
        noted,
        run[0].right - run[0].left,
    )


def _is_drop_cap(letter: Word, word: Word) -> bool:
    """Return whether a letter hangs down from the start of a word beside it."""
    return len(letter.text) == 1 and letter.text.isupper() and letter.size >= word.size * DROP_CAP


def _is_note_mark(word: Word, size: float, bottom: float) -> bool:
    return word.size < size * SMALL and word.bottom > bottom + RAISED * size and bool(NOTE_MARK.match(word.text))


def _takes_note(text: str) -> bool:
    """Return whether a raised number behind a text is that of a note: one behind “m” or “10” is a power."""
    last = re.split(r"[\W\d]", text)[-1]
    return len(last) > 2 or text.endswith((".", ",", ";", ":", "?", "!", "”", ")", "’", '"', "]"))


def _is_wide(before: Piece, piece: Piece) -> bool:
    """Return whether the gap between two pieces is one of a table; in a sentence it may be as wide as a note number."""
    long = min(len(before.text), len(piece.text)) >= LONG
    return piece.left - before.right > (WIDE_IN_TEXT if long else WIDE) * max(before.size, piece.size)


def line(beside: Sequence[Piece]) -> Line:
    """Return the line that pieces beside each other make."""
    beside = sorted(beside, key=lambda piece: piece.left)
    text, is_row = beside[0].text, bool(LEADERS.search(beside[0].text))
    for before, piece in itertools.pairwise(beside):
        if piece.size < before.size * SMALL and NOTE_MARK.match(piece.text) and _takes_note(text):
            continue
        wide = _is_wide(before, piece) and not BULLET.match(text)
        is_row = is_row or wide
        text += f" | {piece.text}" if wide else f" {piece.text}"
    longest = max(beside, key=lambda piece: len(piece.text))
    return Line(
        list(beside),
        text,
        is_row,
        beside[0].left,
        max(piece.right for piece in beside),
        longest.bottom,
        longest.top,
        longest.size,
        all(piece.bold for piece in beside if piece.text.strip("•–- |")),
        beside[0].noted,
        beside[0].first_word,
    )
