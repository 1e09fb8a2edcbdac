"""The numbers to call for help now, in the database."""

from collections.abc import Iterable
from datetime import datetime

import sqlalchemy as sa

from library.domain.help_lines import HelpLine
from library.storage.store import Database
from library.storage.tables import help_lines


def read(database: Database) -> list[HelpLine]:
    """Read all numbers, in order."""
    rows = database.execute(sa.select(help_lines).order_by(help_lines.c.position))
    return [HelpLine(row.id, row.words, row.number, row.confirmed_at, tuple(row.said or ())) for row in rows]


def add_missing(database: Database, wanted: Iterable[HelpLine]) -> None:
    """Add the numbers that are not there yet, and say of the others what is said of them now; nobody else changes that.

    The words of a search that call for a number are added where there never were any.
    """
    known = set(database.scalars(sa.select(help_lines.c.id)))
    for position, line in enumerate(wanted):
        if line.id not in known:
            row = {"id": line.id, "position": position, "words": line.words, "number": line.number}
            database.execute(sa.insert(help_lines).values(**row, said=list(line.said)))
        reworded = sa.and_(help_lines.c.id == line.id, help_lines.c.words != line.words)
        database.execute(sa.update(help_lines).where(reworded).values(words=line.words))
        bare = sa.and_(help_lines.c.id == line.id, help_lines.c.said.is_(sa.null()))
        database.execute(sa.update(help_lines).where(bare).values(said=list(line.said)))


def change_said(database: Database, id: str, said: Iterable[str]) -> bool:
    """Keep the words that call for a number; False if there is none."""
    query = sa.update(help_lines).where(help_lines.c.id == id)
    return bool(database.execute(query.values(said=list(said))).rowcount)


def confirm(database: Database, id: str, person_id: int, now: datetime) -> bool:
    """Keep that somebody has checked a number; False if there is none."""
    query = sa.update(help_lines).where(help_lines.c.id == id)
    return bool(database.execute(query.values(confirmed_at=now, confirmed_by=person_id)).rowcount)
