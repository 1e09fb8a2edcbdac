"""Asks in the database, and their history, to which rows are only ever added."""

from collections.abc import Iterable
from dataclasses import asdict
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa

from library.db.store import Database, inserted
from library.db.tables import ask_history, asks
from library.involve.asks.models import Ask, Entry, Kept, Step
from library.involve.asks.schemas import ASK, ENTRY

SAME_NAMED = (
    "id",
    "status",
    "version",
    "changed_at",
    "changed_by",
    "asked_on",
    "look_again_on",
    "link_number",
    "link_until",
    "submission_id",
)


def _some(database: Database, *holds: sa.ColumnElement[bool]) -> list[Kept]:
    rows = database.execute(sa.select(asks).where(*holds).order_by(asks.c.id)).all()
    history = _history(database, [row.id for row in rows]) if rows else {}
    return [_kept(row, history.get(row.id, [])) for row in rows]


def _kept(row: sa.Row[Any], history: list[Entry]) -> Kept:
    same = {name: getattr(row, name) for name in SAME_NAMED}
    return Kept(slug=row.slug or "", ask=ASK.load(row.content), history=tuple(history), **same)


def _history(database: Database, ids: Iterable[int]) -> dict[int, list[Entry]]:
    found: dict[int, list[Entry]] = {}
    query = sa.select(ask_history).where(ask_history.c.ask_id.in_(list(ids))).order_by(ask_history.c.id)
    for row in database.execute(query):
        entry = Entry(Step(row.step), row.at, reply_id=row.reply_id, id=row.id, **ENTRY.load(row.content))  # type: ignore[call-arg]
        found.setdefault(row.ask_id, []).append(entry)
    return found


def everything(database: Database) -> list[Kept]:
    """Return all asks, drafts too."""
    return _some(database)


def published(database: Database) -> list[Kept]:
    """Return the asks that readers see."""
    return _some(database, asks.c.status == "published")


def find(database: Database, ask_id: int) -> Kept | None:
    """Find one."""
    return next(iter(_some(database, asks.c.id == ask_id)), None)


def at(database: Database, slug: str) -> Kept | None:
    """Find the one at an address."""
    return next(iter(_some(database, asks.c.slug == slug)), None)


def of_submission(database: Database, submission_id: int) -> Kept | None:
    """Find the one that was made from a submission."""
    return next(iter(_some(database, asks.c.submission_id == submission_id)), None)


def slugs(database: Database) -> set[str]:
    """Return the addresses that are taken."""
    return {row.slug for row in database.execute(sa.select(asks.c.slug)) if row.slug}


def add(
    database: Database, ask: Ask, status: str, person_id: int | None, now: datetime, submission_id: int | None
) -> int:
    """Keep a new one; return its id."""
    row = _written(ask, status, person_id, now) | {"version": 1, "submission_id": submission_id}
    return inserted(database.execute(sa.insert(asks).values(**row)))


def _written(ask: Ask, status: str, person_id: int | None, now: datetime) -> dict[str, Any]:
    row = {"content": ASK.dump(ask), "body": ask.body, "status": status}
    return row | {"changed_at": now, "changed_by": person_id}


def save(database: Database, ask_id: int, version: int, ask: Ask, status: str, person_id: int, now: datetime) -> bool:
    """Change one that isn't published; return False if it is not at this version any more."""
    row = _written(ask, status, person_id, now) | {"version": version + 1}
    return bool(database.execute(sa.update(asks).where(*_still(ask_id, version)).values(**row)).rowcount)


def _still(ask_id: int, version: int) -> tuple[sa.ColumnElement[bool], ...]:
    return asks.c.id == ask_id, asks.c.version == version, asks.c.status != "published"


def publish(database: Database, ask_id: int, version: int, slug: str, asked_on: date) -> bool:
    """Publish one as somebody proposed it; return False if it is not at this version any more."""
    row = {"status": "published", "slug": slug, "asked_on": asked_on, "version": version + 1}
    proposed = asks.c.status == "proposed"
    return bool(database.execute(sa.update(asks).where(*_still(ask_id, version), proposed).values(**row)).rowcount)


def drop(database: Database, ask_id: int, version: int) -> bool:
    """Delete one that was never published; return False if it is not at this version any more."""
    return bool(database.execute(sa.delete(asks).where(*_still(ask_id, version))).rowcount)


def renew_link(database: Database, ask_id: int, until: datetime) -> None:
    """Make the links for replies to an ask that were given out before stop working."""
    row = {"link_number": asks.c.link_number + 1, "link_until": until}
    database.execute(sa.update(asks).where(asks.c.id == ask_id).values(**row))


def look_again(database: Database, ask_id: int, day: date | None) -> None:
    """Keep when staff want to look at an ask again."""
    database.execute(sa.update(asks).where(asks.c.id == ask_id).values(look_again_on=day))


def note(database: Database, ask_id: int, entry: Entry, person_id: int | None) -> None:
    """Add a step to the history."""
    kept = {name: value for name, value in asdict(entry).items() if name in ENTRY.fields}
    row = {"step": entry.step, "at": entry.at, "reply_id": entry.reply_id, "content": ENTRY.dump(kept)}
    database.execute(sa.insert(ask_history).values(ask_id=ask_id, person_id=person_id, **row))
