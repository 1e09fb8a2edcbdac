"""Joining lines to paragraphs and headings: a line goes on in the next if the next word had no room left on it."""

import itertools
import re
from collections import Counter
from collections.abc import Iterable, Sequence, Set

from library.editing.documents.readers.layout import hyphens
from library.editing.documents.readers.layout.pieces import BULLET, DROP_CAP, Line, Paragraph

SIZES = ((1.8, 1), (1.35, 2), (1.12, 3))
"""How much larger than the text a heading of a level is, at least."""
BOLD_LEVEL = 4
LONGEST_HEADING, LONGEST_BOLD = 200, 120
SAME_SIZE = 0.07
INDENT = 0.8
"""In letter sizes."""
LEAST_KNOWN, USUAL_SPACING = 5, 1.25
"""Lines of a size that show how far apart they stand, and how far that is where there are fewer, in letter sizes."""
LOOSE = 1.35
"""How much further than usual two lines may stand apart and still belong together."""
SMALL_HEADING = 0.86
"""A bold heading is at least so large, beside the text."""
NOTE_SIZE = 0.93
"""A note at the foot is at most so large, beside the text."""
ENDED = re.compile(r"[.!?:;]['\"”’)\]]*\d{0,3}$")
OVER = re.compile(r"[.!?:]['\"”’)\]]*\d{0,3}$")
ITEM = re.compile(r"[•‣▪●◦■□▸►➢➤✓✔]|[–—o§*-] ")
NUMBERED = re.compile(r"\(?(?:\d{1,2}|[a-z]|[ivx]{1,4})[.)] ")
CAPTION = re.compile(
    r"(?:figure|fig\.|table|box|chart|exhibit|map) [A-Z]?[\d.]+\s*(?:[:.–—|-]|[^.]{0,120}$)|(?:sources?|notes?|base): ",
    re.IGNORECASE,
)


class Joiner:
    """Joins the lines of a document, of which it knows the usual size, weight, spacing and words."""

    def __init__(self, lines: Iterable[Line]) -> None:
        """Look at all lines once."""
        lines = [*lines]
        sizes, bold, texts = Counter[float](), 0, [line.text for line in lines]
        for line in lines:
            sizes[round(line.size * 2) / 2] += len(line.text)
            bold += len(line.text) if line.bold else 0
        self.usual = sizes.most_common(1)[0][0] if sizes else 0.0
        self.all_bold = bold * 2 > sum(sizes.values())
        self.known: Set[str] = hyphens.words_of(texts)

    def paragraphs(self, page: int, flow: Sequence[Line]) -> list[Paragraph]:
        """Return the paragraphs of one column."""
        flow = _with_drop_caps(flow)
        spacing, hanging = self._spacing(flow), _hangs(flow)
        found: list[Paragraph] = []
        for place, line in enumerate(flow):
            before = flow[place - 1] if place else None
            after = flow[place + 1] if place + 1 < len(flow) else None
            if before and found and self._belongs(before, line, after, _right(flow, place), spacing, hanging):
                self._add(found[-1], line)
            else:
                found.append(Paragraph(page))
                self._add(found[-1], line)
        last: Paragraph | None = None
        for each in found:
            self._finish(each, flow)
            each.is_note |= bool(last and last.is_note and each.size <= last.size and not each.level)
            last = each
        return found

    def _spacing(self, flow: Sequence[Line]) -> dict[float, float]:
        """Return how far apart lines of a size usually stand: the least distance that is common."""
        seen: dict[float, Counter[float]] = {}
        for before, line in itertools.pairwise(flow):
            if _same_size(before, line) and before.bottom > line.bottom:
                seen.setdefault(round(line.size), Counter())[round(before.bottom - line.bottom, 0)] += 1
        known = {size: each for size, each in seen.items() if each.total() >= LEAST_KNOWN}
        return {size: min(d for d, n in each.items() if n * 3 >= max(each.values())) for size, each in known.items()}

    def _belongs(
        self,
        before: Line,
        line: Line,
        after: Line | None,
        right: float,
        spacing: dict[float, float],
        hanging: bool,
    ) -> bool:
        distance = before.bottom - line.bottom
        if before.is_row or line.is_row or line.noted or not _same_size(before, line) or ITEM.match(line.text):
            return False
        usual = min(spacing.get(round(line.size), USUAL_SPACING * line.size), 2.2 * line.size)
        if not 0 < distance <= usual * LOOSE + 0.5 or distance > 2.6 * line.size:
            return False
        if before.bold != line.bold and not self._runs_over(before, line):
            return False
        if self._is_large(line) and line.left < before.right and before.left < line.right:
            return not _is_caption(line)
        if NUMBERED.match(line.text) and ENDED.search(before.text):
            return False
        return not _starts(before, line, after, hanging) and self._is_full(before, line, right)

    def _runs_over(self, before: Line, line: Line) -> bool:
        """Return whether bold words begin or end a sentence rather than stand above it as a heading."""
        return not ENDED.search(before.text) and line.text[:1].islower()

    def _is_large(self, line: Line) -> bool:
        return line.size >= self.usual * SIZES[-1][0]

    def _is_full(self, before: Line, line: Line, right: float) -> bool:
        """Return whether the first word of a line had no room on the line before."""
        if hyphens.ends_cut(before.text):
            return True
        room = right - before.right - 0.25 * before.size
        if room < line.first_word * 0.98:
            return True
        runs_on = line.text[:1].islower() and not ENDED.search(before.text)
        return runs_on and room < 0.3 * (right - before.left)

    def _add(self, paragraph: Paragraph, line: Line) -> None:
        paragraph.text = self.with_line(paragraph.text, line.text)
        paragraph.lines.append(line)

    def with_line(self, text: str, more: str) -> str:
        """Return a text with what goes on in the next line."""
        if not text:
            return more
        return hyphens.joined(text, more, self.known) if hyphens.ends_cut(text) else f"{text} {more}"

    def _finish(self, paragraph: Paragraph, flow: Sequence[Line]) -> None:
        """Settle what a paragraph is, once all its lines are there."""
        lines = paragraph.lines
        first, last = lines[0], lines[-1]
        paragraph.size, paragraph.is_row = first.size, any(line.is_row for line in lines)
        paragraph.bold = all(line.bold for line in lines)
        paragraph.is_note = first.noted and first.size <= self.usual * NOTE_SIZE
        paragraph.level = self._level(paragraph)
        right = max(line.right for line in flow)
        full = last.right >= right - 0.3 * (right - last.left) or hyphens.ends_cut(last.text)
        whole = not paragraph.level and not paragraph.is_row and not OVER.search(paragraph.text)
        paragraph.is_open = whole and full and not _is_caption(first) and first.size >= self.usual * 0.85

    def _level(self, paragraph: Paragraph) -> int:
        text = paragraph.text
        if paragraph.is_row or len(text) > LONGEST_HEADING or sum(map(str.isalpha, text)) < 3 or _is_caption(paragraph):
            return 0
        for larger, level in SIZES:
            if paragraph.size >= self.usual * larger:
                return level
        heavy = paragraph.bold and not self.all_bold and len(text) <= LONGEST_BOLD
        stands_out = (
            heavy
            and not text.endswith((".", ",", ";"))
            and not ITEM.match(text)
            and text[0].isupper() | text[0].isdigit()
        )
        return BOLD_LEVEL if stands_out and paragraph.size >= self.usual * SMALL_HEADING else 0

    def goes_on(self, before: Paragraph, paragraph: Paragraph) -> bool:
        """Return whether a paragraph goes on with one that ended with its column or page."""
        if not before.is_open or paragraph.level or paragraph.is_row or paragraph.is_note:
            return False
        if abs(before.size - paragraph.size) > SAME_SIZE * before.size or ITEM.match(paragraph.text):
            return False
        return paragraph.text[:1].islower() or (hyphens.ends_cut(before.text) and paragraph.text[:1].isalpha())


