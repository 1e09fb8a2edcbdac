"""The vocabulary in the database, which owns it once it is loaded."""

import secrets
from collections.abc import Iterable

import sqlalchemy as sa

from library.briefs.vocabulary.models import Term, Vocabulary
from library.db.store import Database
from library.db.tables import marks, merged_terms, terms

MARK = "vocabulary"
STAMP = sa.select(marks.c.stamp).where(marks.c.name == MARK)
_kept: dict[str, Vocabulary] = {}
"""The vocabulary as last read, by its mark, which is never the same in two databases."""


def read(database: Database) -> Vocabulary:
    """Return all terms, in order; read again only when its mark has changed."""
    stamp = database.scalar(STAMP)
    if stamp is None:
        return _read(database, "")
    if stamp not in _kept:
        _kept.clear()
        _kept[stamp] = _read(database, stamp)
    return _kept[stamp]


def _read(database: Database, stamp: str) -> Vocabulary:
    rows = database.execute(sa.select(terms).order_by(terms.c.scheme, terms.c.position))
    found = (Term(row.scheme, row.id, row.label, row.definition, row.group, tuple(row.lay_words)) for row in rows)
    merged = ((row.scheme, row.old_id, row.new_id) for row in database.execute(sa.select(merged_terms)))
    return Vocabulary.of(found, stamp, merged)


def _mark(database: Database) -> None:
    """Mark the vocabulary as changed, in the transaction that changes it."""
    database.execute(sa.delete(marks).where(marks.c.name == MARK))
    database.execute(sa.insert(marks).values(name=MARK, stamp=secrets.token_hex(8)))


def change(database: Database, term: Term) -> None:
    """Keep the words of a term; its scheme, id and group stay."""
    row = {"label": term.label, "definition": term.definition, "lay_words": list(term.lay_words)}
    database.execute(sa.update(terms).where(terms.c.scheme == term.scheme, terms.c.id == term.id).values(**row))
    _mark(database)


def add(database: Database, term: Term) -> None:
    """Add a term at the end of its scheme."""
    last = sa.select(sa.func.coalesce(sa.func.max(terms.c.position), 0)).where(terms.c.scheme == term.scheme)
    row = {
        "scheme": term.scheme,
        "id": term.id,
        "position": (database.scalar(last) or 0) + 1,
        "label": term.label,
        "definition": term.definition,
        "group": term.group,
        "lay_words": list(term.lay_words),
    }
    database.execute(sa.insert(terms).values(**row))
    _mark(database)


def merge(database: Database, old: Term, into: Term) -> None:
    """Take a term out in favour of another, which gets its words; what was merged into it before follows."""
    gone = sa.and_(terms.c.scheme == old.scheme, terms.c.id == old.id)
    database.execute(sa.delete(terms).where(gone))
    same = merged_terms.c.scheme == old.scheme
    database.execute(sa.update(merged_terms).where(same, merged_terms.c.new_id == old.id).values(new_id=into.id))
    database.execute(sa.insert(merged_terms).values(scheme=old.scheme, old_id=old.id, new_id=into.id))
    change(database, into)


def add_missing(database: Database, wanted: Iterable[Term]) -> int:
    """Add the terms that are not there yet, leaving the others as staff have them; return how many."""
    known = {tuple(row) for row in database.execute(sa.select(terms.c.scheme, terms.c.id))}
    known |= {tuple(row) for row in database.execute(sa.select(merged_terms.c.scheme, merged_terms.c.old_id))}
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
