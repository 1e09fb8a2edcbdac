"""The port: the few verbs that the library asks of any search engine, and the values that cross it.

An engine holds published briefs only, so a draft cannot leak. It may be behind or gone; the database is the truth.
"""

from collections.abc import Collection, Iterable, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from library.errors import Unavailable
from library.search.models import Found, Query


@dataclass(frozen=True, slots=True)
class Document:
    """A published brief as an engine sees it: `change` is the mark of its last change, `facets` is group -> terms.

    `asked` holds the words people ask for it by; they and the title are part of `text` too, and count a little more.
    `meant` is what search.meaning makes of its lines, where there is a model.
    """

    id: int
    change: str
    title: str
    text: str
    published: datetime
    facets: dict[str, tuple[str, ...]] = field(default_factory=dict)
    asked: str = ""
    meant: bytes = b""


class IndexUnavailable(Unavailable):
    """The index cannot be read or written now; it has to be rebuilt or tried again."""


class IndexBusy(IndexUnavailable):
    """Another process is writing to the index."""


class Batch(Protocol):
    """Changes that are made together."""

    def put(self, document: Document) -> None:
        """Add a document, in place of the one with the same id."""

    def remove(self, id: int) -> None:
        """Take a document out, if it is there."""


class IndexState(Protocol):
    """What an engine held at one moment; it never changes."""

    @property
    def held(self) -> Mapping[int, str]:
        """Return what it holds: id -> mark of its last change."""

    def search(self, query: Query) -> Found:
        """Answer a search; raise IndexUnavailable if the index cannot be read."""

    def correct(self, words: Iterable[str]) -> dict[str, str]:
        """Give, for words in small letters that no document uses, the nearest that some do."""

    def uses(self, word: str) -> bool:
        """Return whether a document uses a word, in whatever form."""

    def amended(self, gone: Collection[int], fresh: Iterable[Document]) -> "IndexState":
        """Return the state with some documents gone and others in their place, kept nowhere but in memory."""


class SearchIndex(Protocol):
    """What any engine must do."""

    def state(self) -> IndexState:
        """Return what was last committed, the same value until more is; raise IndexUnavailable if it cannot be read."""

    def search(self, query: Query) -> Found:
        """Answer a search; raise IndexUnavailable if the index cannot be read."""

    def correct(self, words: Iterable[str]) -> dict[str, str]:
        """Give, for words in small letters that no document uses, the nearest that some do."""

    def changes(self) -> dict[int, str]:
        """Return what the index holds: id -> mark of its last change."""

    def writing(self) -> AbstractContextManager[Batch]:
        """Open the one writer; raise IndexBusy if another holds it. What was put is found once it closes."""

    def rebuild(self, documents: Iterable[Document]) -> None:
        """Rebuild the whole index beside the old one, and switch."""

    def tidy(self) -> None:
        """Do whatever upkeep the engine needs, away from any request."""
