"""Counting the open questions of published briefs, without reading the briefs."""

import sqlalchemy as sa

from library.briefs.repository import PUBLISHED
from library.db.store import Database
from library.db.tables import versions


def count(database: Database) -> int:
    """Count the open questions of all published briefs."""
    listed = sa.func.json_array_length(versions.c.content["open_questions"])
    return database.scalar(sa.select(sa.func.coalesce(sa.func.sum(listed), 0)).select_from(PUBLISHED)) or 0
