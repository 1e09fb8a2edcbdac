"""PostgreSQL's own full text: English stems, a GIN index, ts_rank_cd and ts_headline."""

from collections.abc import Sequence

import psycopg

from library.search.engine.port import Document
from tests.bench.peers import HITS, Asked, Told, counted, pairs

TABLES = """
DROP TABLE IF EXISTS bench_facets; DROP TABLE IF EXISTS bench_briefs;
CREATE TABLE bench_briefs (id int PRIMARY KEY, title text, text text, words tsvector, starts tsvector);
CREATE TABLE bench_facets (term int, brief int)
"""
READY = """
CREATE INDEX ON bench_briefs USING gin (words); CREATE INDEX ON bench_briefs USING gin (starts);
CREATE INDEX ON bench_facets (brief, term); CREATE INDEX ON bench_facets (term, brief);
ANALYZE bench_briefs; ANALYZE bench_facets
"""
FOUND = "SELECT id, ts_rank_cd(words, {query}) AS rank FROM bench_briefs WHERE words @@ {query}"
WITHIN = " AND EXISTS (SELECT FROM bench_facets WHERE brief = id AND term = {})"
HITS_OF = "SELECT id, count(*) OVER () FROM found ORDER BY rank DESC, id LIMIT {}"
COUNTS_OF = "SELECT term, count(*) FROM found JOIN bench_facets ON brief = id WHERE term = ANY(%s) GROUP BY term"
HEADLINES = (
    "SELECT id, ts_headline('english', text, {query}, 'MaxWords=40,MinWords=20') FROM bench_briefs WHERE id = ANY(%s)"
)


class Postgres:
    """Two tables on a server."""

    def __init__(self, address: str, documents: Sequence[Document]) -> None:
        """Make the tables."""
        self._server = psycopg.connect(address, autocommit=True)
        self._numbers = pairs(documents)
        run = self._server.cursor()
        run.execute(TABLES)
        with run.copy("COPY bench_briefs (id, title, text) FROM STDIN") as copy:
            for each in documents:
                copy.write_row((each.id, each.title, each.text))
        with run.copy("COPY bench_facets (brief, term) FROM STDIN") as copy:
            for each in documents:
                for tag in {self._numbers[group, term] for group, terms in each.facets.items() for term in terms}:
                    copy.write_row((each.id, tag))
        run.execute(
            "UPDATE bench_briefs SET words = to_tsvector('english', text), starts = to_tsvector('simple', title)"
        )
        run.execute(READY)

    def answer(self, asked: Asked) -> Told:
        """Ask one statement for hits and total, one for counts, one for headlines."""
        run, query = self._server.cursor(), _query(asked)
        within = "".join(WITHIN.format(self._numbers.get(pair, -1)) for pair in asked.filters)
        found = f"WITH found AS MATERIALIZED ({FOUND.format(query=query)}{within}) "
        rows = run.execute(found + HITS_OF.format(HITS)).fetchall()
        ids = [row[0] for row in rows]
        counts = {}
        if asked.groups:
            wanted = [number for (group, _), number in self._numbers.items() if group in asked.groups]
            counts = counted(run.execute(found + COUNTS_OF, (wanted,)).fetchall(), self._numbers, asked.groups)
        texts = dict(run.execute(HEADLINES.format(query=query), (ids,)).fetchall()) if asked.excerpts else {}
        excerpts = tuple(texts[id] for id in ids) if asked.excerpts else ()
        return Told(tuple(ids), rows[0][1] if rows else 0, counts, excerpts)

    def suggest(self, start: str) -> list[str]:
        """Ask for titles with a word of this beginning."""
        query = "SELECT title FROM bench_briefs WHERE starts @@ to_tsquery('simple', %s) LIMIT 8"
        return [row[0] for row in self._server.execute(query, (f"{start}:*",))]

    def close(self) -> None:
        """Hang up."""
        self._server.close()


def _query(asked: Asked) -> str:
    words = ["".join(letter for letter in word if letter.isalnum()) for word in asked.words]
    return f"to_tsquery('english', '{(' <-> ' if asked.phrase else ' | ').join(words)}')"
