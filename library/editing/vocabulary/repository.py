"""Which briefs are tagged with a term, and giving them another."""

from datetime import datetime
from typing import Any

import sqlalchemy as sa

from library.briefs.models import WORKING, Status
from library.briefs.repository import note_change
from library.db.store import Database
from library.db.tables import versions
from library.editing.vocabulary.term_merge import retagged, uses

FOLLOWING = (*WORKING, Status.PUBLISHED, Status.WITHDRAWN)
"""The versions that follow a merged term; those that were replaced stay as they were."""


def _using(database: Database, scheme: str, id: str) -> list[Any]:
    query = sa.select(versions.c.id, versions.c.brief_id, versions.c.status, versions.c.content).where(
        versions.c.status.in_(FOLLOWING), sa.cast(versions.c.content, sa.Text).contains(f'"{id}"', autoescape=True)
    )
    return [row for row in database.execute(query) if uses(row.content, scheme, id)]


def count(database: Database, scheme: str, id: str) -> tuple[int, int]:
    """Count the published briefs and the drafts that are tagged with a term."""
    states = [row.status for row in _using(database, scheme, id)]
    return states.count(Status.PUBLISHED), sum(status in WORKING for status in states)


def retag(database: Database, scheme: str, old: str, new: str, now: datetime) -> list[tuple[int, Any, Any]]:
    """Give every brief another term in place of one; return (brief, content before, content after)."""
    changed = []
    for row in _using(database, scheme, old):
        after = retagged(row.content, scheme, old, new)
        database.execute(sa.update(versions).where(versions.c.id == row.id).values(content=after))
        if row.status == Status.PUBLISHED:
            note_change(database, row.brief_id, now)
        changed.append((row.brief_id, row.content, after))
    return changed
