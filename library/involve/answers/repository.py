"""Published answers in the database. Withdrawing one takes its words out."""

from datetime import datetime
from typing import Any

import sqlalchemy as sa

from library.db.store import Database, inserted
from library.db.tables import answers
from library.involve.answers.models import Answer, Published
from library.involve.answers.schemas import ANSWER

SHOWN = answers.c.withdrawn_at.is_(None)


def _published(row: sa.Row[Any]) -> Published:
    said = ANSWER.load(row.content) if row.content else None
    return Published(row.id, said, row.published_at, row.changed_at, row.withdrawn_at, row.submission_id)


def shown(database: Database) -> list[Published]:
    """Return all that readers see, the newest first."""
    query = sa.select(answers).where(SHOWN).order_by(answers.c.published_at.desc(), answers.c.id.desc())
    return [_published(row) for row in database.execute(query)]


def find(database: Database, answer_id: int) -> Published | None:
    """Find one."""
    row = database.execute(sa.select(answers).where(answers.c.id == answer_id)).first()
    return _published(row) if row else None


def add(database: Database, said: Answer, person_id: int, now: datetime, submission_id: int) -> int:
    """Publish one; return its id."""
    row = {"content": ANSWER.dump(said), "published_at": now, "changed_at": now, "changed_by": person_id}
    return inserted(database.execute(sa.insert(answers).values(**row, submission_id=submission_id)))


def change(database: Database, answer_id: int, said: Answer, person_id: int, now: datetime) -> None:
    """Change one."""
    row = {"content": ANSWER.dump(said), "changed_at": now, "changed_by": person_id}
    database.execute(sa.update(answers).where(answers.c.id == answer_id, SHOWN).values(**row))


def withdraw(database: Database, answer_id: int, person_id: int | None, now: datetime) -> bool:
    """Take one off the pages, and its words out; return False if it was withdrawn already."""
    return _withdraw(database, answers.c.id == answer_id, person_id, now)


def withdraw_submitted(database: Database, submission_id: int, now: datetime) -> bool:
    """Take off the pages the answer to a submission, and its words out."""
    return _withdraw(database, answers.c.submission_id == submission_id, None, now)


def _withdraw(database: Database, holds: sa.ColumnElement[bool], person_id: int | None, now: datetime) -> bool:
    row = {"content": {}, "withdrawn_at": now, "changed_at": now, "changed_by": person_id}
    return bool(database.execute(sa.update(answers).where(holds, SHOWN).values(**row)).rowcount)
