"""Counting the open questions of published briefs, without reading the briefs."""

import sqlalchemy as sa

from library.briefs.repository import PUBLISHED, newest_change
from library.db.store import Database
from library.db.tables import versions

_counted: dict[str, int] = {}
"""Mark of the newest change -> how many there were then. A mark is never the same in two databases."""


def count(database: Database) -> int:
    """Count the open questions of all published briefs, once after each change that readers can see."""
    mark = newest_change(database)
    if mark not in _counted:
        listed = sa.func.json_array_length(versions.c.content["open_questions"])
        total = database.scalar(sa.select(sa.func.coalesce(sa.func.sum(listed), 0)).select_from(PUBLISHED)) or 0
        _counted.clear()
        _counted[mark] = total
        return total
    return _counted.get(mark, 0)
