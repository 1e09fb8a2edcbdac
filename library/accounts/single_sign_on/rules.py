"""What the claims of a provider mean here: who somebody is, what they may do, and whether they took a second step."""

from typing import Any
from urllib.parse import urlsplit

from library.accounts.single_sign_on.models import Identity
from library.security.permissions import LONGEST_NAME, Role
from library.settings import Settings, SettingsError

MULTIPLE = "mfa"
KNOWN = {"pwd", "pin"}
HELD = {"otp", "hwk", "swk", "sc", "fpt", "face", "iris", "vbm"}
"""Methods of RFC 8176: something known, and something held or a part of the body. A text message is neither."""
LONGEST_ISSUER = 300
LOCAL = {"127.0.0.1", "::1", "localhost"}


def check(settings: Settings) -> None:
    """Raise SettingsError where sign-in with the organisation's account is half set, or set wrongly."""
    needed = {
        "LIBRARY_OIDC_ISSUER": settings.oidc_issuer,
        "LIBRARY_OIDC_CLIENT_ID": settings.oidc_client_id,
        "LIBRARY_OIDC_CLIENT_SECRET": settings.oidc_client_secret,
    }
    missing = [name for name, value in needed.items() if not value]
    more = settings.oidc_groups or settings.oidc_acr or settings.oidc_name
    if missing and (len(missing) < len(needed) or more):
        raise SettingsError(f"{' and '.join(missing)} must be set too, for sign-in with the organisation's account")
    if len(settings.oidc_issuer) > LONGEST_ISSUER or (settings.oidc_issuer and not is_safe(settings.oidc_issuer)):
        raise SettingsError(
            f"LIBRARY_OIDC_ISSUER is “{settings.oidc_issuer}”; give an address that starts with https://"
        )
    roles(settings)


def is_safe(address: str) -> bool:
    """Return whether an address of a provider is on https, or on this machine."""
    try:
        parts = urlsplit(address)
        return bool(parts.hostname) and (
            parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in LOCAL)
        )
    except ValueError:
        return False


def roles(settings: Settings) -> dict[str, Role]:
    """Return the role that each group gives; raise SettingsError for what can't be read."""
    given = {}
    for part in filter(None, map(str.strip, settings.oidc_groups.split(";"))):
        group, _, role = (each.strip() for each in part.rpartition("="))
        if not group or role not in set(Role):
            raise SettingsError(
                f"LIBRARY_OIDC_GROUPS has “{part}”; write group=role, with ; between several. "
                f"Roles are {', '.join(Role)}"
            )
        given[group] = Role(role)  # type: ignore[call-arg]
    return given


def role_of(settings: Settings, groups: frozenset[str]) -> Role | None:
    """Return the highest role that any of these groups gives."""
    found = [role for group, role in roles(settings).items() if group in groups]
    return max(found, key=list(Role).index, default=None)


def identity(settings: Settings, claims: dict[str, Any]) -> Identity:
    """Return who the claims of a provider are about; an address that it does not vouch for is left out."""
    email, name = str(claims.get("email") or "").strip().lower(), str(claims.get("name") or "")
    return Identity(
        str(claims["iss"]),
        str(claims["sub"]),
        email if "@" in email and len(email) <= 254 and _is_vouched_for(settings, claims) else "",
        _clean(name) or email.partition("@")[0],
        _words(claims.get(settings.oidc_groups_claim)),
        _took_second_step(settings, claims),
    )


def _is_vouched_for(settings: Settings, claims: dict[str, Any]) -> bool:
    said = claims.get("email_verified")
    return said in {True, "true"} or (said is None and settings.oidc_trust_email == "on")


def _clean(name: str) -> str:
    return "".join(letter for letter in " ".join(name.split()) if letter.isprintable())[:LONGEST_NAME]


def _words(claim: Any) -> frozenset[str]:
    """Return what a claim lists, whether it comes as a list or as one word."""
    listed = [claim] if isinstance(claim, str) else claim if isinstance(claim, list) else []
    return frozenset(each for each in listed if isinstance(each, str))


def _took_second_step(settings: Settings, claims: dict[str, Any]) -> bool:
    methods = _words(claims.get("amr"))
    stated = MULTIPLE in methods or bool(methods & KNOWN and methods & HELD)
    return settings.oidc_trust_second_step == "on" or stated or claims.get("acr") in set(settings.oidc_acr.split())
