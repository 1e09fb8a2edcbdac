"""Mails on their way. What a mail says is kept packed until the mail is sent or given up, and is then erased."""

import json
import secrets
import zlib
from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa

from library.db.store import Database
from library.db.tables import mails
from library.mail.addresses import same
from library.mail.models import WAITING, Claim, Letter, MailLine, MailState

NOTHING_LEFT = {"content": None, "address": "", "subject": ""}
MINUTE = timedelta(minutes=1)


def keep(database: Database, letter: Letter, now: datetime, *, about: str = "", bulk: bool = False) -> bool:
    """Queue a mail; False, and nothing is queued, when its key is known. `about` names what it is about, in words."""
    if is_known(database, letter.key):
        return False
    row = {
        "key": letter.key,
        "address": letter.address,
        "subject": letter.subject,
        "content": _packed(letter),
        "about": f" {about} ",
        "bulk": bulk,
        "state": MailState.QUEUED,
        "queued_at": now,
        "next_try_at": now,
    }
    database.execute(sa.insert(mails).values(**row))
    return True


def is_known(database: Database, key: str) -> bool:
    """Return whether a mail of this key was queued, whatever became of it."""
    return database.scalar(sa.select(mails.c.id).where(mails.c.key == key)) is not None


def _packed(letter: Letter) -> bytes:
    parts = {"html": letter.html, "text": letter.text, "headers": letter.headers}
    return zlib.compress(json.dumps(parts).encode())


def claim(database: Database, now: datetime, lasts: timedelta, per_minute: int, about: str = "") -> Claim | None:
    """Take up the mail that is due first, if no more than `per_minute` were taken up in the last minute.

    With `about`, it is the first of those that are about something.

    A claim that was not renewed in time is one of a worker that died: its mail is due again.
    """
    taken = sa.select(sa.func.count()).select_from(mails).where(mails.c.claimed_at > now - MINUTE)
    if per_minute and (database.scalar(taken) or 0) >= per_minute:
        return None
    row = database.execute(
        sa.select(mails).where(*_due(now, about)).order_by(mails.c.bulk, mails.c.next_try_at, mails.c.id).limit(1)
    ).first()
    if row is None:
        return None
    token = secrets.token_hex(8)
    fresh = {"state": MailState.SENDING, "claim": token, "claimed_at": now, "claimed_until": now + lasts}
    database.execute(sa.update(mails).where(mails.c.id == row.id).values(**fresh, tries=row.tries + 1))
    return Claim(row.id, token, _letter(row), row.tries + 1, row.queued_at)


def any_due(database: Database, now: datetime, about: str = "") -> bool:
    """Return whether a mail is due, of all or of those about something."""
    return database.execute(sa.select(mails.c.id).where(*_due(now, about)).limit(1)).first() is not None


def _due(now: datetime, about: str) -> list[sa.ColumnElement[bool]]:
    waits = mails.c.state.in_([MailState.QUEUED, MailState.FAILED_FOR_NOW])
    lost = sa.and_(mails.c.state == MailState.SENDING, mails.c.claimed_until <= now)
    due = sa.or_(sa.and_(waits, mails.c.next_try_at <= now), lost)
    return [due, mails.c.about.contains(f" {about} ")] if about else [due]


def _letter(row: sa.Row[Any]) -> Letter:
    return Letter(row.key, row.address, row.subject, **json.loads(zlib.decompress(row.content)))


def renew(database: Database, claimed: Claim, until: datetime) -> bool:
    """Hold on to a mail that is still being sent; False when another has taken it up."""
    return _update(database, claimed, claimed_until=until)


def end(database: Database, claimed: Claim, state: MailState, answer: str, now: datetime) -> None:
    """Mark a mail as sent, suppressed or failed for good, and erase it; of a failure staff still see to whom."""
    erased = {"content": None} if state is MailState.FAILED_FOR_GOOD else NOTHING_LEFT
    _update(database, claimed, state=state, answer=answer, ended_at=now, next_try_at=None, **erased)


def put_off(database: Database, claimed: Claim, answer: str, until: datetime) -> None:
    """Mark a mail as failed for now, to be tried again."""
    _update(database, claimed, state=MailState.FAILED_FOR_NOW, answer=answer, next_try_at=until)


