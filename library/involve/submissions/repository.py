"""Submissions in the database. Of the link that opens one only a hash is kept."""

from datetime import date, datetime, timedelta
from typing import Any

import sqlalchemy as sa

from library.db.store import Database, inserted
from library.db.tables import people, submissions
from library.involve.submissions.models import ANSWERED_KINDS, Kind, Submission, SubmissionState
from library.involve.submissions.rules import REMIND_AFTER
from library.mail.addresses import same

PLAIN = ("id", "address", "nonce", "consent", "started_at", "saved_at", "content", "sent_at", "due", "owner_id")
ALSO = ("reason", "reason_words", "reminders")


def _some(database: Database, *holds: sa.ColumnElement[bool]) -> list[Submission]:
    query = (
        sa.select(submissions, people.c.name.label("owner"))
        .select_from(submissions.outerjoin(people, people.c.id == submissions.c.owner_id))
        .where(*holds)
        .order_by(submissions.c.due, submissions.c.id)
    )
    return [_submission(row) for row in database.execute(query)]


def _submission(row: sa.Row[Any]) -> Submission:
    same_named = {name: getattr(row, name) for name in (*PLAIN, *ALSO)}
    kind, state = Kind(row.kind), SubmissionState(row.state)  # type: ignore[call-arg]
    return Submission(kind=kind, state=state, owner=row.owner or "", **same_named)


def by_id(database: Database, submission_id: int) -> Submission | None:
    """Find a submission."""
    return next(iter(_some(database, submissions.c.id == submission_id)), None)


def by_token(database: Database, token_hash: str) -> Submission | None:
    """Find the submission that a link opens."""
    return next(iter(_some(database, submissions.c.token_hash == token_hash)), None)


def of_address(database: Database, address: str) -> list[Submission]:
    """Return all that came from an address."""
    return _some(database, sa.func.lower(submissions.c.address) == same(address))


def waiting(database: Database) -> list[Submission]:
    """Return what waits for an answer, what is due soonest first."""
    return _some(database, submissions.c.state == SubmissionState.WAITING)


def waiting_counts(database: Database) -> dict[Kind, tuple[int, date | None]]:
    """Count what waits for an answer by its kind, each with the first day that some is due."""
    query = sa.select(submissions.c.kind, sa.func.count(), sa.func.min(submissions.c.due))
    rows = database.execute(query.where(submissions.c.state == SubmissionState.WAITING).group_by(submissions.c.kind))
    return {Kind(kind): (count, due) for kind, count, due in rows}  # type: ignore[call-arg]


def add(database: Database, started: Submission, token_hash: str) -> int:
    """Keep a draft; return its id."""
    row = {name: getattr(started, name) for name in (*PLAIN, *ALSO) if name != "id"}
    row |= {"kind": started.kind, "state": started.state, "token_hash": token_hash}
    return inserted(database.execute(sa.insert(submissions).values(**row)))


def save(database: Database, submission_id: int, content: dict[str, Any], now: datetime) -> None:
    """Keep what was typed since."""
    row = {"content": content, "saved_at": now}
    database.execute(sa.update(submissions).where(submissions.c.id == submission_id).values(**row))


def send(database: Database, submission_id: int, now: datetime, due: date) -> None:
    """Put a submission before the staff."""
    row = {"state": SubmissionState.WAITING, "sent_at": now, "due": due, "reason": "", "reason_words": ""}
    row |= {"settled_at": None, "settled_by": None}
    database.execute(sa.update(submissions).where(submissions.c.id == submission_id).values(**row))


def settle(
    database: Database, submission_id: int, state: SubmissionState, person_id: int | None, now: datetime
) -> bool:
    """Answer a submission; return False if it waits no longer, as when somebody else has answered it."""
    mine = (submissions.c.id == submission_id, submissions.c.state == SubmissionState.WAITING)
    row = {"state": state, "settled_at": now, "settled_by": person_id}
    return bool(database.execute(sa.update(submissions).where(*mine).values(**row)).rowcount)


def finish(database: Database, submission_id: int, now: datetime) -> None:
    """Keep that nothing more will come of a submission that is published, so that its address is kept no longer."""
    mine = submissions.c.id == submission_id, submissions.c.state == SubmissionState.PUBLISHED
    database.execute(sa.update(submissions).where(*mine).values(state=SubmissionState.ANSWERED, settled_at=now))


def give_reason(database: Database, submission_id: int, reason: str, words: str) -> None:
    """Keep why a submission is not published."""
    row = {"reason": reason, "reason_words": words}
    database.execute(sa.update(submissions).where(submissions.c.id == submission_id).values(**row))


def take(database: Database, submission_id: int, person_id: int) -> bool:
    """Make a person the one who answers a submission; return False if there is none that waits."""
    mine = (submissions.c.id == submission_id, submissions.c.state == SubmissionState.WAITING)
    return bool(database.execute(sa.update(submissions).where(*mine).values(owner_id=person_id)).rowcount)


def withdraw(database: Database, submission_id: int, now: datetime) -> None:
    """Record that its sender took it back."""
    row = {"state": SubmissionState.WITHDRAWN, "settled_at": now, "settled_by": None}
    database.execute(sa.update(submissions).where(submissions.c.id == submission_id).values(**row))


def forget(database: Database, submission_id: int) -> None:
    """Delete a submission."""
    database.execute(sa.delete(submissions).where(submissions.c.id == submission_id))


def to_remind(database: Database, now: datetime) -> list[Submission]:
    """Return the drafts that somebody may have forgotten."""
    first = now - REMIND_AFTER[0]
    return _some(database, submissions.c.state == SubmissionState.DRAFT, submissions.c.started_at <= first)


def reminded(database: Database, submission_id: int, reminders: int) -> None:
    """Keep how often somebody was reminded of a draft."""
    database.execute(sa.update(submissions).where(submissions.c.id == submission_id).values(reminders=reminders))


def answered(database: Database, before: datetime) -> list[Submission]:
    """Return what was answered before a moment and is done with."""
    ended = submissions.c.state.in_((SubmissionState.ANSWERED, SubmissionState.PUBLISHED)) & submissions.c.kind.in_(
        ANSWERED_KINDS
    )
    return _some(
        database, ended | (submissions.c.state == SubmissionState.ANSWERED), submissions.c.settled_at <= before
    )


def over(database: Database, now: datetime, drafts_for: timedelta, settled_for: timedelta) -> list[Submission]:
    """Return the drafts and the answered ones whose time is over."""
    draft = sa.and_(submissions.c.state == SubmissionState.DRAFT, submissions.c.started_at <= now - drafts_for)
    ended = submissions.c.state.in_((SubmissionState.REFUSED, SubmissionState.WITHDRAWN))
    return _some(database, draft | sa.and_(ended, submissions.c.settled_at <= now - settled_for))
