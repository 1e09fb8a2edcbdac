"""The documents of submissions in the database."""

from datetime import datetime

import sqlalchemy as sa

from library.db.store import Database
from library.db.tables import submission_files

Row = tuple[int, str, int, str, datetime]
"""Id, name, bytes, hash, when it came."""


def of(database: Database, submission_id: int) -> list[Row]:
    """Return the documents of a submission, the first sent first."""
    columns = submission_files.c
    query = (
        sa.select(columns.id, columns.name, columns.size, columns.digest, columns.added_at)
        .where(columns.submission_id == submission_id)
        .order_by(columns.id)
    )
    return [(row.id, row.name, row.size, row.digest, row.added_at) for row in database.execute(query)]


def add(database: Database, submission_id: int, name: str, size: int, digest: str, now: datetime) -> None:
    """Keep a document."""
    row = {"submission_id": submission_id, "name": name, "size": size, "digest": digest, "added_at": now}
    database.execute(sa.insert(submission_files).values(**row))


def remove(database: Database, file_id: int) -> None:
    """Delete a document."""
    database.execute(sa.delete(submission_files).where(submission_files.c.id == file_id))
