"""The contact details in the database: one row, written over."""

from datetime import datetime

import sqlalchemy as sa

from library.db.store import Database
from library.db.tables import site_details
from library.involve.contact.models import ContactDetails
from library.involve.contact.schemas import CONTACT

NAME = "contact"


def find(database: Database) -> ContactDetails | None:
    """Return what staff keep; None before they have kept anything."""
    content = database.scalar(sa.select(site_details.c.content).where(site_details.c.name == NAME))
    return None if content is None else CONTACT.load(content)


def keep(database: Database, details: ContactDetails, person_id: int, now: datetime) -> None:
    """Keep new details in place of the old."""
    row = {"content": CONTACT.dump(details), "changed_at": now, "changed_by": person_id}
    if not database.execute(sa.update(site_details).where(site_details.c.name == NAME).values(**row)).rowcount:
        database.execute(sa.insert(site_details).values(name=NAME, **row))
