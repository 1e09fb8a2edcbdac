"""The Whoosh adapter: the index as a whole. With whoosh_files and array_codec, the only modules that know Whoosh.

The index lives in <folder>/<generation>/, and <folder>/current names the generation in use, so that a rebuild is made
beside it and switched to.
"""

import shutil
import threading
import time
import uuid
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from itertools import islice
from pathlib import Path

from whoosh.index import TOC, EmptyIndexError, FileIndex, create_in, open_dir

from library.search.engine import checksums
from library.search.engine.array_codec import BlockReader
from library.search.engine.index_reader import Snapshot
from library.search.engine.port import Batch, Document, IndexBusy, IndexUnavailable
from library.search.engine.segments import Segment
from library.search.engine.whoosh_files import (
    AT_ONCE,
    MOST_SEGMENTS,
    SCHEMA,
    MappedFiles,
    WhooshBatch,
    WhooshSegment,
    alone,
    cancelled_on_failure,
    commit,
    live,
    open_writer,
    put,
    small_ones,
    sync,
    troubles_told,
)
from library.search.models import Found, Query

POINTER = "current"
LAYOUT = "v11"
"""Changed with the schema or the cutting of words: an index of another layout is rebuilt."""
OPENING_TRIES = 20


class WhooshIndex:
    """The search index of one machine."""

    def __init__(self, folder: Path) -> None:
        """Use an index folder, which may be empty or missing; nothing is opened until first used."""
        self.folder = folder
        self._lock = threading.RLock()
        self._segments: dict[str, Segment] = {}
        self._marks: checksums.Marks = {}
        self._snapshot: tuple[tuple[str, int], Snapshot] | None = None
        self._opened: tuple[str, FileIndex] | None = None

    def state(self) -> Snapshot:
        """Return the newest commit; raise IndexUnavailable once a file of it was touched.

        Files that are read where they lie must not be cut short under a process, so this is looked at each time.
        """
        with self._lock:
            return self._untouched(self._newest())

    def search(self, query: Query) -> Found:
        """Answer from the newest commit."""
        with troubles_told():
            return self._newest().search(query)

    def correct(self, words: Iterable[str]) -> dict[str, str]:
        """Return the nearest word for each that no document of the newest commit uses."""
        with troubles_told():
            return self._newest().correct(words)

    def changes(self) -> dict[int, str]:
        """Return id -> mark of last change, as of the newest commit; raise IndexUnavailable if a file was touched."""
        with self._lock:
            return dict(self._untouched(self._newest()).held)

    def _untouched(self, snapshot: Snapshot) -> Snapshot:
        while checksums.touched(self._marks):
            if self._newest() is snapshot:
                raise IndexUnavailable("a file of the index has gone or was changed")
            snapshot = self._newest()
        return snapshot

    @contextmanager
    def writing(self) -> Iterator[Batch]:
        """Put and remove documents in one commit, which is on the disk when this ends."""
        with troubles_told():
            index = self._index()
            writer = open_writer(index)
        with cancelled_on_failure(writer):
            batch = WhooshBatch()
            yield batch
            with troubles_told():
                if batch:
                    batch.write(writer, self._newest().held)
                    commit(writer, self._path())
                else:
                    writer.cancel()

    def rebuild(self, documents: Iterable[Document]) -> None:
        """Build a new generation beside the old one and switch to it; raise IndexBusy if another process is at it."""
        with troubles_told():
            self.folder.mkdir(parents=True, exist_ok=True)
        with alone(self.folder):
            self._rebuild(documents)

    def _rebuild(self, documents: Iterable[Document]) -> None:
        name = f"{LAYOUT}-{time.time_ns():x}-{uuid.uuid4().hex[:6]}"
        path = self.folder / name
        try:
            with troubles_told():
                path.mkdir()
                index = create_in(path, SCHEMA)
            some = iter(documents)
            while _write(index, path, islice(some, AT_ONCE)) == AT_ONCE:
                pass
            with troubles_told():
                self._switch(name)
        except BaseException:
            shutil.rmtree(path, ignore_errors=True)
            raise

    def tidy(self) -> None:
        """Merge small segments once there are many, and drop generations that are no longer used."""
        with troubles_told():
            if sum(segment.file.size < AT_ONCE for segment in self._newest().segments) > MOST_SEGMENTS:
                writer = open_writer(self._index())
                with cancelled_on_failure(writer):
                    commit(writer, self._path(), small_ones)
        with suppress(IndexBusy), alone(self.folder), troubles_told():
            for old in self.folder.iterdir():
                if old.name != self._path().name and time.time() - old.stat().st_mtime > 60:
                    _drop(old)

    def _switch(self, name: str) -> None:
        pointer = self.folder / f"{POINTER}.{name}"
        pointer.write_text(name, "utf-8")
        sync(pointer)
        pointer.replace(self.folder / POINTER)
        sync(self.folder)

    def _path(self) -> Path:
        try:
            name = (self.folder / POINTER).read_bytes().decode().strip()
        except FileNotFoundError as error:
            raise IndexUnavailable("there is none yet") from error
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
        """Return a snapshot of the newest commit, made again only when there is a newer one."""
        with troubles_told(), self._lock:
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
        files = MappedFiles(index.storage.folder)
        self._marks = checksums.check(Path(index.storage.folder), named, self._marks)
        self._segments = {
            name: self._segments.get(name)
            or Segment(WhooshSegment(BlockReader(files, contents.schema, segment), self._path()))
            for name, segment in named.items()
        }
        return Snapshot([(self._segments[name], live(segment)) for name, segment in named.items()])


def _write(index: FileIndex, path: Path, documents: Iterable[Document]) -> int:
    """Commit documents as one segment; return how many there were."""
    with troubles_told():
        writer = open_writer(index)
    with cancelled_on_failure(writer):
        count = 0
        for document in documents:
            with troubles_told():
                put(writer, document)
            count += 1
        with troubles_told():
            commit(writer, path)
    return count


def _drop(old: Path) -> None:
    if old.is_dir():
        shutil.rmtree(old, ignore_errors=True)
    elif old.name.startswith(f"{POINTER}."):
        old.unlink(missing_ok=True)
