"""How often something may be asked for, by whom: counted in the database, so that every process counts alike."""

from dataclasses import dataclass
from datetime import timedelta

from library.actions.people import TooManyTries, attempt_key
from library.parts import Parts
from library.storage import attempts
from library.storage.store import Database


@dataclass(frozen=True, slots=True)
class Limit:
    """At most so many of one kind within a while, by whoever they are counted for."""

    what: str
    whose: str
    most: int
    within: timedelta


def reached(database: Database, parts: Parts, limit: Limit) -> bool:
    """Tell whether there is no room left under a limit."""
    key = attempt_key(parts, limit.what, limit.whose)
    return attempts.count(database, key, parts.clock() - limit.within) >= limit.most


def take(database: Database, parts: Parts, *limits: Limit) -> None:
    """Count one more under each limit, in the transaction of what is limited; raise TooManyTries where one is full."""
    for limit in limits:
        if reached(database, parts, limit):
            raise TooManyTries
        attempts.keep(database, attempt_key(parts, limit.what, limit.whose), parts.clock())
