"""The store that storage is tested on: a SQLite file, and a schema of its own in the real PostgreSQL."""

import uuid
from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa

from library.storage.store import Store

POSTGRES = pytest.param("postgres", marks=pytest.mark.xdist_group("postgres"))


@pytest.fixture(params=["sqlite", POSTGRES])
def address(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """Give the address of an empty database."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'library.sqlite3'}"
        return
    server: str = request.getfixturevalue("postgres")
    schema = f"test_{uuid.uuid4().hex}"
    _run(server, f"CREATE SCHEMA {schema}")
    yield server + ("&" if "?" in server else "?") + f"options=-csearch_path%3D{schema}"
    _run(server, f"DROP SCHEMA {schema} CASCADE")


def _run(server: str, command: str) -> None:
    engine = sa.create_engine(server.replace("postgresql://", "postgresql+psycopg://", 1))
    with engine.begin() as connection:
        connection.exec_driver_sql(command)
    engine.dispose()


@pytest.fixture
def empty_store(address: str) -> Iterator[Store]:
    """Give a store without tables."""
    made = Store(address)
    yield made
    made.close()


@pytest.fixture
def store(empty_store: Store) -> Store:
    """Give a store with empty tables."""
    empty_store.migrate()
    return empty_store
