"""The store itself: transactions, outages, and one writer after the other."""

import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
import sqlalchemy as sa

from library.briefs import draft_repository as drafts
from library.briefs import repository as briefs
from library.db.store import Store, StoreUnavailable
from library.db.tables import attempts as table
from tests import builders
from tests.db import steps


def test_a_transaction_that_fails_leaves_nothing(store: Store) -> None:
    def write_and_fail() -> None:
        with store.writing() as database:
            drafts.create(database, builders.content(), None, steps.NOW)
            raise RuntimeError

    with pytest.raises(RuntimeError):
        write_and_fail()
    with store.reading() as database:
        assert drafts.desk(database)[0] == 0


def test_reading_sees_one_state_of_the_database_whatever_is_written_meanwhile(store: Store) -> None:
    steps.published(store, "a")
    with store.reading() as database:
        before = briefs.count(database)
        steps.published(store, "b")
        assert briefs.count(database) == before == 1
    with store.reading() as database:
        assert briefs.count(database) == 2


def test_writers_come_one_after_the_other(store: Store) -> None:
    """Each counts and adds one, as a limit on attempts does: together they must not lose a count."""
    together = threading.Barrier(4)

    def add(_: int) -> None:
        together.wait()
        for _ in range(5):
            with store.writing() as database:
                count = database.scalar(sa.select(sa.func.count()).select_from(table))
                database.execute(sa.insert(table).values(key=str(count), at=steps.NOW))

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(add, range(4)))
    with store.reading() as database:
        assert sorted(map(int, database.scalars(sa.select(table.c.key)))) == list(range(20))


def test_times_come_back_in_utc_as_they_were_kept(store: Store) -> None:
    steps.draft(store)
    with store.reading() as database:
        found = drafts.read(database, 1)
    assert found is not None
    assert found.saved_at == steps.NOW
    assert found.saved_at.utcoffset() == steps.NOW.utcoffset()


@pytest.mark.parametrize(
    "address",
    ["postgresql://library@127.0.0.1:1/none", "sqlite:////proc/none/library.sqlite3"],
    ids=["postgres", "sqlite"],
)
def test_a_database_that_is_away_is_told_as_such(address: str) -> None:
    store = Store(address)
    with pytest.raises(StoreUnavailable), store.reading() as database:
        briefs.count(database)
    with pytest.raises(StoreUnavailable), store.writing() as database:
        briefs.count(database)
    store.close()


def test_connections_that_the_server_cut_are_told_and_then_opened_anew(postgres: str) -> None:
    store, other = Store(postgres), Store(postgres)

    def cut_while_reading() -> None:
        with store.reading() as database, other.reading() as elsewhere:
            pid = database.scalar(sa.text("SELECT pg_backend_pid()"))
            elsewhere.execute(sa.text("SELECT pg_terminate_backend(:pid)"), {"pid": pid})
            database.scalar(sa.text("SELECT 1"))

    with pytest.raises(StoreUnavailable):
        cut_while_reading()
    with store.reading() as database:
        assert database.scalar(sa.text("SELECT 1")) == 1
    store.close()
    other.close()


def test_a_sqlite_file_is_written_ahead_synced_and_keeps_its_keys(tmp_path: Path) -> None:
    store = Store(f"sqlite:///{tmp_path / 'library.sqlite3'}")
    with store.reading() as database:
        settings = [
            database.scalar(sa.text(f"PRAGMA {name}")) for name in ("journal_mode", "synchronous", "foreign_keys")
        ]
    store.close()
    assert settings == ["wal", 2, 1]


def test_every_commit_changes_the_version_whoever_makes_it(store: Store) -> None:
    url = store.engine.url.render_as_string(hide_password=False)
    other = Store(url.replace("+psycopg", ""))
    seen = [store.version()]
    with store.reading() as database:
        briefs.count(database)
    assert store.version() == seen[0] or not store.is_sqlite, "a busy PostgreSQL may have had other things to commit"
    for number, writer in enumerate((store, other, other, store)):
        steps.published(writer, f"brief-{number}")
        seen.append(store.version())
    assert len(set(seen)) == len(seen)
    other.close()
