"""The vocabulary in the database, which owns it once it is loaded."""

from collections.abc import Iterable

import sqlalchemy as sa

from library.domain.vocabulary import Term, Vocabulary
from library.storage.store import Database
from library.storage.tables import terms


def read(database: Database) -> Vocabulary:
    """Read all terms, in order."""
    rows = database.execute(sa.select(terms).order_by(terms.c.scheme, terms.c.position))
    return Vocabulary.of(
        Term(row.scheme, row.id, row.label, row.definition, row.group, tuple(row.lay_words)) for row in rows
    )


def change(database: Database, term: Term) -> None:
    """Keep the words of a term; its scheme, id and group stay."""
    row = {"label": term.label, "definition": term.definition, "lay_words": list(term.lay_words)}
    database.execute(sa.update(terms).where(terms.c.scheme == term.scheme, terms.c.id == term.id).values(**row))


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
    return len(rows)
