"""People: inviting them, and choosing a password by a one-time link."""

import hashlib
import hmac
import secrets
from datetime import timedelta

from library.actions import passwords
from library.domain.faults import Fault
from library.domain.people import Person, Role
from library.parts import Parts
from library.storage import audit, people

INVITATION_LASTS = timedelta(hours=24)


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
    if faults := passwords.faults(parts, password, person.email, person.name):
        return faults
    hashed, now = passwords.hashed(password), parts.clock()
    with parts.store.writing() as database:
        if people.invited(database, token_hash(token), now) is None:
            return None
        people.set_password(database, person.id, hashed)
        audit.note(database, person.id, "choose password", f"person {person.id}", now)
    return []


def attempt_key(parts: Parts, what: str, whose: str) -> str:
    """Give the keyed hash under which attempts are counted, so that no address is kept."""
    return hmac.new(
        parts.settings.secret_key.encode(), f"{what}\n{whose}".encode("utf-8", "replace"), hashlib.sha256
    ).hexdigest()
