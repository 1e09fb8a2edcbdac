"""Who stopped mail or asked to be deleted, so that a backup from before does not bring them back.

Of an address only a keyed hash is kept: it can be recognised and not read.
"""

import hashlib
import hmac
from datetime import datetime, timedelta
from enum import StrEnum

import sqlalchemy as sa

from library.db.store import Database
from library.db.tables import departures
from library.mail.addresses import same
from library.services import Services

KEPT = timedelta(days=730)
"""How long a hash is kept: longer than backups are."""


class Departure(StrEnum):
    """What somebody wants no more of."""

    UPDATES = "updates"
    ALL_MAIL = "all mail"
    EVERYTHING = "everything"


def hashed(services: Services, address: str) -> str:
    """Return what is kept of an address."""
    key = services.settings.secret_key.encode()
    return hmac.new(key, f"departure\n{same(address)}".encode(), hashlib.sha256).hexdigest()


def keep(services: Services, database: Database, address: str, what: Departure) -> None:
    """Keep that somebody left now."""
    back(services, database, address, what)
    row = {"address_hash": hashed(services, address), "what": what, "at": services.clock()}
    database.execute(sa.insert(departures).values(**row))


def back(services: Services, database: Database, address: str, *what: Departure) -> None:
    """Keep that somebody wants it again."""
    mine = departures.c.address_hash == hashed(services, address), departures.c.what.in_(what)
    database.execute(sa.delete(departures).where(*mine))


def everyone(database: Database) -> dict[str, dict[Departure, datetime]]:
    """Return by the hash of each address what somebody wants no more of, and since when."""
    found: dict[str, dict[Departure, datetime]] = {}
    for row in database.execute(sa.select(departures)):
        found.setdefault(row.address_hash, {})[Departure(row.what)] = row.at
    return found


def forget_old(services: Services, database: Database) -> None:
    """Delete the hashes of those who left so long ago that no backup knows them."""
    database.execute(sa.delete(departures).where(departures.c.at < services.clock() - KEPT))
