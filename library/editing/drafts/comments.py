"""Comments on the fields of drafts and the replies to them, kept until settled and after."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from library.db.store import Database
from library.db.tables import comments, people
from library.editing.drafts.models import Comment


def keep(
    database: Database,
    brief_id: int,
    field: str,
    words: str,
    person_id: int | None,
    now: datetime,
    answers: int | None = None,
) -> bool:
    """Keep a comment, or a reply to one; False, and nothing is written, if the same one is waiting already."""
    row = {"brief_id": brief_id, "field": field, "words": words, "answers": answers}
    same = sa.select(comments.c.id).filter_by(**row).where(comments.c.settled_at.is_(None))
    if database.execute(same).first():
        return False
    database.execute(sa.insert(comments).values(**row, person_id=person_id, at=now))
    return True


def waiting(database: Database, brief_id: int) -> list[Comment]:
    """List the comments on a brief that nobody has settled, oldest first, each with its replies."""
    query = (
        sa.select(comments, people.c.name)
        .select_from(comments.outerjoin(people, people.c.id == comments.c.person_id))
        .where(comments.c.brief_id == brief_id, comments.c.settled_at.is_(None))
        .order_by(comments.c.id)
    )
    rows = database.execute(query).all()
    return [_comment(row, rows) for row in rows if row.answers is None]


def _comment(row: sa.Row[Any], rows: Iterable[sa.Row[Any]]) -> Comment:
    replies = tuple(_comment(each, ()) for each in rows if each.answers == row.id)
    return Comment(row.id, row.field, row.words, row.name or "", row.at, replies)


def people_in(database: Database, brief_id: int) -> set[int | None]:
    """Return who has said something on a brief that is not settled."""
    query = sa.select(comments.c.person_id).where(comments.c.brief_id == brief_id, comments.c.settled_at.is_(None))
    return set(database.scalars(query))


def settle(database: Database, brief_id: int, comment_id: int, person_id: int, now: datetime) -> bool:
    """Mark a comment on a brief as settled, with its replies; False if it was, or is not there."""
    which = sa.or_(comments.c.id == comment_id, comments.c.answers == comment_id)
    open_here = (comments.c.brief_id == brief_id, comments.c.settled_at.is_(None))
    row = {"settled_at": now, "settled_by": person_id}
    return bool(database.execute(sa.update(comments).where(which, *open_here).values(**row)).rowcount)
