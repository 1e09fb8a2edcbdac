"""What partners raised, in the database, and its history, to which rows are only ever added."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from library.db.store import Database, inserted
from library.db.tables import you_said, you_said_history
from library.involve.you_said.models import Entry, Item, Kept, Published, Step
from library.involve.you_said.schemas import ITEM

RAISED_LAST_FIRST = you_said.c.raised_on.desc(), you_said.c.id.desc()


def published(database: Database) -> list[Published]:
    """Return the items that readers see, what was raised last first."""
    history = you_said_history
    last = sa.select(sa.func.max(history.c.id)).group_by(history.c.item_id)
    seen = history.c.id.in_(last), history.c.step != Step.REMOVED.value
    columns = history.c.item_id, history.c.at, history.c.alone, history.c.content, you_said.c.published_at
    query = sa.select(*columns).join(you_said, you_said.c.id == history.c.item_id).where(*seen)
    rows = database.execute(query)
    found = [Published(row.item_id, ITEM.load(row.content), row.published_at, row.at, row.alone) for row in rows]
    return sorted(found, key=lambda each: (each.item.raised_on, each.id), reverse=True)


def kept(database: Database) -> list[Kept]:
    """Return all items for staff but those that were removed, what was raised last first."""
    return _some(database, you_said.c.status != "removed")


def find(database: Database, item_id: int) -> Kept | None:
    """Find one that wasn't removed."""
    return next(iter(_some(database, you_said.c.id == item_id, you_said.c.status != "removed")), None)


def _some(database: Database, *holds: sa.ColumnElement[bool]) -> list[Kept]:
    rows = database.execute(sa.select(you_said).where(*holds).order_by(*RAISED_LAST_FIRST)).all()
    history = _history(database, [row.id for row in rows])
    return [
        Kept(row.id, row.status, ITEM.load(row.content), row.version, row.changed_by, tuple(history.get(row.id, ())))
        for row in rows
    ]


def _history(database: Database, ids: Iterable[int]) -> dict[int, list[Entry]]:
    found: dict[int, list[Entry]] = {}
    wanted = you_said_history.c.item_id.in_(list(ids))
    for row in database.execute(sa.select(you_said_history).where(wanted).order_by(you_said_history.c.id)):
        entry = Entry(Step(row.step), row.at, ITEM.load(row.content), row.alone)  # type: ignore[call-arg]
        found.setdefault(row.item_id, []).append(entry)
    return found


def add(database: Database, item: Item, person_id: int, now: datetime) -> int:
    """Keep a new one for somebody else to publish; return its id."""
    row = _written(item, person_id, now) | {"version": 1}
    return inserted(database.execute(sa.insert(you_said).values(**row)))


def _written(item: Item, person_id: int, now: datetime) -> dict[str, Any]:
    row = {"status": "proposed", "content": ITEM.dump(item), "raised_on": item.raised_on}
    return row | {"changed_at": now, "changed_by": person_id}


def save(database: Database, item_id: int, version: int, item: Item, person_id: int, now: datetime) -> bool:
    """Keep a change for somebody else to publish; return False if it is not at this version any more."""
    return settle(database, item_id, version, _written(item, person_id, now))


def settle(database: Database, item_id: int, version: int, row: dict[str, Any]) -> bool:
    """Keep what became of the last save; return False if it is not at this version any more."""
    still = you_said.c.id == item_id, you_said.c.version == version, you_said.c.status != "removed"
    return bool(database.execute(sa.update(you_said).where(*still).values(**row, version=version + 1)).rowcount)


def drop(database: Database, item_id: int, version: int) -> bool:
    """Delete one that readers never saw; return False if it is not at this version any more."""
    still = you_said.c.id == item_id, you_said.c.version == version, you_said.c.published_at.is_(None)
    return bool(database.execute(sa.delete(you_said).where(*still)).rowcount)


def note(database: Database, item_id: int, entry: Entry, person_id: int) -> None:
    """Add a step to the history of one."""
    row = {"item_id": item_id, "step": entry.step.value, "at": entry.at, "person_id": person_id}
    content = {"alone": entry.alone, "content": ITEM.dump(entry.item)}
    database.execute(sa.insert(you_said_history).values(**row, **content))
