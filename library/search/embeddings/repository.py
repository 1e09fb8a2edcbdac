"""What the lines of briefs mean, a row for each brief; it can be worked out again from the brief at any time."""

from collections.abc import Mapping

import sqlalchemy as sa

from library.db.store import Database
from library.db.tables import meanings


def find(database: Database, lines: Mapping[int, str]) -> dict[int, bytes]:
    """Return the vectors of those briefs whose lines still have the hash that is asked for."""
    found = database.execute(sa.select(meanings).where(meanings.c.brief_id.in_(lines)))
    return {row.brief_id: row.vectors for row in found if row.lines == lines[row.brief_id]}


def keep(database: Database, lines: Mapping[int, str], vectors: Mapping[int, bytes]) -> None:
    """Keep the vectors of some briefs in place of those kept before."""
    database.execute(sa.delete(meanings).where(meanings.c.brief_id.in_(vectors)))
    rows = [{"brief_id": id, "lines": lines[id], "vectors": each} for id, each in vectors.items()]
    database.execute(sa.insert(meanings), rows)
