"""What a document becomes in an index: its stems by field, what is stored of it, and what its lines mean."""

from dataclasses import dataclass
from typing import Any

from library.search.engine.port import Document
from library.search.engine.ranking import FIELDS, PUT
from library.search.engine.words import common, cut

PLACE_BITS = 24
"""A place in a text is counted in this many bits, after the number of the document."""


@dataclass(frozen=True, slots=True)
class Row:
    """A document laid out: `stems` is field -> stems in order, `stored` what is given back as it is.

    What its lines mean is kept apart: it is far larger than all else, and cannot be packed.
    """

    stems: dict[str, list[str]]
    stored: dict[str, Any]
    meant: bytes


def row(document: Document) -> Row:
    """Cut and stem a document's words, once."""
    words = {name: cut(getattr(document, name)) for name in FIELDS}
    put = common(document.asked)
    stored = {
        "id": document.id,
        "change": document.change,
        "published": document.published.timestamp(),
        "lengths": {name: len(found) for name, found in words.items()} | {PUT: len(put)},
        "spoken": " ".join(dict.fromkeys(small for found in words.values() for small, _ in found)),
    }
    stems = {name: [stemmed for _, stemmed in found] for name, found in words.items()} | {PUT: put}
    return Row(stems, stored, document.meant)
