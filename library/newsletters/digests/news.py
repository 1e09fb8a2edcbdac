"""News: which briefs were published, changed in their finding, or withdrawn since a moment."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from library.briefs.models import ratings
from library.briefs.schemas import fast_load
from library.db.store import Database
from library.db.tables import briefs, versions
from library.newsletters.digests.models import News, What

Rows = list[sa.Row[Any]]


def since(database: Database, moment: datetime, after: int = -1) -> tuple[News, ...]:
    """Return the news since a moment, of briefs changed after a change number.

    Of a brief that is withdrawn only that is news. An edit that moved no rating is none.
    """
    recent = sa.or_(versions.c.published_at > moment, briefs.c.withdrawn_at > moment)
    ids = (
        sa.select(briefs.c.id).join(versions, versions.c.brief_id == briefs.c.id).where(recent, briefs.c.change > after)
    )
    query = (
        sa.select(versions, briefs.c.slug, briefs.c.withdrawn_at, briefs.c.withdrawn_reason, briefs.c.published_version)
        .join(briefs, briefs.c.id == versions.c.brief_id)
        .where(versions.c.published_at.is_not(None), briefs.c.id.in_(ids))
        .order_by(versions.c.brief_id, versions.c.number)
    )
    by_brief: dict[int, Rows] = {}
    for row in database.execute(query):
        by_brief.setdefault(row.brief_id, []).append(row)
    return tuple(news for rows in by_brief.values() for news in _of_a_brief(rows) if news.at > moment)


def newest_change(database: Database) -> int:
    """Return the number of the last change that readers saw."""
    return database.scalar(sa.select(sa.func.max(briefs.c.change))) or 0


def _of_a_brief(rows: Rows) -> Iterator[News]:
    newest = rows[-1]
    if newest.published_version is None:
        if newest.withdrawn_at is not None:
            yield _news(rows, newest, What.WITHDRAWN, newest.withdrawn_reason or "", newest.withdrawn_at)
        return
    for before, row in zip([None, *rows], rows, strict=False):
        if before is None:
            yield _news(rows, row, What.NEW, "", row.published_at)
        elif _ratings(before) != _ratings(row):
            yield _news(rows, row, What.CHANGED, row.change_note, row.published_at)


def _ratings(row: sa.Row[Any]) -> set[tuple[Any, ...]]:
    return ratings(fast_load.read(row.content))


def _news(rows: Rows, row: sa.Row[Any], what: What, note: str, at: datetime) -> News:
    newest, content = rows[-1], rows[-1].content
    topics = (
        *(f"approach:{term}" for term in content.get("approaches", [])),
        *(f"place:{term}" for term in [content.get("place"), *content.get("places", [])] if term),
        *(f"reader:{lens}" for lens, text in content.get("lenses", {}).items() if text),
        f"kind:{content.get('kind')}",
    )
    first_at = rows[0].published_at
    return News(row.brief_id, newest.slug, newest.title, newest.one_line, what, note, at, row.number, topics, first_at)
