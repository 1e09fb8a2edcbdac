"""What is counted, by day: of briefs, of searches, of e-mail updates, of subscribers."""

from collections import Counter
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import sqlalchemy as sa

from library.db.store import Database
from library.db.tables import brief_use, day_counts, mails, mistakes, subscriptions, versions
from library.i18n.formats import LONDON
from library.mail.models import MailState
from library.reports.models import DayCounts, Span, Statistic

OF_BRIEFS = {Statistic.READ: brief_use.c.read, Statistic.SENT: brief_use.c.sent}
SENT_MAILS = (mails.c.state == MailState.SENT, mails.c.bulk)
FIRST_VERSIONS = (versions.c.published_at.is_not(None), versions.c.number == 1)
BY_MOMENT: dict[Statistic, tuple[sa.ColumnElement[Any], tuple[sa.ColumnElement[bool], ...]]] = {
    Statistic.MAILS: (mails.c.ended_at, SENT_MAILS),
    Statistic.NEW_BRIEFS: (versions.c.published_at, FIRST_VERSIONS),
    Statistic.MISTAKES: (mistakes.c.at, ()),
}
"""What is counted by its moment -> the moment, and which rows count."""


def counts(database: Database, statistic: Statistic, days: Span) -> DayCounts:
    """Return how often something was counted on each of some days."""
    if statistic in OF_BRIEFS:
        return _by_day(database, brief_use.c.day, OF_BRIEFS[statistic], days)
    if statistic in BY_MOMENT:
        return _by_moment(database, *BY_MOMENT[statistic], days)
    return _by_day(database, day_counts.c.day, day_counts.c.times, days, day_counts.c.what == statistic.value)


def _by_day(
    database: Database, day: sa.Column[date], many: sa.Column[int], days: Span, *holds: sa.ColumnElement[bool]
) -> DayCounts:
    query = sa.select(day, sa.func.sum(many)).where(day.between(days.first, days.last), *holds).group_by(day)
    return {row[0]: int(row[1]) for row in database.execute(query)}


def _by_moment(
    database: Database, at: sa.ColumnElement[Any], holds: tuple[sa.ColumnElement[bool], ...], days: Span
) -> DayCounts:
    first, last = _midnight(days.first), _midnight(days.last + timedelta(days=1))
    found = database.scalars(sa.select(at).where(at >= first, at < last, *holds))
    return dict(Counter(moment.astimezone(LONDON).date() for moment in found))


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time.min, LONDON).astimezone(UTC)


def since(database: Database, statistic: Statistic) -> date | None:
    """Return the first day that something was counted on; None if it never was."""
    if statistic in OF_BRIEFS:
        query = sa.select(sa.func.min(brief_use.c.day))
    elif statistic in BY_MOMENT:
        at, holds = BY_MOMENT[statistic]
        moment: datetime | None = database.scalar(sa.select(sa.func.min(at)).where(*holds))
        return moment.astimezone(LONDON).date() if moment else None
    else:
        query = sa.select(sa.func.min(day_counts.c.day)).where(day_counts.c.what == statistic.value)
    found: date | None = database.scalar(query)
    return found


def use(database: Database, days: Span) -> dict[int, tuple[int, int, int]]:
    """Return how often each brief was read, sent and found in some days."""
    sums = [sa.func.sum(brief_use.c[name]) for name in ("read", "sent", "found")]
    query = sa.select(brief_use.c.brief_id, *sums).where(brief_use.c.day.between(days.first, days.last))
    return {row[0]: (row[1], row[2], row[3]) for row in database.execute(query.group_by(brief_use.c.brief_id))}


def wishes(database: Database) -> list[tuple[str, ...]]:
    """Return the topics that each of today's subscribers asked for, without a word about who."""
    mine = (subscriptions.c.given_at.is_not(None), subscriptions.c.left_at.is_(None))
    return [tuple(topics) for topics in database.scalars(sa.select(subscriptions.c.topics).where(*mine))]
