"""Comments on the fields of drafts, kept until settled and after."""

from datetime import datetime

import sqlalchemy as sa

from library.db.store import Database
from library.db.tables import comments, people
from library.editing.drafts.models import Comment


def keep(database: Database, brief_id: int, field: str, words: str, person_id: int | None, now: datetime) -> bool:
    """Keep a comment; False, and nothing is written, if the same one is waiting already."""
    row = {"brief_id": brief_id, "field": field, "words": words}
    same = sa.select(comments.c.id).filter_by(**row).where(comments.c.settled_at.is_(None))
    if database.execute(same).first():
        return False
    database.execute(sa.insert(comments).values(**row, person_id=person_id, at=now))
    return True


def waiting(database: Database, brief_id: int) -> list[Comment]:
    """List the comments on a brief that nobody has settled, oldest first."""
    query = (
        sa.select(comments, people.c.name)
        .select_from(comments.outerjoin(people, people.c.id == comments.c.person_id))
        .where(comments.c.brief_id == brief_id, comments.c.settled_at.is_(None))
        .order_by(comments.c.id)
    )
    return [Comment(row.id, row.field, row.words, row.name or "", row.at) for row in database.execute(query)]


def settle(database: Database, brief_id: int, comment_id: int, person_id: int, now: datetime) -> bool:
    """Mark a comment on a brief as settled; False if it was, or is not there."""
    which = (comments.c.id == comment_id, comments.c.brief_id == brief_id, comments.c.settled_at.is_(None))
    row = {"settled_at": now, "settled_by": person_id}
    return bool(database.execute(sa.update(comments).where(*which).values(**row)).rowcount)
