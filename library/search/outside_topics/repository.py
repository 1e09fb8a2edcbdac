"""What the library is not about, in the database."""

from collections.abc import Iterable
from dataclasses import asdict, fields
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from library.db.store import Database
from library.db.tables import outside_topics
from library.search.outside_topics.models import OutsideTopic

NAMES = [field.name for field in fields(OutsideTopic)]


def read(database: Database) -> list[OutsideTopic]:
    """Return all topics, in order."""
    rows = database.execute(sa.select(outside_topics).order_by(outside_topics.c.position, outside_topics.c.id))
    return [OutsideTopic(**{name: getattr(row, name) for name in NAMES} | {"lines": tuple(row.lines)}) for row in rows]


def bring_up_to_date(database: Database, wanted: Iterable[OutsideTopic]) -> None:
    """Add the topics that aren't there yet, and rewrite the others, but for those that staff have changed."""
    known = {topic.id: topic for topic in read(database)}
    for position, topic in enumerate(wanted):
        found = known.get(topic.id)
        if found is None:
            add(database, topic, position)
        elif found.changed_at is None and found != topic:
            said = {name: value for name, value in _row(topic).items() if name not in {"id", "changed_at"}}
            change(database, topic.id, None, **said)


def add(database: Database, topic: OutsideTopic, position: int) -> None:
    """Add a topic."""
    database.execute(sa.insert(outside_topics).values(**_row(topic), position=position))


def change(database: Database, id: str, now: datetime | None, **words: Any) -> bool:
    """Change what is said of a topic; False if there is none."""
    query = sa.update(outside_topics).where(outside_topics.c.id == id)
    return bool(database.execute(query.values(**words | {"changed_at": now})).rowcount)


def _row(topic: OutsideTopic) -> dict[str, Any]:
    return asdict(topic) | {"lines": list(topic.lines)}
