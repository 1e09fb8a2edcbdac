"""SQLite's FTS5: Porter stems, its own bm25() and snippet(); facets in a table clustered by brief.

A question is matched once into a temporary table, from which the hits, the total and the counts are read: several times faster
than asking FTS5 again for each.
"""

import sqlite3
from collections.abc import Sequence
from pathlib import Path

from library.search.engine.port import Document
from tests.bench.peers import HITS, Asked, Told, counted, pairs

TABLES = """
CREATE VIRTUAL TABLE briefs USING fts5(text, tokenize = 'porter unicode61');
CREATE VIRTUAL TABLE titles USING fts5(title, prefix = '2 3 4');
CREATE TABLE facets (brief INTEGER, term INTEGER, PRIMARY KEY (brief, term)) WITHOUT ROWID;
"""
FOUND = "CREATE TEMP TABLE IF NOT EXISTS found (id INTEGER PRIMARY KEY, rank REAL)"
SNIPPETS = "SELECT rowid, snippet(briefs, 0, '[', ']', '…', 40) FROM briefs WHERE briefs MATCH ? AND rowid IN ({})"


class Fts5:
    """One SQLite file."""

    def __init__(self, folder: Path, documents: Sequence[Document] = ()) -> None:
        """Open the file in a folder; make it first, if there are documents."""
        self._database = sqlite3.connect(folder / "fts5.sqlite3", check_same_thread=False, isolation_level=None)
        if documents:
            self._stock(documents)
        self._numbers = {(group, term): number for number, group, term in self._database.execute("SELECT * FROM terms")}
        self._database.execute("PRAGMA temp_store = MEMORY")
        self._database.execute(FOUND)

    def _stock(self, documents: Sequence[Document]) -> None:
        numbers = pairs(documents)
        run = self._database
        run.execute("PRAGMA journal_mode = WAL")
        run.executescript(TABLES)
        run.execute("BEGIN")
        run.execute("CREATE TABLE terms (number INTEGER PRIMARY KEY, scheme TEXT, term TEXT)")
        run.executemany("INSERT INTO terms VALUES (?, ?, ?)", ((number, *pair) for pair, number in numbers.items()))
        run.executemany("INSERT INTO briefs (rowid, text) VALUES (?, ?)", ((each.id, each.text) for each in documents))
        run.executemany(
            "INSERT INTO titles (rowid, title) VALUES (?, ?)", ((each.id, each.title) for each in documents)
        )
        for each in documents:
            tags = {numbers[group, term] for group, terms in each.facets.items() for term in terms}
            run.executemany("INSERT INTO facets VALUES (?, ?)", ((each.id, tag) for tag in tags))
        run.execute("INSERT INTO briefs (briefs) VALUES ('optimize')")
        run.execute("COMMIT")
        run.execute("ANALYZE")

    def answer(self, asked: Asked) -> Told:
        """Match once, then read everything from what was found."""
        run, match = self._database, _match(asked)
        run.execute("BEGIN")
        run.execute("DELETE FROM found")
        run.execute("INSERT INTO found SELECT rowid, rank FROM briefs WHERE briefs MATCH ?", (match,))
        for pair in asked.filters:
            within = "id IN (SELECT brief FROM facets WHERE term = ?)"
            run.execute(f"DELETE FROM found WHERE NOT {within}", (self._numbers.get(pair, -1),))
        total = run.execute("SELECT count(*) FROM found").fetchone()[0]
        ids = tuple(row[0] for row in run.execute("SELECT id FROM found ORDER BY rank, id LIMIT ?", (HITS,)))
        counts = self._counts(asked.groups) if asked.groups else {}
        texts = dict(run.execute(SNIPPETS.format(",".join(map(str, ids))), (match,))) if asked.excerpts else {}
        run.execute("ROLLBACK")
        return Told(ids, total, counts, tuple(texts[id] for id in ids) if asked.excerpts else ())

    def _counts(self, groups: Sequence[str]) -> dict[str, dict[str, int]]:
        query = "SELECT term, count(*) FROM facets WHERE brief IN (SELECT id FROM found) GROUP BY term"
        return counted(self._database.execute(query).fetchall(), self._numbers, groups)

    def suggest(self, start: str) -> list[str]:
        """Ask the prefix index of the titles."""
        query = "SELECT title FROM titles WHERE titles MATCH ? LIMIT 8"
        return [row[0] for row in self._database.execute(query, (f'"{start}" *',))]

    def close(self) -> None:
        """Close the file."""
        self._database.close()


def _match(asked: Asked) -> str:
    words = [word.replace('"', "") for word in asked.words]
    return f'"{" ".join(words)}"' if asked.phrase else " OR ".join(f'"{word}"' for word in words)
