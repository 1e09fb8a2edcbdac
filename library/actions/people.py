"""People: inviting them, choosing a password, signing in and out.

A known and an unknown address get the same answer and take the same time.
"""

import hashlib
import hmac
import secrets
from datetime import timedelta

from library.actions import passwords
from library.domain.faults import Fault
from library.domain.people import Person, Role
from library.parts import Parts
from library.storage import attempts, audit, people

INVITATION_LASTS = timedelta(hours=24)
SESSION_LASTS = timedelta(hours=12)
MOST_TRIES, TRIES_WITHIN = 8, timedelta(minutes=15)


class TooManyTries(Exception):
    """Too many attempts in a short time: wait."""


def token_hash(token: str) -> str:
    """Give what is kept of a token: its SHA-256."""
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).hexdigest()


def add(parts: Parts, email: str, name: str, role: Role) -> str:
    """Add a person and give the one-time address where they choose a password; an existing person gets a new one."""
    token, now = secrets.token_urlsafe(32), parts.clock()
    email = email.strip().lower()
    with parts.store.writing() as database:
        known = people.find(database, email)
        person_id = known[0].id if known else people.add(database, email, name, role, now)
        people.invite(database, person_id, token_hash(token), now + INVITATION_LASTS)
        audit.note(database, None, "invite", f"person {person_id}", now)
    return parts.links.welcome(token)


def invited(parts: Parts, token: str) -> Person | None:
    """Find who an invitation is for, if it still holds."""
    with parts.store.reading() as database:
        return people.invited(database, token_hash(token), parts.clock())


def choose_password(parts: Parts, token: str, password: str) -> list[Fault] | None:
    """Keep the password an invited person chose; give its faults, or None when the invitation holds no longer."""
    person = invited(parts, token)
    if person is None:
        return None
    faults = passwords.faults(parts, password, person.email, person.name)
    if not faults:
        set_password(parts, person, password)
    return faults


def set_password(parts: Parts, person: Person, password: str) -> None:
    """Keep a password; every session and invitation of the person ends."""
    hashed = passwords.hashed(password)
    with parts.store.writing() as database:
        people.set_password(database, person.id, hashed)
        audit.note(database, person.id, "choose password", f"person {person.id}", parts.clock())


def sign_in(parts: Parts, email: str, password: str, key: str) -> str | None:
    """Open a session and give its token, or None; `key` is what tries are counted by besides the address."""
    email, now = email.strip().lower()[:254], parts.clock()
    keys = [attempt_key(parts, "sign-in", email), attempt_key(parts, "sign-in from", key)]
    with parts.store.writing() as database:
        if any(attempts.count(database, each, now - TRIES_WITHIN) >= MOST_TRIES for each in keys):
            raise TooManyTries
        for each in keys:
            attempts.keep(database, each, now)
        known = people.find(database, email)
    if not passwords.is_right(password, known[1] if known else None) or known is None:
        return None
    token = secrets.token_urlsafe(32)
    with parts.store.writing() as database:
        for each in keys:
            attempts.forget(database, each)
        people.open_session(database, known[0].id, token_hash(token), now, now + SESSION_LASTS)
        audit.note(database, known[0].id, "sign in", f"person {known[0].id}", now)
    return token


def attempt_key(parts: Parts, what: str, whose: str) -> str:
    """Give the keyed hash under which attempts are counted, so that no address is kept."""
    return hmac.new(
        parts.settings.secret_key.encode(), f"{what}\n{whose}".encode("utf-8", "replace"), hashlib.sha256
    ).hexdigest()


def signed_in(parts: Parts, token: str) -> Person | None:
    """Find whose session a token opens."""
    with parts.store.reading() as database:
        return people.in_session(database, token_hash(token), parts.clock())


def sign_out(parts: Parts, token: str) -> None:
    """End a session on the server, so that its token opens nothing any more."""
    with parts.store.writing() as database:
        people.close_session(database, token_hash(token))
