"""Where briefs stand before they are changed together, and the changes that were made."""

from collections.abc import Iterable, Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from library.briefs.draft_repository import NEWEST
from library.briefs.models import WORKING, Status
from library.db.store import Database, inserted
from library.db.tables import briefs, bulk_edit_lines, bulk_edits, people, versions
from library.editing.bulk.models import Change, Changed, Done, Standing, What

SAID = [bulk_edit_lines.c[name] for name in ("brief_id", "title", "before", "seen", "why_not")]
MOST_LISTED = 10


def standings(database: Database, ids: Sequence[int]) -> list[Standing]:
    """Return where some briefs stand, in order of their titles."""
    mark = (versions.c.lock, versions.c.status, briefs.c.change, briefs.c.stamp)
    query: sa.Select[Any] = (
        sa.select(briefs.c.id, versions.c.title, briefs.c.published_version, people.c.name, *mark)
        .select_from(NEWEST.outerjoin(people, people.c.id == versions.c.saved_by))
        .where(briefs.c.id.in_(ids))
        .order_by(sa.func.lower(versions.c.title), briefs.c.id)
    )
    return [_standing(row) for row in database.execute(query).all()]


def _standing(row: sa.Row[Any]) -> Standing:
    status = Status(row.status)
    seen = f"{row.lock} {row.status} {row.change} {row.stamp}"
    shown = row.published_version is not None
    return Standing(row.id, row.title, status in WORKING, status is Status.IN_REVIEW, shown, row.name or "", seen)


def keep(database: Database, person_id: int, change: Change, lines: Iterable[Changed], now: datetime) -> int:
    """Keep a change that was made; return its id."""
    row = {"person_id": person_id, "at": now, "what": change.what, "value": change.value}
    made = inserted(database.execute(sa.insert(bulk_edits).values(**row)))
    if rows := [asdict(line) | {"bulk_edit_id": made} for line in lines]:
        database.execute(sa.insert(bulk_edit_lines), rows)
    return made


def find(database: Database, bulk_edit_id: int) -> Done | None:
    """Find a change with what it did."""
    row = database.execute(sa.select(bulk_edits).where(bulk_edits.c.id == bulk_edit_id)).first()
    mine = bulk_edit_lines.c.bulk_edit_id == bulk_edit_id
    query = sa.select(*SAID).where(mine).order_by(sa.func.lower(bulk_edit_lines.c.title))
    return _done(row, tuple(Changed(*line) for line in database.execute(query))) if row else None


def _done(row: sa.Row[Any], lines: tuple[Changed, ...] = ()) -> Done:
    change = Change(What(row.what), row.value)  # type: ignore[call-arg]
    return Done(row.id, row.person_id, change, row.at, row.undone_at, lines)


def made_since(database: Database, person_id: int, since: datetime) -> list[Done]:
    """List the changes that a person made since a moment, the last first."""
    mine = (bulk_edits.c.person_id == person_id, bulk_edits.c.at > since)
    query = sa.select(bulk_edits).where(*mine).order_by(bulk_edits.c.id.desc()).limit(MOST_LISTED)
    return [_done(row) for row in database.execute(query)]


def undone(database: Database, bulk_edit_id: int, now: datetime) -> bool:
    """Keep that a change was undone; False if it was before."""
    mine = (bulk_edits.c.id == bulk_edit_id, bulk_edits.c.undone_at.is_(None))
    return bool(database.execute(sa.update(bulk_edits).where(*mine).values(undone_at=now)).rowcount)


def left_alone(database: Database, bulk_edit_id: int, why: dict[int, str]) -> None:
    """Keep why some briefs were left as they are when a change was undone."""
    for brief_id, words in why.items():
        mine = (bulk_edit_lines.c.bulk_edit_id == bulk_edit_id, bulk_edit_lines.c.brief_id == brief_id)
        database.execute(sa.update(bulk_edit_lines).where(*mine).values(why_not=words))
