"""The short code that withdraws a voice. It is shown once, and only a keyed hash of it is kept."""

import hashlib
import hmac
import secrets

from library.services import Services

LETTERS = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Without those that look alike, such as 0 and O, 1 and I."""
LENGTH, HALF = 10, 5


def fresh() -> str:
    """Return a new code, such as K7QDM-4XW9P."""
    letters = "".join(secrets.choice(LETTERS) for _ in range(LENGTH))
    return f"{letters[:HALF]}-{letters[HALF:]}"


def hashed(services: Services, code: str) -> str:
    """Return what is kept of a code, however it is spaced; keyed, since a short code could be tried out."""
    plain = "".join(letter for letter in code.upper() if letter in LETTERS)
    key = services.settings.secret_key.encode()
    return hmac.new(key, f"voice\n{plain}".encode(), hashlib.sha256).hexdigest()
