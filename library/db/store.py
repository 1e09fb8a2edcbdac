"""The store: one database, read and written in transactions; SQLite, or PostgreSQL where one machine is outgrown."""

import secrets
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy import PoolProxiedConnection
from sqlalchemy.exc import DBAPIError, OperationalError
from sqlalchemy.exc import TimeoutError as NoFreeConnection

from library.errors import Unavailable

Database = sa.Connection
"""A connection inside a transaction: what every function of this package works on."""

MIGRATIONS = Path(__file__).parent / "migrations"
WRITE_LOCK = 7_120_242_406
"""Any fixed number: PostgreSQL's advisory lock that lets one writer in at a time, as SQLite does by itself."""
REVISION = "alembic_version"
"""The table that holds the revision of the tables."""
SECONDS_TO_WAIT = 10
NO_TABLES = {"42P01", "3F000"}
"""How PostgreSQL says that `library init` has not been run yet."""


NO_DRIVER = (
    "LIBRARY_DATABASE_URL names PostgreSQL, and what speaks to it is not installed. In the folder of the program, run "
    "`.venv/bin/pip install --require-hashes -r requirements-postgres.txt`"
)


class StoreUnavailable(Unavailable):
    """The database cannot be read or written now; trying again later may help."""


class StoreTooNew(StoreUnavailable):
    """The database was brought up to date by a newer library, whose tables this one does not know."""


class Store:
    """One database. Reading and writing are separate, so that a write takes its lock at once."""

    def __init__(self, url: str) -> None:
        """Prepare the engine; nothing is opened until first used. What goes into statements is kept out of the log.

        Raise StoreUnavailable where what speaks to PostgreSQL was not installed.
        """
        self.is_sqlite = url.startswith("sqlite")
        if self.is_sqlite:
            self.engine = sa.create_engine(
                url,
                connect_args={"timeout": SECONDS_TO_WAIT, "isolation_level": None},
                pool_size=20,
                hide_parameters=True,
            )
            sa.event.listen(self.engine, "connect", _prepare_sqlite)
            sa.event.listen(self.engine, "begin", _begin_sqlite)
        else:
            try:
                self.engine = sa.create_engine(
                    url.replace("postgresql://", "postgresql+psycopg://", 1),
                    pool_size=20,
                    pool_pre_ping=True,
                    hide_parameters=True,
                )
            except ModuleNotFoundError as error:
                raise StoreUnavailable(NO_DRIVER) from error
            sa.event.listen(self.engine, "connect", _prepare_postgres)
        one_state = {} if self.is_sqlite else {"isolation_level": "REPEATABLE READ"}
        self._reading = self.engine.execution_options(**one_state)
        self._at_once = self.engine.execution_options(isolation_level="AUTOCOMMIT")
        self._watching = threading.Lock()
        self._watcher: tuple[PoolProxiedConnection, str] | None = None
        self._writing = self.engine.execution_options(writes=True)

    @contextmanager
    def reading(self) -> Iterator[Database]:
        """Read in one transaction, which sees one state of the database."""
        with _outages_told(), self._reading.begin() as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Database]:
        """Write in one transaction, which is kept as a whole or not at all."""
        with _outages_told(), self._writing.begin() as connection:
            if not self.is_sqlite:
                connection.exec_driver_sql(f"SET LOCAL lock_timeout = '{SECONDS_TO_WAIT}s'")
                connection.execute(sa.select(sa.func.pg_advisory_xact_lock(WRITE_LOCK)))
            yield connection

    def version(self) -> str:
        """Return a mark of all that is committed: another one after any commit, of whichever process.

        SQLite counts the commits that a connection sees others make, so one is put aside that never writes.
        PostgreSQL's snapshot names the transactions whose writes are seen.
        """
        with _outages_told():
            if self.is_sqlite:
                return self._commits_of_others()
            with self._at_once.connect() as connection:
                return str(connection.scalar(sa.text("SELECT pg_current_snapshot()")))

    def _commits_of_others(self) -> str:
        with self._watching:
            try:
                if self._watcher is None:
                    self._watcher = (self.engine.raw_connection(), secrets.token_hex(4))
                connection, name = self._watcher
                return f"{name}-{connection.cursor().execute('PRAGMA data_version').fetchone()[0]}"
            except sqlite3.Error as error:
                self._watcher = None
                raise StoreUnavailable(str(error)) from error

    def migrate(self) -> None:
        """Bring the tables up to date; of several processes one does it and the others wait."""
        with self.writing() as database:
            refuse_newer(database)
            upgrade(database)

    def close(self) -> None:
        """Close every connection."""
        with self._watching:
            if self._watcher:
                self._watcher[0].close()
            self._watcher = None
        self.engine.dispose()


def revision(database: Database) -> str:
    """Return the revision of the tables, "" where there are none yet."""
    if not sa.inspect(database).has_table(REVISION):
        return ""
    return database.scalar(sa.text(f"SELECT version_num FROM {REVISION}")) or ""  # noqa: S608 (a name of ours)


def refuse_newer(database: Database) -> None:
    """Raise StoreTooNew if a newer library has changed the tables: this one would read them wrongly."""
    there, known = revision(database), revisions()
    if there and there not in known:
        raise StoreTooNew(
            f"a newer library has changed this database: its tables are at {there}, and this program knows {known[0]}. "
            "Start the newer program, or go back with its `library upgrade --undo`. Nothing was changed."
        )


def upgrade(database: Database, revision: str = "head") -> None:
    """Bring the tables up to a revision, in the transaction that is open."""
    import alembic.command  # Takes long to load, and a site that serves does not need it.
    import alembic.config

    config = alembic.config.Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.attributes["connection"] = database
    alembic.command.upgrade(config, revision)


def revisions() -> list[str]:
    """List every revision of the tables that this library knows, the newest first: their files begin with them."""
    return sorted((file.name.partition("_")[0] for file in MIGRATIONS.glob("versions/*.py")), reverse=True)


def inserted(result: sa.CursorResult[Any]) -> int:
    """Return the id of the row that was just inserted."""
    key = result.inserted_primary_key
    assert key is not None
    return int(key[0])


@contextmanager
def _outages_told() -> Iterator[None]:
    """Turn what a driver raises when the database is away, locked or full into one error of ours."""
    try:
        yield
    except NoFreeConnection as error:
        raise StoreUnavailable(str(error)) from error
    except OperationalError as error:
        raise StoreUnavailable(str(error.orig)) from error
    except DBAPIError as error:
        damaged = type(error.orig) is sqlite3.DatabaseError  # Its subclasses say that a statement is wrong.
        if damaged or error.connection_invalidated or getattr(error.orig, "sqlstate", "") in NO_TABLES:
            raise StoreUnavailable(str(error.orig)) from error
        raise


def _prepare_sqlite(connection: sqlite3.Connection, _: Any) -> None:
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", f"busy_timeout={SECONDS_TO_WAIT * 1000}"):
        connection.execute(f"PRAGMA {pragma}")


def _prepare_postgres(connection: Any, _: Any) -> None:
    """PostgreSQL refuses a text with a NUL in it, which anybody can send: the mark for “no letter” stands for it."""
    from psycopg.types.string import StrDumper

    class Dumper(StrDumper):
        def dump(self, obj: str) -> Any:
            return super().dump(obj.replace("\0", "\ufffd"))

    connection.adapters.register_dumper(str, Dumper)


def _begin_sqlite(connection: sa.Connection) -> None:
    writes = connection.get_execution_options().get("writes")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
