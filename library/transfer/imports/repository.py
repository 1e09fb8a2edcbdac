"""Rows that staff sent to be imported, kept until they have seen what would happen and said yes."""

from datetime import datetime
from typing import Any

import sqlalchemy as sa

from library.db.store import Database
from library.db.tables import imports


def keep(database: Database, key: str, person_id: int, sheet: dict[str, Any], now: datetime) -> None:
    """Keep the rows of a sheet, with what is known of them."""
    database.execute(sa.insert(imports).values(key=key, person_id=person_id, rows=sheet, at=now))


def read(database: Database, key: str, person_id: int) -> dict[str, Any] | None:
    """Return the sheet that a person sent; one that was kept by an older version is given up."""
    query = sa.select(imports.c.rows).where(imports.c.key == key, imports.c.person_id == person_id)
    sheet = database.scalar(query)
    return sheet if isinstance(sheet, dict) else None


def drop(database: Database, key: str) -> None:
    """Forget some rows."""
    database.execute(sa.delete(imports).where(imports.c.key == key))


def forget(database: Database, before: datetime) -> None:
    """Forget what nobody said yes to in time."""
    database.execute(sa.delete(imports).where(imports.c.at < before))
