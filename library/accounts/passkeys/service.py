"""Passkeys (WebAuthn) as a second step: what a browser is asked, and whether its answer holds.

Each challenge is random, belongs to one session and is good for one answer. No attestation is asked for: which make a
device is of does not matter here. A passkey that counts has to have counted on, or it was copied.
"""

import hashlib
import hmac
import json
import secrets
from datetime import datetime
from ipaddress import ip_address
from urllib.parse import urlsplit

from library.accounts import session_repository as sessions
from library.accounts.passkeys import repository as passkeys
from library.accounts.passkeys.models import UNREADABLE, Passkey, Site
from library.db import audit_log as audit
from library.db.store import Database
from library.security.permissions import Person
from library.security.sessions import Session
from library.services import Services

LONGEST_ANSWER = 20_000


def site(services: Services) -> Site | None:
    """Return what passkeys are bound to here; None where browsers allow none: without https, or without a name."""
    parts = urlsplit(services.settings.address)
    host = parts.hostname or ""
    if parts.scheme != "https" and host != "localhost":
        return None
    try:
        ip_address(host)
    except ValueError:
        return Site(host, f"{parts.scheme}://{parts.netloc}")
    return None


def of_person(services: Services, person: Person) -> list[Passkey]:
    """List a person's passkeys."""
    with services.store.reading() as database:
        return passkeys.of_person(database, person.id)


def challenge(services: Services, session: Session) -> str:
    """Keep a new challenge in a session, in place of an earlier one, and return it."""
    fresh = secrets.token_urlsafe(32)
    with services.store.writing() as database:
        sessions.challenge(database, session.id, fresh)
    return fresh


def ask(services: Services, session: Session, *, keep: bool) -> str:
    """Return what a browser is asked at the second step, as JSON; "" where there is no passkey to ask for."""
    from library.accounts.passkeys import ceremonies

    here, known = site(services), of_person(services, session.person)
    if here is None or not known:
        return ""
    challenged = challenge(services, session) if keep else secrets.token_urlsafe(32)
    return ceremonies.asked(here, challenged, known)


def offer(services: Services, session: Session) -> str:
    """Return what a browser is asked for a new passkey, as JSON; "" where its challenge was answered or never made."""
    from library.accounts.passkeys import ceremonies

    here = site(services)
    if here is None or not session.challenge:
        return ""
    person = session.person
    names = person.email, person.name
    return ceremonies.offered(here, session.challenge, _handle(services, person), names, of_person(services, person))


def _handle(services: Services, person: Person) -> bytes:
    """Return what devices know a person by: nothing about them, and nobody else's on this host."""
    return hmac.new(services.settings.secret_key.encode(), f"passkeys {person.id}".encode(), hashlib.sha256).digest()


def add(database: Database, services: Services, session: Session, name: str, answer: str, now: datetime) -> bool:
    """Keep the passkey that a browser made for a session's challenge, which is used up; False if it does not hold."""
    from library.accounts.passkeys import ceremonies

    here, asked = site(services), session.challenge
    sessions.challenge(database, session.id, None)
    if here is None or asked is None or len(answer) > LONGEST_ANSWER:
        return False
    made = ceremonies.made(here, asked, answer)
    if made is None or passkeys.is_known(database, made.credential_id):
        return False
    passkeys.keep(database, session.person.id, name, (made.credential_id, made.public_key, made.sign_count), now)
    audit.note(database, session.person.id, "add passkey", f"person {session.person.id}", now)
    return True


def take(database: Database, services: Services, session: Session, answer: str, now: datetime) -> bool:
    """Take what a passkey of the person has signed for a session's challenge, used up now; False if it is wrong."""
    from library.accounts.passkeys import ceremonies

    here, asked = site(services), session.challenge
    sessions.challenge(database, session.id, None)
    known = _named(passkeys.of_person(database, session.person.id), answer)
    if here is None or asked is None or known is None:
        return False
    sign_count = ceremonies.signed(here, asked, answer, known)
    if sign_count is None:
        return False
    passkeys.use(database, known.id, sign_count, now)
    return True


def _named(known: list[Passkey], answer: str) -> Passkey | None:
    """Return the passkey that an answer says it is of."""
    try:
        said = json.loads(answer[:LONGEST_ANSWER])["id"]
    except UNREADABLE:
        return None
    return next((each for each in known if each.credential_id == said), None)
