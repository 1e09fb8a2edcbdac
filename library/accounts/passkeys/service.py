"""Passkeys (WebAuthn) as a second step: what a browser is asked, and whether its answer holds.

Each challenge is random, belongs to one session and is good for one answer. No attestation is asked for: which make a
device is of does not matter here. A passkey that counts has to have counted on, or it was copied.
"""

import hashlib
import hmac
import json
import logging
import secrets
from datetime import datetime
from ipaddress import ip_address
from urllib.parse import urlsplit

from webauthn import (
    generate_authentication_options,
    generate_registration_options,
    options_to_json,
    verify_authentication_response,
    verify_registration_response,
)
from webauthn.helpers import base64url_to_bytes, bytes_to_base64url
from webauthn.helpers.exceptions import WebAuthnException
from webauthn.helpers.structs import (
    AuthenticatorSelectionCriteria,
    PublicKeyCredentialDescriptor,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)

from library.accounts import session_repository as sessions
from library.accounts.passkeys import repository as passkeys
from library.accounts.passkeys.models import Passkey, Site
from library.db import audit_log as audit
from library.db.store import Database
from library.security.permissions import Person
from library.security.sessions import Session
from library.services import Services

log = logging.getLogger(__name__)
NAME = "What Works Library"
UNREADABLE = (WebAuthnException, ValueError, TypeError, KeyError, RecursionError)
"""What reading an answer may raise if it is none, or is one that does not hold."""
LONGEST_ANSWER = 20_000
LONGEST_ID = 1023
"""Bytes of a credential's id, by the standard."""


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
    fresh = bytes_to_base64url(secrets.token_bytes(32))
    with services.store.writing() as database:
        sessions.challenge(database, session.id, fresh)
    return fresh


def ask(services: Services, session: Session, *, keep: bool) -> str:
    """Return what a browser is asked at the second step, as JSON; "" where there is no passkey to ask for."""
    here, known = site(services), of_person(services, session.person)
    if here is None or not known:
        return ""
    asked = challenge(services, session) if keep else bytes_to_base64url(secrets.token_bytes(32))
    return options_to_json(
        generate_authentication_options(
            rp_id=here.host, challenge=base64url_to_bytes(asked), allow_credentials=_described(known)
        )
    )


def offer(services: Services, session: Session) -> str:
    """Return what a browser is asked for a new passkey, as JSON; "" where its challenge was answered or never made."""
    here = site(services)
    if here is None or not session.challenge:
        return ""
    return options_to_json(
        generate_registration_options(
            rp_id=here.host,
            rp_name=NAME,
            user_id=_handle(services, session.person),
            user_name=session.person.email,
            user_display_name=session.person.name,
            challenge=base64url_to_bytes(session.challenge),
            authenticator_selection=AuthenticatorSelectionCriteria(
                resident_key=ResidentKeyRequirement.DISCOURAGED,
                user_verification=UserVerificationRequirement.PREFERRED,
            ),
            exclude_credentials=_described(of_person(services, session.person)),
        )
    )


def _described(known: list[Passkey]) -> list[PublicKeyCredentialDescriptor]:
    return [PublicKeyCredentialDescriptor(id=base64url_to_bytes(each.credential_id)) for each in known]


def _handle(services: Services, person: Person) -> bytes:
    """Return what devices know a person by: nothing about them, and nobody else's on this host."""
    return hmac.new(services.settings.secret_key.encode(), f"passkeys {person.id}".encode(), hashlib.sha256).digest()


def add(database: Database, services: Services, session: Session, name: str, answer: str, now: datetime) -> bool:
    """Keep the passkey that a browser made for a session's challenge, which is used up; False if it does not hold."""
    here, asked = site(services), session.challenge
    sessions.challenge(database, session.id, None)
    if here is None or asked is None or len(answer) > LONGEST_ANSWER:
        return False
    try:
        made = verify_registration_response(
            credential=answer,
            expected_challenge=base64url_to_bytes(asked),
            expected_rp_id=here.host,
            expected_origin=here.origin,
        )
    except UNREADABLE as error:
        log.info("a new passkey did not hold: %s", type(error).__name__)
        return False
    credential_id, public_key = bytes_to_base64url(made.credential_id), bytes_to_base64url(made.credential_public_key)
    if len(made.credential_id) > LONGEST_ID or passkeys.is_known(database, credential_id):
        return False
    passkeys.keep(database, session.person.id, name, (credential_id, public_key, made.sign_count), now)
    audit.note(database, session.person.id, "add passkey", f"person {session.person.id}", now)
    return True


def take(database: Database, services: Services, session: Session, answer: str, now: datetime) -> bool:
    """Take what a passkey of the person has signed for a session's challenge, used up now; False if it is wrong."""
    here, asked = site(services), session.challenge
    sessions.challenge(database, session.id, None)
    known = _named(passkeys.of_person(database, session.person.id), answer)
    if here is None or asked is None or known is None:
        return False
    try:
        taken = verify_authentication_response(
            credential=answer,
            expected_challenge=base64url_to_bytes(asked),
            expected_rp_id=here.host,
            expected_origin=here.origin,
            credential_public_key=base64url_to_bytes(known.public_key),
            credential_current_sign_count=known.sign_count,
        )
    except UNREADABLE as error:
        log.info("a passkey did not hold: %s", type(error).__name__)
        return False
    passkeys.use(database, known.id, taken.new_sign_count, now)
    return True


def _named(known: list[Passkey], answer: str) -> Passkey | None:
    """Return the passkey that an answer says it is of."""
    try:
        said = json.loads(answer[:LONGEST_ANSWER])["id"]
    except UNREADABLE:
        return None
    return next((each for each in known if each.credential_id == said), None)
