"""What the database itself can say about words, for as long as there is no index."""

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa

from library.briefs.repository import CONTENT, PUBLISHED
from library.db.store import Database
from library.db.tables import briefs, versions
from library.search.engine.ranking import idf

PLACES: tuple[tuple[sa.ColumnElement[Any], int], ...] = (
    (CONTENT.element, 1),
    (versions.c.title, 3),
    (versions.c.one_line, 3),
)
"""Where a word may stand, and what it counts there."""


def holding_most(database: Database, words: Sequence[str], most: int) -> list[int]:
    """Return the briefs that hold most of some words, by how few briefs hold each; without words the newest.

    A word counts wherever its letters stand, and however often: that much a database finds in all briefs at once.
    """
    ranks = [_rank(word, telling) for word, telling in _telling(database, words).items()]
    best = [sum(ranks[1:], ranks[0]).desc()] if ranks else []
    query = sa.select(briefs.c.id).select_from(PUBLISHED).order_by(*best, versions.c.published_at.desc()).limit(most)
    return list(database.scalars(query))


def _telling(database: Database, words: Sequence[str]) -> dict[str, float]:
    """Say how telling each word is that some brief holds."""
    held = [sa.func.sum(_holds(CONTENT.element, word)) for word in words]
    total, *counts = database.execute(sa.select(sa.func.count(), *held).select_from(PUBLISHED)).one()
    return {word: idf(total, count) for word, count in zip(words, counts, strict=True) if count}


def _rank(word: str, telling: float) -> sa.ColumnElement[float]:
    first, *others = (_holds(column, word) * (telling * weight) for column, weight in PLACES)
    return sum(others, first)


def _holds(column: sa.ColumnElement[Any], word: str) -> sa.ColumnElement[float]:
    return sa.case((column.icontains(word, autoescape=True), 1.0), else_=0.0)
