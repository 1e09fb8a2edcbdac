"""Talks to the organisation's provider: where people sign in, and whom its signed answer is about.

Its libraries take a quarter of a second to load and few requests need them, so it is imported where it is used.

All that it says is held to its issuer, our client id, the nonce and a signature by its own keys. Nothing is kept from
one sign-in to the next, so new keys of the provider are known at once.
"""

from datetime import datetime
from typing import Any

from authlib.common.errors import AuthlibBaseError
from authlib.integrations.requests_client import OAuth2Session
from authlib.oidc.core import CodeIDToken
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet
from joserfc.jws import JWSRegistry
from requests import RequestException

from library.accounts.single_sign_on import rules
from library.accounts.single_sign_on.models import Away, NotBelieved, Started
from library.settings import Settings

ALGORITHMS = ["RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA", "Ed25519"]
"""Signatures by the provider's own private key; never one that our shared secret could make, and never none."""
DISCOVERY = ".well-known/openid-configuration"
SCOPE = "openid email profile"
TIMEOUT = 5.0
"""Seconds without a word from the provider."""
LEEWAY = 60
"""Seconds by which its clock may differ from ours."""
LONGEST_SUBJECT = 255
BASIC, POSTED = "client_secret_basic", "client_secret_post"


def sign_in_address(settings: Settings, back: str, started: Started) -> str:
    """Return the address at the provider where a person signs in; `back` is where they return to."""
    metadata = _metadata(settings)
    answer_to = {"state": started.state, "code_verifier": started.verifier, "nonce": started.nonce}
    with _client(settings, back, metadata) as client:
        return str(client.create_authorization_url(metadata["authorization_endpoint"], **answer_to)[0])


def claims(settings: Settings, back: str, started: Started, code: str, now: datetime) -> dict[str, Any]:
    """Return what the provider says, signed, about the person who came back with a code."""
    metadata = _metadata(settings)
    how = {"code": code, "code_verifier": started.verifier, "timeout": TIMEOUT, "allow_redirects": False}
    try:
        with _client(settings, back, metadata) as client:
            token = client.fetch_token(metadata["token_endpoint"], **how)
            keys = _json(client, metadata["jwks_uri"])
            signed = _verified(settings, metadata, keys, token, started.nonce, now)
            return signed | _unsigned(settings, client, metadata, signed)
    except RequestException as error:
        raise Away(str(error)) from error
    except (AuthlibBaseError, JoseError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise NotBelieved(f"{type(error).__name__}: {error}") from error


def _client(settings: Settings, back: str, metadata: dict[str, Any]) -> Any:
    ways = metadata.get("token_endpoint_auth_methods_supported") or [BASIC]
    return OAuth2Session(
        settings.oidc_client_id,
        settings.oidc_client_secret,
        token_endpoint_auth_method=BASIC if BASIC in ways else POSTED,
        scope=SCOPE,
        redirect_uri=back,
        code_challenge_method="S256",
    )


def _metadata(settings: Settings) -> dict[str, Any]:
    """Return what the provider says of itself; raise Away where that does not come, or is somebody else's."""
    try:
        with OAuth2Session(default_timeout=TIMEOUT) as client:
            found = _json(client, f"{settings.oidc_issuer.rstrip('/')}/{DISCOVERY}")
        ours = str(found["issuer"]).rstrip("/") == settings.oidc_issuer.rstrip("/")
        needed = [found[name] for name in ("authorization_endpoint", "token_endpoint", "jwks_uri")]
    except (RequestException, ValueError, KeyError, TypeError) as error:
        raise Away(f"{type(error).__name__}: {error}") from error
    if not ours or not all(map(rules.is_safe, map(str, needed))):
        raise Away("what stands at the issuer's address is not about that issuer, or not on https")
    return dict(found)


def _json(client: Any, address: str, **how: Any) -> Any:
    answer = client.get(address, timeout=TIMEOUT, allow_redirects=False, **({"withhold_token": True} | how))
    answer.raise_for_status()
    return answer.json()


def _verified(
    settings: Settings, metadata: dict[str, Any], keys: Any, token: dict[str, Any], nonce: str, now: datetime
) -> dict[str, Any]:
    """Return the claims of a signed token that is from this issuer, for us, and about this sign-in."""
    registry = JWSRegistry(algorithms=ALGORITHMS, strict_check_header=False)
    read = jwt.decode(token["id_token"], KeySet.import_key_set(keys), registry=registry)
    expected = {
        "iss": {"essential": True, "value": metadata["issuer"]},
        "aud": {"essential": True, "value": settings.oidc_client_id},
        "sub": {"essential": True},
    }
    about = {"nonce": nonce, "client_id": settings.oidc_client_id, "access_token": token.get("access_token")}
    signed = CodeIDToken(read.claims, read.header, expected, about)
    signed.validate(now=int(now.timestamp()), leeway=LEEWAY)
    if len(signed["sub"]) > LONGEST_SUBJECT:
        raise NotBelieved("the subject is longer than the standard allows")
    return dict(signed)


def _unsigned(settings: Settings, client: Any, metadata: dict[str, Any], signed: dict[str, Any]) -> dict[str, Any]:
    """Return what the token leaves out of address, name and groups, as the provider's user info has it."""
    wanted: dict[str, tuple[str, ...]] = {"email": ("email", "email_verified", "name")}
    if settings.oidc_groups:
        wanted[settings.oidc_groups_claim] = (settings.oidc_groups_claim,)
    missing = [name for claim, names in wanted.items() if claim not in signed for name in names]
    address = str(metadata.get("userinfo_endpoint") or "")
    if not missing or not rules.is_safe(address):
        return {}
    more = _json(client, address, withhold_token=False)
    if more["sub"] != signed["sub"]:
        raise NotBelieved("the user info is about somebody else")
    return {name: more[name] for name in missing if name in more}
