"""Peers behind the library's own search port, so that the same pages can be served over each of them.

They only read. Every hit is said to hold every word asked, and every match to be good: the page has no more to do for that.
"""

from collections.abc import Callable, Collection, Iterable, Mapping
from contextlib import AbstractContextManager
from dataclasses import replace
from pathlib import Path

from library.briefs import repository as briefs
from library.search.engine.overlay import ExactIndex
from library.search.engine.port import Batch, Document, IndexUnavailable, SearchIndex
from library.search.engine.words import words
from library.search.models import GROUPS, Found, Hit, Match, Query
from library.services import Services
from tests.bench.peers import Asked, Peer
from tests.bench.peers.fts5 import Fts5
from tests.bench.peers.native import Tantivy


def searching(services: Services, engine: SearchIndex) -> Services:
    """Give parts that search with another engine."""
    return replace(services, index=engine, exact=ExactIndex(engine))


class ReadOnly:
    """A peer as the library sees a search engine."""

    def __init__(self, peer: Peer, held: Mapping[int, str]) -> None:
        """Ask this peer, which holds documents as they were after these changes."""
        self._peer, self.held = peer, held

    def state(self) -> "ReadOnly":
        """Give itself, as it never changes."""
        return self

    def amended(self, gone: Collection[int], fresh: Iterable[Document]) -> "ReadOnly":
        """Refuse."""
        raise IndexUnavailable("the bench only reads")

    def search(self, query: Query) -> Found:
        """Answer a question in words."""
        said = list(words(query.text))
        if not said:
            raise IndexUnavailable("the bench only asks questions with words")
        filters = tuple(query.pairs())
        told = self._peer.answer(Asked(tuple(word.text for word in said), filters=filters, groups=GROUPS))
        held = tuple(word.stem for word in said)
        return Found(tuple(Hit(id, 1.0, held) for id in told.ids), told.total, told.counts, Match.GOOD)

    def correct(self, words: Iterable[str]) -> dict[str, str]:
        """Correct nothing."""
        return {}

    def uses(self, word: str) -> bool:
        """Take every word to be used."""
        return bool(word)

    def changes(self) -> dict[int, str]:
        """Give id -> mark of its last change."""
        return dict(self.held)

    def writing(self) -> AbstractContextManager[Batch]:
        """Refuse."""
        raise IndexUnavailable("the bench only reads")

    def rebuild(self, documents: Iterable[Document]) -> None:
        """Refuse."""
        raise IndexUnavailable("the bench only reads")

    def tidy(self) -> None:
        """Do nothing."""


def served(engine: str, folder: Path, services: Services) -> Services:
    """Give parts that search with a peer that was stocked in a folder."""
    with services.store.reading() as database:
        held = briefs.marks(database)
    peers: dict[str, Callable[[Path], Peer]] = {"FTS5": Fts5, "tantivy": Tantivy}
    return searching(services, ReadOnly(peers[engine](folder), held))
