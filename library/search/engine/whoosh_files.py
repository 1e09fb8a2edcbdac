"""Whoosh's files: what a document becomes in them, one commit, and one segment read as arrays.

Together with array_codec, how postings lie in them, and whoosh_index, which keeps the whole index, the only modules
that know Whoosh.
"""

import fcntl
import mmap
import os
import threading
import weakref
from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import contextmanager, suppress
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
from cachetools import LRUCache
from numpy.typing import NDArray
from whoosh.codec.whoosh3 import W3Codec
from whoosh.columns import FixedBytesColumn, VarBytesColumn
from whoosh.fields import COLUMN, ID, KEYWORD, Schema
from whoosh.filedb.filestore import FileStorage
from whoosh.filedb.structfile import BufferFile, StructFile
from whoosh.index import FileIndex, LockError
from whoosh.reading import SegmentReader
from whoosh.writing import IndexWriter

from library.search.engine import checksums, embeddings
from library.search.engine.array_codec import ArrayCodec, Block, BlockReader, Stems
from library.search.engine.closeness import SCALE, SKETCH, VECTOR, Lines, Sketches
from library.search.engine.documents import NUMBERS, PLACE_BITS, row
from library.search.engine.port import Document, IndexBusy, IndexUnavailable
from library.search.engine.segments import NOTHING, NOWHERE, Mask, Places, Postings
from library.search.models import FACETS

MOST_SEGMENTS = 16
"""More small segments than this are merged, by `tidy`, away from any request."""
AT_ONCE = 2_500
"""Documents that are committed together while an index is rebuilt: so many fit into memory. A segment of as many is
merged no more, as that would take minutes in a library of 100,000.
"""
MOST_RECENT = 200_000
"""Bytes of blocks that each segment keeps: a phrase asks for where its words stand just after for who holds them."""
MEGABYTES = 512
"""What a writer may hold before it sorts on the disk, which takes far longer."""
SCHEMA = Schema(
    key=ID(unique=True),
    text=Stems(places=True),
    title=Stems(),
    asked=Stems(),
    put=Stems(),
    spoken=Stems(),
    numbers=COLUMN(FixedBytesColumn(NUMBERS.itemsize)),
    change=COLUMN(VarBytesColumn()),
    meant=COLUMN(VarBytesColumn()),
    sketches=COLUMN(VarBytesColumn()),
    scales=COLUMN(VarBytesColumn()),
    **dict.fromkeys(FACETS, KEYWORD),
)


class WhooshBatch:
    """What is to be put and removed, the last word on each id: Whoosh replaces only what was committed before."""

    def __init__(self) -> None:
        """Begin with nothing."""
        self._wanted: dict[int, Document | None] = {}

    def put(self, document: Document) -> None:
        """Add or replace a document."""
        self._wanted[document.id] = document

    def remove(self, id: int) -> None:
        """Take a document out."""
        self._wanted[id] = None

    def __len__(self) -> int:
        """Return how many documents are put or removed."""
        return len(self._wanted)

    def write(self, writer: IndexWriter, held: Collection[int]) -> None:
        """Hand everything over to a writer, whose index holds some documents already."""
        for id, document in self._wanted.items():
            if id in held:
                writer.delete_by_term("key", str(id))
            if document:
                put(writer, document)


def put(writer: IndexWriter, document: Document) -> None:
    """Hand one document that the index does not hold to a writer, its words cut and stemmed."""
    facets = {group: " ".join(document.facets.get(group, ())) for group in FACETS}
    laid_out = row(document)
    sketches = Sketches.of(embeddings.rows(laid_out.meant))
    writer.add_document(
        key=str(document.id),
        **{name: found for name, found in laid_out.words.items() if found},
        numbers=laid_out.numbers,
        change=laid_out.change,
        meant=laid_out.meant,
        sketches=sketches.numbers.tobytes(),
        scales=sketches.scales.tobytes(),
        **{group: terms for group, terms in facets.items() if terms},
    )


class MappedFiles(FileStorage):  # type: ignore[misc]
    """The files of an index, mapped: looking a word up takes two thirds as long as by reading piece by piece."""

    def open_file(self, name: str, **more: Any) -> StructFile:
        """Open a file to read."""
        with (Path(self.folder) / name).open("rb") as opened, suppress(ValueError):  # Nothing cannot be mapped.
            return BufferFile(memoryview(mmap.mmap(opened.fileno(), 0, access=mmap.ACCESS_READ)), name=name)
        return super().open_file(name, **more)


