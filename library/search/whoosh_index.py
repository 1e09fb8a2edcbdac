"""The Whoosh adapter: index files, commits, the lock, and reading segments. The only module that knows Whoosh.

The index lives in <folder>/<generation>/, and <folder>/current names the generation in use, so that a rebuild is made
beside it and switched to.
"""

import os
import shutil
import threading
import time
import uuid
import weakref
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import numpy as np
from whoosh.analysis import SpaceSeparatedTokenizer
from whoosh.fields import ID, KEYWORD, STORED, TEXT, Schema
from whoosh.index import TOC, EmptyIndexError, FileIndex, LockError, create_in, open_dir
from whoosh.reading import SegmentReader, TermNotFound
from whoosh.writing import IndexWriter

from library.domain.searches import GROUPS, Found, Query
from library.search import seals
from library.search.port import Batch, Document, IndexBusy, IndexUnavailable
from library.search.segments import NOTHING, Mask, Postings, Segment, Snapshot
from library.search.words import spoken, stems

POINTER = "current"
LAYOUT = "v3"
"""Changed with the schema below or the cutting of words: an index of another layout is made anew."""
MOST_SEGMENTS = 16
"""More small segments than this are merged, by `tidy`, away from any request."""
OPENING_TRIES = 20
SCHEMA = Schema(
    key=ID(unique=True),
    text=TEXT(analyzer=SpaceSeparatedTokenizer(), phrase=True, stored=False),
    title=TEXT(analyzer=SpaceSeparatedTokenizer(), phrase=False, stored=False),
    spoken=KEYWORD,
    id=STORED,
    change=STORED,
    published=STORED,
    lengths=STORED,
    **dict.fromkeys(GROUPS, KEYWORD),
)


class WhooshIndex:
    """The search index of one machine."""

    def __init__(self, folder: Path) -> None:
        """Use an index folder, which may be empty or missing; nothing is opened until first used."""
        self.folder = folder
        self._lock = threading.RLock()
        self._segments: dict[str, Segment] = {}
        self._marks: seals.Marks = {}
        self._snapshot: tuple[tuple[str, int], Snapshot] | None = None
        self._opened: tuple[str, FileIndex] | None = None

    def search(self, query: Query) -> Found:
        """Answer from the newest commit."""
        with _troubles_told():
            return self._newest().search(query)

    def correct(self, words: Iterable[str]) -> dict[str, str]:
        """Give the nearest word for each that no document of the newest commit uses."""
        with _troubles_told():
            return self._newest().correct(words)

    def changes(self) -> dict[int, str]:
        """Give id -> mark of its last change, as of the newest commit; raise IndexUnavailable if a file was touched."""
        with self._lock:
            snapshot = self._newest()
            while seals.touched(self._marks):
                if self._newest() is snapshot:
                    raise IndexUnavailable("a file of the index has gone or was changed")
                snapshot = self._newest()
            return dict(snapshot.changes)

    @contextmanager
    def writing(self) -> Iterator[Batch]:
        """Put and remove documents in one commit, which is on the disk when this ends."""
        with _troubles_told():
            index = self._index()
            writer = _writer(index)
        with _cancelled_on_failure(writer):
            batch = _WhooshBatch()
            yield batch
            with _troubles_told():
                batch.write(writer)
                _commit(writer, self._path())

    def rebuild(self, documents: Iterable[Document]) -> None:
        """Build a new generation beside the old one, switch the pointer, and drop the old one."""
        name = f"{LAYOUT}-{time.time_ns():x}-{uuid.uuid4().hex[:6]}"
        path = self.folder / name
        try:
            with _troubles_told():
                path.mkdir(parents=True)
                writer = _writer(create_in(path, SCHEMA))
            with _cancelled_on_failure(writer):
                for document in documents:
                    with _troubles_told():
                        _put(writer, document)
                with _troubles_told():
                    _commit(writer, path)
            with _troubles_told():
                self._switch(name)
        except BaseException:
            shutil.rmtree(path, ignore_errors=True)
            raise

    def tidy(self) -> None:
        """Merge small segments once there are many, and drop generations that are no longer used."""
        with _troubles_told():
            if len(self._newest().segments) > MOST_SEGMENTS:
                writer = _writer(self._index())
                with _cancelled_on_failure(writer):
                    _commit(writer, self._path(), _small_ones)
            for old in self.folder.iterdir():
                if old.name != self._path().name and time.time() - old.stat().st_mtime > 60:
                    _drop(old)

    def _switch(self, name: str) -> None:
        pointer = self.folder / f"{POINTER}.{name}"
        pointer.write_text(name, "utf-8")
        _sync(pointer)
        pointer.replace(self.folder / POINTER)
        _sync(self.folder)

    def _path(self) -> Path:
        name = (self.folder / POINTER).read_text("utf-8").strip()
        if not name or Path(name).name != name:
            raise IndexUnavailable("the pointer file is garbled")
        if not name.startswith(f"{LAYOUT}-"):
            raise IndexUnavailable("the index was made by another version of the library")
        return self.folder / name

    def _index(self) -> FileIndex:
        """Open the generation in use, again only when the pointer has moved."""
        path = self._path()
        with self._lock:
            if self._opened is None or self._opened[0] != path.name:
                self._opened = (path.name, open_dir(path))
                self._segments.clear()
            return self._opened[1]

    def _newest(self) -> Snapshot:
        """Give a snapshot of the newest commit, made again only when there is a newer one."""
        with _troubles_told(), self._lock:
            index = self._index()
            name = self._opened[0] if self._opened else ""
            for left in reversed(range(OPENING_TRIES)):
                stamp = (name, index.latest_generation())
                if self._snapshot and self._snapshot[0] == stamp:
                    return self._snapshot[1]
                try:
                    self._snapshot = (stamp, self._read(index))
                except (OSError, EmptyIndexError):
                    if not left or 0 <= stamp[1] == index.latest_generation():
                        raise
                    time.sleep(0.005)
            raise IndexUnavailable("the index changes faster than it can be read")

    def _read(self, index: FileIndex) -> Snapshot:
        """Read the newest commit, seals first, as Whoosh may believe a garbled file. Known segments are kept."""
        contents = TOC.read(index.storage, index.indexname, schema=SCHEMA)
        named = {segment.segment_id(): segment for segment in contents.segments}
        self._marks = seals.check(Path(index.storage.folder), named, self._marks)
        self._segments = {
            name: self._segments.get(name)
            or Segment(_WhooshSegment(SegmentReader(index.storage, contents.schema, segment)))
            for name, segment in named.items()
        }
        return Snapshot([(self._segments[name], _live(segment)) for name, segment in named.items()])


