"""Mistakes that readers report, kept for staff until settled."""

from datetime import datetime

import sqlalchemy as sa

from library.briefs.repository import newest_version
from library.db.store import Database
from library.db.tables import briefs, mistakes, versions
from library.mail.addresses import same
from library.upkeep.corrections.models import Mistake


def keep(database: Database, brief_id: int, words: str, reply_to: str, now: datetime) -> None:
    """Keep a report."""
    database.execute(sa.insert(mistakes).values(brief_id=brief_id, words=words, reply_to=reply_to, at=now))


def waiting(database: Database) -> list[Mistake]:
    """List the reports that nobody has settled, oldest first."""
    query = (
        sa.select(mistakes, briefs.c.slug, versions.c.title)
        .select_from(
            mistakes.join(briefs, briefs.c.id == mistakes.c.brief_id).join(
                versions, versions.c.id == newest_version(mistakes.c.brief_id)
            )
        )
        .where(mistakes.c.settled_at.is_(None))
        .order_by(mistakes.c.at)
    )
    return [
        Mistake(row.id, row.brief_id, row.slug, row.title, row.words, row.reply_to, row.at)
        for row in database.execute(query)
    ]


def count(database: Database) -> int:
    """Count the reports that nobody has settled."""
    query = sa.select(sa.func.count()).select_from(mistakes).where(mistakes.c.settled_at.is_(None))
    return database.scalar(query) or 0


def settle(database: Database, mistake_id: int, person_id: int, now: datetime) -> None:
    """Mark a report as dealt with, and drop the address to reply to."""
    row = {"settled_at": now, "settled_by": person_id, "reply_to": ""}
    database.execute(sa.update(mistakes).where(mistakes.c.id == mistake_id).values(**row))


def of_address(database: Database, address: str) -> list[str]:
    """Return the words of the reports that named an address for a reply."""
    query = sa.select(mistakes.c.words).where(sa.func.lower(mistakes.c.reply_to) == same(address))
    return list(database.scalars(query.order_by(mistakes.c.id)))


def forget_address(database: Database, address: str) -> int:
    """Take an address out of the reports that named it for a reply; return how many there were."""
    query = sa.update(mistakes).where(sa.func.lower(mistakes.c.reply_to) == same(address)).values(reply_to="")
    return database.execute(query).rowcount
