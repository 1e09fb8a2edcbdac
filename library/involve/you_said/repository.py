"""What partners raised, in the database."""

from datetime import datetime
from typing import Any

import sqlalchemy as sa

from library.db.store import Database, inserted
from library.db.tables import you_said
from library.involve.you_said.models import Item, Published
from library.involve.you_said.schemas import ITEM


def everything(database: Database) -> list[Published]:
    """Return all items, what was raised last first."""
    query = sa.select(you_said).order_by(you_said.c.raised_on.desc(), you_said.c.id.desc())
    return [_published(row) for row in database.execute(query)]


def _published(row: sa.Row[Any]) -> Published:
    return Published(row.id, ITEM.load(row.content), row.published_at, row.changed_at)


def find(database: Database, item_id: int) -> Published | None:
    """Find one."""
    row = database.execute(sa.select(you_said).where(you_said.c.id == item_id)).first()
    return _published(row) if row else None


def add(database: Database, item: Item, person_id: int, now: datetime) -> int:
    """Keep a new one; return its id."""
    return inserted(database.execute(sa.insert(you_said).values(**_row(item, person_id, now), published_at=now)))


def change(database: Database, item_id: int, item: Item, person_id: int, now: datetime) -> None:
    """Change one."""
    database.execute(sa.update(you_said).where(you_said.c.id == item_id).values(**_row(item, person_id, now)))


def _row(item: Item, person_id: int, now: datetime) -> dict[str, Any]:
    row = {"content": ITEM.dump(item), "raised_on": item.raised_on}
    return row | {"changed_at": now, "changed_by": person_id}


def remove(database: Database, item_id: int) -> bool:
    """Delete one; return whether there was one."""
    return bool(database.execute(sa.delete(you_said).where(you_said.c.id == item_id)).rowcount)
