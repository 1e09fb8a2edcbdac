"""Decided challenges in the database. Withdrawing one takes its words out."""

from datetime import datetime

import sqlalchemy as sa

from library.db.store import Database, inserted
from library.db.tables import challenges
from library.involve.challenges.models import Decided, Decision
from library.involve.challenges.schemas import DECISION

SHOWN = challenges.c.withdrawn_at.is_(None)


def shown(database: Database, brief_id: int | None = None) -> list[Decided]:
    """Return the decisions that readers see, of one brief if it is named; the newest first."""
    query = sa.select(challenges).where(SHOWN).order_by(challenges.c.decided_at.desc(), challenges.c.id.desc())
    if brief_id is not None:
        query = query.where(challenges.c.brief_id == brief_id)
    return [
        Decided(row.id, row.brief_id, DECISION.load(row.content), row.decided_at) for row in database.execute(query)
    ]


def add(database: Database, brief_id: int, said: Decision, person_id: int, now: datetime, submission_id: int) -> int:
    """Keep a decision; return its id."""
    row = {"brief_id": brief_id, "content": DECISION.dump(said), "decided_at": now, "decided_by": person_id}
    return inserted(database.execute(sa.insert(challenges).values(**row, submission_id=submission_id)))


def withdraw_submitted(database: Database, submission_id: int, now: datetime) -> bool:
    """Take off the pages the challenge that a submission was, and its words out."""
    query = sa.update(challenges).where(challenges.c.submission_id == submission_id, SHOWN)
    return bool(database.execute(query.values(content={}, withdrawn_at=now)).rowcount)
