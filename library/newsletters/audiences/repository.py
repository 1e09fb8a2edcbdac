"""Lists in the database, and the people on imported ones."""

from collections.abc import Iterable
from dataclasses import asdict
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from library.db.store import Database, inserted
from library.db.tables import audiences, contacts
from library.mail.addresses import same
from library.newsletters.audiences.models import Audience, AudienceKind, Basis, Contact, Import, LeftOut, Segment

ROWS_AT_ONCE = 5_000


def _audience(row: sa.Row[Any], count: int) -> Audience:
    return Audience(
        row.id,
        row.name,
        AudienceKind(row.kind),  # type: ignore[call-arg]
        tuple(row.topics),
        Basis(row.basis) if row.basis else None,  # type: ignore[call-arg]
        row.basis_words,
        tuple(LeftOut(**each) for each in row.left_out),
        row.made_at,
        count,
    )


def everything(database: Database) -> list[Audience]:
    """List all, by name; of imported ones with how many are on them."""
    query = sa.select(contacts.c.audience_id, sa.func.count().label("many")).group_by(contacts.c.audience_id)
    many = {row.audience_id: row.many for row in database.execute(query)}
    return [
        _audience(row, many.get(row.id, 0))
        for row in database.execute(sa.select(audiences).order_by(audiences.c.name, audiences.c.id))
    ]


def find(database: Database, audience_id: int) -> Audience | None:
    """Find one."""
    return next((each for each in everything(database) if each.id == audience_id), None)


def named(database: Database, name: str) -> bool:
    """Return whether a list has this name."""
    query = sa.select(audiences.c.id).where(sa.func.lower(audiences.c.name) == name.lower())
    return database.scalar(query) is not None


def add_segment(database: Database, segment: Segment, person_id: int, now: datetime) -> int:
    """Keep a list of subscribers; return its id."""
    return _add(database, AudienceKind.SUBSCRIBERS, segment.name, person_id, now, topics=list(segment.topics))


def add_import(database: Database, brought: Import, left_out: list[LeftOut], person_id: int, now: datetime) -> int:
    """Keep an imported list, still without people; return its id."""
    about = {"basis": brought.basis, "basis_words": brought.basis_words}
    rows = [asdict(each) for each in left_out]
    return _add(database, AudienceKind.IMPORTED, brought.name, person_id, now, left_out=rows, **about)


def _add(database: Database, kind: AudienceKind, name: str, person_id: int, now: datetime, **more: Any) -> int:
    row = {"topics": [], "left_out": [], "name": name, "kind": kind, "made_at": now, "made_by": person_id} | more
    return inserted(database.execute(sa.insert(audiences).values(**row)))


def put_on(database: Database, audience_id: int, addresses: Iterable[str], now: datetime) -> None:
    """Put people on an imported list."""
    rows = [
        {"audience_id": audience_id, "address": each, "same_address": same(each), "added_at": now} for each in addresses
    ]
    for start in range(0, len(rows), ROWS_AT_ONCE):
        database.execute(sa.insert(contacts), rows[start : start + ROWS_AT_ONCE])


def remove(database: Database, audience_id: int) -> None:
    """Delete a list and the people on it; what they were sent stays counted."""
    database.execute(sa.delete(contacts).where(contacts.c.audience_id == audience_id))
    database.execute(sa.delete(audiences).where(audiences.c.id == audience_id))


def people(database: Database, audience_id: int) -> list[Contact]:
    """List the people on an imported list."""
    return _contacts(database, contacts.c.audience_id == audience_id)


def on_any(database: Database, address: str) -> Contact | None:
    """Find somebody on any imported list by their address."""
    return next(iter(_contacts(database, contacts.c.same_address == same(address))), None)


def by_ids(database: Database, ids: Iterable[int]) -> dict[int, Contact]:
    """Return some people on lists."""
    return {each.id: each for each in _contacts(database, contacts.c.id.in_(list(ids)))}


def _contacts(database: Database, holds: sa.ColumnElement[bool]) -> list[Contact]:
    query = sa.select(contacts).where(holds).order_by(contacts.c.id)
    return [Contact(row.id, row.audience_id, row.address) for row in database.execute(query)]


def forget_address(database: Database, address: str) -> int:
    """Take an address off every list; return from how many."""
    return database.execute(sa.delete(contacts).where(contacts.c.same_address == same(address))).rowcount
