"""The mark by which a database is known as that of a demo. It goes along with a backup."""

import sqlalchemy as sa

from library.db.store import Database
from library.db.tables import marks

NAME, STAMP = "demo", "examples inside"


def mark(database: Database) -> None:
    """Mark a database as one that holds example accounts."""
    if not is_marked(database):
        database.execute(sa.insert(marks).values(name=NAME, stamp=STAMP))


def is_marked(database: Database) -> bool:
    """Return whether a database holds example accounts; one that has no tables yet does not."""
    if not sa.inspect(database).has_table(marks.name):
        return False
    return database.scalar(sa.select(marks.c.name).where(marks.c.name == NAME)) is not None
