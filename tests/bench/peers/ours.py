"""Our engine, doing what the others do. It always counts every facet group, whatever was asked."""

import sqlite3
from collections.abc import Sequence
from pathlib import Path

from library.search import suggest as suggestions
from library.search.engine.port import Document
from library.search.excerpts import excerpt
from library.search.models import Query
from library.services import Services
from tests.bench.peers import Asked, Told


class Ours:
    """The index of a library, and its texts in SQLite, as the database has them."""

    def __init__(self, folder: Path, services: Services, documents: Sequence[Document]) -> None:
        """Keep the texts; the index is the library's own."""
        self._parts = services
        self._texts = sqlite3.connect(folder / "texts.sqlite3")
        self._texts.execute("CREATE TABLE texts (id INTEGER PRIMARY KEY, text TEXT)")
        self._texts.executemany("INSERT INTO texts VALUES (?, ?)", ((each.id, each.text) for each in documents))
        self._texts.commit()

    def answer(self, asked: Asked) -> Told:
        """Search, and cut excerpts."""
        words = " ".join(asked.words)
        filters = {group: (term,) for group, term in asked.filters}
        found = self._parts.index.search(Query(f'"{words}"' if asked.phrase else words, filters))
        ids = tuple(hit.id for hit in found.hits)
        if not asked.excerpts:
            return Told(ids, found.total, found.counts)
        texts = dict(self._texts.execute(f"SELECT id, text FROM texts WHERE id IN ({','.join(map(str, ids))})"))
        excerpts = ("".join(piece.text for piece in excerpt(texts[hit.id], hit.words)) for hit in found.hits)
        return Told(ids, found.total, found.counts, tuple(excerpts))

    def suggest(self, start: str) -> list[str]:
        """Suggest as the page does while somebody types."""
        return [each.text for each in suggestions.suggest(self._parts, start)]

    def close(self) -> None:
        """Close the texts."""
        self._texts.close()
