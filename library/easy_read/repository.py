"""Easy read drafts in the database, one to a brief."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa

from library.db.store import Database
from library.db.tables import easy_reads
from library.easy_read.models import Content, EasyRead


def everything(database: Database) -> dict[int, EasyRead]:
    """Return all of them, by the id of their brief."""
    return {row.brief_id: _easy_read(row) for row in database.execute(sa.select(easy_reads))}


def exists(database: Database, brief_id: int) -> bool:
    """Return whether a brief has one."""
    query = sa.select(easy_reads.c.brief_id).where(easy_reads.c.brief_id == brief_id)
    return database.scalar(query) is not None


def find(database: Database, brief_id: int) -> EasyRead | None:
    """Return that of a brief."""
    row = database.execute(sa.select(easy_reads).where(easy_reads.c.brief_id == brief_id)).first()
    return _easy_read(row) if row else None


def save(
    database: Database, brief_id: int, content: Content, made_from: Mapping[str, str], now: datetime | None
) -> None:
    """Keep what it says; words that were changed are tested no more."""
    row: dict[str, Any] = {"content": content.dump(), "made_from": dict(made_from), "changed_at": now}
    row |= {"tested_with": "", "tested_on": None, "tested_noted_by": None}
    if exists(database, brief_id):
        database.execute(sa.update(easy_reads).where(easy_reads.c.brief_id == brief_id).values(**row))
    else:
        database.execute(sa.insert(easy_reads).values(brief_id=brief_id, **row))


def note_test(database: Database, brief_id: int, tested_with: str, tested_on: date | None, noted_by: int) -> None:
    """Keep who tested it and when, or that nobody did."""
    values = {"tested_with": tested_with, "tested_on": tested_on, "tested_noted_by": noted_by}
    database.execute(sa.update(easy_reads).where(easy_reads.c.brief_id == brief_id).values(**values))


def bring_up_to_date(database: Database, wanted: Mapping[int, EasyRead]) -> None:
    """Add those that aren't there yet and rewrite others, but for what staff have changed or had tested."""
    known = everything(database)
    for brief_id, one in wanted.items():
        kept = known.get(brief_id)
        if kept is None or (kept != one and not (kept.changed_at or kept.tested_on)):
            save(database, brief_id, one.content, one.made_from, None)


def _easy_read(row: sa.Row[Any]) -> EasyRead:
    return EasyRead(Content.load(row.content), row.made_from, row.tested_with, row.tested_on, row.changed_at)
