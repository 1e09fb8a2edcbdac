"""The topics of opportunities and field notes, which follow when staff merge two terms."""

import sqlalchemy as sa

from library.db.store import Database
from library.db.tables import field_notes, opportunities
from library.editing.vocabulary.followers import Changed
from library.editing.vocabulary.term_merge import retagged

TAGGED = {"opportunity": opportunities, "field note": field_notes}


def follow(database: Database, scheme: str, old: str, new: str) -> list[Changed]:
    """Give what is tagged with a term another in its place, whatever its state; return what changed."""
    return [changed for noun, table in TAGGED.items() for changed in _retag(database, noun, table, scheme, old, new)]


def _retag(database: Database, noun: str, table: sa.Table, scheme: str, old: str, new: str) -> list[Changed]:
    changed = []
    for row in database.execute(sa.select(table.c.id, table.c.content)).all():
        after = retagged(row.content, scheme, old, new)
        if after != row.content:
            database.execute(sa.update(table).where(table.c.id == row.id).values(content=after))
            changed.append((f"{noun} {row.id}", row.content, after))
    return changed
