"""Rows that staff sent to be imported, kept until they have seen what would happen and said yes."""

from datetime import datetime
from typing import Any

import sqlalchemy as sa

from library.db.store import Database
from library.db.tables import imports


def keep(database: Database, key: str, person_id: int, rows: list[dict[str, Any]], now: datetime) -> None:
    """Keep some rows."""
    database.execute(sa.insert(imports).values(key=key, person_id=person_id, rows=rows, at=now))


def read(database: Database, key: str, person_id: int) -> list[dict[str, Any]] | None:
    """Return the rows that a person sent."""
    query = sa.select(imports.c.rows).where(imports.c.key == key, imports.c.person_id == person_id)
    rows: list[dict[str, Any]] | None = database.scalar(query)
    return rows


def drop(database: Database, key: str) -> None:
    """Forget some rows."""
    database.execute(sa.delete(imports).where(imports.c.key == key))


def forget(database: Database, before: datetime) -> None:
    """Forget what nobody said yes to in time."""
    database.execute(sa.delete(imports).where(imports.c.at < before))
