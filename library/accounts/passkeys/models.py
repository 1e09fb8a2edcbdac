"""A passkey as its owner sees it, and as it is checked."""

from dataclasses import dataclass
from datetime import datetime

LONGEST_NAME = 60
MOST = 10
"""Passkeys of one person."""
UNREADABLE = (ValueError, TypeError, KeyError, RecursionError)
"""What reading an answer may raise that is none."""


@dataclass(frozen=True, slots=True)
class Passkey:
    """One passkey: the public half of a key pair, whose other half never leaves the device."""

    id: int
    name: str
    credential_id: str
    public_key: str
    sign_count: int
    created_at: datetime
    used_at: datetime | None


@dataclass(frozen=True, slots=True)
class Site:
    """What passkeys are bound to: the host of the library, and the address that its pages come from."""

    host: str
    origin: str
