"""Reading the log of who did what, with the titles of briefs and the names of people."""

from collections.abc import Iterable

import sqlalchemy as sa

from library.briefs.repository import newest_version
from library.db.store import Database
from library.db.tables import audit, briefs, people, versions
from library.upkeep.activity_log.models import Entry, Wanted, number_of


def find(database: Database, wanted: Wanted, start: int = 0, size: int | None = None) -> tuple[int, list[Entry]]:
    """Return how many entries there are of those wanted, and some of them, newest first."""
    holds = _holds(wanted)
    total = database.scalar(sa.select(sa.func.count()).select_from(audit).where(*holds)) or 0
    query = (
        sa.select(audit, people.c.name)
        .select_from(audit.outerjoin(people, people.c.id == audit.c.person_id))
        .where(*holds)
        .order_by(audit.c.id.desc())
    )
    rows = database.execute(query.offset(start).limit(size)).all()
    titles = _titles(database, {row.object for row in rows})
    return total, [
        Entry(
            row.id,
            row.at,
            row.person_id,
            row.name or "",
            row.action,
            row.object,
            titles.get(row.object, ""),
            row.request,
        )
        for row in rows
    ]


def _holds(wanted: Wanted) -> list[sa.ColumnElement[bool]]:
    holds: list[sa.ColumnElement[bool]] = []
    if wanted.person_id is not None:
        holds.append(audit.c.person_id == wanted.person_id)
    if wanted.action:
        holds.append(audit.c.action == wanted.action)
    if wanted.object:
        holds.append(
            (audit.c.object == wanted.object) | audit.c.object.startswith(f"{wanted.object} ", autoescape=True)
        )
    return holds


def _titles(database: Database, objects: Iterable[str]) -> dict[str, str]:
    """Return the titles of briefs and the names of people among some objects."""
    objects = list(objects)
    ids = [number for each in objects if (number := number_of(each, "brief")) is not None]
    query = (
        sa.select(briefs.c.id, versions.c.title)
        .select_from(briefs.join(versions, versions.c.id == newest_version(briefs.c.id)))
        .where(briefs.c.id.in_(ids))
    )
    titles = {f"brief {row.id}": row.title for row in database.execute(query)}
    ids = [number for each in objects if (number := number_of(each, "person")) is not None]
    named = sa.select(people.c.id, people.c.name).where(people.c.id.in_(ids))
    return titles | {f"person {row.id}": row.name for row in database.execute(named)}


def actions(database: Database) -> list[str]:
    """List what was ever done."""
    return list(database.scalars(sa.select(audit.c.action).distinct().order_by(audit.c.action)))


def people_seen(database: Database) -> list[tuple[int, str]]:
    """List (id, name) of everybody who ever did something."""
    seen = sa.select(audit.c.person_id)
    query = sa.select(people.c.id, people.c.name).where(people.c.id.in_(seen)).order_by(people.c.name)
    return [(row.id, row.name) for row in database.execute(query)]
