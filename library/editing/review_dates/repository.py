"""Which briefs are due for checking, who looks after them, and which reminders went out."""

from collections.abc import Collection, Iterable
from datetime import date, datetime

import sqlalchemy as sa

from library.briefs.models import WORKING
from library.briefs.repository import PUBLISHED
from library.db.store import Database
from library.db.tables import briefs, duties, people, reminders, versions
from library.editing.review_dates.models import Due, Duty
from library.security.permissions import Person, Role

ROLE = versions.c.content["owner_role"].as_string().label("role")
Reminder = tuple[int, date, int]
"""Brief, its day, and the period."""


def due(
    database: Database, until: date, roles: Collection[str] | None = None, start: int = 0, size: int | None = None
) -> list[Due]:
    """List what is to be checked again by a day, soonest first; that of some roles or of all."""
    others = versions.alias()
    edited = sa.exists().where(others.c.brief_id == briefs.c.id, others.c.status.in_(WORKING))
    query = (
        sa.select(
            briefs.c.id,
            briefs.c.slug,
            versions.c.title,
            versions.c.number,
            versions.c.checked_on,
            versions.c.check_by,
            ROLE,
            edited.label("edited"),
        )
        .select_from(PUBLISHED)
        .where(*_due(until, roles))
        .order_by(versions.c.check_by, briefs.c.slug)
    )
    return [Due(*row) for row in database.execute(query.offset(start).limit(size))]


def _due(until: date, roles: Collection[str] | None) -> list[sa.ColumnElement[bool]]:
    return [versions.c.check_by <= until, *([] if roles is None else [sa.func.coalesce(ROLE.element, "").in_(roles)])]


def count(database: Database, until: date, roles: Collection[str] | None = None) -> int:
    """Count what is to be checked again by a day."""
    query = sa.select(sa.func.count()).select_from(PUBLISHED).where(*_due(until, roles))
    return database.scalar(query) or 0


def looked_after(database: Database, person_id: int, *, others: bool) -> set[str]:
    """Return the roles that a person has or stands in for; with `others` those that nobody has too."""
    named = {role or "" for role in database.scalars(sa.select(ROLE).select_from(PUBLISHED).distinct())}
    held = _held(database)
    return {role for role in named | set(held) if _belongs(role, held, person_id, others=others)}


def first_due(database: Database, until: date, person_id: int, *, others: bool) -> tuple[int, date | None]:
    """Count what a person has to check again by a day, and tell when the first is due; reads no other brief."""
    held = _held(database)
    query = sa.select(ROLE, versions.c.check_by).select_from(PUBLISHED).where(*_due(until, None))
    days = [row.check_by for row in database.execute(query) if _belongs(row.role or "", held, person_id, others=others)]
    return len(days), min(days, default=None)


def _held(database: Database) -> dict[str, set[int]]:
    """Return who has each role or stands in, roles that nobody has left out."""
    rows = database.execute(sa.select(duties.c.role, duties.c.owner_id, duties.c.deputy_id))
    return {row.role: {row.owner_id, row.deputy_id} - {None} for row in rows if row.owner_id or row.deputy_id}


def _belongs(role: str, held: dict[str, set[int]], person_id: int, *, others: bool) -> bool:
    return person_id in held[role] if role in held else others


def roles(database: Database) -> list[Duty]:
    """List every role that a published brief names, with who has it."""
    named = set(database.scalars(sa.select(ROLE).select_from(PUBLISHED).distinct())) - {"", None}
    owner, deputy = people.alias(), people.alias()
    query = sa.select(duties.c.role, *_columns(owner, "owner"), *_columns(deputy, "deputy")).select_from(
        duties.outerjoin(owner, sa.and_(owner.c.id == duties.c.owner_id, owner.c.disabled.is_(False))).outerjoin(
            deputy, sa.and_(deputy.c.id == duties.c.deputy_id, deputy.c.disabled.is_(False))
        )
    )
    kept = {row.role: Duty(row.role, _person(row, "owner"), _person(row, "deputy")) for row in database.execute(query)}
    return [kept.get(role) or Duty(role) for role in sorted(named)]


def _columns(table: sa.FromClause, prefix: str) -> list[sa.Label[object]]:
    return [table.c[name].label(f"{prefix}_{name}") for name in ("id", "email", "name", "role")]


def _person(row: sa.Row[tuple[object, ...]], prefix: str) -> Person | None:
    number, email, name, role = (row._mapping[f"{prefix}_{column}"] for column in ("id", "email", "name", "role"))
    return None if number is None else Person(number, email, name, Role(role))  # type: ignore[call-arg]


def set_duty(database: Database, role: str, owner_id: int | None, deputy_id: int | None) -> None:
    """Keep who has a role."""
    database.execute(sa.delete(duties).where(duties.c.role == role))
    database.execute(sa.insert(duties).values(role=role, owner_id=owner_id, deputy_id=deputy_id))


def reminded(database: Database, brief_ids: Iterable[int]) -> set[Reminder]:
    """Return the reminders that went out for some briefs."""
    found = database.execute(sa.select(reminders).where(reminders.c.brief_id.in_(list(brief_ids))))
    return {(row.brief_id, row.check_by, row.period) for row in found}


def keep_reminders(database: Database, due: Iterable[Reminder], now: datetime) -> None:
    """Note which reminders go out."""
    rows = [{"brief_id": brief_id, "check_by": day, "period": period, "at": now} for brief_id, day, period in due]
    database.execute(sa.insert(reminders), rows)
