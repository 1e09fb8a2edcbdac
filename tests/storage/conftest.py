"""The store that storage is tested on: a SQLite file, and a schema of its own in the real PostgreSQL."""

from collections.abc import Iterator

import pytest

from library.storage.store import Store


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
