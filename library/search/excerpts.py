"""Excerpts: the part of a brief's text that speaks to a question, with the question's words marked."""

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

import numpy as np

from library.search.engine.words import stems, words

LENGTH = 240
"""Characters, about."""


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
        places = list(_places(chunks))
        self._stems = np.array([place.stem for place in places], np.int64)
        self._starts = np.array([place.start for place in places], np.int32)
        self._ends = np.array([place.end for place in places], np.int32)

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


def _places(chunks: Iterable[str]) -> Iterator[Place]:
    """Return where the words of a text stand, which is split at spaces; not those that count in another spelling."""
    before = 0
    for chunk in chunks:
        spelt = _stems(chunk)
        for word in words(chunk):
            if word.stem in spelt:
                yield Place(hash(word.stem), before + word.start, before + word.end)
        before += len(chunk) + 1


def excerpt(text: str, wanted: Collection[str]) -> tuple[Piece, ...]:
    """Cut an excerpt of a text that is asked for once."""
    return Passages(text).excerpt(wanted)


@lru_cache(maxsize=100_000)
def _stems(chunk: str) -> frozenset[str]:
    return frozenset(stems(chunk))


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
