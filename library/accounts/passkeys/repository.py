"""Passkeys in the database."""

from datetime import datetime
from typing import Any

import sqlalchemy as sa

from library.accounts.passkeys.models import Passkey
from library.db.store import Database
from library.db.tables import passkeys


def of_person(database: Database, person_id: int) -> list[Passkey]:
    """List a person's passkeys, oldest first."""
    query = sa.select(passkeys).where(passkeys.c.person_id == person_id).order_by(passkeys.c.id)
    return [_passkey(row) for row in database.execute(query)]


def find(database: Database, person_id: int, passkey_id: int) -> Passkey | None:
    """Find one of a person's passkeys."""
    row = database.execute(sa.select(passkeys).where(*_own(person_id, passkey_id))).first()
    return _passkey(row) if row else None


def is_known(database: Database, credential_id: str) -> bool:
    """Return whether anybody has this passkey."""
    return bool(database.scalar(sa.select(sa.exists().where(passkeys.c.credential_id == credential_id))))


def keep(database: Database, person_id: int, name: str, new: tuple[str, str, int], now: datetime) -> None:
    """Keep a new passkey: its id, its public key and its count."""
    credential_id, public_key, sign_count = new
    row = {"credential_id": credential_id, "public_key": public_key, "sign_count": sign_count}
    database.execute(sa.insert(passkeys).values(**row, person_id=person_id, name=name, created_at=now))


def use(database: Database, passkey_id: int, sign_count: int, now: datetime) -> None:
    """Note that a passkey was used, and how far it has counted."""
    database.execute(sa.update(passkeys).where(passkeys.c.id == passkey_id).values(sign_count=sign_count, used_at=now))


def rename(database: Database, person_id: int, passkey_id: int, name: str) -> None:
    """Give one of a person's passkeys another name."""
    database.execute(sa.update(passkeys).where(*_own(person_id, passkey_id)).values(name=name))


def remove(database: Database, person_id: int, passkey_id: int) -> None:
    """Remove one of a person's passkeys."""
    database.execute(sa.delete(passkeys).where(*_own(person_id, passkey_id)))


def forget(database: Database, person_id: int) -> None:
    """Remove all passkeys of a person."""
    database.execute(sa.delete(passkeys).where(passkeys.c.person_id == person_id))


def _own(person_id: int, passkey_id: int) -> tuple[sa.ColumnElement[bool], ...]:
    return passkeys.c.person_id == person_id, passkeys.c.id == passkey_id


def _passkey(row: sa.Row[Any]) -> Passkey:
    return Passkey(row.id, row.name, row.credential_id, row.public_key, row.sign_count, row.created_at, row.used_at)
