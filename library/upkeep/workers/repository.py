"""The signs of life that workers give."""

from datetime import datetime

import sqlalchemy as sa

from library.db.store import Database
from library.db.tables import heartbeats
from library.upkeep.workers.models import Worker


def seen(database: Database, worker: Worker) -> None:
    """Keep that a worker is at work."""
    row = {"machine": worker.machine, "process": worker.process, "at": worker.at, "next_by": worker.next_by}
    mine = heartbeats.c.worker == worker.name
    if not database.execute(sa.update(heartbeats).where(mine).values(**row)).rowcount:
        database.execute(sa.insert(heartbeats).values(worker=worker.name, **row))


def forget(database: Database, names: list[str]) -> None:
    """Forget workers."""
    database.execute(sa.delete(heartbeats).where(heartbeats.c.worker.in_(names)))


def forget_missed(database: Database, worker: Worker, before: datetime) -> None:
    """Forget all but one worker that were missed for long."""
    others = heartbeats.c.worker != worker.name
    database.execute(sa.delete(heartbeats).where(others, heartbeats.c.next_by < before))


def everyone(database: Database) -> list[Worker]:
    """List the workers that are known, the one seen last first."""
    query = sa.select(heartbeats).order_by(heartbeats.c.at.desc(), heartbeats.c.worker)
    return [Worker(row.machine, row.process, row.at, row.next_by) for row in database.execute(query)]
