"""Public meetings in the database."""

from dataclasses import replace
from datetime import date, datetime

import sqlalchemy as sa

from library.db.store import Database
from library.db.tables import public_meetings
from library.involve.meetings.models import Meeting
from library.involve.meetings.schemas import MEETING


def coming(database: Database, today: date) -> list[Meeting]:
    """Return the meetings that aren't over, the next first."""
    order = (public_meetings.c.day, public_meetings.c.id)
    rows = database.execute(sa.select(public_meetings).where(public_meetings.c.day >= today).order_by(*order))
    return [replace(MEETING.load(row.content), id=row.id, kept_at=row.changed_at) for row in rows]


def add(database: Database, meeting: Meeting, person_id: int, now: datetime) -> None:
    """Keep a meeting."""
    row = {"body": meeting.body, "day": meeting.day, "content": MEETING.dump(meeting)}
    database.execute(sa.insert(public_meetings).values(**row, changed_at=now, changed_by=person_id))


def remove(database: Database, meeting_id: int) -> bool:
    """Delete a meeting; return whether there was one."""
    return bool(database.execute(sa.delete(public_meetings).where(public_meetings.c.id == meeting_id)).rowcount)
