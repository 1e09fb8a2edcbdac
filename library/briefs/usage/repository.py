"""How often briefs are used, a row for each brief and day."""

from datetime import date
from typing import Any

import sqlalchemy as sa

from library.briefs.repository import PUBLISHED
from library.briefs.usage.models import Counts, Happening, Use, Way
from library.db.store import Database
from library.db.tables import brief_use, briefs, day_counts, versions


def add(database: Database, counts: Counts) -> None:
    """Add counts to those that are kept."""
    for (day, brief_id, way), times in sorted(counts.items()):
        if isinstance(way, Happening):
            _add_to_day(database, day, way, times)
            continue
        row = sa.and_(brief_use.c.brief_id == brief_id, brief_use.c.day == day)
        column = brief_use.c[way.value]
        more = sa.update(brief_use).where(row).values({column: column + times})
        if not database.execute(more).rowcount:
            database.execute(sa.insert(brief_use).values({"brief_id": brief_id, "day": day, way.value: times}))


def _add_to_day(database: Database, day: date, what: Happening, times: int) -> None:
    known = sa.update(day_counts).where(day_counts.c.day == day, day_counts.c.what == what.value)
    if not database.execute(known.values(times=day_counts.c.times + times)).rowcount:
        database.execute(sa.insert(day_counts).values(day=day, what=what.value, times=times))


def used(database: Database, since: date, start: int, size: int) -> tuple[int, list[Use]]:
    """Return how many published briefs there are, and some of them with their use since a day, most read first."""
    ways = [_sum(way) for way in Way]
    query = (
        sa.select(briefs.c.slug, versions.c.title, *ways)
        .select_from(
            PUBLISHED.outerjoin(brief_use, sa.and_(brief_use.c.brief_id == briefs.c.id, brief_use.c.day >= since))
        )
        .group_by(briefs.c.id, briefs.c.slug, versions.c.title)
        .order_by(*(sa.desc(way.name) for way in ways), briefs.c.slug)
    )
    total = database.scalar(sa.select(sa.func.count()).select_from(PUBLISHED)) or 0
    return total, [Use(*row) for row in database.execute(query.offset(start).limit(size))]


def _sum(way: Way) -> sa.Label[Any]:
    return sa.func.coalesce(sa.func.sum(brief_use.c[way.value]), 0).label(f"times_{way.value}")


def totals(database: Database, since: date) -> dict[Way, int]:
    """Return how often all briefs together were used since a day."""
    row = database.execute(sa.select(*(_sum(way) for way in Way)).where(brief_use.c.day >= since)).one()
    return dict(zip(Way, row, strict=True))
