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


Departures = dict[tuple[str, Departure], datetime]
"""The keyed hash of an address and what somebody wants no more of, with when they said so."""


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


def everyone(database: Database) -> Departures:
    """Return everyone who left; nobody in a library of a revision that doesn't keep them."""
    if not sa.inspect(database).has_table(departures.name):
        return {}
    rows = database.execute(sa.select(departures))
    return {(row.address_hash, Departure(row.what)): row.at for row in rows}


def add(database: Database, left: Departures) -> None:
    """Keep people who left another copy of the library as well; nothing in a revision that doesn't keep them."""
    if not left or not sa.inspect(database).has_table(departures.name):
        return
    rows = [
        {"address_hash": address_hash, "what": what, "at": at}
        for (address_hash, what), at in (everyone(database) | left).items()
    ]
    database.execute(sa.delete(departures))
    database.execute(sa.insert(departures), rows)


def forget_old(services: Services, database: Database) -> None:
    """Delete the hashes of those who left so long ago that no backup knows them."""
    database.execute(sa.delete(departures).where(departures.c.at < services.clock() - KEPT))
