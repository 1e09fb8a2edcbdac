"""What passkeys are asked and what they answer, by WebAuthn: the one module that knows the library which does that.

It takes a quarter of a second to load and few requests need it, so it is imported where it is used.
"""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

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

from library.accounts.passkeys.models import UNREADABLE, Passkey, Site

log = logging.getLogger(__name__)
NAME = "What Works Library"
LONGEST_ID = 1023
"""Bytes of a credential's id, by the standard."""
Answered = TypeVar("Answered")


@dataclass(frozen=True, slots=True)
class Made:
    """A new passkey: the id and the public key that it is known by, and how often it has signed."""

    credential_id: str
    public_key: str
    sign_count: int


def asked(here: Site, challenge: str, known: list[Passkey]) -> str:
    """Return what a browser is asked at the second step, as JSON."""
    return options_to_json(
        generate_authentication_options(
            rp_id=here.host, challenge=base64url_to_bytes(challenge), allow_credentials=_described(known)
        )
    )


def offered(here: Site, challenge: str, handle: bytes, names: tuple[str, str], known: list[Passkey]) -> str:
    """Return what a browser is asked for a new passkey of somebody with an address and a name, as JSON."""
    user_name, display_name = names
    return options_to_json(
        generate_registration_options(
            rp_id=here.host,
            rp_name=NAME,
            user_id=handle,
            user_name=user_name,
            user_display_name=display_name,
            challenge=base64url_to_bytes(challenge),
            authenticator_selection=AuthenticatorSelectionCriteria(
                resident_key=ResidentKeyRequirement.DISCOURAGED,
                user_verification=UserVerificationRequirement.PREFERRED,
            ),
            exclude_credentials=_described(known),
        )
    )


def _described(known: list[Passkey]) -> list[PublicKeyCredentialDescriptor]:
    return [PublicKeyCredentialDescriptor(id=base64url_to_bytes(each.credential_id)) for each in known]


def made(here: Site, challenge: str, answer: str) -> Made | None:
    """Return the passkey that a browser made for a challenge, None if it does not hold."""
    found = _held(
        lambda: verify_registration_response(
            credential=answer,
            expected_challenge=base64url_to_bytes(challenge),
            expected_rp_id=here.host,
            expected_origin=here.origin,
        )
    )
    if found is None or len(found.credential_id) > LONGEST_ID:
        return None
    public_key = bytes_to_base64url(found.credential_public_key)
    return Made(bytes_to_base64url(found.credential_id), public_key, found.sign_count)


def signed(here: Site, challenge: str, answer: str, known: Passkey) -> int | None:
    """Return how often a passkey has signed, with what it signed for a challenge; None if that does not hold."""
    found = _held(
        lambda: verify_authentication_response(
            credential=answer,
            expected_challenge=base64url_to_bytes(challenge),
            expected_rp_id=here.host,
            expected_origin=here.origin,
            credential_public_key=base64url_to_bytes(known.public_key),
            credential_current_sign_count=known.sign_count,
        )
    )
    return found.new_sign_count if found else None


def _held(read: Callable[[], Answered]) -> Answered | None:
    try:
        return read()
    except (WebAuthnException, *UNREADABLE) as error:
        log.info("a passkey did not hold: %s", type(error).__name__)
        return None
