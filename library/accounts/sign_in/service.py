"""Signing in, in two steps, and out; the sessions a person has open.

A known and an unknown address get the same answer and take the same time. After the password a person is half signed
in, which opens nothing but the second step. Each step has a new token.
"""

import secrets
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta

from library.accounts import repository as people
from library.accounts import session_repository as sessions
from library.accounts.invitations.service import tell
from library.accounts.passkeys import service as passkeys
from library.accounts.passwords import service as passwords
from library.accounts.sign_in import throttle
from library.accounts.sign_in.devices import UNKNOWN, Device
from library.accounts.two_factor import service as two_factor
from library.db import audit_log as audit
from library.db.store import Database, StoreUnavailable
from library.forms.problems import Fault
from library.i18n.messages import marked
from library.security.permissions import Person
from library.security.rate_limit import repository as attempts
from library.security.rate_limit.service import TooManyTries, attempt_key
from library.security.sessions import HALF_LASTS, LASTS, Session
from library.security.tokens import token_hash
from library.services import Services

TRIES_WITHIN = timedelta(minutes=15)
MOST_CODES, MOST_CODES_IN_A_DAY = 8, 40
SEEN_AGAIN_AFTER = timedelta(minutes=5)
WRONG_CODE = Fault(
    "code",
    marked("That code isn't right, or has been used before. Wait for the next one in your app, then enter that."),
)
WRONG_PASSKEY = Fault("", marked("That passkey didn’t work. Try again, or type the code from your app in its place."))
Takes = Callable[[Database, Session, datetime], bool]
"""Takes a second step in half a session, and returns whether it holds."""


@dataclass(frozen=True, slots=True)
class Ready:
    """An authenticator is set up: the token of the new session, and the recovery codes to be shown once."""

    token: str
    codes: list[str]


def sign_in(
    services: Services, email: str, password: str, place: str, browser: str = "", device: Device = UNKNOWN
) -> str | None:
    """Take the first step and return the token for the second, or None; `place` is the network the try comes from."""
    email, now = email.strip().lower()[:254], services.clock()
    with services.store.writing() as database:
        known = people.find(database, email)
        counted = throttle.count_try(database, services, email, place, device.of(known[0] if known else None))
    right = passwords.is_right(password, known[1] if known else None)
    with services.store.writing() as database:
        if known is None or not right:
            audit.note(database, None, "refuse sign-in", f"person {known[0].id}" if known else "an address", now)
            return None
        for key in counted:
            attempts.forget(database, key)
        return _open(database, known[0], now, browser, whole=False)


def _count(database: Database, key: str, now: datetime, *limits: tuple[int, timedelta]) -> None:
    if any(attempts.count(database, key, now - within) >= most for most, within in limits):
        raise TooManyTries
    attempts.keep(database, key, now)


def _open(database: Database, person: Person, now: datetime, browser: str, *, whole: bool) -> str:
    token = secrets.token_urlsafe(32)
    until = now + (LASTS if whole else HALF_LASTS)
    sessions.open(database, person.id, token_hash(token), now, until, whole=whole, browser=browser)
    return token


def find(services: Services, token: str) -> Session | None:
    """Find a session that holds, half or whole."""
    with services.store.reading() as database:
        return sessions.find(database, token_hash(token), services.clock()) if token else None


def take_code(services: Services, session: Session, token: str, code: str, device: Device = UNKNOWN) -> str | Fault:
    """Take the second step with a code of the app or a recovery code, and return the token of the whole session."""

    def takes(database: Database, half: Session, now: datetime) -> bool:
        return two_factor.take_either(database, services, half.person, code, now)

    return _second_step(services, session.person, token, device, takes) or WRONG_CODE


def take_passkey(
    services: Services, session: Session, token: str, credential: str, device: Device = UNKNOWN
) -> str | Fault:
    """Take the second step with what a passkey has signed, and return the token of the whole session."""

    def takes(database: Database, half: Session, now: datetime) -> bool:
        return passkeys.take(database, services, half, credential, now)

    return _second_step(services, session.person, token, device, takes) or WRONG_PASSKEY


