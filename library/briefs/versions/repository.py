"""The versions of a brief that readers were shown, and the times for which they were shown none."""

import sqlalchemy as sa

from library.briefs.versions.models import Version, Withdrawal
from library.db.store import Database
from library.db.tables import people, reviews, versions, withdrawals


def shown(database: Database, brief_id: int) -> list[Version]:
    """Read every version that was ever published, the newest first; drafts are none."""
    query = (
        sa.select(versions, reviews.c.alone, people.c.name)
        .select_from(
            versions.outerjoin(reviews, reviews.c.version_id == versions.c.id).outerjoin(
                people, people.c.id == reviews.c.published_by
            )
        )
        .where(versions.c.brief_id == brief_id, versions.c.published_at.is_not(None))
        .order_by(versions.c.number.desc())
    )
    return [
        Version(row.number, row.content, row.published_at, row.change_note, row.origin, bool(row.alone), row.name or "")
        for row in database.execute(query)
    ]


def withdrawn(database: Database, brief_id: int) -> list[Withdrawal]:
    """Read the withdrawals that have ended, the newest first."""
    query = sa.select(withdrawals).where(withdrawals.c.brief_id == brief_id, withdrawals.c.ended_at.is_not(None))
    rows = database.execute(query.order_by(withdrawals.c.id.desc()))
    return [Withdrawal(row.reason, row.at, row.ended_at) for row in rows]
