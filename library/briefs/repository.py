"""Briefs in the database: what readers see. The desk's side is in storage/drafts."""

import secrets
from collections.abc import Iterator, Sequence
from datetime import datetime
from functools import lru_cache
from typing import Any

import sqlalchemy as sa

from library.briefs.models import Brief
from library.briefs.ratings import Kind
from library.briefs.schemas import fast_load
from library.briefs.states import Listed, Moved, PublishedBrief, Withdrawn
from library.db.store import Database, inserted
from library.db.tables import briefs, changes, old_slugs, versions

MARK = (sa.cast(briefs.c.change, sa.String) + "-" + briefs.c.stamp).label("mark")
"""Marks a change so that an index made from another database, or an older backup, is never taken for current."""
MARKS = sa.select(briefs.c.id, briefs.c.change, briefs.c.stamp).where(briefs.c.published_version.is_not(None))
NEWEST_MARK = sa.select(MARK).order_by(briefs.c.change.desc()).limit(1)
PUBLISHED = briefs.join(versions, versions.c.id == briefs.c.published_version)
CONTENT = sa.cast(versions.c.content, sa.Text).label("text")
LINE = (
    briefs.c.slug,
    versions.c.title,
    versions.c.one_line,
    versions.c.kind,
    versions.c.published_at,
    versions.c.checked_on,
    versions.c.check_by,
)


BRIEFS = sa.select(briefs.c.id, MARK, CONTENT, versions.c.number, versions.c.published_at).select_from(PUBLISHED)
BY_IDS = BRIEFS.where(briefs.c.id.in_(sa.bindparam("ids", expanding=True)))


def find(database: Database, slug: str) -> PublishedBrief | Moved | Withdrawn | None:
    """Find what readers get at a slug: the brief, a pointer to its new slug, a note of withdrawal, or nothing."""
    row = database.execute(BRIEFS.where(briefs.c.slug == slug)).first()
    if row:
        return _brief(row)
    query = (
        sa.select(briefs.c.slug).join(old_slugs, old_slugs.c.brief_id == briefs.c.id).where(old_slugs.c.slug == slug)
    )
    if moved := database.scalar(query):
        return Moved(moved)
    return _withdrawn(database, slug)


def slugs_of(database: Database, slug: str) -> set[str]:
    """Return every slug that leads to the brief at this one: its own, and those it had before."""
    its_own = sa.select(briefs.c.id).where(briefs.c.slug == slug).scalar_subquery()
    return {slug, *database.scalars(sa.select(old_slugs.c.slug).where(old_slugs.c.brief_id == its_own))}


def _withdrawn(database: Database, slug: str) -> Withdrawn | None:
    query = (
        sa.select(briefs.c.slug, versions.c.title, briefs.c.withdrawn_at, briefs.c.withdrawn_reason)
        .select_from(briefs.join(versions, versions.c.id == newest_version(briefs.c.id, published=True)))
        .where(briefs.c.slug == slug, briefs.c.withdrawn_at.is_not(None))
    )
    row = database.execute(query).first()
    return Withdrawn(row.slug, row.title, row.withdrawn_at, row.withdrawn_reason or "") if row else None


def newest_version(brief_id: sa.ColumnElement[int], *, published: bool = False) -> sa.ScalarSelect[int]:
    """Select the id of a brief's newest version, or of the newest that was ever published."""
    others = versions.alias()
    query = sa.select(sa.func.max(others.c.id)).where(others.c.brief_id == brief_id)
    return (query.where(others.c.published_at.is_not(None)) if published else query).scalar_subquery()


def _brief(row: sa.Row[Any]) -> PublishedBrief:
    return PublishedBrief(row.id, _loaded(row.text), row.number, row.published_at, row.mark)


@lru_cache(maxsize=2_000)
def _loaded(content: str) -> Brief:
    """Read a content that was checked when it was published; the same text is the same brief."""
    return fast_load.read_text(content)


