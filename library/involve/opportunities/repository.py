"""Opportunities in the database."""

from datetime import date, datetime
from typing import Any

import sqlalchemy as sa

from library.db.store import Database, inserted
from library.db.tables import opportunities
from library.involve.opportunities.models import Opportunity, Published
from library.involve.opportunities.schemas import OPPORTUNITY
from library.upkeep.broken_links.models import Place


def _published(row: sa.Row[Any]) -> Published:
    return Published(
        row.id,
        OPPORTUNITY.load(row.content),
        row.published_at,
        row.changed_at,
        row.checked_on,
        row.sequence,
        row.withdrawn_at,
        row.submission_id,
    )


def everything(database: Database) -> list[Published]:
    """Return all that was ever published: what closes first, then what has no last day."""
    order = (opportunities.c.closes.is_(None), opportunities.c.closes, opportunities.c.id)
    return [_published(row) for row in database.execute(sa.select(opportunities).order_by(*order))]


def open_ended(database: Database) -> list[Published]:
    """Return those that readers see and that have no last day."""
    holds = (opportunities.c.closes.is_(None), opportunities.c.withdrawn_at.is_(None))
    return [_published(row) for row in database.execute(sa.select(opportunities).where(*holds))]


def leads(database: Database, today: date) -> list[tuple[str, Place]]:
    """Return the addresses that opportunities lead to which aren't over."""
    return [
        (one.opportunity.link, Place("opportunity", one.id, one.opportunity.title))
        for one in everything(database)
        if not one.withdrawn_at and not (one.opportunity.closes and one.opportunity.closes < today)
    ]


def find(database: Database, opportunity_id: int) -> Published | None:
    """Find one."""
    return _first(database, opportunities.c.id == opportunity_id)


def of_submission(database: Database, submission_id: int) -> Published | None:
    """Find the one that was made from a submission."""
    return _first(database, opportunities.c.submission_id == submission_id)


def _first(database: Database, holds: sa.ColumnElement[bool]) -> Published | None:
    row = database.execute(sa.select(opportunities).where(holds)).first()
    return _published(row) if row else None


def add(
    database: Database, offered: Opportunity, person_id: int, now: datetime, today: date, submission_id: int | None
) -> int:
    """Publish one; return its id."""
    row = _changed(offered, person_id, now, today) | {"published_at": now, "submission_id": submission_id}
    return inserted(database.execute(sa.insert(opportunities).values(**row)))


def change(
    database: Database, opportunity_id: int, offered: Opportunity, person_id: int, now: datetime, today: date, step: int
) -> None:
    """Change one, which brings it back if it was withdrawn; `step` is 1 if calendars have to know."""
    row = _changed(offered, person_id, now, today) | {"withdrawn_at": None}
    row["sequence"] = opportunities.c.sequence + step
    database.execute(sa.update(opportunities).where(opportunities.c.id == opportunity_id).values(**row))


def _changed(offered: Opportunity, person_id: int, now: datetime, today: date) -> dict[str, Any]:
    row = {"content": OPPORTUNITY.dump(offered), "closes": offered.closes, "checked_on": today}
    return row | {"changed_at": now, "changed_by": person_id}


def check(database: Database, opportunity_id: int, today: date) -> None:
    """Keep that somebody saw today that it is still open."""
    database.execute(sa.update(opportunities).where(opportunities.c.id == opportunity_id).values(checked_on=today))


def withdraw(database: Database, opportunity_id: int, person_id: int | None, now: datetime) -> bool:
    """Take one off the lists; return False if it was withdrawn already."""
    return _withdraw(database, opportunities.c.id == opportunity_id, person_id, now)


def withdraw_submitted(database: Database, submission_id: int, now: datetime) -> bool:
    """Take off the lists what was made from a submission."""
    return _withdraw(database, opportunities.c.submission_id == submission_id, None, now)


def _withdraw(database: Database, holds: sa.ColumnElement[bool], person_id: int | None, now: datetime) -> bool:
    row = {"withdrawn_at": now, "changed_at": now, "changed_by": person_id, "sequence": opportunities.c.sequence + 1}
    query = sa.update(opportunities).where(holds, opportunities.c.withdrawn_at.is_(None))
    return bool(database.execute(query.values(**row)).rowcount)
