"""One immutable part of an index, decoded once into arrays."""

from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cached_property
from threading import Lock
from typing import Protocol, TypeVar

import numpy as np
from cachetools import LRUCache
from numpy.typing import NDArray

from library.search.engine.closeness import Lines
from library.search.engine.documents import SPOKEN
from library.search.engine.spelling import Shelves
from library.search.models import FACETS

Numbers = NDArray[np.int32]
Amounts = NDArray[np.float64]
Mask = NDArray[np.bool_]
Postings = tuple[Numbers, Amounts]
NO_MASK: Mask = np.zeros(0, np.bool_)
NO_IDS = np.zeros(0, np.int64)
NO_AMOUNTS: Amounts = np.zeros(0, np.float64)
Places = NDArray[np.int64]
"""Where a word stands: document << PLACE_BITS | place in its text, going up."""
Whole = TypeVar("Whole", np.int32, np.int64)
NOWHERE: Places = np.zeros(0, np.int64)
MOST_PLACES = 4_000_000
"""Bytes of places that each segment keeps decoded."""
NOTHING: Postings = (np.zeros(0, np.int32), NO_AMOUNTS)


class SegmentFile(Protocol):
    """What the engine's adapter reads from one immutable segment; documents are numbered from 0."""

    size: int

    def numbers(self) -> NDArray[np.void]:
        """Return the numbers of every document (documents.NUMBERS)."""

    def changes(self) -> list[bytes]:
        """Return the mark of the last change of every document."""

    def lines(self) -> Lines:
        """Return the vectors of the lines of all documents."""

    def postings(self, field: str, word: str) -> Postings:
        """Return the documents that hold a word, and how often each does."""

    def places(self, word: str) -> Places:
        """Return where a word stands in the texts."""

    def words(self, field: str) -> Iterable[str]:
        """Return all words of a field."""


@dataclass
class Segment:
    """A segment with everything that was once decoded from it."""

    file: SegmentFile
    _postings: dict[tuple[str, str], Postings] = field(default_factory=dict)
    _places: LRUCache[str, Places] = field(default_factory=lambda: LRUCache(MOST_PLACES, lambda kept: kept.nbytes))
    _placing: Lock = field(default_factory=Lock)

    @cached_property
    def numbers(self) -> NDArray[np.void]:
        """Return the numbers of every document."""
        return self.file.numbers()

    @cached_property
    def changes(self) -> list[tuple[int, str]]:
        """Return id and mark of the last change of every document."""
        return list(zip(self.ids.tolist(), (mark.decode() for mark in self.file.changes()), strict=True))

    @cached_property
    def facets(self) -> dict[str, dict[str, int]]:
        """Return group -> term -> the documents that have it, as bits."""
        return {
            group: {term: _bits(self.postings(group, term)[0], self.file.size) for term in self.file.words(group)}
            for group in FACETS
        }

    @cached_property
    def spoken(self) -> Shelves:
        """Return every word that a misspelt one may be corrected to."""
        return Shelves(self.file.words(SPOKEN))

    def postings(self, field: str, word: str) -> Postings:
        """Return a word's postings, decoded once; words that are not there are not kept, as there is no end of them."""
        key = (field, word)
        if known := self._postings.get(key):
            return known
        found = self.file.postings(field, word)
        if len(found[0]):
            self._postings[key] = found
        return found

    @property
    def ids(self) -> NDArray[np.int64]:
        """Return the id of every document."""
        return self.numbers["id"]

    @cached_property
    def lines(self) -> Lines:
        """Return the vectors of the lines of all documents."""
        return self.file.lines()

    def saying(self, phrase: Sequence[str]) -> Places:
        """Return where a phrase begins; places are looked at only if some document holds all its words."""
        within = self.postings("text", phrase[0])[0]
        for word in phrase[1:]:
            within = _in_both(within, self.postings("text", word)[0])
        if not len(within):
            return NOWHERE
        found = self._places_of(phrase[0])
        for further, word in enumerate(phrase[1:], 1):
            found = _in_both(found, self._places_of(word) - further)
        return found

    def _places_of(self, word: str) -> Places:
        """Return where a word stands; those asked for last are kept decoded."""
        with self._placing:
            known = self._places.get(word)
        if known is None:
            known = self.file.places(word)
            with self._placing, suppress(ValueError):
                self._places[word] = known
        return known


def _in_both(some: NDArray[Whole], others: NDArray[Whole]) -> NDArray[Whole]:
    """Return the numbers that stand in both of two arrays, which go up; quick where one of them is short."""
    short, long = (some, others) if len(some) < len(others) else (others, some)
    if not len(short):
        return short
    at = np.minimum(np.searchsorted(long, short), len(long) - 1)
    both: NDArray[Whole] = short[long[at] == short]
    return both


def _bits(documents: Numbers, size: int) -> int:
    mask = np.zeros(size, np.bool_)
    mask[documents] = True
    return mask_bits(mask)


def mask_bits(mask: Mask) -> int:
    """Turn a mask over documents into bits of one whole number."""
    return int.from_bytes(np.packbits(mask, bitorder="little").tobytes(), "little")
