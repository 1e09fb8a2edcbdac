"""Making and updating the tables."""

from importlib import import_module

from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

from library.briefs import draft_repository as drafts
from library.briefs.ratings import SourceType
from library.briefs.schemas.brief import BRIEF
from library.db.store import MIGRATIONS, Store, revisions
from library.db.tables import metadata
from tests import builders
from tests.db import steps
from tests.db.older import older
from tests.forks import CONTEXT
from tests.machines import processes

PROCESSES = 4


def test_the_migrations_make_exactly_the_tables(store: Store) -> None:
    with store.reading() as database:
        context = MigrationContext.configure(database, opts={"compare_type": True})
        assert compare_metadata(context, metadata) == []


def test_the_files_of_the_migrations_begin_with_their_revisions_in_order() -> None:
    """Which revisions there are is read from the names of the files: loading all of them takes long."""
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    walked = [each.revision for each in ScriptDirectory.from_config(config).walk_revisions()]
    assert walked == revisions()


def test_migrating_again_changes_nothing_and_loses_nothing(store: Store) -> None:
    steps.draft(store)
    store.migrate()
    with store.reading() as database:
        assert drafts.desk(database)[0] == 1


def test_processes_that_migrate_at_once_all_succeed(address: str) -> None:
    together = CONTEXT.Barrier(PROCESSES)
    assert processes.run(*[(processes.migrate, address, together)] * PROCESSES) == [0] * PROCESSES
    store = Store(address)
    steps.draft(store)
    with store.reading() as database:
        assert drafts.desk(database)[0] == 1
    store.close()


def test_content_of_before_is_rewritten_and_nothing_of_it_is_lost() -> None:
    migration = import_module("library.db.migrations.versions.0017_confidence_is_computed")
    brief = BRIEF.load(migration.rewritten(older(builders.content())))
    assert [outcome.confidence for outcome in brief.outcomes] == [2, None]
    assert (brief.sources[0].type, brief.sources[0].read) == (SourceType.EVALUATION, "Evaluation report")
    assert brief.actions.school == ("Head or teacher: Ask first.",)
    assert brief.actions.council == ("Funder: Pay for a year.",)
    assert brief.actions.youth_worker == ("Tell a friend.",)
