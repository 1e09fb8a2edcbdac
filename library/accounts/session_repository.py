"""Sessions in the database, by the hash of their token. One of somebody who is disabled holds no more."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from library.db.store import Database
from library.db.tables import authenticators, passkeys, people, sessions
from library.security.permissions import Person, Role
from library.security.sessions import LASTS_UNUSED, Session


def open(
    database: Database,
    person_id: int,
    token_hash: str,
    now: datetime,
    until: datetime,
    *,
    whole: bool = True,
    browser: str = "",
) -> None:
    """Keep a session, and forget those that have ended."""
    forget_ended(database, now)
    row = {"token_hash": token_hash, "person_id": person_id, "whole": whole, "browser": browser}
    database.execute(sa.insert(sessions).values(**row, created_at=now, seen_at=now, expires_at=until))


def forget_ended(database: Database, now: datetime) -> None:
    """Forget the sessions whose time is over."""
    database.execute(sa.delete(sessions).where(sessions.c.expires_at <= now))


def find(database: Database, token_hash: str, now: datetime) -> Session | None:
    """Find a session that holds, by its token."""
    row = database.execute(_that_hold(now).where(sessions.c.token_hash == token_hash)).first()
    return _session(row) if row else None


def of_person(database: Database, person_id: int, now: datetime) -> list[Session]:
    """List the sessions of a person that hold and are whole, last used first."""
    query = _that_hold(now).where(sessions.c.person_id == person_id, sessions.c.whole)
    return [_session(row) for row in database.execute(query.order_by(sessions.c.seen_at.desc(), sessions.c.id.desc()))]


def _that_hold(now: datetime) -> sa.Select[Any]:
    own = sa.select(sa.func.count()).where(passkeys.c.person_id == people.c.id).scalar_subquery()
    columns = (
        sessions,
        people.c.email,
        people.c.name,
        people.c.role,
        people.c.password,
        authenticators.c.secret,
        own.label("passkeys"),
    )
    joined = sessions.join(people, people.c.id == sessions.c.person_id).outerjoin(
        authenticators, authenticators.c.person_id == people.c.id
    )
    holds = (sessions.c.expires_at > now, sessions.c.seen_at > now - LASTS_UNUSED, people.c.disabled.is_(False))
    return sa.select(*columns).select_from(joined).where(*holds)


def _session(row: sa.Row[Any]) -> Session:
    person = Person(row.person_id, row.email, row.name, Role(row.role))  # type: ignore[call-arg]
    return Session(
        row.id,
        person,
        row.whole,
        row.secret is not None,
        row.new_secret,
        row.browser,
        row.created_at,
        row.seen_at,
        row.password is not None,
        row.passkeys,
        row.challenge,
    )


def see(database: Database, session_id: int, now: datetime) -> None:
    """Note that a session is in use."""
    database.execute(sa.update(sessions).where(sessions.c.id == session_id).values(seen_at=now))


def offer(database: Database, session_id: int, new_secret: str) -> None:
    """Keep what an authenticator is being set up with, encrypted."""
    database.execute(sa.update(sessions).where(sessions.c.id == session_id).values(new_secret=new_secret))


def challenge(database: Database, session_id: int, challenge: str | None) -> None:
    """Keep what a passkey is asked to sign in a session, or that it was answered."""
    database.execute(sa.update(sessions).where(sessions.c.id == session_id).values(challenge=challenge))


def close(database: Database, token_hash: str) -> None:
    """End a session."""
    database.execute(sa.delete(sessions).where(sessions.c.token_hash == token_hash))


def close_some(database: Database, person_id: int, ids: Iterable[int]) -> None:
    """End some sessions of a person."""
    database.execute(sa.delete(sessions).where(sessions.c.person_id == person_id, sessions.c.id.in_(list(ids))))


def close_all(database: Database, person_id: int) -> None:
    """End all sessions of a person."""
    database.execute(sa.delete(sessions).where(sessions.c.person_id == person_id))
