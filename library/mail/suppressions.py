"""Addresses that get no mail, because mail to them came back or because somebody asked."""

from datetime import datetime

import sqlalchemy as sa

from library.db.store import Database, inserted
from library.db.tables import suppressions
from library.mail.addresses import same
from library.mail.models import Suppression


def holds(database: Database, address: str) -> bool:
    """Return whether an address gets no mail."""
    query = sa.select(suppressions.c.id).where(suppressions.c.address == same(address))
    return database.scalar(query) is not None


def reason(database: Database, address: str) -> str | None:
    """Return why an address gets no mail, or None if it may."""
    found: str | None = database.scalar(sa.select(suppressions.c.reason).where(suppressions.c.address == same(address)))
    return found


def keep(database: Database, address: str, reason: str, person_id: int | None, now: datetime) -> int:
    """Stop mail to an address and return the id of the row; one that is stopped already stays as it is."""
    known: int | None = database.scalar(sa.select(suppressions.c.id).where(suppressions.c.address == same(address)))
    if known is not None:
        return known
    row = {"address": same(address), "reason": reason, "at": now, "person_id": person_id}
    return inserted(database.execute(sa.insert(suppressions).values(**row)))


def allow(database: Database, suppression_id: int) -> str | None:
    """Let an address have mail again; return it, None if there is no such row."""
    gone = sa.delete(suppressions).where(suppressions.c.id == suppression_id).returning(suppressions.c.address)
    address: str | None = database.scalar(gone)
    return address


def allow_again(database: Database, address: str, reason: str) -> None:
    """Let an address have mail again that was stopped for one reason only."""
    mine = (suppressions.c.address == same(address), suppressions.c.reason == reason)
    database.execute(sa.delete(suppressions).where(*mine))


def everything(database: Database) -> list[Suppression]:
    """List all, newest first."""
    query = sa.select(suppressions).order_by(suppressions.c.at.desc(), suppressions.c.id)
    return [Suppression(row.id, row.address, row.reason, row.at) for row in database.execute(query)]
