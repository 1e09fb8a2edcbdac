"""Machines that share a database: a real PostgreSQL, or the one SQLite file of a single machine."""

import shutil
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
import sqlalchemy as sa

from library.bootstrap import connect
from library.services import Services
from library.settings import Settings
from tests import builders

KEY = "the same on every machine"


@contextmanager
def database(server: str, template: str = "template1") -> Iterator[str]:
    """Give the address of a database of its own on a PostgreSQL server, which begins as a copy of another."""
    name = f"library_{uuid.uuid4().hex}"
    engine = sa.create_engine(server.replace("postgresql://", "postgresql+psycopg://", 1), isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.exec_driver_sql(f"CREATE DATABASE {name} TEMPLATE {template}")
    yield sa.make_url(server).set(database=name).render_as_string(hide_password=False)
    with engine.connect() as connection:
        connection.exec_driver_sql(f"DROP DATABASE {name} WITH (FORCE)")
    engine.dispose()


@pytest.fixture(scope="session")
def with_tables(postgres: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Return the name of a database with empty tables and the vocabulary, to be copied: making tables takes long."""
    with database(postgres) as address:
        folder = tmp_path_factory.mktemp("with_tables")
        services = connect(Settings(folder / "instance", folder / "index", meaning="off", database_url=address))
        services.store.migrate()
        builders.vocabulary(services)
        services.store.close()
        yield str(sa.make_url(address).database)


Machine = Callable[[str], Settings]


def _machines(shared: str, folder: Path) -> Machine:
    """Return a function that gives the settings of a machine, each with folders of its own and the same database."""
    return lambda name: Settings(
        instance=folder / name / "instance",
        index=folder / name / "index",
        meaning="off",
        database_url=shared,
        secret_key=KEY,
    )


@pytest.fixture
def machine(postgres: str, with_tables: str, tmp_path: Path) -> Iterator[Machine]:
    """Give what gives the settings of machines that share a database with empty tables and the vocabulary."""
    with database(postgres, with_tables) as shared:
        yield _machines(shared, tmp_path)


@pytest.fixture
def bare_machine(postgres: str, tmp_path: Path) -> Iterator[Machine]:
    """Give what gives the settings of machines that share a database without tables."""
    with database(postgres) as shared:
        yield _machines(shared, tmp_path)


@pytest.fixture(params=["sqlite", "postgres"])
def machines(request: pytest.FixtureRequest, tmp_path: Path, fresh: Path) -> tuple[Settings, Settings]:
    """Give the settings of two machines on one PostgreSQL, or of two processes of one machine on SQLite.

    Either begins with empty tables and the vocabulary.
    """
    if request.param == "postgres":
        machine: Machine = request.getfixturevalue("machine")
        return machine("one"), machine("two")
    one = Settings(instance=tmp_path / "instance", index=tmp_path / "index", meaning="off")
    shutil.copytree(fresh / "instance", one.instance)
    return one, one


@pytest.fixture
def pair(machines: tuple[Settings, Settings]) -> Iterator[tuple[Services, Services]]:
    """Give the parts of both, with empty tables and the vocabulary."""
    first, second = (connect(settings) for settings in machines)
    yield first, second
    first.store.close()
    second.store.close()
