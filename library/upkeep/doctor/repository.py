"""What the database says of the time."""

from datetime import datetime

import sqlalchemy as sa

from library.db.store import Database
from library.db.tables import audit, heartbeats, mails

TIMES = (audit.c.at, mails.c.queued_at, heartbeats.c.at)


def newest_time(database: Database) -> datetime | None:
    """Return the newest time that something was noted at."""
    return max((at for column in TIMES if (at := database.scalar(sa.select(sa.func.max(column))))), default=None)


def clock(database: Database) -> datetime | None:
    """Return the time that the database's own machine has; None where it is this one."""
    return None if database.dialect.name == "sqlite" else database.scalar(sa.select(sa.func.clock_timestamp()))
