"""The services that help people in trouble, in the database."""

from collections.abc import Iterable
from dataclasses import asdict, fields
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from library.db.store import Database
from library.db.tables import help_lines
from library.help_lines.models import HIDDEN, HIGH, Group, HelpLine

NAMES = [field.name for field in fields(HelpLine)]
SEEDED = [name for name in NAMES if name not in {"id", "confirmed_at", "changed_at"}]


def read(database: Database) -> list[HelpLine]:
    """Return all services, in order."""
    rows = database.execute(sa.select(help_lines).order_by(help_lines.c.position))
    return [_line(row) for row in rows]


def _line(row: Any) -> HelpLine:
    group = Group(row.group)  # type: ignore[call-arg]
    return HelpLine(**{name: getattr(row, name) for name in NAMES} | {"group": group})


def bring_up_to_date(database: Database, wanted: Iterable[HelpLine]) -> None:
    """Add the services that aren't there yet, and rewrite the others, but for what an admin has changed.

    A number that somebody has confirmed stays, whatever the library says of it now.
    """
    known = {line.id: line for line in read(database)}
    for position, line in enumerate(wanted):
        row = {name: getattr(line, name) for name in SEEDED} | {"position": position}
        found = known.get(line.id)
        if found is None:
            database.execute(sa.insert(help_lines).values(id=line.id, **row))
        elif found.changed_at is None:
            if found.confirmed_at:
                row["number"] = found.number
            database.execute(sa.update(help_lines).where(help_lines.c.id == line.id).values(**row))


def unconfirmed(database: Database) -> int:
    """Count the services that readers aren't shown until an admin has confirmed them."""
    waits = (help_lines.c.confirmed_at.is_(None), help_lines.c.confidence.not_in((HIGH, HIDDEN)))
    return database.scalar(sa.select(sa.func.count()).select_from(help_lines).where(*waits)) or 0


def add(database: Database, line: HelpLine) -> None:
    """Add a service after the others."""
    last = database.scalar(sa.select(sa.func.max(help_lines.c.position)))
    database.execute(sa.insert(help_lines).values(**asdict(line), position=(last or 0) + 1))


def change(database: Database, id: str, person_id: int, now: datetime, **words: Any) -> bool:
    """Change what is said of a service, which confirms it too; False if there is none."""
    query = sa.update(help_lines).where(help_lines.c.id == id)
    kept = {"changed_at": now, "confirmed_at": now, "confirmed_by": person_id} | words
    return bool(database.execute(query.values(**kept)).rowcount)


def confirm(database: Database, id: str, person_id: int, now: datetime) -> bool:
    """Keep that somebody has checked a service; False if there is none."""
    query = sa.update(help_lines).where(help_lines.c.id == id)
    return bool(database.execute(query.values(confirmed_at=now, confirmed_by=person_id)).rowcount)
