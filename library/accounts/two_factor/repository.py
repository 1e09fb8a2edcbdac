"""Authenticators and recovery codes in the database: secrets encrypted, codes as hashes, each used once."""

from collections.abc import Iterable
from datetime import datetime

import sqlalchemy as sa

from library.db.store import Database
from library.db.tables import authenticators, recovery_codes


def keep(database: Database, person_id: int, secret: str, step: int, now: datetime) -> None:
    """Keep a person's authenticator in place of any earlier one, whose recovery codes go with it."""
    forget(database, person_id)
    row = {"person_id": person_id, "secret": secret, "last_step": step, "since": now}
    database.execute(sa.insert(authenticators).values(**row))


def forget(database: Database, person_id: int) -> None:
    """Take away a person's authenticator and recovery codes."""
    database.execute(sa.delete(authenticators).where(authenticators.c.person_id == person_id))
    database.execute(sa.delete(recovery_codes).where(recovery_codes.c.person_id == person_id))


def find(database: Database, person_id: int) -> tuple[str, int] | None:
    """Return a person's encrypted secret and the step of the last code that was taken."""
    row = database.execute(sa.select(authenticators).where(authenticators.c.person_id == person_id)).first()
    return (row.secret, row.last_step) if row else None


def take(database: Database, person_id: int, step: int) -> None:
    """Note the step of a code that was taken, so that it and those before it are void."""
    database.execute(sa.update(authenticators).where(authenticators.c.person_id == person_id).values(last_step=step))


def keep_codes(database: Database, person_id: int, hashes: Iterable[str]) -> None:
    """Keep recovery codes in place of all earlier ones."""
    database.execute(sa.delete(recovery_codes).where(recovery_codes.c.person_id == person_id))
    database.execute(sa.insert(recovery_codes), [{"code_hash": each, "person_id": person_id} for each in hashes])


def use_code(database: Database, person_id: int, code_hash: str) -> bool:
    """Use up a recovery code; False where there is no such code."""
    holds = (recovery_codes.c.person_id == person_id, recovery_codes.c.code_hash == code_hash)
    return database.execute(sa.delete(recovery_codes).where(*holds)).rowcount == 1


def codes_left(database: Database, person_id: int) -> int:
    """Count the recovery codes that a person has not used."""
    query = sa.select(sa.func.count()).select_from(recovery_codes).where(recovery_codes.c.person_id == person_id)
    return database.scalar(query) or 0
