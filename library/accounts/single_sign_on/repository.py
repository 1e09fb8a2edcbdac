"""Which account of the organisation belongs to which person here."""

from datetime import datetime

import sqlalchemy as sa

from library.accounts.single_sign_on.models import Identity
from library.db.store import Database
from library.db.tables import identities


def find(database: Database, identity: Identity) -> tuple[int, bool] | None:
    """Return whose an account is, and whether a group gives them their role."""
    holds = (identities.c.issuer == identity.issuer, identities.c.subject == identity.subject)
    row = database.execute(sa.select(identities).where(*holds)).first()
    return (row.person_id, row.by_group) if row else None


def issuer_of(database: Database, person_id: int) -> str | None:
    """Return the provider that a person's account is linked at."""
    return database.scalar(sa.select(identities.c.issuer).where(identities.c.person_id == person_id))


def link(database: Database, identity: Identity, person_id: int, now: datetime) -> None:
    """Link an account to a person, in place of one at another provider."""
    forget(database, person_id)
    row = {"issuer": identity.issuer, "subject": identity.subject, "person_id": person_id, "by_group": False}
    database.execute(sa.insert(identities).values(**row, since=now))


def governed_by_group(database: Database, person_id: int) -> None:
    """Note that a group gives a person their role from now on."""
    database.execute(sa.update(identities).where(identities.c.person_id == person_id).values(by_group=True))


def forget(database: Database, person_id: int) -> None:
    """Take away the link of a person."""
    database.execute(sa.delete(identities).where(identities.c.person_id == person_id))
