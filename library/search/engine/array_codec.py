"""How Whoosh keeps postings for us: as plain arrays that are read where they lie, not as pickles in packed blocks.

A codec is what Whoosh offers for that. What a term is kept by, segments, commits and merges stay Whoosh's own.
"""

import zlib
from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray
from whoosh.analysis import SpaceSeparatedTokenizer
from whoosh.codec.whoosh3 import W3Codec, W3PostingsWriter, W3TermsReader
from whoosh.fields import TEXT
from whoosh.formats import Positions
from whoosh.matching import ListMatcher
from whoosh.reading import SegmentReader, TermNotFound

BYTES = 4
"""Of a document's number, of how often it holds a word, of each place where the word stands, and of a checksum."""


class Block(NamedTuple):
    """All that is kept of a term: the documents that hold it, how often each does, and what is said of each besides."""

    documents: NDArray[np.int32]
    counts: NDArray[np.float32]
    values: bytes

    def size(self) -> int:
        """Return how many bytes are kept."""
        return self.documents.nbytes + self.counts.nbytes + len(self.values)

    def places(self) -> NDArray[np.uint32]:
        """Return where the word stands in each document, one document after the other."""
        return np.frombuffer(self.values, np.uint32)


class BlockWriter(W3PostingsWriter):  # type: ignore[misc]
    """Writes all postings of a term as one block."""

    _terminfo: Any

    def finish_postings(self) -> Any:
        """Write the block, and return what the index of terms keeps of it."""
        terminfo, self._terminfo = self._terminfo, None
        terminfo.add_block(self)
        kept = b"".join((self._ids.tobytes(), self._weights.tobytes(), *self._values))
        self._postfile.write(kept + _sum(kept))
        terminfo.set_extent(self._startoffset, len(kept) + BYTES)
        return terminfo


class BlockMatcher(ListMatcher):  # type: ignore[misc]
    """A block as Whoosh goes through it, posting by posting, when it deletes and merges."""

    def __init__(self, block: Block, **more: Any) -> None:
        """Begin at the first posting."""
        super().__init__(block.documents, block.counts, **more)
        self.block = block

    def id(self) -> int:
        """Return the document it has come to."""
        return int(self.block.documents[self._i])

    def weight(self) -> float:
        """Return how often that document holds the term."""
        return float(self.block.counts[self._i])

    def all_ids(self) -> Iterator[int]:
        """Return all documents."""
        return iter(self.block.documents.tolist())

    def value(self) -> bytes:
        """Return what is said of the document it has come to."""
        return self.block.values[self._ends[self._i - 1] if self._i else 0 : self._ends[self._i]]

    @cached_property
    def _ends(self) -> list[int]:
        """Return where what is said of each document ends: of all the same length, or as long as its places."""
        fixed, counts = self._format.fixed_value_size(), self.block.counts.astype(np.int64)
        each = BYTES * counts if fixed is None else np.full(len(counts), fixed)
        ends: list[int] = np.cumsum(each).tolist()
        return ends


class TermsReader(W3TermsReader):  # type: ignore[misc]
    """Reads the terms of a segment."""

    def block(self, field: str, word: str) -> Block | None:
        """Return what is kept of a term, None where there is no such term."""
        try:
            return block(self._postfile, self.term_info(field, word.encode()))
        except TermNotFound:
            return None


class BlockReader(SegmentReader):  # type: ignore[misc]
    """Reads a segment, its postings whole."""

    def block(self, field: str, word: str) -> Block | None:
        """Return what is kept of a term, None where there is no such term."""
        found: Block | None = self._terms.block(field, word)
        return found


class ArrayCodec(W3Codec):  # type: ignore[misc]
    """Whoosh's codec, but for postings."""

    def terms_reader(self, storage: Any, segment: Any) -> TermsReader:
        """Return what reads the terms of a segment."""
        terms = segment.make_filename(self.TERMS_EXT)
        postings = segment.open_file(storage, self.POSTS_EXT)
        return TermsReader(self, storage.open_file(terms), storage.file_length(terms), postings)

    def postings_writer(self, dbfile: Any, byteids: bool = False) -> BlockWriter:
        """Return what writes the postings of a field."""
        return BlockWriter(dbfile, blocklimit=float("inf"), byteids=byteids)

    def postings_reader(
        self, dbfile: Any, terminfo: Any, format_: Any, term: Any = None, scorer: Any = None
    ) -> BlockMatcher:
        """Return a term's postings."""
        return BlockMatcher(block(dbfile, terminfo), format=format_, scorer=scorer, term=term, terminfo=terminfo)


def block(file: Any, terminfo: Any) -> Block:
    """Return a term's block from the file of postings; raise ValueError if it is not as it was written.

    The file may be changed under a process that has it open, and any bytes are numbers.
    """
    offset, (length,) = terminfo.extent()
    whole, many = file.get(offset, length), terminfo.doc_frequency()
    kept, seal = whole[:-BYTES], whole[-BYTES:]
    if _sum(kept) != seal:
        raise ValueError("postings are not as they were written")
    documents, counts = np.frombuffer(kept, np.int32, many), np.frombuffer(kept, np.float32, many, BYTES * many)
    return Block(documents, counts, kept[2 * BYTES * many :])


def _sum(kept: bytes) -> bytes:
    return zlib.crc32(kept).to_bytes(BYTES, "little")


class Stems(TEXT):  # type: ignore[misc]
    """A field of words that are cut and stemmed already: given as a list, not as a text."""

    def __init__(self, places: bool = False) -> None:
        """Keep where each word stands, or only how often each document holds it."""
        super().__init__(analyzer=SpaceSeparatedTokenizer(), phrase=places)
        self._places = places
        if places:
            self.format = Places()

    def index(self, value: Iterable[str], **_: Any) -> Iterator[tuple[bytes, int, float, bytes]]:
        """Return each word with how often it is said, its weight and its places."""
        places: dict[str, list[int]] = defaultdict(list)
        for place, stem in enumerate(value):
            places[stem].append(place)
        for stem, found in places.items():
            yield stem.encode(), len(found), float(len(found)), self.format.encode(found) if self._places else b""


class Places(Positions):  # type: ignore[misc]
    """Places as plain numbers."""

    def encode(self, poslist: list[int]) -> bytes:
        """Return places as they are kept."""
        return array("I", poslist).tobytes()
