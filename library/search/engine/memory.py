"""A segment that is held in memory only: what no file of the index holds yet, or can hold."""

from array import array
from collections import Counter, defaultdict
from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

from library.search.engine import embeddings
from library.search.engine.closeness import VECTOR, Lines, Sketches
from library.search.engine.documents import NUMBERS, PLACE_BITS, row
from library.search.engine.port import Document

Posted = dict[str, tuple["array[int]", "array[float]"]]
"""Word -> the documents that hold it, and how often each does."""
NOT_THERE: tuple["array[int]", "array[float]"] = (array("i"), array("d"))


class MemorySegment:
    """Documents laid out as in a file of the index."""

    def __init__(self, documents: Iterable[Document]) -> None:
        """Cut every document into its words."""
        self._numbers: list[bytes] = []
        self._changes: list[bytes] = []
        self._posted: dict[str, Posted] = {}
        self._texts: list[list[str]] = []
        self._meant: list[bytes] = []
        for number, document in enumerate(documents):
            laid_out = row(document)
            self._numbers.append(laid_out.numbers)
            self._changes.append(laid_out.change)
            self._texts.append(laid_out.words["text"])
            self._meant.append(laid_out.meant)
            for field, words in (laid_out.words | document.facets).items():
                self._post(number, field, words)
        self.size = len(self._numbers)

    def _post(self, number: int, field: str, words: Iterable[str]) -> None:
        posted = self._posted.setdefault(field, defaultdict(lambda: (array("i"), array("d"))))
        for word, count in Counter(words).items():
            numbers, counts = posted[word]
            numbers.append(number)
            counts.append(count)

    def numbers(self) -> NDArray[np.void]:
        """Return the numbers of every document."""
        return np.frombuffer(b"".join(self._numbers), NUMBERS)

    def changes(self) -> list[bytes]:
        """Return the mark of the last change of every document."""
        return self._changes

    def lines(self) -> Lines:
        """Return the vectors of the lines of all documents."""
        meant, counts = b"".join(self._meant), list(map(embeddings.count, self._meant))
        sketches = Sketches.of(embeddings.rows(meant))
        return Lines(np.array(counts, np.intp), np.frombuffer(meant, VECTOR), sketches)

    def postings(self, field: str, word: str) -> tuple[NDArray[np.int32], NDArray[np.float64]]:
        """Return the documents that hold a word, and how often each does."""
        numbers, counts = self._posted.get(field, {}).get(word, NOT_THERE)
        return np.array(numbers, np.int32), np.array(counts, np.float64)

    def places(self, word: str) -> NDArray[np.int64]:
        """Return where a word stands in the texts."""
        numbers, _ = self._posted.get("text", {}).get(word, NOT_THERE)
        found = [
            number << PLACE_BITS | place
            for number in numbers
            for place, stem in enumerate(self._texts[number])
            if stem == word
        ]
        return np.array(found, np.int64)

    def words(self, field: str) -> Iterable[str]:
        """Return all words of a field."""
        return self._posted.get(field, {})
