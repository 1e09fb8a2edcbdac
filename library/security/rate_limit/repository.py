"""Counting attempts, so that sign-in and readers' forms can be slowed down alike in every process."""

from datetime import datetime, timedelta

import sqlalchemy as sa

from library.db.store import Database
from library.db.tables import attempts

KEPT = timedelta(days=1)


def count(database: Database, key: str, since: datetime) -> int:
    """Count the attempts kept under a key since a moment."""
    query = sa.select(sa.func.count()).select_from(attempts).where(attempts.c.key == key, attempts.c.at > since)
    return database.scalar(query) or 0


def newest(database: Database, key: str, since: datetime) -> tuple[int, datetime | None]:
    """Return how many attempts are kept under a key since a moment, and when the last was."""
    mine = (attempts.c.key == key, attempts.c.at > since)
    row = database.execute(sa.select(sa.func.count(), sa.func.max(attempts.c.at)).where(*mine)).one()
    return row[0], row[1]


def keep(database: Database, key: str, now: datetime) -> None:
    """Keep one attempt, and forget those over a day old."""
    forget_old(database, now)
    database.execute(sa.insert(attempts).values(key=key, at=now))


def forget_old(database: Database, now: datetime) -> None:
    """Forget the attempts that are over a day old."""
    database.execute(sa.delete(attempts).where(attempts.c.at < now - KEPT))


def forget(database: Database, key: str) -> None:
    """Forget a key's attempts, as after a sign-in that worked."""
    database.execute(sa.delete(attempts).where(attempts.c.key == key))
