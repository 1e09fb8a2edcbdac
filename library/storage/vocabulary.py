"""The vocabulary in the database, which owns it once it is loaded."""

import secrets
from collections.abc import Iterable

import sqlalchemy as sa

from library.domain.vocabulary import Term, Vocabulary
from library.storage.store import Database
from library.storage.tables import marks, terms

MARK = "vocabulary"
_kept: dict[str, Vocabulary] = {}
"""The vocabulary as last read, by its mark, which is never the same in two databases."""


def read(database: Database) -> Vocabulary:
    """Give all terms, in order; read again only when its mark has changed."""
    stamp = database.scalar(sa.select(marks.c.stamp).where(marks.c.name == MARK))
    if stamp is None:
        return _read(database, "")
    if stamp not in _kept:
        _kept.clear()
        _kept[stamp] = _read(database, stamp)
    return _kept[stamp]


def _read(database: Database, stamp: str) -> Vocabulary:
    rows = database.execute(sa.select(terms).order_by(terms.c.scheme, terms.c.position))
    found = (Term(row.scheme, row.id, row.label, row.definition, row.group, tuple(row.lay_words)) for row in rows)
    return Vocabulary.of(found, stamp)


def _mark(database: Database) -> None:
    """Mark the vocabulary as changed, in the transaction that changes it."""
    database.execute(sa.delete(marks).where(marks.c.name == MARK))
    database.execute(sa.insert(marks).values(name=MARK, stamp=secrets.token_hex(8)))


def change(database: Database, term: Term) -> None:
    """Keep the words of a term; its scheme, id and group stay."""
    row = {"label": term.label, "definition": term.definition, "lay_words": list(term.lay_words)}
    database.execute(sa.update(terms).where(terms.c.scheme == term.scheme, terms.c.id == term.id).values(**row))
    _mark(database)


def add_missing(database: Database, wanted: Iterable[Term]) -> int:
    """Add the terms that are not there yet, leaving the others as staff have them; give how many."""
    known = {(row.scheme, row.id) for row in database.execute(sa.select(terms.c.scheme, terms.c.id))}
    rows = [
        {
            "scheme": term.scheme,
            "id": term.id,
            "position": position,
            "label": term.label,
            "definition": term.definition,
            "group": term.group,
            "lay_words": list(term.lay_words),
        }
        for position, term in enumerate(wanted)
        if (term.scheme, term.id) not in known
    ]
    if rows:
        database.execute(sa.insert(terms), rows)
        _mark(database)
    return len(rows)
