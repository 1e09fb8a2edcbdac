"""Questions without an answer, and the briefs that staff answered them with."""

from collections.abc import Collection
from datetime import datetime

import sqlalchemy as sa

from library.db.store import Database
from library.db.tables import questions
from library.search.questions.models import Question

OPEN = questions.c.settled_at.is_(None)
ANSWERED = (
    sa.select(questions.c.brief_id, questions.c.words).where(questions.c.brief_id.is_not(None)).order_by(questions.c.id)
)
ANSWERED_BY = ANSWERED.where(questions.c.brief_id.in_(sa.bindparam("ids", expanding=True)))


def keep(database: Database, key: str, words: str, now: datetime, *, put: bool, most: int) -> None:
    """Count a question once more, or keep it as a new one unless `most` wait already; one that was settled stays so."""
    known = sa.update(questions).where(questions.c.key == key)
    again = {"times": questions.c.times + 1, "last_at": now, **({"put": True} if put else {})}
    if not database.execute(known.values(**again)).rowcount and (put or count(database) < most):
        row = {"key": key, "words": words, "times": 1, "put": put, "first_at": now, "last_at": now}
        database.execute(sa.insert(questions).values(**row))


def count(database: Database) -> int:
    """Count the questions that wait for an answer."""
    return database.scalar(sa.select(sa.func.count()).select_from(questions).where(OPEN)) or 0


def waiting(database: Database, start: int, size: int) -> tuple[int, list[Question]]:
    """Return how many questions wait and one page of them: those put to us first, then the most asked."""
    order = (questions.c.put.desc(), questions.c.times.desc(), questions.c.last_at.desc(), questions.c.id)
    rows = database.execute(sa.select(questions).where(OPEN).order_by(*order).offset(start).limit(size))
    found = [Question(row.id, row.words, row.times, row.put, row.first_at, row.last_at) for row in rows]
    return count(database), found


def settle(database: Database, question_id: int, brief_id: int | None, person_id: int, now: datetime) -> bool:
    """Answer a waiting question with a brief, or drop it; False if it waits no longer."""
    row = {"brief_id": brief_id, "settled_at": now, "settled_by": person_id}
    return bool(
        database.execute(sa.update(questions).where(questions.c.id == question_id, OPEN).values(**row)).rowcount
    )


def answered(database: Database, brief_ids: Collection[int] | None = None) -> dict[int, tuple[str, ...]]:
    """Return the questions that were answered with briefs, with some or with any: brief -> questions."""
    found: dict[int, tuple[str, ...]] = {}
    asked = (ANSWERED, {}) if brief_ids is None else (ANSWERED_BY, {"ids": list(brief_ids)})
    for row in database.execute(*asked):
        found[row.brief_id] = (*found.get(row.brief_id, ()), row.words)
    return found


def forget(database: Database, before: datetime) -> None:
    """Forget the questions nobody has asked since a moment, those a brief answers aside."""
    database.execute(sa.delete(questions).where(questions.c.last_at < before, questions.c.brief_id.is_(None)))
