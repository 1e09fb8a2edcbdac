"""Finding the briefs that somebody wants to see at the desk."""

from collections.abc import Collection
from datetime import date
from typing import Any

import sqlalchemy as sa

from library.briefs import draft_repository as drafts
from library.briefs.models import WORKING, Status
from library.briefs.states import DeskLine
from library.db.store import Database
from library.db.tables import briefs, versions, writers
from library.editing.desk.models import WITHIN, Order, Wanted, WorkState

SHOWN = briefs.c.published_version
STATES = {
    WorkState.DRAFT: sa.and_(versions.c.status == Status.DRAFT, SHOWN.is_(None)),
    WorkState.IN_REVIEW: versions.c.status == Status.IN_REVIEW,
    WorkState.EDITED: sa.and_(versions.c.status.in_(WORKING), SHOWN.is_not(None)),
    WorkState.PUBLISHED: SHOWN.is_not(None),
    WorkState.WITHDRAWN: briefs.c.withdrawn_at.is_not(None),
}


def _check_by() -> sa.ScalarSelect[date]:
    """Return the day by which what readers see of a brief has to be checked."""
    shown = versions.alias()
    return sa.select(shown.c.check_by).where(shown.c.id == SHOWN).scalar_subquery()


def find(
    database: Database,
    wanted: Wanted,
    person_id: int,
    roles: Collection[str],
    today: date,
    start: int = 0,
    size: int | None = None,
) -> tuple[int, list[DeskLine]]:
    """Return how many briefs are wanted and one page of them; `roles` are those that a person looks after."""
    due: list[sa.ColumnElement[Any]] = [_due_first(), _check_by()]
    title: list[sa.ColumnElement[Any]] = [sa.func.lower(versions.c.title)]
    order: dict[Order, list[sa.ColumnElement[Any]]] = {Order.TITLE: title, Order.DUE: due}
    holds = [*_about(wanted), *_when(wanted, today), *([_mine(person_id, roles)] if wanted.mine else [])]
    return drafts.desk(database, start, size, holds, order.get(wanted.order, []))


def _due_first() -> sa.ColumnElement[int]:
    return sa.case((SHOWN.is_(None), 1), else_=0)


def _about(wanted: Wanted) -> list[sa.ColumnElement[bool]]:
    words = [versions.c.title.icontains(word, autoescape=True) for word in wanted.words.split()]
    kind = [versions.c.kind == wanted.kind.value] if wanted.kind else []
    state = [STATES[wanted.state]] if wanted.state else []
    listed = sa.cast(versions.c.content["approaches"], sa.Text)
    topic = [listed.contains(f'"{wanted.topic}"', autoescape=True)] if wanted.topic else []
    return [*words, *kind, *state, *topic]


def _when(wanted: Wanted, today: date) -> list[sa.ColumnElement[bool]]:
    return [_check_by() <= today + WITHIN[wanted.due]] if wanted.due else []


def _mine(person_id: int, roles: Collection[str]) -> sa.ColumnElement[bool]:
    """Return whether a person began a brief, wrote in it last, or looks after it."""
    wrote = sa.exists().where(writers.c.version_id == versions.c.id, writers.c.person_id == person_id)
    looked_after = versions.c.content["owner_role"].as_string().in_(roles)
    return sa.or_(briefs.c.created_by == person_id, wrote, looked_after)
