"""Excerpts: the part of a brief's text that speaks to a question, with the question's words marked."""

from bisect import bisect_left, bisect_right
from collections.abc import Collection
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain
from typing import NamedTuple

import numpy as np

from library.search.engine.words import stems, words

LENGTH = 240
"""Characters, about."""
MOST_KEPT = 60_000
"""Pieces of texts whose words are kept: nearly all that stand in briefs stand in many."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of an excerpt; `marked` when it is a word of the question."""

    text: str
    marked: bool = False


class Place(NamedTuple):
    """Where a word stands; its stem is told from others by its hash."""

    stem: int
    start: int
    end: int


class Passages:
    """A text that excerpts are cut from: where each of its words stands, laid out once in 16 bytes a word."""

    def __init__(self, text: str) -> None:
        """Cut a text into its words."""
        chunks = text.split()
        self.text = " ".join(chunks)
        places = list(map(_places, chunks))
        begins = np.cumsum([0, *(len(chunk) + 1 for chunk in chunks)])[:-1].repeat(list(map(len, places)))
        laid_out = np.fromiter(chain.from_iterable(chain.from_iterable(places)), np.int64).reshape(-1, 3)
        self._stems = laid_out[:, 0].copy()
        self._starts, self._ends = ((laid_out[:, column] + begins).astype(np.int32) for column in (1, 2))

    def excerpt(self, wanted: Collection[str]) -> tuple[Piece, ...]:
        """Cut the passage that holds most of the wanted stems, and mark them; the beginning when none is there."""
        text, found = self.text, self._found(wanted) if wanted else []
        start = _best_start(text, found) if len(text) > LENGTH else 0
        end = min(len(text), start + LENGTH)
        if end < len(text) and (space := text.rfind(" ", start, end)) > start + LENGTH // 2:
            end = space
        pieces = [Piece("… ")] if start else []
        here = start
        for word in (word for word in found if word.start >= start and word.end <= end):
            pieces += [Piece(text[here : word.start]), Piece(text[word.start : word.end], True)]
            here = word.end
        pieces.append(Piece(text[here:end] + (" …" if end < len(text) else "")))
        return tuple(piece for piece in pieces if piece.text)

    def _found(self, wanted: Collection[str]) -> list[Place]:
        """Return where the wanted words stand, in order."""
        said = np.logical_or.reduce([self._stems == hash(stem) for stem in wanted])
        known = (self._stems, self._starts, self._ends)
        return list(map(Place._make, zip(*(each[said].tolist() for each in known), strict=True)))


@lru_cache(maxsize=MOST_KEPT)
def _places(chunk: str) -> tuple[Place, ...]:
    """Return where words stand in a piece of a text without spaces; not those that count in another spelling."""
    spelt = set(stems(chunk))
    return tuple(Place(hash(word.stem), word.start, word.end) for word in words(chunk) if word.stem in spelt)


def excerpt(text: str, wanted: Collection[str]) -> tuple[Piece, ...]:
    """Cut an excerpt of a text that is asked for once."""
    return Passages(text).excerpt(wanted)


def _best_start(text: str, found: list[Place]) -> int:
    """Find where to cut: at the start of the sentence from which most different words are in reach."""
    starts = [word.start for word in found]
    best, most = 0, 0
    for word in found:
        sentence = text.rfind(". ", 0, word.start)
        start = sentence + 2 if sentence >= 0 else 0
        if word.start - start >= LENGTH // 2:
            start = text.rfind(" ", 0, max(word.start - 40, 0)) + 1
        within = found[bisect_left(starts, start) : bisect_right(starts, start + LENGTH)]
        reach = len({other.stem for other in within if other.end <= start + LENGTH})
        if reach > most:
            best, most = start, reach
    return best