def _same_size(line: Line, other: Line) -> bool:
    return abs(line.size - other.size) <= SAME_SIZE * max(line.size, other.size)


def _is_caption(line: Line | Paragraph) -> bool:
    return bool(CAPTION.match(line.text))


def _right(flow: Sequence[Line], place: int) -> float:
    """Return the right edge of the text around a line: of lines of its size that stand close by."""
    line = flow[place]
    near = [each for each in flow[max(0, place - 12) : place + 12] if _same_size(each, line) and not each.is_row]
    return max(each.right for each in near or [line])


def _hangs(flow: Sequence[Line]) -> bool:
    """Return whether paragraphs begin further out than they go on, as in a list of references."""
    hanging = first = 0
    for before, line in itertools.pairwise(flow):
        if _same_size(before, line) and line.left - before.left > INDENT * line.size:
            ended = bool(ENDED.search(before.text))
            hanging, first = hanging + (not ended), first + ended
    return hanging > max(1, first)


def _starts(before: Line, line: Line, after: Line | None, hanging: bool) -> bool:
    """Return whether a line begins a paragraph by standing further in, or out, than those around it."""
    far = INDENT * line.size
    if ITEM.match(before.text) or NUMBERED.match(before.text) or BULLET.match(before.pieces[0].text):
        return line.left < before.left - far and bool(ENDED.search(before.text))
    if abs((before.left + before.right) - (line.left + line.right)) < far and abs(before.left - line.left) > 1:
        return False
    if hanging:
        return before.left - line.left > far
    follows = after is not None and _same_size(after, line) and line.left - after.left > far and not after.is_row
    if line.left - before.left > far and ENDED.search(before.text):
        return True
    if line.left - before.left > far and follows and after and after.text[:1].islower():
        return True
    return before.left - line.left > 3 * far and bool(ENDED.search(before.text))


def _with_drop_caps(flow: Sequence[Line]) -> list[Line]:
    """Return lines with a first letter that hangs over several of them put before the first."""
    kept = [*flow]
    for place, line in enumerate(flow):
        letter = line.pieces[0]
        if len(letter.text) != 1 or not letter.text.isalpha() or not letter.text.isupper():
            continue
        beside = [
            each
            for each in kept
            if each is not line
            and letter.size >= each.size * DROP_CAP
            and each.left >= letter.right - 1
            and letter.bottom - each.size < each.bottom < letter.top
        ]
        rest = line.pieces[1:]
        if len(line.pieces) == 1 and beside:
            first = max(beside, key=lambda each: each.bottom)
            first.text = f"{letter.text}{first.text}"
            kept.remove(line)
        elif rest and letter.size >= rest[0].size * DROP_CAP:
            line.text = line.text.replace(f"{letter.text} | ", letter.text, 1).replace(
                f"{letter.text} ", letter.text, 1
            )
            line.size, line.bottom, line.top = rest[0].size, rest[0].bottom, rest[0].top
            line.is_row = " | " in line.text
        kept = [*kept] if place else kept
    return kept
