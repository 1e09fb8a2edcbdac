"""The second step: codes from an authenticator app, and recovery codes for when it is lost.

A code is taken once, and so is a recovery code. A secret is shown while an app is being set up and never again; it is
kept encrypted under the signing key.
"""

import base64
import hashlib
import hmac
import logging
import secrets
from dataclasses import dataclass
from datetime import datetime

import pyotp
from cryptography.fernet import Fernet, InvalidToken

from library.accounts import session_repository as sessions
from library.accounts.invitations.service import tell
from library.accounts.passkeys import repository as passkeys
from library.accounts.two_factor import repository as authenticators
from library.db import audit_log as audit
from library.db.store import Database
from library.security.permissions import Person
from library.security.sessions import Session
from library.services import Services

log = logging.getLogger(__name__)
ISSUER = "What Works Library"
SECONDS_OF_A_STEP = 30
STEPS_TAKEN = (0, -1, 1)
"""The present half minute, and those beside it, for clocks that are a little wrong."""
RECOVERY_CODES = 8
BYTES_OF_A_RECOVERY_CODE = 15


@dataclass(frozen=True, slots=True)
class Offer:
    """What an app is set up with: the secret, to type, and the address that the QR code holds."""

    secret: str
    address: str


def offer(services: Services, session: Session, *, keep: bool = True) -> Offer:
    """Return what an app is to be set up with in this session; once kept, the same until it is done."""
    known = _opened(services, session.new_secret) if session.new_secret else None
    secret = known or pyotp.random_base32()
    if keep and not known:
        with services.store.writing() as database:
            sessions.offer(database, session.id, sealed(services, secret))
    return Offer(secret, _address(secret, session.person.email))


def set_up(database: Database, services: Services, session: Session, code: str, now: datetime) -> list[str] | None:
    """Keep the app that a session was offered if its code is right, and return new recovery codes."""
    secret = _opened(services, session.new_secret) if session.new_secret else None
    step = _step(secret, code, now, 0) if secret else None
    if step is None or session.new_secret is None:
        return None
    authenticators.keep(database, session.person.id, session.new_secret, step, now)
    audit.note(database, session.person.id, "set up authenticator", f"person {session.person.id}", now)
    return new_codes(database, session.person, now)


def give(services: Services, person: Person) -> str:
    """Return a person a new authenticator that is ready for use, and return the otpauth: address of it."""
    secret, now = pyotp.random_base32(), services.clock()
    with services.store.writing() as database:
        authenticators.keep(database, person.id, sealed(services, secret), 0, now)
        passkeys.forget(database, person.id)
        sessions.close_all(database, person.id)
        audit.note(database, None, "set up authenticator", f"person {person.id}", now)
    return _address(secret, person.email)


def take_either(database: Database, services: Services, person: Person, code: str, now: datetime) -> bool:
    """Take a code of the person's app or one of their recovery codes; False if it is wrong or was taken before."""
    return _take(database, services, person, code, now) or _use_recovery_code(database, services, person, code, now)


def _take(database: Database, services: Services, person: Person, code: str, now: datetime) -> bool:
    kept = authenticators.find(database, person.id)
    secret = _opened(services, kept[0]) if kept else None
    step = _step(secret, code, now, kept[1]) if kept and secret else None
    if step is None:
        return False
    authenticators.take(database, person.id, step)
    return True


def _use_recovery_code(database: Database, services: Services, person: Person, code: str, now: datetime) -> bool:
    if not authenticators.use_code(database, person.id, _recovery_hash(code)):
        return False
    audit.note(database, person.id, "use recovery code", f"person {person.id}", now)
    tell(database, services, person, "A recovery code was used to sign in", now)
    return True


def new_codes(database: Database, person: Person, now: datetime) -> list[str]:
    """Make recovery codes in place of all earlier ones; they can be seen this once."""
    codes = [_recovery_code() for _ in range(RECOVERY_CODES)]
    authenticators.keep_codes(database, person.id, [_recovery_hash(code) for code in codes])
    audit.note(database, person.id, "make recovery codes", f"person {person.id}", now)
    return codes


def codes_left(services: Services, person: Person) -> int:
    """Count the recovery codes that a person has left."""
    with services.store.reading() as database:
        return authenticators.codes_left(database, person.id)


def _recovery_code() -> str:
    letters = base64.b32encode(secrets.token_bytes(BYTES_OF_A_RECOVERY_CODE)).decode().lower()
    return "-".join(letters[start : start + 4] for start in range(0, len(letters), 4))


def _recovery_hash(code: str) -> str:
    letters = "".join(letter for letter in code.lower() if letter.isalnum())
    return hashlib.sha256(letters.encode()).hexdigest()


def _step(secret: str, code: str, now: datetime, last: int) -> int | None:
    """Return the half minute after `last` whose code this is."""
    present = int(now.timestamp()) // SECONDS_OF_A_STEP
    tried = "".join(code.split()).encode("utf-8", "surrogatepass")
    for step in (present + offset for offset in STEPS_TAKEN):
        if step > last and hmac.compare_digest(pyotp.TOTP(secret).generate_otp(step).encode(), tried):
            return step
    return None


def _address(secret: str, email: str) -> str:
    return pyotp.TOTP(secret).provisioning_uri(name=email, issuer_name=ISSUER)


def sealed(services: Services, secret: str) -> str:
    """Return what is kept of a secret."""
    return _box(services).encrypt(secret.encode()).decode()


def _box(services: Services) -> Fernet:
    key = hmac.new(services.settings.secret_key.encode(), b"authenticators", hashlib.sha256).digest()
    return Fernet(base64.urlsafe_b64encode(key))


def _opened(services: Services, kept: str) -> str | None:
    try:
        return _box(services).decrypt(kept.encode()).decode()
    except InvalidToken:
        log.error("an authenticator was kept under another LIBRARY_SECRET_KEY: it has to be set up again")
        return None
