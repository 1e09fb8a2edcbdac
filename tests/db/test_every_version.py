"""A library of any age becomes one of today, with all that was in it, on either database."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext

from library.app import create_app
from library.bootstrap import connect
from library.db.store import Database, Store, revision, revisions, upgrade
from library.db.tables import metadata
from library.services import Services
from library.settings import Settings
from library.transfer.backup import service as backups
from tests.db.history import Row, grow

CHANGED = {"content", "id"}
"""Columns whose values a revision changes: of versions (0017) and of services for people in trouble (0018)."""
SIGNED_OUT = {"sessions"}
"""Everybody signs in again after 0014, which brought the second step."""


def lost(database: Database, made: dict[str, list[Row]]) -> list[str]:
    """Name each row that was put in and is not there any more."""
    known = sa.MetaData()
    known.reflect(database)
    gone = []
    for name in made.keys() - SIGNED_OUT:
        rows, table = made[name], known.tables[name]
        now = [row._mapping for row in database.execute(sa.select(table))]
        for row in rows:
            same = {key: value for key, value in row.items() if key in table.c and key not in CHANGED}
            if not any(all(there[key] == value for key, value in same.items()) for there in now):
                gone.append(f"{name}: {same}")
    return gone


Start = Callable[[str, str], Services]


@pytest.fixture
def started(tmp_path: Path) -> Iterator[Start]:
    """Give a function that gives the parts of a library with a name, on a database."""
    with ExitStack() as stack:

        def start(name: str, address: str) -> Services:
            folder = tmp_path / name
            made = connect(Settings(folder / "instance", folder / "index", meaning="off", database_url=address))
            stack.callback(made.store.close)
            return made

        yield start


@pytest.mark.slow("goes through every revision, with rows in every table")
def test_rows_of_every_revision_are_there_today(empty_store: Store) -> None:
    with empty_store.writing() as database:
        made = grow(database, revisions()[0])
        assert set(made) == set(metadata.tables)
        assert lost(database, made) == []
        if empty_store.is_sqlite:
            assert database.exec_driver_sql("PRAGMA foreign_key_check").all() == []


@pytest.mark.deep
@pytest.mark.parametrize("age", revisions())
def test_a_library_of_each_age_becomes_one_of_today_and_moves_to_another_database(
    age: str, address: str, started: Start, tmp_path: Path
) -> None:
    services = started("here", address)
    with services.store.writing() as database:
        made = grow(database, age)
        upgrade(database)
        assert revision(database) == revisions()[0]
        assert lost(database, made) == []
        context = MigrationContext.configure(database, opts={"compare_type": True})
        assert compare_metadata(context, metadata) == []
    client = create_app(services).test_client()
    assert "Brief 1" in client.get("/api/v1/briefs/brief-1").text
    backups.write(services, tmp_path / "kept.zip", lambda done, total: None)
    moved = started("there", "")
    backups.restore(moved, tmp_path / "kept.zip", lambda done, total: None)
    assert "Brief 2" in create_app(moved).test_client().get("/api/v1/briefs/brief-2").text
