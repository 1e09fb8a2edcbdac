"""Compare searching here with SQLite's FTS5 over the same briefs: `python -m tests.bench [SIZE …]`.

Prints, for each number of briefs, the median and the 99th percentile in milliseconds, and the ratio of the medians.
"""

import json
import random
import sqlite3
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from library.actions import outbox, seeds, stock
from library.app import create_app
from library.domain import texts
from library.domain.briefs import Brief
from library.domain.searches import GROUPS, Query
from library.parts import Parts, connect
from library.schemas.briefs import BRIEF
from library.settings import Settings
from library.storage import drafts

SIZES = (12, 1_000)
ROUNDS = 200
WORDS_IN_A_SECTION = 95
LONG_SECTIONS = ("what_it_is", "does_it_work", "who_for", "how_to_do_it", "what_we_dont_know")
SEED = 20261122


def seed_briefs() -> list[Brief]:
    """Read the briefs the library comes with."""

    return [BRIEF.load(json.loads(file.read_text("utf-8"))) for file in seeds.brief_files()]


def corpus(size: int) -> list[Brief]:
    """Make briefs of the usual length out of the words of the real ones, always the same for a size."""
    chance, real = random.Random(SEED), seed_briefs()
    words = [word for brief in real for _, text in texts.whole(brief) for word in texts.plain(text).split()]
    made = []
    for number in range(size):
        like = real[number % len(real)]
        sections = {name: " ".join(chance.choices(words, k=WORDS_IN_A_SECTION)) for name in LONG_SECTIONS}
        made.append(replace(like, slug=f"brief-{number}", related=(), **sections))
    return made


def stocked(folder: Path, briefs: list[Brief]) -> Parts:
    """Publish briefs in a fresh library."""
    parts = connect(Settings(instance=folder / "instance", index=folder / "index"))
    parts.store.migrate()
    stock.load_vocabulary(parts)
    now = parts.clock()
    with parts.store.writing() as database:
        for brief in briefs:
            brief_id = drafts.create(database, BRIEF.dump(brief), None, now, origin="seed")
            drafts.publish(database, brief_id, brief, now, "")
    outbox.reindex(parts)
    return parts


def questions(briefs: list[Brief]) -> list[str]:
    """Draw three-word questions from the titles."""
    chance = random.Random(SEED)
    words = sorted({word for brief in briefs for word in texts.plain(brief.title).split() if len(word) > 4})
    return [" ".join(chance.sample(words, 3)) for _ in range(ROUNDS)]


def peer(folder: Path, briefs: list[Brief]) -> Callable[[str], None]:
    """Stock FTS5 with the same briefs; give a search with total, ten results, excerpts and facet counts."""
    database = sqlite3.connect(folder / "peer.sqlite3")
    database.execute("CREATE VIRTUAL TABLE briefs USING fts5(title, body, tokenize='porter')")
    database.execute("CREATE TABLE facets (brief INTEGER, scheme TEXT, term TEXT)")
    database.execute("CREATE INDEX facets_brief ON facets (brief)")
    for number, brief in enumerate(briefs):
        body = "\n".join(texts.plain(text) for _, text in texts.whole(brief))
        database.execute("INSERT INTO briefs (rowid, title, body) VALUES (?, ?, ?)", (number, brief.title, body))
        tags = [("approach", term) for term in brief.approaches] + [("setting", term) for term in brief.settings]
        tags += [("age", term) for term in brief.ages] + [("kind", brief.kind.value), ("place", brief.place)]
        database.executemany("INSERT INTO facets VALUES (?, ?, ?)", [(number, *tag) for tag in tags])
    database.commit()
    ranked = """SELECT rowid, snippet(briefs, 1, '[', ']', '…', 30) FROM briefs
        WHERE briefs MATCH ? ORDER BY bm25(briefs) LIMIT 10"""
    within = "brief IN (SELECT rowid FROM briefs WHERE briefs MATCH ?)"
    counted = f"SELECT scheme, term, count(*) FROM facets WHERE {within} GROUP BY 1, 2"

    def search(question: str) -> None:
        asked = " OR ".join(f'"{word}"' for word in question.replace('"', "").split())
        database.execute(ranked, (asked,)).fetchall()
        database.execute("SELECT count(*) FROM briefs WHERE briefs MATCH ?", (asked,)).fetchone()
        database.execute(counted, (asked,)).fetchall()

    return search


def measured(search: Callable[[str], object], asked: list[str]) -> tuple[float, float]:
    """Time each question once, after one round that is not counted; give median and 99th percentile in milliseconds."""
    for question in asked:
        search(question)
    times = []
    for question in asked:
        start = time.perf_counter()
        search(question)
        times.append((time.perf_counter() - start) * 1000)
    return statistics.median(times), statistics.quantiles(times, n=100)[-1]


def compare(size: int) -> None:
    """Measure one size and print a table."""
    with tempfile.TemporaryDirectory() as name:
        briefs = corpus(size)
        parts = stocked(Path(name), briefs)
        client = create_app(parts).test_client()
        asked = questions(briefs)
        theirs = measured(peer(Path(name), briefs), asked)
        rows = {
            "FTS5: ten results, excerpts, total, facets": theirs,
            f"engine: ten results, total, {len(GROUPS)} facet groups": measured(
                lambda text: parts.index.search(Query(text)), asked
            ),
            "whole page over WSGI": measured(lambda text: client.get("/search", query_string={"q": text}), asked),
            "suggestions over WSGI": measured(lambda text: client.get("/suggest", query_string={"q": text[:4]}), asked),
        }
        print(f"\n{size} briefs, {len(asked)} questions of three words")
        for words, (median, worst) in rows.items():
            print(f"  {words:<52} p50 {median:8.2f} ms  p99 {worst:8.2f} ms  {median / theirs[0]:6.2f} × FTS5")
        parts.store.close()


if __name__ == "__main__":
    for wanted in [int(word) for word in sys.argv[1:]] or SIZES:
        compare(wanted)
