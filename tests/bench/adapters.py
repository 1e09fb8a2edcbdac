"""Peers behind the library's own search port, so that the same pages can be served over each of them.

They only read. Every hit is said to hold every word asked, and every match to be good: the page has no more to do for that.
"""

from collections.abc import Iterable
from contextlib import AbstractContextManager
from pathlib import Path

from library.domain.searches import GROUPS, Found, Hit, Match, Query
from library.search.port import Batch, Document, IndexUnavailable
from library.search.words import words
from tests.bench.peers import Asked, Peer
from tests.bench.peers.fts5 import Fts5
from tests.bench.peers.native import Tantivy


class ReadOnly:
    """A peer as the library sees a search engine."""

    def __init__(self, peer: Peer) -> None:
        """Ask this peer."""
        self._peer = peer

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

    def changes(self) -> dict[int, str]:
        """Say nothing of what is held."""
        raise IndexUnavailable("the bench only reads")

    def writing(self) -> AbstractContextManager[Batch]:
        """Refuse."""
        raise IndexUnavailable("the bench only reads")

    def rebuild(self, documents: Iterable[Document]) -> None:
        """Refuse."""
        raise IndexUnavailable("the bench only reads")

    def tidy(self) -> None:
        """Do nothing."""


def over(engine: str, folder: Path) -> ReadOnly:
    """Open a peer that was stocked in a folder."""
    return ReadOnly({"FTS5": Fts5, "tantivy": Tantivy}[engine](folder))
