"""People and their invitations in the database. Tokens are kept as hashes only."""

from datetime import datetime
from typing import Any

import sqlalchemy as sa

from library.db.store import Database, inserted
from library.db.tables import audit, authenticators, identities, invitations, people, sessions
from library.security.permissions import Account, Person, Role


def _person(row: sa.Row[tuple[object, ...]] | None) -> Person | None:
    return Person(row.id, row.email, row.name, Role(row.role)) if row else None  # type: ignore[call-arg]


def add(database: Database, email: str, name: str, role: Role, now: datetime) -> int:
    """Add a person; return their id."""
    row = {"email": email, "name": name, "role": role, "created_at": now}
    return inserted(database.execute(sa.insert(people).values(**row)))


def everyone(database: Database) -> list[Person]:
    """List all people by name."""
    return [person for row in database.execute(sa.select(people).order_by(people.c.name)) if (person := _person(row))]


def find(database: Database, email: str) -> tuple[Person, str | None] | None:
    """Find a person who may sign in, with their password hash."""
    row = database.execute(sa.select(people).where(people.c.email == email, people.c.disabled.is_(False))).first()
    person = _person(row)
    return (person, row.password) if row and person else None


def accounts(database: Database) -> list[Account]:
    """List everybody by name, those who are disabled last."""
    query = _accounts().order_by(people.c.disabled, people.c.name, people.c.id)
    return [_account(row) for row in database.execute(query)]


def account(database: Database, *, id: int = 0, email: str = "") -> Account | None:
    """Find somebody by number or address, disabled or not."""
    row = database.execute(_accounts().where((people.c.id == id) | (people.c.email == email))).first()
    return _account(row) if row else None


def _accounts() -> sa.Select[Any]:
    entry = audit.c.object == sa.literal("person ") + sa.cast(people.c.id, sa.String)
    last = sa.select(sa.func.max(audit.c.at)).where(entry, audit.c.action == "sign in").scalar_subquery()
    joined = people.outerjoin(authenticators, authenticators.c.person_id == people.c.id).outerjoin(
        identities, identities.c.person_id == people.c.id
    )
    columns = (people, authenticators.c.secret, identities.c.subject, last.label("last_sign_in"))
    return sa.select(*columns).select_from(joined)


def _account(row: sa.Row[Any]) -> Account:
    person = Person(row.id, row.email, row.name, Role(row.role))  # type: ignore[call-arg]
    return Account(
        person,
        row.disabled,
        row.password is not None,
        row.secret is not None,
        row.last_sign_in,
        row.subject is not None,
    )


def change(database: Database, person_id: int, *, role: Role | None = None, disabled: bool | None = None) -> None:
    """Change a person's role, or whether they are disabled; invitations of somebody disabled end."""
    changed = {"role": role, "disabled": disabled}
    row = {name: value for name, value in changed.items() if value is not None}
    database.execute(sa.update(people).where(people.c.id == person_id).values(**row))
    if disabled:
        end_invitations(database, person_id)


def anybody(database: Database) -> Person | None:
    """Give somebody, where there is anybody."""
    return _person(database.execute(sa.select(people).order_by(people.c.id).limit(1)).first())


def set_password(database: Database, person_id: int, password_hash: str) -> None:
    """Keep a new password and end every session and invitation that the person had."""
    database.execute(sa.update(people).where(people.c.id == person_id).values(password=password_hash))
    database.execute(sa.delete(sessions).where(sessions.c.person_id == person_id))
    end_invitations(database, person_id)


def end_invitations(database: Database, person_id: int) -> None:
    """Let the one-time links of a person open nothing any more."""
    database.execute(sa.delete(invitations).where(invitations.c.person_id == person_id))


def invite(database: Database, person_id: int, token_hash: str, until: datetime) -> None:
    """Keep an invitation."""
    database.execute(sa.insert(invitations).values(token_hash=token_hash, person_id=person_id, expires_at=until))


def invited(database: Database, token_hash: str, now: datetime) -> Person | None:
    """Find who an invitation that still holds is for."""
    query = sa.select(people).join(invitations, invitations.c.person_id == people.c.id)
    holds = (invitations.c.token_hash == token_hash, invitations.c.expires_at > now, people.c.disabled.is_(False))
    return _person(database.execute(query.where(*holds)).first())


def active(database: Database) -> list[Person]:
    """List everybody with an account in use: not disabled, and with a password or an account of the organisation."""
    linked = sa.exists().where(identities.c.person_id == people.c.id)
    query = (
        sa.select(people)
        .where(people.c.disabled.is_(False), people.c.password.is_not(None) | linked)
        .order_by(people.c.name)
    )
    return [person for row in database.execute(query) if (person := _person(row))]


def working(database: Database) -> list[Person]:
    """List everybody who may sign in, by name."""
    query = sa.select(people).where(people.c.disabled.is_(False)).order_by(people.c.name)
    return [person for row in database.execute(query) if (person := _person(row))]
