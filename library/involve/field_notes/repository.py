"""Field notes in the database. Withdrawing one takes its words out."""

from datetime import datetime
from typing import Any

import sqlalchemy as sa

from library.db.store import Database, inserted
from library.db.tables import field_notes
from library.involve.field_notes.models import FieldNote, Published
from library.involve.field_notes.schemas import FIELD_NOTE

SHOWN = field_notes.c.withdrawn_at.is_(None)


def _published(row: sa.Row[Any]) -> Published:
    note = FIELD_NOTE.load(row.content) if row.content else None
    times = row.published_at, row.changed_at, row.withdrawn_at
    return Published(row.id, note, *times, row.submission_id, row.brief_id)


def shown(database: Database) -> list[Published]:
    """Return all that readers see, the newest first."""
    query = sa.select(field_notes).where(SHOWN).order_by(field_notes.c.published_at.desc(), field_notes.c.id.desc())
    return [_published(row) for row in database.execute(query)]


def find(database: Database, note_id: int) -> Published | None:
    """Find one."""
    return _first(database, field_notes.c.id == note_id)


def of_submission(database: Database, submission_id: int) -> Published | None:
    """Find the one that was made from a submission."""
    return _first(database, field_notes.c.submission_id == submission_id)


def _first(database: Database, holds: sa.ColumnElement[bool]) -> Published | None:
    row = database.execute(sa.select(field_notes).where(holds)).first()
    return _published(row) if row else None


def add(database: Database, note: FieldNote, person_id: int, now: datetime, submission_id: int) -> int:
    """Publish one; return its id."""
    row = {"content": FIELD_NOTE.dump(note), "published_at": now, "changed_at": now, "changed_by": person_id}
    return inserted(database.execute(sa.insert(field_notes).values(**row, submission_id=submission_id)))


def change(database: Database, note_id: int, note: FieldNote, person_id: int, now: datetime) -> None:
    """Change one, which brings it back if it was withdrawn."""
    row = {"content": FIELD_NOTE.dump(note), "changed_at": now, "changed_by": person_id, "withdrawn_at": None}
    database.execute(sa.update(field_notes).where(field_notes.c.id == note_id).values(**row))


def link_brief(database: Database, note_id: int, brief_id: int) -> None:
    """Keep which draft was made of one."""
    database.execute(sa.update(field_notes).where(field_notes.c.id == note_id).values(brief_id=brief_id))


def withdraw(database: Database, note_id: int, person_id: int | None, now: datetime) -> bool:
    """Take one off the pages, and its words out; return False if it was withdrawn already."""
    return _withdraw(database, field_notes.c.id == note_id, person_id, now)


def withdraw_submitted(database: Database, submission_id: int, now: datetime) -> bool:
    """Take off the pages what was made from a submission, and its words out."""
    return _withdraw(database, field_notes.c.submission_id == submission_id, None, now)


def _withdraw(database: Database, holds: sa.ColumnElement[bool], person_id: int | None, now: datetime) -> bool:
    row = {"content": {}, "withdrawn_at": now, "changed_at": now, "changed_by": person_id}
    return bool(database.execute(sa.update(field_notes).where(holds, SHOWN).values(**row)).rowcount)