class _WhooshBatch:
    """What is to be put and removed, the last word on each id: Whoosh replaces only what was committed before."""

    def __init__(self) -> None:
        self._wanted: dict[int, Document | None] = {}

    def put(self, document: Document) -> None:
        self._wanted[document.id] = document

    def remove(self, id: int) -> None:
        self._wanted[id] = None

    def write(self, writer: IndexWriter) -> None:
        for id, document in self._wanted.items():
            if document:
                _put(writer, document)
            else:
                writer.delete_by_term("key", str(id))


def _put(writer: IndexWriter, document: Document) -> None:
    facets = {group: " ".join(document.facets.get(group, ())) for group in GROUPS}
    fields = {"text": stems(document.text), "title": stems(document.title)}
    writer.update_document(
        key=str(document.id),
        **{name: " ".join(found) for name, found in fields.items() if found},
        spoken=" ".join(dict.fromkeys(spoken(f"{document.title} {document.text}"))),
        lengths={name: len(found) for name, found in fields.items()},
        id=document.id,
        change=document.change,
        published=document.published.timestamp(),
        **{group: terms for group, terms in facets.items() if terms},
    )


class _WhooshSegment:
    """One segment, read through Whoosh as arrays. Whoosh rounds the lengths it keeps, so ours are stored beside."""

    def __init__(self, reader: SegmentReader) -> None:
        self._reader = reader
        self._lock = threading.Lock()
        self.size = reader.doc_count_all()
        weakref.finalize(self, reader.close)

    def stored(self) -> list[dict[str, Any]]:
        return [self._reader.stored_fields(number) for number in range(self.size)]

    def postings(self, field: str, word: str) -> Postings:
        documents, counts = [], []
        with self._lock:
            try:
                matcher = self._reader.postings(field, word)
            except TermNotFound:
                return NOTHING
            while matcher.is_active():
                documents.append(matcher.id())
                counts.append(matcher.weight())
                matcher.next()
        return np.array(documents, np.int32), np.array(counts, np.float64)

    def words(self, field: str) -> Iterable[str]:
        with self._lock:
            return [word.decode() for word in self._reader.lexicon(field)]


def _live(segment: Any) -> Mask:
    live = np.ones(segment.doc_count_all(), np.bool_)
    live[list(segment.deleted_docs())] = False
    return live


def _writer(index: FileIndex) -> IndexWriter:
    try:
        return index.writer(compound=False)
    except LockError as error:
        raise IndexBusy("another process is writing to the index") from error


def _commit(writer: IndexWriter, path: Path, merge: Callable[..., list[Any]] = lambda _, segments: segments) -> None:
    """Commit, seal, and put on the disk what the commit wrote."""
    writer.commit(mergetype=merge)
    for file in [*seals.seal(path), *path.glob("*.toc"), path]:
        _sync(file)


@contextmanager
def _cancelled_on_failure(writer: IndexWriter) -> Iterator[None]:
    """Close a writer that cannot finish and free its lock, even where closing fails too, as on a full disk."""
    try:
        yield
    except BaseException:
        with suppress(Exception):
            writer.cancel()
        if not writer.is_closed:
            writer.writelock.release()
        raise


def _small_ones(writer: IndexWriter, segments: list[Any]) -> list[Any]:
    """Merge all but the biggest half of MOST_SEGMENTS; Whoosh's own way leaves more behind than it merges."""
    by_size = sorted(segments, key=lambda segment: segment.doc_count())
    for segment in by_size[: -MOST_SEGMENTS // 2]:
        reader = SegmentReader(writer.storage, writer.schema, segment)
        writer.add_reader(reader)
        reader.close()
    return by_size[-MOST_SEGMENTS // 2 :]


def _drop(old: Path) -> None:
    if old.is_dir():
        shutil.rmtree(old, ignore_errors=True)
    elif old.name.startswith(f"{POINTER}."):
        old.unlink(missing_ok=True)


def _sync(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


@contextmanager
def _troubles_told() -> Iterator[None]:
    """Turn whatever Whoosh raises over a missing, garbled or unwritable index into one error of ours.

    Whoosh reads pickles and packed numbers, so a garbled file can raise nearly any exception.
    """
    try:
        yield
    except IndexUnavailable:
        raise
    except Exception as error:
        raise IndexUnavailable(f"{type(error).__name__}: {error}") from error
