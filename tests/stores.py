"""The store that storage is tested on: a SQLite file, and a schema of its own in the real PostgreSQL."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from library.db.store import Store
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


@pytest.fixture
def store(address: str, empty_store: Store, migrated: Path) -> Store:
    """Return a store with empty tables."""
    if empty_store.is_sqlite:
        shutil.copyfile(migrated / "library.sqlite3", address.removeprefix("sqlite:///"))
    else:
        empty_store.migrate()
    return empty_store
