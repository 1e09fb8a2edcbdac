"""The way of a working draft to its readers: sent for review, sent back, given a time, published, and by whom."""

from datetime import datetime
from typing import Any

import sqlalchemy as sa

from library.briefs.draft_repository import working_version
from library.briefs.models import WORKING, Status
from library.briefs.repository import newest_version
from library.db.store import Database
from library.db.tables import briefs, comments, people, reviews, versions, writers
from library.editing.drafts.models import Review, Waiting
from library.security.permissions import Person, Role

SENDER, PUBLISHER = people.alias("sender"), people.alias("publisher")


def read(database: Database, brief_id: int) -> Review:
    """Read where the working draft of a brief stands."""
    query = (
        sa.select(reviews, SENDER.c.name.label("sender"), PUBLISHER.c.name.label("publisher"))
        .select_from(
            reviews.outerjoin(SENDER, SENDER.c.id == reviews.c.sent_by).outerjoin(
                PUBLISHER, PUBLISHER.c.id == reviews.c.published_by
            )
        )
        .where(reviews.c.version_id == working_version(database, brief_id))
    )
    row = database.execute(query).first()
    return Review(row.sender or "", row.sent_at, row.publish_at, row.publisher or "") if row else Review()


def _keep(database: Database, version_id: int | None, **row: Any) -> None:
    known = sa.update(reviews).where(reviews.c.version_id == version_id).values(**row)
    if not database.execute(known).rowcount:
        database.execute(sa.insert(reviews).values(version_id=version_id, **row))


def _move(database: Database, brief_id: int, status: Status) -> int | None:
    """Return the working draft another state; None if there is no draft, or if it has that state already."""
    version_id = working_version(database, brief_id)
    moving = sa.update(versions).where(versions.c.id == version_id, versions.c.status != status).values(status=status)
    return version_id if database.execute(moving).rowcount else None


def send(database: Database, brief_id: int, person_id: int, now: datetime) -> bool:
    """Send the working draft for review; False if there is none, or if it was sent."""
    version_id = _move(database, brief_id, Status.IN_REVIEW)
    if version_id is not None:
        _keep(database, version_id, sent_by=person_id, sent_at=now)
    return version_id is not None


def send_back(database: Database, brief_id: int) -> bool:
    """Return the working draft back to its writer; False if it is not in review."""
    version_id = _move(database, brief_id, Status.DRAFT)
    if version_id is not None:
        _keep(database, version_id, publish_at=None)
    return version_id is not None


def set_time(database: Database, brief_id: int, person_id: int, at: datetime, *, alone: bool) -> None:
    """Let the working draft go out by itself at a time."""
    _keep(database, working_version(database, brief_id), published_by=person_id, publish_at=at, alone=alone)


def drop_time(database: Database, brief_id: int) -> bool:
    """Take the time off the working draft; False if it had none."""
    timed = (reviews.c.version_id == working_version(database, brief_id), reviews.c.publish_at.is_not(None))
    return bool(database.execute(sa.update(reviews).where(*timed).values(publish_at=None, published_by=None)).rowcount)


def published(database: Database, version_id: int | None, person_id: int, *, alone: bool) -> None:
    """Keep who published a version, and whether nobody else had a hand in it."""
    _keep(database, version_id, published_by=person_id, publish_at=None, alone=alone)


def alone(database: Database, brief_id: int) -> bool:
    """Return whether what readers see of a brief was seen by one person only."""
    shown = sa.select(reviews.c.alone).join(briefs, briefs.c.published_version == reviews.c.version_id)
    return bool(database.scalar(shown.where(briefs.c.id == brief_id)))


def writers_of(database: Database, brief_id: int, *, whole: bool) -> set[int | None]:
    """Return who wrote the working draft, or the whole brief up to it; None stands for its own stock or an import."""
    query = sa.select(writers.c.person_id).join(versions, versions.c.id == writers.c.version_id)
    query = query.where(versions.c.brief_id == brief_id)
    return set(database.scalars(query if whole else query.where(versions.c.status.in_(WORKING))))


