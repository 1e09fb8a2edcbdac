"""The libraries that this one follows, in the database."""

from datetime import datetime
from typing import Any

import sqlalchemy as sa

from library.db.store import Database, inserted
from library.db.tables import peers
from library.peers.models import Peer
from library.peers.rules import host_of

COLUMNS = [column for column in peers.c if column.name != "added_by"]


def peer_of(row: Any, prefix: str = "") -> Peer:
    """Return the library of a row of COLUMNS, whose names there may begin with a prefix."""
    return Peer(**{column.name: getattr(row, f"{prefix}{column.name}") for column in COLUMNS})


def followed(database: Database) -> list[Peer]:
    """Return the libraries that are followed, by name."""
    query = sa.select(*COLUMNS).where(peers.c.followed).order_by(peers.c.name, peers.c.id)
    return [peer_of(row) for row in database.execute(query)]


def find(database: Database, peer_id: int) -> Peer | None:
    """Find a library that is followed."""
    row = database.execute(sa.select(*COLUMNS).where(peers.c.id == peer_id, peers.c.followed)).first()
    return peer_of(row) if row else None


def due(database: Database, before: datetime) -> list[Peer]:
    """Return the followed libraries that were last looked at before a time, or never."""
    late = sa.or_(peers.c.looked_at.is_(None), peers.c.looked_at < before)
    return [peer_of(row) for row in database.execute(sa.select(*COLUMNS).where(peers.c.followed, late))]


def follow(database: Database, address: str, person_id: int, now: datetime) -> int:
    """Follow a library, again where it was followed before: all it ever offered is still known."""
    known = database.scalar(sa.select(peers.c.id).where(peers.c.address == address))
    if known:
        database.execute(sa.update(peers).where(peers.c.id == known).values(followed=True, etag="", problem=""))
        return int(known)
    row = {"address": address, "name": host_of(address)[:120], "followed": True, "added_at": now}
    nothing_yet = {"added_by": person_id, "problem": "", "etag": "", "held_back": 0, "unreadable": 0}
    return inserted(database.execute(sa.insert(peers).values(**row, **nothing_yet)))


def unfollow(database: Database, peer_id: int) -> None:
    """Follow a library no more; it stays, with all it offered.

    What others list too comes through them from now on, so their lists are read in full at the next look.
    """
    database.execute(sa.update(peers).where(peers.c.id == peer_id).values(followed=False))
    database.execute(sa.update(peers).values(etag=""))


def looked(database: Database, peer_id: int, now: datetime, problem: str = "", **found: Any) -> None:
    """Keep when a library was looked at, and what came of it."""
    answered = {} if problem else {"answered_at": now}
    values = {"looked_at": now, "problem": problem, **answered, **found}
    database.execute(sa.update(peers).where(peers.c.id == peer_id).values(**values))