def _second_step(services: Services, person: Person, token: str, device: Device, takes: Takes) -> str | None:
    """Return the token of the whole session if the second step holds.

    Tries are counted for the person, and apart from those on a device that the person is known on.
    """
    now, key = services.clock(), attempt_key(services, "code", f"{person.id}\n{device.of(person)}")
    with services.store.writing() as database:
        _count(database, key, now, (MOST_CODES, TRIES_WITHIN), (MOST_CODES_IN_A_DAY, timedelta(days=1)))
    with services.store.writing() as database:
        half = sessions.find(database, token_hash(token), now)
        if half is None or half.whole or not takes(database, half, now):
            audit.note(database, None, "refuse code", f"person {person.id}", now)
            return None
        attempts.forget(database, key)
        sessions.close(database, token_hash(token))
        return _enter(database, half, now)


def _enter(database: Database, session: Session, now: datetime) -> str:
    audit.note(database, session.person.id, "sign in", f"person {session.person.id}", now)
    return _open(database, session.person, now, session.browser, whole=True)


def let_in(database: Database, person: Person, now: datetime, browser: str, *, whole: bool) -> str:
    """Open a session for whom the organisation's provider vouches; half of one where our second step is to come."""
    if whole:
        audit.note(database, person.id, "sign in", f"person {person.id}", now, after="organisation account")
    return _open(database, person, now, browser, whole=whole)


def set_up(services: Services, token: str, code: str) -> Ready | Fault | None:
    """Set up the authenticator that a session was offered; all sessions of the person end and a new one is opened.

    None: the session holds no more, or somebody else has set one up for the person.
    """
    now = services.clock()
    with services.store.writing() as database:
        session = sessions.find(database, token_hash(token), now)
        if session is None or not session.may_set_up:
            return None
        _count(database, attempt_key(services, "set up", str(session.person.id)), now, (MOST_CODES, TRIES_WITHIN))
        codes = two_factor.set_up(database, services, session, code, now)
        if codes is None:
            return Fault("code", marked("That code isn't right. Enter the one the app shows now."))
        if session.has_authenticator:
            tell(database, services, session.person, "Your second step was changed", now)
        sessions.close_all(database, session.person.id)
        return Ready(_enter(database, session, now), codes)


def renewed(database: Database, session: Session, now: datetime) -> str:
    """End all sessions of a person and open a new one in place of this; return its token."""
    sessions.close_all(database, session.person.id)
    return _open(database, session.person, now, session.browser, whole=True)


def signed_in(services: Services, token: str, in_use: bool = True) -> Session | None:
    """Find the whole session that a token opens, and note that it is in use, where it is."""
    session, now = find(services, token), services.clock()
    if session is None or not session.whole:
        return None
    if in_use and now - session.seen_at > SEEN_AGAIN_AFTER:
        with suppress(StoreUnavailable), services.store.writing() as database:
            sessions.see(database, session.id, now)
    return session


def sign_out(services: Services, token: str) -> None:
    """End a session on the server, so that its token opens nothing any more."""
    with services.store.writing() as database:
        session = sessions.find(database, token_hash(token), services.clock())
        if session:
            audit.note(database, session.person.id, "sign out", f"person {session.person.id}", services.clock())
        sessions.close(database, token_hash(token))


def forget_old(services: Services) -> None:
    """Forget the sessions that have ended, and what attempts were counted by a day after."""
    now = services.clock()
    with services.store.writing() as database:
        sessions.forget_ended(database, now)
        attempts.forget_old(database, now)


def of_person(services: Services, person: Person) -> list[Session]:
    """List the sessions a person has open, last used first."""
    with services.store.reading() as database:
        return sessions.of_person(database, person.id, services.clock())
