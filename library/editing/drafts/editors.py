"""Who is editing a brief now, told by who saved it in the last minutes: a page that is only open says nothing."""

from datetime import datetime, timedelta

import sqlalchemy as sa

from library.db.store import Database
from library.db.tables import editors, people
from library.editing.drafts.models import Editor

NOW_MEANS = timedelta(minutes=10)
"""A person who saved so recently counts as still editing."""


def note(database: Database, brief_id: int, person_id: int, now: datetime) -> None:
    """Note that a person saved a brief."""
    known = sa.update(editors).where(editors.c.brief_id == brief_id, editors.c.person_id == person_id).values(at=now)
    if not database.execute(known).rowcount:
        database.execute(sa.insert(editors).values(brief_id=brief_id, person_id=person_id, at=now))


def others(database: Database, brief_id: int, person_id: int, now: datetime) -> list[Editor]:
    """List who else is editing a brief, the last to save first."""
    query = (
        sa.select(people.c.name, editors.c.at)
        .join(people, people.c.id == editors.c.person_id)
        .where(editors.c.brief_id == brief_id, editors.c.person_id != person_id, editors.c.at > now - NOW_MEANS)
        .order_by(editors.c.at.desc())
    )
    return [Editor(row.name, row.at) for row in database.execute(query)]
