"""Machines that share a database: a real PostgreSQL, or the one SQLite file of a single machine."""

import uuid
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa

from library.bootstrap import connect
from library.services import Services
from library.settings import Settings
from tests import builders

KEY = "the same on every machine"


@pytest.fixture
def shared(postgres: str) -> Iterator[str]:
    """Give the address of an empty database on a real PostgreSQL server."""
    name = f"library_{uuid.uuid4().hex}"
    server = sa.create_engine(
        postgres.replace("postgresql://", "postgresql+psycopg://", 1), isolation_level="AUTOCOMMIT"
    )
    with server.connect() as connection:
        connection.exec_driver_sql(f"CREATE DATABASE {name}")
    yield sa.make_url(postgres).set(database=name).render_as_string(hide_password=False)
    with server.connect() as connection:
        connection.exec_driver_sql(f"DROP DATABASE {name} WITH (FORCE)")
    server.dispose()


Machine = Callable[[str], Settings]


@pytest.fixture
def machine(shared: str, tmp_path: Path) -> Machine:
    """Give a function that gives the settings of a machine, each with folders of its own and the same database."""
    return lambda name: Settings(
        instance=tmp_path / name / "instance",
        index=tmp_path / name / "index",
        meaning="off",
        database_url=shared,
        secret_key=KEY,
    )


@pytest.fixture(params=["sqlite", "postgres"])
def machines(request: pytest.FixtureRequest, tmp_path: Path) -> tuple[Settings, Settings]:
    """Give the settings of two machines on one PostgreSQL, or of two processes of one machine on SQLite."""
    if request.param == "postgres":
        machine: Machine = request.getfixturevalue("machine")
        return machine("one"), machine("two")
    one = Settings(instance=tmp_path / "instance", index=tmp_path / "index", meaning="off")
    return one, one


@pytest.fixture
def pair(machines: tuple[Settings, Settings]) -> Iterator[tuple[Services, Services]]:
    """Give the parts of both, with empty tables and the vocabulary."""
    first, second = (connect(settings) for settings in machines)
    first.store.migrate()
    builders.vocabulary(first)
    yield first, second
    first.store.close()
    second.store.close()
