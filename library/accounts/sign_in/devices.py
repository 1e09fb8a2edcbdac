"""Devices on which people have signed in with both steps: a signed cookie says so, and nothing is kept about it.

A device opens nothing. Tries made on it are counted apart, so that guesses made elsewhere lock nobody out.
"""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from itsdangerous import BadData, URLSafeSerializer

from library.security.permissions import Person
from library.services import Services

LASTS = timedelta(days=365)
MOST_PEOPLE = 5
"""People who share one browser; who signed in longest ago is forgotten first."""


@dataclass(frozen=True, slots=True)
class Device:
    """One browser, and the ids of the people who signed in on it."""

    id: str = ""
    people: tuple[int, ...] = ()

    def of(self, person: Person | None) -> str:
        """Return the id of the device where this person is known on it, else ""."""
        return self.id if person and person.id in self.people else ""


UNKNOWN = Device()


def _signer(services: Services) -> URLSafeSerializer:
    return URLSafeSerializer(services.settings.secret_key, salt="known device")


def read(services: Services, token: str) -> Device:
    """Return the device that a cookie names; UNKNOWN for one that is not ours, or that has run out."""
    try:
        id, people, since = _signer(services).loads(token)
        old = services.clock() - datetime.fromisoformat(since) > LASTS
        return UNKNOWN if old else Device(str(id), tuple(map(int, people)))
    except (BadData, ValueError, TypeError):
        return UNKNOWN


def remembering(services: Services, device: Device, person: Person) -> str:
    """Return the cookie of a device on which a person has now signed in with both steps."""
    people = [person.id, *(each for each in device.people if each != person.id)][:MOST_PEOPLE]
    return str(_signer(services).dumps([device.id or secrets.token_urlsafe(16), people, services.clock().isoformat()]))
