"""Subjects in the database, and the questions that they are counted in."""

from dataclasses import replace
from datetime import datetime

import sqlalchemy as sa

from library.db.store import Database
from library.db.tables import open_subjects, questions
from library.involve.subjects.models import Subject
from library.involve.subjects.schemas import SUBJECT


def everything(database: Database) -> list[Subject]:
    """Return all subjects."""
    rows = database.execute(sa.select(open_subjects).order_by(open_subjects.c.id))
    return [replace(SUBJECT.load(row.content), id=row.id, changed_at=row.changed_at) for row in rows]


def asked(database: Database) -> list[tuple[str, int]]:
    """Return the words of each question that is kept, and how often it was asked."""
    query = sa.select(questions.c.words, questions.c.times)
    return [(row.words, row.times) for row in database.execute(query)]


def keep(database: Database, subject: Subject, person_id: int, now: datetime) -> None:
    """Keep a new subject, or change one."""
    row = {"content": SUBJECT.dump(subject), "changed_at": now, "changed_by": person_id}
    if subject.id:
        database.execute(sa.update(open_subjects).where(open_subjects.c.id == subject.id).values(**row))
    else:
        database.execute(sa.insert(open_subjects).values(**row))


def remove(database: Database, subject_id: int) -> bool:
    """Delete a subject; return whether there was one."""
    return bool(database.execute(sa.delete(open_subjects).where(open_subjects.c.id == subject_id)).rowcount)
