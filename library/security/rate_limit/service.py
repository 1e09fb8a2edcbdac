"""How often something may be asked for, by whom: counted in the database, so that every process counts alike."""

import hashlib
import hmac
from dataclasses import dataclass
from datetime import timedelta
from math import ceil

from library.db.store import Database
from library.errors import LibraryError
from library.i18n.messages import Message, marked
from library.security.rate_limit import repository as attempts
from library.services import Services


class TooManyTries(LibraryError):
    """Too many attempts in a short time: wait."""

    status = 429

    def __init__(self, wait: timedelta = timedelta(minutes=15)) -> None:
        """Say how long to wait."""
        super().__init__()
        minutes = ceil(wait.total_seconds() / 60)
        self.wait, advice = wait, Message("Wait %(minutes)s minutes, then try again.", minutes=minutes)
        self.advice = advice if minutes > 1 else marked("Wait a minute, then try again.")


@dataclass(frozen=True, slots=True)
class Limit:
    """At most so many of one kind within a while, by what they are counted for."""

    what: str
    whose: str
    most: int
    within: timedelta


def attempt_key(services: Services, what: str, whose: str) -> str:
    """Return the keyed hash under which attempts are counted, so that no address is kept."""
    return hmac.new(
        services.settings.secret_key.encode(), f"{what}\n{whose}".encode("utf-8", "replace"), hashlib.sha256
    ).hexdigest()


def reached(database: Database, services: Services, limit: Limit) -> bool:
    """Return whether there is no room left under a limit."""
    key = attempt_key(services, limit.what, limit.whose)
    return attempts.count(database, key, services.clock() - limit.within) >= limit.most


def take(database: Database, services: Services, *limits: Limit) -> None:
    """Count one more under each limit, in the transaction of what is limited; raise TooManyTries where one is full."""
    for limit in limits:
        if reached(database, services, limit):
            raise TooManyTries
        attempts.keep(database, attempt_key(services, limit.what, limit.whose), services.clock())
