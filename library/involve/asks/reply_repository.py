"""The replies to asks in the database, unedited; refusing one or taking it down deletes its words."""

from datetime import datetime
from typing import Any

import sqlalchemy as sa

from library.db.store import Database, inserted
from library.db.tables import ask_replies
from library.involve.asks.models import Received, Reply
from library.involve.asks.schemas import REPLY


def _some(database: Database, *holds: sa.ColumnElement[bool]) -> list[Received]:
    query = sa.select(ask_replies).where(*holds).order_by(ask_replies.c.id)
    return [_received(row) for row in database.execute(query)]


def _received(row: sa.Row[Any]) -> Received:
    said = REPLY.load(row.content) if row.content else None
    about = row.link_number, row.received_at, row.checked_by, row.settled_at
    return Received(row.id, row.ask_id, row.state, said, *about)


def of(database: Database, ask_id: int) -> list[Received]:
    """Return the replies to an ask, the first first."""
    return _some(database, ask_replies.c.ask_id == ask_id)


def published(database: Database) -> list[Received]:
    """Return all replies that readers see."""
    return _some(database, ask_replies.c.state == "published")


def waiting(database: Database) -> list[Received]:
    """Return the replies that two people have to read."""
    return _some(database, ask_replies.c.state == "waiting")


def find(database: Database, reply_id: int) -> Received | None:
    """Find one."""
    return next(iter(_some(database, ask_replies.c.id == reply_id)), None)


def add(database: Database, ask_id: int, said: Reply, link_number: int, now: datetime) -> int:
    """Keep a reply; return its id."""
    row = {"ask_id": ask_id, "state": "waiting", "content": REPLY.dump(said), "link_number": link_number}
    return inserted(database.execute(sa.insert(ask_replies).values(**row, received_at=now)))


def check(database: Database, reply_id: int, person_id: int) -> bool:
    """Keep that a first person has read one; return False if somebody has already, or it doesn't wait."""
    mine = ask_replies.c.id == reply_id, ask_replies.c.state == "waiting", ask_replies.c.checked_by.is_(None)
    return bool(database.execute(sa.update(ask_replies).where(*mine).values(checked_by=person_id)).rowcount)


def publish(database: Database, reply_id: int, person_id: int, now: datetime) -> bool:
    """Publish one; return False if it doesn't wait any more."""
    return _settle(database, reply_id, "waiting", {"state": "published"}, person_id, now)


def refuse(database: Database, reply_id: int, person_id: int, now: datetime) -> bool:
    """Delete the words of one that waits; return False if it doesn't any more."""
    return _settle(database, reply_id, "waiting", {"state": "refused", "content": {}}, person_id, now)


def take_down(database: Database, reply_id: int, person_id: int, now: datetime) -> bool:
    """Delete the words of one that readers see; return False if they don't any more."""
    return _settle(database, reply_id, "published", {"state": "removed", "content": {}}, person_id, now)


def _settle(database: Database, reply_id: int, state: str, row: dict[str, Any], person_id: int, now: datetime) -> bool:
    mine = ask_replies.c.id == reply_id, ask_replies.c.state == state
    query = sa.update(ask_replies).where(*mine).values(**row, settled_at=now, settled_by=person_id)
    return bool(database.execute(query).rowcount)
