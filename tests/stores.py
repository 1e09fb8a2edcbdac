"""The store that storage is tested on: a SQLite file, and a schema of its own in the real PostgreSQL."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from library.db.store import Store
from tests.postgres import schema
from tests.shared import made_once


@pytest.fixture
def empty_store(address: str) -> Iterator[Store]:
    """Give a store without tables."""
    made = Store(address)
    yield made
    made.close()


@pytest.fixture(scope="session")
def migrated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with a SQLite file of empty tables, to be copied."""
    return made_once(tmp_path_factory, "migrated", _migrate)


def _migrate(folder: Path) -> None:
    store = Store(f"sqlite:///{folder / 'library.sqlite3'}")
    store.migrate()
    store.close()


@pytest.fixture(scope="session")
def tables(postgres: str) -> Iterator[str]:
    """Return the address of empty tables in PostgreSQL, which the tests of a worker take in turns: making them takes long."""
    with schema(postgres) as address:
        store = Store(address)
        store.migrate()
        store.close()
        yield address


EMPTY = """DO $$ DECLARE each record; BEGIN
    SET LOCAL session_replication_role = replica;
    FOR each IN SELECT tablename FROM pg_tables WHERE schemaname = current_schema AND tablename <> 'alembic_version' LOOP
        EXECUTE 'DELETE FROM ' || quote_ident(each.tablename);
    END LOOP;
    FOR each IN SELECT sequencename FROM pg_sequences WHERE schemaname = current_schema AND last_value IS NOT NULL LOOP
        PERFORM setval(quote_ident(each.sequencename), 1, false);
    END LOOP;
END $$"""
"""Triggers that keep the record from being changed do not fire in a session that copies."""


@pytest.fixture(params=["sqlite", "postgres"])
def store(request: pytest.FixtureRequest, tmp_path: Path, migrated: Path) -> Iterator[Store]:
    """Return a store with empty tables."""
    if request.param == "postgres":
        made = Store(request.getfixturevalue("tables"))
        yield made
        with made.engine.begin() as connection:
            connection.exec_driver_sql(EMPTY)
    else:
        made = Store(f"sqlite:///{shutil.copy(migrated / 'library.sqlite3', tmp_path)}")
        yield made
    made.close()
