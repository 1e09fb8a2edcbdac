"""How close documents come in meaning to a question: roughly for all of them, exactly for those that it matters for.

An index keeps each vector in 2 bytes a number, and a sketch of it in 1 byte, which is gone through three times as
quickly. By how much a sketch may mislead is known, so that nothing is missed that belongs among the first.
"""

from collections.abc import Iterable
from functools import cached_property
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from library.search.engine import embeddings
from library.search.engine.embeddings import SIZE, Amounts, Vectors

MOST = 127
"""The greatest number of a sketch."""
VECTOR, SKETCH = np.dtype(("<f2", (SIZE,))), np.dtype(("i1", (SIZE,)))
SCALE = np.dtype([("scale", "<f4"), ("off", "<f4"), ("length", "<f4")])
"""What the numbers of a sketch are counted in, how far it is from its vector, and how long that is."""
SLACK = 1e-6
"""What sums in another order may differ by."""


class Sketches(NamedTuple):
    """Vectors in one byte a number."""

    numbers: NDArray[np.int8]
    scales: NDArray[np.void]

    @classmethod
    def of(cls, vectors: Vectors) -> "Sketches":
        """Sketch vectors."""
        scales = np.zeros(len(vectors), SCALE)
        scales["scale"] = np.abs(vectors).max(axis=1, initial=np.finfo(np.float32).tiny) / MOST
        numbers = np.rint(vectors / scales["scale"][:, None])
        scales["off"] = np.linalg.norm(vectors - numbers * scales["scale"][:, None], axis=1)
        scales["length"] = np.linalg.norm(vectors, axis=1)
        return cls(numbers.astype(np.int8), scales)


class Lines:
    """The vectors of the lines of documents, those of one document together; read where they lie, so never copied."""

    def __init__(self, counts: NDArray[np.intp], vectors: NDArray[np.float16], sketches: Sketches) -> None:
        """Take how many lines each document has, their vectors as an index keeps them, and sketches of these."""
        self.documents = np.flatnonzero(counts)
        self._counts = counts[self.documents]
        self._begins = np.cumsum(self._counts) - self._counts
        self._vectors, self._sketches = vectors, sketches

    @cached_property
    def _most(self) -> tuple[float, float]:
        """Return how far a sketch is from its vector, and how long a vector is, at most."""
        scales = self._sketches.scales
        return float(scales["off"].max(initial=0.0)), float(scales["length"].max(initial=0.0))

    def roughly(self, asked: Sketches) -> tuple[Amounts, Amounts, float]:
        """Return the closeness of each document that has lines, of its nearest line, and how far both may be off.

        The product of two sketches is off by no more than how far each is from its vector times the other's length.
        """
        (off, longest), own = self._most, asked.scales[0]
        products = _products(asked.numbers, self._sketches.numbers)
        near = products * self._sketches.scales["scale"] * own["scale"]
        doubt = off * (float(own["length"]) + float(own["off"])) + longest * float(own["off"]) + SLACK
        return *embeddings.closeness(near, self._begins), doubt

    def exactly(self, question: bytes, at: NDArray[np.intp]) -> tuple[Amounts, Amounts]:
        """Return the same of some of `documents`, by their places."""
        counts = self._counts[at]
        begins = np.cumsum(counts) - counts
        lines = np.arange(counts.sum()) + np.repeat(self._begins[at] - begins, counts)
        asked = np.frombuffer(question, VECTOR)
        return embeddings.closeness(_products(asked, self._vectors[lines]), begins)


def _products(asked: NDArray[np.generic], lines: NDArray[np.generic]) -> Amounts:
    """Multiply a question with lines, whose numbers are of the same kind."""
    import simsimd

    found: Amounts = np.asarray(simsimd.cdist(asked, lines, metric="dot"))[0]  # In place: a copy takes as long again.
    return found


class Closeness:
    """How close the documents of a snapshot are to one question; 0 where that is not known."""

    def __init__(self, parts: Iterable[tuple[Lines, int]], size: int, question: bytes) -> None:
        """Look through the lines of each part, whose documents begin at a number, roughly."""
        self.close, self.nearest = np.zeros(size, np.float64), np.zeros(size, np.float64)
        self.doubt, self.question = 0.0, question
        self._parts = [(lines, start) for lines, start in parts if len(lines.documents)]
        asked = Sketches.of(embeddings.rows(question))
        for lines, start in self._parts:
            found = lines.documents + start
            self.close[found], self.nearest[found], doubt = lines.roughly(asked)
            self.doubt = max(self.doubt, doubt)

    def settle(self, documents: NDArray[np.intp]) -> None:
        """Make it exact for some documents."""
        wanted = np.zeros(len(self.close), np.bool_)
        wanted[documents] = True
        for lines, start in self._parts:
            places = np.flatnonzero(wanted[lines.documents + start])
            if len(places):
                found = lines.documents[places] + start
                self.close[found], self.nearest[found] = lines.exactly(self.question, places)

    def nearest_line(self, documents: NDArray[np.bool_]) -> float:
        """Return how close the nearest line of some documents is, given by a mask."""
        if not self._parts:
            return 0.0
        best = self.nearest[documents].max(initial=0.0)
        self.settle(np.flatnonzero(documents & (self.nearest >= best - 2 * self.doubt)))
        return float(self.nearest[documents].max(initial=0.0))
