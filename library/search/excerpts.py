"""Excerpts: the part of a brief's text that speaks to a question, with the question's words marked."""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import chain
from threading import Lock
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from library.search.engine.words import stems, words

LENGTH = 240
"""Characters, about."""
MOST_KEPT = 40_000
"""Chunks of texts that are known: nearly all that stand in briefs stand in many."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of an excerpt; `marked` when it is a word of the question."""

    text: str
    marked: bool = False


class Place(NamedTuple):
    """Where a word stands."""

    stem: str
    start: int
    end: int


class Passages:
    """A text that excerpts are cut from: the numbers of its chunks and where each begins, in 8 bytes a chunk."""

    def __init__(self, text: str) -> None:
        """Cut a text at its spaces."""
        chunks = text.split()
        self.text = " ".join(chunks)
        if _chunks().is_full():
            _chunks.cache_clear()  # Texts keep those that they were cut with.
        self._known = _chunks()
        self._numbers = np.fromiter(map(self._known.__getitem__, chunks), np.int32, len(chunks))
        after = np.fromiter(map(len, chunks), np.int32, len(chunks)) + 1
        self._begins = np.cumsum(after, dtype=np.int32) - after

    def excerpt(self, wanted: Collection[str]) -> tuple[Piece, ...]:
        """Cut the passage that holds most of the wanted stems, and mark them; the beginning when none is there."""
        text, found = self.text, self._found(wanted)
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
        at = np.flatnonzero(self._known.holding(wanted)[self._numbers])
        return [
            Place(word.stem, begin + word.start, begin + word.end)
            for number, begin in zip(self._numbers[at].tolist(), self._begins[at].tolist(), strict=True)
            for word in self._known.places[number]
            if word.stem in wanted
        ]


class Chunks(dict[str, int]):
    """What stands in texts between spaces, each with its number, and where its words are: most stand in many texts."""

    def __init__(self) -> None:
        """Know none yet."""
        super().__init__()
        self.places: list[tuple[Place, ...]] = []
        self._holding: defaultdict[str, list[int]] = defaultdict(list)
        self._adding = Lock()

    def __missing__(self, chunk: str) -> int:
        """Give a number to a chunk that is seen for the first time."""
        places = tuple(_places(chunk))
        with self._adding:
            if chunk not in self:
                self.places.append(places)
                for stem in {place.stem for place in places}:
                    self._holding[stem].append(len(self.places) - 1)
                self[chunk] = len(self.places) - 1
            return self[chunk]

    def holding(self, wanted: Iterable[str]) -> NDArray[np.bool_]:
        """Return the mask of the chunks that hold some of the wanted stems."""
        numbers = list(chain.from_iterable(self._holding.get(stem, ()) for stem in wanted))
        mask = np.zeros(len(self.places), np.bool_)  # Made last, as other threads may add chunks meanwhile.
        mask[numbers] = True
        return mask

    def is_full(self) -> bool:
        """Return whether as many are known as are kept."""
        return len(self) >= MOST_KEPT


@cache
def _chunks() -> Chunks:
    """Return the chunks that texts share which are laid out now."""
    return Chunks()


def _places(chunk: str) -> Iterator[Place]:
    """Return where words stand in a chunk of a text; not those that count in another spelling."""
    spelt = set(stems(chunk))
    return (Place(word.stem, word.start, word.end) for word in words(chunk) if word.stem in spelt)


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
