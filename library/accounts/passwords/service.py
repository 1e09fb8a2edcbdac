"""Passwords: which may be chosen, how they are kept, and whether one is right.

A check takes the same time whether or not there is a person to check it against.
"""

import hashlib
from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import VerificationError

from library.accounts.passwords import rules as passwords
from library.accounts.passwords.rules import LONGEST, SHORTEST
from library.forms.problems import Fault
from library.i18n.messages import Message, marked
from library.services import Services
from library.settings import ROOT

COMMON = ROOT / "seed_data" / "common_passwords.txt"
"""The first 12 digits of the SHA-256 of each, in small letters; docs/decisions says where they come from."""

hasher = PasswordHasher()
"""Slow by design, so that guessing costs much."""
NOBODY = "$argon2id$v=19$m=65536,t=3,p=4$OPcwM1BL7OZY8UJZA82uoA$Dgfb3ilDy+8n84IhEzCU/O5vu4p87GL4lDmGr7zFEYM"
"""The hash of a password that nobody knows: what is compared where none is kept, at the same cost."""


def faults(services: Services, password: str, email: str, name: str) -> list[Fault]:
    """Say what is wrong with the password that a person chose."""
    advice: str
    if len(password) < SHORTEST:
        advice = Message(
            "Use %(shortest)s characters or more. Three or four words you can remember work well.", shortest=SHORTEST
        )
    elif len(password) > LONGEST:
        advice = Message("Use %(longest)s characters or fewer.", longest=LONGEST)
    elif _is_common(password) or passwords.is_predictable(password, [email, name, services.settings.organisation]):
        advice = marked(
            "Choose one that is harder to guess: three or four words that don't belong together. Don't use a "
            "common password, keys in a row, repeats, or the names of people, places or this library."
        )
    else:
        return []
    return [Fault("password", advice)]


@cache
def _common() -> frozenset[str]:
    return frozenset(COMMON.read_text("ascii").split())


def _is_common(password: str) -> bool:
    return hashlib.sha256(password.lower().encode("utf-8", "surrogatepass")).hexdigest()[:12] in _common()


def hashed(password: str) -> str:
    """Return what is kept of a password: argon2id."""
    return hasher.hash(password.encode("utf-8", "surrogatepass"))


def is_right(password: str, kept: str | None) -> bool:
    """Return whether a password is the one that is kept; with none kept it takes as long, and is not."""
    tried = password if len(password) <= LONGEST else ""
    try:
        return hasher.verify(kept or NOBODY, tried.encode("utf-8", "surrogatepass")) and kept is not None
    except VerificationError:
        return False
