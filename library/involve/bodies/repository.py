"""Bodies in the database."""

from dataclasses import replace
from datetime import datetime

import sqlalchemy as sa

from library.db.store import Database, inserted
from library.db.tables import bodies
from library.involve.bodies.models import Body
from library.involve.bodies.schemas import BODY
from library.mail.addresses import same


def everything(database: Database) -> dict[str, Body]:
    """Return all bodies by slug, in the order of their names."""
    rows = database.execute(sa.select(bodies).order_by(bodies.c.slug))
    return {row.slug: replace(BODY.load(row.content), slug=row.slug, id=row.id) for row in rows}


def add(database: Database, slug: str, body: Body, person_id: int, now: datetime) -> int:
    """Keep a new body; return its id."""
    row = {"slug": slug, "content": BODY.dump(body), "changed_at": now, "changed_by": person_id}
    return inserted(database.execute(sa.insert(bodies).values(**row)))


def change(database: Database, body_id: int, body: Body, person_id: int | None, now: datetime) -> None:
    """Change a body; its address stays."""
    row = {"content": BODY.dump(body), "changed_at": now, "changed_by": person_id}
    database.execute(sa.update(bodies).where(bodies.c.id == body_id).values(**row))


def forget_inbox(database: Database, address: str, now: datetime) -> int:
    """Delete an address wherever it is the inbox of a body; return of how many it was."""
    found = [each for each in everything(database).values() if each.inbox and same(each.inbox) == same(address)]
    for each in found:
        change(database, each.id, replace(each, inbox=""), None, now)
    return len(found)