def withdrawn(database: Database) -> list[tuple[int, datetime]]:
    """Return (id, when) of the briefs that were taken down."""
    query = sa.select(briefs.c.id, briefs.c.withdrawn_at).where(briefs.c.withdrawn_at.is_not(None))
    return [(row.id, row.withdrawn_at) for row in database.execute(query)]


def by_ids(database: Database, ids: Sequence[int]) -> dict[int, PublishedBrief]:
    """Read the published briefs among some ids, in one SELECT."""
    rows = database.execute(BY_IDS, {"ids": list(ids)})
    return {row.id: _brief(row) for row in rows}


def by_slugs(database: Database, slugs: Sequence[str]) -> dict[str, PublishedBrief]:
    """Read the published briefs among some slugs, in one SELECT."""
    rows = map(_brief, database.execute(BRIEFS.where(briefs.c.slug.in_(slugs))))
    return {found.brief.slug: found for found in rows}


def everything(database: Database) -> list[PublishedBrief]:
    """Read every published brief, in order of slugs."""
    return list(one_by_one(database))


def one_by_one(database: Database) -> Iterator[PublishedBrief]:
    """Read every published brief, in order of slugs; all at once are 300 MB where there are 10,000."""
    return map(_brief, database.execute(BRIEFS.order_by(briefs.c.slug)))


def contents(database: Database) -> dict[str, Any]:
    """Read what is published as it is kept: slug -> content."""
    query = sa.select(briefs.c.slug, versions.c.content).select_from(PUBLISHED)
    return {row.slug: row.content for row in database.execute(query)}


def listed(
    database: Database,
    *,
    slugs: Sequence[str] | None = None,
    order: str = "slug",
    start: int = 0,
    size: int = 100,
    since: datetime | None = None,
) -> list[Listed]:
    """List published briefs, those with some slugs or all, by `slug`, or when `published`, `checked` or `due`."""
    orders: dict[str, list[Any]] = {
        "slug": [briefs.c.slug],
        "published": [versions.c.published_at.desc(), briefs.c.slug],
        "due": [versions.c.check_by, briefs.c.slug],
        "checked": [versions.c.checked_on.desc(), briefs.c.slug],
    }
    query = sa.select(*LINE).select_from(PUBLISHED).order_by(*orders[order]).offset(start).limit(size)
    if slugs is not None:
        query = query.where(briefs.c.slug.in_(slugs))
    if since:
        query = query.where(versions.c.published_at >= since)
    return [
        Listed(row.slug, row.title, row.one_line, Kind(row.kind), row.published_at, row.checked_on, row.check_by)  # type: ignore[call-arg]
        for row in database.execute(query)
    ]


def titles(database: Database, most: int) -> list[tuple[str, str]]:
    """Return (slug, title) of the published briefs, in order of slugs."""
    query = sa.select(briefs.c.slug, versions.c.title).select_from(PUBLISHED).order_by(briefs.c.slug).limit(most)
    return [(row.slug, row.title) for row in database.execute(query)]


def count(database: Database, since: datetime | None = None) -> int:
    """Count the published briefs, or those published since a time."""
    query = sa.select(sa.func.count(briefs.c.published_version))
    if since:
        query = query.select_from(PUBLISHED).where(versions.c.published_at >= since)
    return database.scalar(query) or 0


def marks(database: Database) -> dict[int, str]:
    """Return the mark of the last change of every published brief, by its id."""
    return {id: f"{change}-{stamp}" for id, change, stamp in database.execute(MARKS).all()}


def newest_change(database: Database) -> str:
    """Return the mark of the newest change that readers can see, "" when nothing was ever published."""
    return database.scalar(NEWEST_MARK) or ""


def note_change(database: Database, brief_id: int, now: datetime) -> int:
    """Return a brief its next change number, in the transaction that changes what readers see."""
    number = inserted(database.execute(sa.insert(changes).values(brief_id=brief_id, at=now)))
    row = {"change": number, "stamp": secrets.token_hex(4)}
    database.execute(sa.update(briefs).where(briefs.c.id == brief_id).values(**row))
    return number
