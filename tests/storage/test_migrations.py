"""Making and updating the tables."""

import os
import subprocess
import sys
from pathlib import Path

from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext

from library.settings import ROOT
from library.storage import drafts
from library.storage.store import Store
from library.storage.tables import metadata
from tests.storage import steps

PROCESSES = 4


def test_the_migrations_make_exactly_the_tables(store: Store) -> None:
    with store.reading() as database:
        context = MigrationContext.configure(database, opts={"compare_type": True})
        assert compare_metadata(context, metadata) == []


def test_migrating_again_changes_nothing_and_loses_nothing(store: Store) -> None:
    steps.draft(store)
    store.migrate()
    with store.reading() as database:
        assert drafts.desk(database)[0] == 1


def test_processes_that_migrate_at_once_all_succeed(address: str, tmp_path: Path) -> None:
    """They wait for a line on their input, so that they begin together."""
    code = "import sys; from library.storage.store import Store; s = Store(sys.argv[1]); input(); s.migrate()"
    started = [
        subprocess.Popen(
            [sys.executable, "-c", code, address],
            stdin=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env=os.environ | {"PYTHONPATH": str(ROOT)},
            text=True,
        )
        for _ in range(PROCESSES)
    ]
    ends = [process.communicate("\n", timeout=60) for process in started]
    assert [process.returncode for process in started] == [0] * PROCESSES, ends
    store = Store(address)
    steps.draft(store)
    with store.reading() as database:
        assert drafts.desk(database)[0] == 1
    store.close()
