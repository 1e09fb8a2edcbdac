"""What a document becomes in an index: its words by field, its numbers, and what its lines mean."""

from dataclasses import dataclass

import numpy as np

from library.search.engine import embeddings
from library.search.engine.port import Document
from library.search.engine.ranking import FIELDS, PUT
from library.search.engine.spelling import SHORTEST
from library.search.engine.words import common, cut

PLACE_BITS = 24
"""A place in a text is counted in this many bits, after the number of the document."""
SPOKEN = "spoken"
"""The field of the words that a misspelt one may be corrected to, as they are written."""
COUNTED = (*FIELDS, PUT)
NUMBERS = np.dtype([("id", "<i8"), ("published", "<f8"), ("lines", "<u4"), *((name, "<u4") for name in COUNTED)])
"""The numbers of a document: its id, when it was published in seconds, its lines, and how many words each field has."""


@dataclass(frozen=True, slots=True)
class Row:
    """A document laid out: `words` is field -> words in order, stems but for those that are spoken."""

    words: dict[str, list[str]]
    numbers: bytes
    change: bytes
    meant: bytes


def row(document: Document) -> Row:
    """Cut and stem a document's words, once."""
    found = {name: cut(getattr(document, name)) for name in FIELDS}
    words = {name: [stemmed for _, stemmed in each] for name, each in found.items()} | {PUT: common(document.asked)}
    spoken = dict.fromkeys(small for each in found.values() for small, _ in each if len(small) >= SHORTEST)
    counts = (len(words[name]) for name in COUNTED)
    numbers = (document.id, document.published.timestamp(), embeddings.count(document.meant), *counts)
    laid_out = np.array(numbers, NUMBERS).tobytes()
    return Row(words | {SPOKEN: list(spoken)}, laid_out, document.change.encode(), document.meant)