def last_shown(database: Database, brief_id: int) -> Any:
    """Return the content that readers were last shown, whether they still are or not; None if there never was one."""
    return database.scalar(
        sa.select(versions.c.content).where(versions.c.id == newest_version(sa.literal(brief_id), published=True))
    )


def due(database: Database, now: datetime) -> list[tuple[int, Person | None]]:
    """Return the briefs whose time has come, each with who said so, if they still work here."""
    query = (
        sa.select(versions.c.brief_id, people)
        .select_from(
            reviews.join(versions, versions.c.id == reviews.c.version_id).outerjoin(
                people, sa.and_(people.c.id == reviews.c.published_by, people.c.disabled.is_(False))
            )
        )
        .where(reviews.c.publish_at <= now, versions.c.status.in_(WORKING))
        .order_by(reviews.c.publish_at)
    )
    return [
        (row.brief_id, Person(row.id, row.email, row.name, Role(row.role)) if row.id else None)  # type: ignore[call-arg]
        for row in database.execute(query)
    ]


def stop(database: Database, brief_id: int) -> None:
    """Take the time off a draft that cannot go out, and put it before the reviewers again."""
    drop_time(database, brief_id)
    _move(database, brief_id, Status.IN_REVIEW)


def _drafts(person: sa.ColumnElement[int], at: sa.ColumnElement[datetime]) -> sa.Select[Any]:
    sources = versions.join(reviews, reviews.c.version_id == versions.c.id).outerjoin(people, people.c.id == person)
    return sa.select(versions.c.brief_id, versions.c.title, people.c.name, at.label("since")).select_from(sources)


def _waiting(database: Database, query: sa.Select[Any]) -> tuple[Waiting, ...]:
    rows = database.execute(query.order_by("since"))
    return tuple(Waiting(row.brief_id, row.title, row.name or "", row.since) for row in rows)


def _counting() -> sa.Select[Any]:
    said = sa.exists().where(comments.c.brief_id == versions.c.brief_id, comments.c.settled_at.is_(None))
    mine = reviews.c.sent_by.is_not_distinct_from(sa.bindparam("person"))
    others = sa.and_(versions.c.status == Status.IN_REVIEW, reviews.c.publish_at.is_(None), sa.not_(mine))
    back = sa.and_(versions.c.status == Status.DRAFT, mine, said)
    counted = [sa.func.coalesce(sa.func.sum(sa.case((holds, 1), else_=0)), 0) for holds in (others, back)]
    query = sa.select(*counted).select_from(versions.join(reviews, reviews.c.version_id == versions.c.id))
    return query.where(versions.c.status.in_(WORKING))


COUNTING = _counting()
"""Made once, since every page for staff asks it."""


def counts(database: Database, person_id: int) -> tuple[int, int]:
    """Count the drafts that others sent for review, and those of a person that came back."""
    row = database.execute(COUNTING, {"person": person_id}).one()
    return int(row[0]), int(row[1])


def to_review(database: Database, person_id: int, *, own: bool) -> tuple[Waiting, ...]:
    """List the drafts without a time that others sent for review, or a person's own, the longest waiting first."""
    mine = reviews.c.sent_by.is_not_distinct_from(person_id)
    query = _drafts(reviews.c.sent_by, sa.func.coalesce(reviews.c.sent_at, versions.c.saved_at))
    holds = (versions.c.status == Status.IN_REVIEW, reviews.c.publish_at.is_(None), mine if own else sa.not_(mine))
    return _waiting(database, query.where(*holds))


def timed(database: Database) -> tuple[Waiting, ...]:
    """List the drafts that go out by themselves, the first one first."""
    query = _drafts(reviews.c.published_by, reviews.c.publish_at)
    return _waiting(database, query.where(versions.c.status.in_(WORKING), reviews.c.publish_at.is_not(None)))


def to_fix(database: Database, person_id: int) -> tuple[Waiting, ...]:
    """List the drafts that a person sent for review and that came back with something to fix."""
    said = sa.exists().where(comments.c.brief_id == versions.c.brief_id, comments.c.settled_at.is_(None))
    query = _drafts(reviews.c.sent_by, reviews.c.sent_at)
    return _waiting(database, query.where(versions.c.status == Status.DRAFT, reviews.c.sent_by == person_id, said))
