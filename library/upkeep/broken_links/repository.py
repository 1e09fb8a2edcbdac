"""The web addresses that readers are led to, and what they last answered."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, datetime

import sqlalchemy as sa

from library.briefs.repository import everything
from library.db.store import Database
from library.db.tables import source_links
from library.upkeep.broken_links import citing
from library.upkeep.broken_links.models import Asked, LinkState, Place, SourceLink

Citing = dict[str, list[Place]]


def cited(database: Database, today: date) -> Citing:
    """Return the addresses that readers are led to on a day -> what leads there."""
    found: Citing = defaultdict(list)
    for published in everything(database):
        brief = published.brief
        addresses = [source.url for source in brief.sources] + [rating.address for rating in brief.source_ratings]
        for address in dict.fromkeys(filter(None, addresses)):
            found[address].append(Place("brief", published.id, brief.title))
    for address, place in citing.others(database, today):
        found[address].append(place)
    return found


def keep(database: Database, answers: Iterable[Asked], now: datetime) -> None:
    """Keep what addresses answered, in place of all that was kept before."""
    before = {row.address: row for row in database.execute(sa.select(source_links))}
    rows = [
        {
            "address": asked.address,
            "state": asked.state,
            "said": asked.said,
            "checked_at": now,
            "since": before[asked.address].since
            if asked.address in before and before[asked.address].state == asked.state
            else now,
        }
        for asked in answers
    ]
    database.execute(sa.delete(source_links))
    if rows:
        database.execute(sa.insert(source_links), rows)


def not_fine(database: Database, today: date) -> list[SourceLink]:
    """List the addresses that did not answer well and that readers are still led to, those that are gone first."""
    leading, order = cited(database, today), list(LinkState)
    query = sa.select(source_links).where(source_links.c.state != LinkState.FINE).order_by(source_links.c.since)
    found = [
        SourceLink(
            row.address,
            LinkState(row.state),  # type: ignore[call-arg]
            row.said,
            row.checked_at,
            row.since,
            tuple(leading[row.address]),
        )
        for row in database.execute(query)
        if row.address in leading
    ]
    return sorted(found, key=lambda link: order.index(link.state))


def gone(database: Database) -> int:
    """Count the addresses that are gone."""
    query = sa.select(sa.func.count()).select_from(source_links).where(source_links.c.state == LinkState.GONE)
    return database.scalar(query) or 0


def last_asked(database: Database) -> datetime | None:
    """Tell when addresses were last asked."""
    at: datetime | None = database.scalar(sa.select(sa.func.max(source_links.c.checked_at)))
    return at
