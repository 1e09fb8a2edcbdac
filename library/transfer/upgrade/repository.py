"""What an upgrade asks of the database as a whole: its size, a copy to rehearse on, and whether it is sound."""

import sqlite3
from contextlib import closing
from pathlib import Path

import sqlalchemy as sa

from library.db.store import Database, Store, upgrade
from library.transfer.upgrade.models import CannotUpgrade

ENDS = ("", "-wal", "-shm", "-journal")
SOUND = [("ok",)]


def size(database: Database) -> int:
    """Return how many bytes a database takes."""
    if database.dialect.name == "postgresql":
        return int(database.scalar(sa.text("SELECT pg_database_size(current_database())")) or 0)
    pages, bytes_each = (database.scalar(sa.text(f"PRAGMA page_{name}")) or 0 for name in ("count", "size"))
    return int(pages) * int(bytes_each)


def rehearse(store: Store, path: Path) -> None:
    """Bring a copy of a SQLite database up to date, in a file that is deleted afterwards; raise what goes wrong.

    The caller holds the database's one writer, so that the copy is what the upgrade will find.
    """
    forget_rehearsal(path)
    try:
        with closing(store.engine.raw_connection()) as here, closing(sqlite3.connect(path)) as copy:
            here.backup(copy)
        beside = Store(f"sqlite:///{path}")
        try:
            with beside.writing() as database:
                upgrade(database)
            with beside.reading() as database:
                check_sound(database)
        finally:
            beside.close()
    finally:
        forget_rehearsal(path)


def forget_rehearsal(path: Path) -> None:
    """Delete the copy that a rehearsal was made on."""
    for end in ENDS:
        Path(f"{path}{end}").unlink(missing_ok=True)


def check_sound(database: Database) -> None:
    """Raise CannotUpgrade if SQLite finds a fault in a database; PostgreSQL holds its rules with each statement."""
    if database.dialect.name != "sqlite":
        return
    faults = database.execute(sa.text("PRAGMA foreign_key_check")).all()
    pages = database.execute(sa.text("PRAGMA integrity_check(1)")).all()
    if faults or [tuple(row) for row in pages] != SOUND:
        raise CannotUpgrade("The database is not sound afterwards, so nothing was changed. The backup is as it was.")