def _update(database: Database, claimed: Claim, **row: Any) -> bool:
    mine = (mails.c.id == claimed.id, mails.c.state == MailState.SENDING, mails.c.claim == claimed.token)
    return bool(database.execute(sa.update(mails).where(*mine).values(**row)).rowcount)


def call_back(database: Database, about: str, now: datetime) -> int:
    """Drop the mails about something that are not on their way yet; return how many."""
    waits = (mails.c.state.in_([MailState.QUEUED, MailState.FAILED_FOR_NOW]), mails.c.about.contains(f" {about} "))
    row = {"state": MailState.SUPPRESSED, "ended_at": now, "next_try_at": None, **NOTHING_LEFT}
    return database.execute(sa.update(mails).where(*waits).values(**row)).rowcount


def waiting_about(database: Database, kind: str) -> set[str]:
    """Return what of a kind, such as "opportunity", the mails that wait are about: "opportunity-4"."""
    waits = (mails.c.state.in_([MailState.QUEUED, MailState.FAILED_FOR_NOW]), mails.c.about.contains(f" {kind}-"))
    query = sa.select(mails.c.about).where(*waits).distinct()
    return {word for about in database.scalars(query) for word in about.split() if word.startswith(f"{kind}-")}


def again(database: Database, now: datetime, mail_id: int | None = None) -> int:
    """Make a mail that failed for now due at once, or all of them; return how many."""
    query = sa.update(mails).where(mails.c.state == MailState.FAILED_FOR_NOW)
    if mail_id is not None:
        query = query.where(mails.c.id == mail_id)
    return database.execute(query.values(next_try_at=now)).rowcount


def lines(database: Database, states: tuple[MailState, ...], most: int) -> list[MailLine]:
    """List mails in some states: those that failed first, then the oldest."""
    failed_first = sa.case((mails.c.tries > 0, 0), else_=1)
    query = sa.select(mails).where(mails.c.state.in_(states)).order_by(failed_first, mails.c.queued_at, mails.c.id)
    return [
        MailLine(
            row.id,
            row.address,
            row.subject,
            MailState(row.state),  # type: ignore[call-arg]
            row.tries,
            row.queued_at,
            row.next_try_at,
            row.ended_at,
            row.answer,
        )
        for row in database.execute(query.limit(most))
    ]


def held(database: Database, address: str) -> list[tuple[str, MailState, datetime]]:
    """List the mails whose address is still kept, as (subject, state, when queued)."""
    mine = sa.func.lower(mails.c.address) == same(address)
    query = sa.select(mails.c.subject, mails.c.state, mails.c.queued_at).where(mine).order_by(mails.c.id)
    return [(row.subject, MailState(row.state), row.queued_at) for row in database.execute(query)]  # type: ignore[call-arg]


def counts(database: Database) -> dict[MailState, int]:
    """Count the mails in each state."""
    query = sa.select(mails.c.state, sa.func.count().label("many")).group_by(mails.c.state)
    found = {row.state: row.many for row in database.execute(query)}
    return {state: found.get(state, 0) for state in MailState}


def oldest_waiting(database: Database) -> datetime | None:
    """Return when the oldest mail that is not sent was queued."""
    oldest: datetime | None = database.scalar(
        sa.select(sa.func.min(mails.c.queued_at)).where(mails.c.state.in_(WAITING))
    )
    return oldest


def forget_failed(database: Database, before: datetime) -> None:
    """Forget to whom the mails were that failed for good before a moment."""
    old = (mails.c.state == MailState.FAILED_FOR_GOOD, mails.c.ended_at < before, mails.c.address != "")
    database.execute(sa.update(mails).where(*old).values(**NOTHING_LEFT))


def forget_address(database: Database, address: str) -> None:
    """Erase an address from every mail, those that failed for good included; what waits is dropped."""
    mine = sa.func.lower(mails.c.address) == same(address)
    row = {"state": MailState.SUPPRESSED, "next_try_at": None}
    waits = mails.c.state.in_([MailState.QUEUED, MailState.FAILED_FOR_NOW])
    database.execute(sa.update(mails).where(mine, waits).values(**row))
    ended = mails.c.state != MailState.SENDING
    database.execute(sa.update(mails).where(mine, ended).values(**NOTHING_LEFT))