class WhooshSegment:
    """One segment, read through Whoosh as arrays. Whoosh rounds the lengths it keeps, so ours are kept beside.

    What a column holds of every document lies in a file of its own, one after the other, so that it is read where it
    lies, and processes share the memory.
    """

    def __init__(self, reader: BlockReader, folder: Path) -> None:
        """Read through a reader of a folder, which is closed with this."""
        self._reader, self._folder = reader, folder
        self._lock = threading.Lock()
        self._recent: LRUCache[tuple[str, str], Block] = LRUCache(MOST_RECENT, Block.size)
        self.size = reader.doc_count_all()
        weakref.finalize(self, reader.close)

    def numbers(self) -> NDArray[np.void]:
        """Return the numbers of every document."""
        with troubles_told():
            return self._column("numbers", NUMBERS, self.size)

    def changes(self) -> list[bytes]:
        """Return the mark of the last change of every document."""
        with troubles_told(), self._lock:
            return list(self._reader.column_reader("change", translate=False))

    def lines(self) -> Lines:
        """Return the vectors of the lines of all documents."""
        with troubles_told():
            counts = self.numbers()["lines"].astype(np.intp)
            read = partial(self._column, many=int(counts.sum()))
            sketches = Sketches(read("sketches", SKETCH), read("scales", SCALE))
            return Lines(counts, read("meant", VECTOR), sketches)

    def _column(self, name: str, kind: np.dtype[Any], many: int) -> NDArray[Any]:
        """Return the first values of a column where they lie; what follows them is Whoosh's own."""
        if not many:
            return np.zeros(0, kind)  # No file can be mapped that holds nothing.
        file = self._folder / W3Codec.column_filename(self._reader.segment(), name)
        return np.asarray(np.memmap(file, kind, "r", shape=(many,)))

    def postings(self, field: str, word: str) -> Postings:
        """Return the documents that hold a word, and how often each does."""
        found = self._block(field, word)
        return (found.documents, found.counts.astype(np.float64)) if found else NOTHING

    def places(self, word: str) -> Places:
        """Return where a word stands in the texts."""
        found = self._block("text", word)
        if not found:
            return NOWHERE
        documents = np.repeat(found.documents.astype(np.int64), found.counts.astype(np.int64))
        return documents << PLACE_BITS | found.places()

    def _block(self, field: str, word: str) -> Block | None:
        """Return what is kept of a word, deleted documents as well: which those are is known per commit."""
        with troubles_told(), self._lock:
            if known := self._recent.get((field, word)):
                return known
            found = self._reader.block(field, word)
            if found:
                with suppress(ValueError):  # One that is larger than all that are kept.
                    self._recent[field, word] = found
            return found

    def words(self, field: str) -> Iterable[str]:
        """Return all words of a field."""
        with troubles_told(), self._lock:
            return [word.decode() for word in self._reader.lexicon(field)]


def live(segment: Any) -> Mask:
    """Return the mask of the documents of a segment that are not deleted."""
    live = np.ones(segment.doc_count_all(), np.bool_)
    live[list(segment.deleted_docs())] = False
    return live


def open_writer(index: FileIndex) -> IndexWriter:
    """Open the one writer; raise IndexBusy if another process holds it."""
    try:
        writer = index.writer(compound=False, limitmb=MEGABYTES, codec=ArrayCodec())
    except LockError as error:
        raise IndexBusy("another process is writing to the index") from error
    writer.codec.length_stats = False  # We keep our own; looking its own up takes Whoosh a third of all writing.
    return writer


def commit(writer: IndexWriter, path: Path, merge: Callable[..., list[Any]] = lambda _, segments: segments) -> None:
    """Commit, seal, and put on the disk what the commit wrote."""
    writer.commit(mergetype=merge)
    for file in [*checksums.seal(path), *path.glob("*.toc"), path]:
        sync(file)


@contextmanager
def alone(folder: Path) -> Iterator[None]:
    """Be the one process that makes or drops generations; raise IndexBusy if another is. Ends with the process."""
    with troubles_told():
        handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        yield
    except BlockingIOError as error:
        raise IndexBusy("another process is rebuilding the index") from error
    finally:
        os.close(handle)


@contextmanager
def cancelled_on_failure(writer: IndexWriter) -> Iterator[None]:
    """Close a writer that cannot finish and free its lock, even where closing fails too, as on a full disk."""
    try:
        yield
    except BaseException:
        with suppress(Exception):
            writer.cancel()
        if not writer.is_closed:
            writer.writelock.release()
        raise


def small_ones(writer: IndexWriter, segments: list[Any]) -> list[Any]:
    """Merge all but the biggest half of MOST_SEGMENTS; Whoosh's own way leaves more behind than it merges."""
    by_size = sorted(segments, key=lambda segment: segment.doc_count())
    small = [segment for segment in by_size if segment.doc_count() < AT_ONCE]
    merged = small[: -MOST_SEGMENTS // 2]
    for segment in merged:
        reader = SegmentReader(writer.storage, writer.schema, segment)
        writer.add_reader(reader)
        reader.close()
    return [segment for segment in by_size if segment not in merged]


def sync(path: Path) -> None:
    """Put a file or folder on the disk."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


@contextmanager
def troubles_told() -> Iterator[None]:
    """Turn whatever Whoosh raises over a missing, garbled or unwritable index into one error of ours.

    Whoosh reads pickles and packed numbers, so a garbled file can raise nearly any exception.
    """
    try:
        yield
    except IndexUnavailable:
        raise
    except Exception as error:
        raise IndexUnavailable(f"{type(error).__name__}: {error}") from error
