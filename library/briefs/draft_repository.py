"""Briefs in the database: the desk's side. Saving, publishing and withdrawing versions."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from library.briefs.models import WORKING, Brief, Status
from library.briefs.repository import newest_version, note_change
from library.briefs.schemas.brief import BRIEF
from library.briefs.states import DeskLine, Draft
from library.db.store import Database, inserted
from library.db.tables import briefs, form_ids, old_slugs, people, versions, withdrawals, writers

Content = dict[str, Any]
Conditions = Sequence[sa.ColumnElement[bool]]
Order = Sequence[sa.ColumnElement[Any]]
FIRST_LOCK = 1
"""The lock of a brief that was never saved again."""


def made_by_form(database: Database, form_id: str) -> int | None:
    """Find the brief that a form has already made."""
    return database.scalar(sa.select(form_ids.c.brief_id).where(form_ids.c.id == form_id))


def create(
    database: Database,
    content: Content,
    person_id: int | None,
    now: datetime,
    form_id: str = "",
    origin: str = "desk",
    note: str = "",
) -> int:
    """Make a brief with a first working draft; return its id."""
    brief_id = inserted(database.execute(sa.insert(briefs).values(created_at=now, created_by=person_id)))
    _insert(database, brief_id, content, person_id, now, origin, note)
    if form_id:
        database.execute(sa.insert(form_ids).values(id=form_id, brief_id=brief_id))
    return brief_id


def _insert(
    database: Database,
    brief_id: int,
    content: Content,
    person_id: int | None,
    now: datetime,
    origin: str,
    note: str,
    lock: int = FIRST_LOCK,
) -> None:
    highest = database.scalar(sa.select(sa.func.max(versions.c.number)).where(versions.c.brief_id == brief_id)) or 0
    row = {
        "brief_id": brief_id,
        "number": highest + 1,
        "status": Status.DRAFT,
        "saved_by": person_id,
        "saved_at": now,
        "origin": origin,
        "change_note": note,
        "lock": lock,
    }
    version_id = inserted(database.execute(sa.insert(versions).values(**row, **_columns(content))))
    database.execute(sa.insert(writers).values(version_id=version_id, person_id=person_id))


def _wrote(database: Database, version_id: int | None, person_id: int | None) -> None:
    """Note who wrote a working draft, once."""
    known = sa.select(writers.c.id).where(
        writers.c.version_id == version_id, writers.c.person_id.is_not_distinct_from(person_id)
    )
    if database.execute(known).first() is None:
        database.execute(sa.insert(writers).values(version_id=version_id, person_id=person_id))


def never_published(database: Database, slug: str) -> int | None:
    """Find the brief that was never published and whose draft asks for this slug."""
    asks = versions.c.content["slug"].as_string() == slug
    query = sa.select(versions.c.brief_id).join(briefs, briefs.c.id == versions.c.brief_id)
    found = query.where(asks, briefs.c.slug.is_(None), versions.c.status.in_(WORKING)).order_by(versions.c.brief_id)
    return database.scalar(found.limit(1)) if slug else None


def imported(database: Database, brief_id: int) -> bool:
    """Return whether the working draft of a brief is as an import left it."""
    return database.scalar(sa.select(versions.c.origin).where(_working(brief_id))) == "import"


def working_version(database: Database, brief_id: int) -> int | None:
    """Find the version that is the working draft of a brief."""
    return database.scalar(sa.select(versions.c.id).where(_working(brief_id)))


def _columns(content: Content) -> dict[str, Any]:
    """Return the columns that lists need, taken out of a content that may be half typed."""
    texts = {name: str(content.get(name) or "") for name in ("title", "one_line", "kind")}
    return {"content": content, **texts, "kind": texts["kind"][:40]}


def read(database: Database, brief_id: int) -> Draft | None:
    """Read what an editor works on: the working draft if there is one, else the newest version."""
    working_first = sa.case((versions.c.status.in_(WORKING), 0), else_=1)
    query = (
        sa.select(versions, briefs.c.slug, briefs.c.created_by, briefs.c.withdrawn_at, people.c.name)
        .select_from(
            versions.join(briefs, briefs.c.id == versions.c.brief_id).outerjoin(
                people, people.c.id == versions.c.saved_by
            )
        )
        .where(versions.c.brief_id == brief_id)
        .order_by(working_first, versions.c.number.desc())
    )
    row = database.execute(query).first()
    if row is None:
        return None
    status = Status(row.status)
    note = row.change_note if status in WORKING else ""
    saved = row.lock, status, row.slug, row.saved_at, row.name or ""
    return Draft(brief_id, row.content, *saved, row.created_by, note, row.withdrawn_at is not None)


def save(
    database: Database,
    brief_id: int,
    content: Content,
    lock: int,
    person_id: int | None,
    now: datetime,
    origin: str = "desk",
    note: str = "",
) -> bool:
    """Save an edit made on the save that `lock` names; False, and nothing is written, if another came first."""
    current = read(database, brief_id)
    if current is None or current.lock != lock:
        return False
    if not current.working:
        _insert(database, brief_id, content, person_id, now, origin, note, lock + 1)
        return True
    row = {"lock": lock + 1, "saved_by": person_id, "saved_at": now, "origin": origin, "change_note": note}
    query = sa.update(versions).where(_working(brief_id), versions.c.lock == lock)
    if not database.execute(query.values(**_columns(content), **row)).rowcount:
        return False
    _wrote(database, working_version(database, brief_id), person_id)
    return True


def keep_note(database: Database, brief_id: int, note: str, lock: int) -> None:
    """Keep what an editor says of the change, if nobody saved in between."""
    database.execute(sa.update(versions).where(_working(brief_id), versions.c.lock == lock).values(change_note=note))


def _working(brief_id: int) -> sa.ColumnElement[bool]:
    return sa.and_(versions.c.brief_id == brief_id, versions.c.status.in_(WORKING))


def slug_taken(database: Database, slug: str, brief_id: int) -> bool:
    """Return whether another brief has, or ever had, this slug."""
    now = sa.select(briefs.c.id).where(briefs.c.slug == slug, briefs.c.id != brief_id)
    before = sa.select(old_slugs.c.brief_id).where(old_slugs.c.slug == slug, old_slugs.c.brief_id != brief_id)
    return database.execute(sa.union_all(now, before)).first() is not None


def publish(
    database: Database, brief_id: int, brief: Brief, now: datetime, note: str, dated: datetime | None = None
) -> None:
    """Make the working draft what readers see, dated now or as `dated` says; the version before is kept as replaced."""
    slug = database.scalar(sa.select(briefs.c.slug).where(briefs.c.id == brief_id))
    _keep_old_slug(database, brief_id, slug, brief.slug)
    shown = sa.and_(versions.c.brief_id == brief_id, versions.c.status.in_((Status.PUBLISHED, Status.WITHDRAWN)))
    database.execute(sa.update(versions).where(shown).values(status=Status.REPLACED))
    dates = {"checked_on": brief.checked_on, "check_by": brief.check_by}
    fresh = {
        **_columns(BRIEF.dump(brief)),
        **dates,
        "status": Status.PUBLISHED,
        "published_at": dated or now,
        "change_note": note,
    }
    version_id = working_version(database, brief_id)
    database.execute(sa.update(versions).where(versions.c.id == version_id).values(**fresh))
    row = {"slug": brief.slug, "published_version": version_id, "withdrawn_at": None, "withdrawn_reason": None}
    database.execute(sa.update(briefs).where(briefs.c.id == brief_id).values(**row))
    _end_withdrawal(database, brief_id, None, now)
    note_change(database, brief_id, now)


def _keep_old_slug(database: Database, brief_id: int, old: str | None, new: str) -> None:
    database.execute(sa.delete(old_slugs).where(old_slugs.c.slug == new, old_slugs.c.brief_id == brief_id))
    if old and old != new:
        database.execute(sa.insert(old_slugs).values(slug=old, brief_id=brief_id))


def withdraw(database: Database, brief_id: int, reason: str, now: datetime, person_id: int | None = None) -> bool:
    """Take a published brief down, keeping its page as a notice; False if it is not published."""
    row = {"published_version": None, "withdrawn_at": now, "withdrawn_reason": reason}
    done = database.execute(
        sa.update(briefs).where(briefs.c.id == brief_id, briefs.c.published_version.is_not(None)).values(**row)
    ).rowcount
    if done:
        shown = sa.and_(versions.c.brief_id == brief_id, versions.c.status == Status.PUBLISHED)
        database.execute(sa.update(versions).where(shown).values(status=Status.WITHDRAWN))
        withdrawal = {"brief_id": brief_id, "reason": reason, "at": now, "person_id": person_id}
        database.execute(sa.insert(withdrawals).values(**withdrawal))
        note_change(database, brief_id, now)
    return bool(done)


def restore(database: Database, brief_id: int, person_id: int, now: datetime) -> bool:
    """Bring a withdrawn brief back as it was; False if it is not withdrawn."""
    was = database.scalar(
        sa.select(versions.c.id).where(versions.c.brief_id == brief_id, versions.c.status == Status.WITHDRAWN)
    )
    if was is None:
        return False
    database.execute(sa.update(versions).where(versions.c.id == was).values(status=Status.PUBLISHED))
    row = {"published_version": was, "withdrawn_at": None, "withdrawn_reason": None}
    database.execute(sa.update(briefs).where(briefs.c.id == brief_id).values(**row))
    _end_withdrawal(database, brief_id, person_id, now)
    note_change(database, brief_id, now)
    return True


def _end_withdrawal(database: Database, brief_id: int, person_id: int | None, now: datetime) -> None:
    lasting = sa.and_(withdrawals.c.brief_id == brief_id, withdrawals.c.ended_at.is_(None))
    database.execute(sa.update(withdrawals).where(lasting).values(ended_at=now, ended_by=person_id))


NEWEST = briefs.join(versions, versions.c.id == newest_version(briefs.c.id))
LINE = [column for column in versions.c if column.name != "content"]


def desk(
    database: Database, start: int = 0, size: int | None = 50, holds: Conditions = (), order: Order = ()
) -> tuple[int, list[DeskLine]]:
    """List briefs for staff, last saved first unless ordered; return how many there are and one page of lines."""
    query = sa.select(briefs.c.slug, briefs.c.published_version, *LINE).select_from(NEWEST).where(*holds)
    query = query.order_by(*order, versions.c.saved_at.desc(), briefs.c.id.desc())
    total = database.scalar(sa.select(sa.func.count()).select_from(NEWEST).where(*holds)) or 0
    return total, [_desk_line(row) for row in database.execute(query.offset(start).limit(size))]


def _desk_line(row: sa.Row[Any]) -> DeskLine:
    status, working = Status(row.status), Status(row.status) in WORKING
    shown = Status.PUBLISHED if working and row.published_version else status
    return DeskLine(row.brief_id, row.slug, row.title, row.kind, shown, working, row.saved_at, row.check_by)


def untouched_by_staff(database: Database, slug: str) -> int | None:
    """Find the brief at a slug if nobody but the seeding ever saved it or took it down; return its id."""
    query = sa.select(briefs.c.id).where(briefs.c.slug == slug, briefs.c.withdrawn_at.is_(None))
    brief_id = database.scalar(query)
    touched = sa.select(versions.c.id).where(versions.c.brief_id == brief_id, versions.c.origin != "seed")
    return None if brief_id is None or database.execute(touched).first() else brief_id
