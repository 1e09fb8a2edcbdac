"""The runs of the backups that make themselves, one a day whichever worker comes first."""

from datetime import date, datetime, timedelta
from typing import Any

import sqlalchemy as sa

from library.db.store import Database
from library.db.tables import backup_runs
from library.upkeep.backup_runs.models import BETWEEN_PROOFS, Kept, Run

BETWEEN_TRIES = timedelta(hours=1)
"""A run that failed, or whose worker died, is tried again after so long."""
REMEMBERED = timedelta(days=400)
EMPTY = {"trouble": "", "tried_at": None, "proven_at": None, "proof_trouble": ""}


def is_due(database: Database, day: date, now: datetime) -> bool:
    """Return whether the backup of a day is neither made nor being made."""
    found = database.execute(sa.select(backup_runs).where(backup_runs.c.day == day)).first()
    return found is None or not (found.made_at or abs(now - found.started_at) < BETWEEN_TRIES)


def claim(database: Database, day: date, now: datetime) -> bool:
    """Take the run of a day on; False where it is made, or another is at it."""
    if not is_due(database, day, now):
        return False
    begin(database, day, now)
    database.execute(sa.delete(backup_runs).where(backup_runs.c.day < (now - REMEMBERED).date()))
    return True


def begin(database: Database, day: date, now: datetime) -> None:
    """Begin the run of a day, whatever became of one before."""
    if not _change(database, day, started_at=now):
        database.execute(sa.insert(backup_runs).values(day=day, started_at=now))


def made(database: Database, run: Run) -> None:
    """Keep that the backup of a day is whole."""
    row = {name: getattr(run, name) for name in ("made_at", "name", "size", "rows", "encrypted")}
    _change(database, run.day, **EMPTY | row)


def failed(database: Database, day: date, trouble: str) -> None:
    """Keep why the backup of a day could not be made."""
    _change(database, day, trouble=trouble)


def to_prove(database: Database, now: datetime) -> Run | None:
    """Return the newest backup, to be proven; None where one was proven recently, or this one was tried today."""
    proven = database.scalar(sa.select(sa.func.max(backup_runs.c.proven_at)))
    newest = _newest(database, now)
    if newest is None or (proven and now - proven < BETWEEN_PROOFS):
        return None
    return None if newest.tried_at and now - newest.tried_at < timedelta(days=1) else newest


def claim_proof(database: Database, now: datetime) -> Run | None:
    """Take on the backup that is to be proven."""
    if run := to_prove(database, now):
        _change(database, run.day, tried_at=now)
    return run


def proven(database: Database, day: date, now: datetime) -> None:
    """Keep that a backup was restored and held all it should."""
    _change(database, day, proven_at=now, proof_trouble="")


def not_proven(database: Database, day: date, trouble: str) -> None:
    """Keep why a backup could not be proven."""
    _change(database, day, proof_trouble=trouble)


def kept(database: Database, now: datetime) -> Kept:
    """Return all that is known of the backups."""
    last = database.execute(sa.select(backup_runs).order_by(backup_runs.c.day.desc()).limit(1)).first()
    tried = sa.select(backup_runs.c.proof_trouble).where(backup_runs.c.tried_at.is_not(None))
    return Kept(
        _newest(database, now),
        database.scalar(sa.select(sa.func.max(backup_runs.c.proven_at))),
        last.trouble if last else "",
        database.scalar(tried.order_by(backup_runs.c.tried_at.desc()).limit(1)) or "",
    )


def _newest(database: Database, now: datetime) -> Run | None:
    """Return the backup that was made last, leaving out what a clock that was wrong put into the time to come."""
    made = backup_runs.c.made_at <= now + BETWEEN_TRIES
    row = database.execute(sa.select(backup_runs).where(made).order_by(backup_runs.c.made_at.desc()).limit(1)).first()
    return Run(**row._mapping) if row else None


def _change(database: Database, day: date, **row: Any) -> int:
    return database.execute(sa.update(backup_runs).where(backup_runs.c.day == day).values(**row)).rowcount
