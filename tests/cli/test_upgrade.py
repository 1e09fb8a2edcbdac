"""Bringing a library in service up to date, and back: on either database, whatever comes between."""

import json
import os
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from library.app import create_app
from library.bootstrap import connect
from library.db.closing import closed
from library.db.store import Store, revision, revisions
from library.services import Services
from library.settings import Settings
from library.transfer.backup import repository as tables
from tests.cli.conftest import Run
from tests.crash import victim
from tests.crash.victim import KILLED, Point
from tests.db.history import grow
from tests.tiers import deeper

Said = Callable[..., str]
AGE, TODAY = "0016", revisions()[0]
ROOMY = 8 * 10**12
"""Bytes: more than any disk that tests run on has free."""


@pytest.fixture
def old(address: str, tmp_path: Path) -> Iterator[Services]:
    """Give a library that was last brought up to date a while ago."""
    settings = Settings(
        tmp_path / "instance", tmp_path / "index", database_url=address, meaning="off", secret_key="a key"
    )
    services = connect(settings)
    with services.store.writing() as database:
        grow(database, AGE)
    yield services
    services.store.close()


@pytest.fixture
def said(run: Run, old: Services) -> Said:
    """Give a function that runs a command on that library, holds how it ends, and gives what it said."""

    def go(*words: str, ends: int = 0) -> str:
        ended = run(*words, LIBRARY_DATABASE_URL=old.settings.database_url, LIBRARY_SECRET_KEY="a key")
        assert ended.returncode == ends, ended.stderr
        return ended.stdout + ended.stderr

    return go


each_database = pytest.mark.parametrize("address", ["sqlite", deeper("postgres")], indirect=True)
"""Both databases in the deeper tests; that one which fails half way is put right is tried on both in each run."""


def at(services: Services) -> str:
    with services.store.reading() as database:
        return revision(database)


def everything(services: Services) -> dict[str, list[dict[str, Any]]]:
    with services.store.reading() as database:
        return {name: list(tables.rows(database, name)) for name in tables.kept(database)}


@pytest.mark.slow("starts a command eight times, and makes eleven steps three times")
@each_database
def test_it_says_what_it_would_do_then_does_it_and_goes_back(old: Services, said: Said) -> None:
    before = everything(old)
    told = said("upgrade")
    assert f"The tables are at {AGE}. This program needs {TODAY}: " in told
    assert "Nothing was changed. `library upgrade --yes` does it." in told
    assert (at(old), everything(old)) == (AGE, before)
    said("upgrade", "--yes")
    assert at(old) == TODAY
    assert create_app(old).test_client().get("/briefs/brief-1").status_code == 200
    assert "There is nothing to do." in said("upgrade")
    assert "Nothing was changed." in said("upgrade", "--undo")
    assert at(old) == TODAY
    said("upgrade", "--undo", "--yes")
    assert (at(old), everything(old)) == (AGE, before)
    assert "There is no upgrade to undo here." in said("upgrade", "--undo", ends=1)
    said("upgrade", "--yes")
    assert (at(old), len(list((old.settings.instance / "upgrades").glob("*.zip")))) == (TODAY, 3)


@pytest.mark.parametrize("address", ["sqlite"], indirect=True)
def test_too_little_room_is_said_before_anything_is_touched(old: Services, said: Said) -> None:
    upload = old.settings.instance / "uploads" / "large"
    upload.parent.mkdir()
    upload.touch()
    os.truncate(upload, ROOMY)
    assert "There is not enough room on the disk. Nothing was changed." in said("upgrade", "--yes", ends=1)
    assert (at(old), list((old.settings.instance / "upgrades").iterdir())) == (AGE, [])


SPOIL = "CREATE TABLE translations (id INTEGER)"
"""A table that a revision to come makes is there already: the upgrade fails at its last step."""


@pytest.mark.slow("starts commands, and makes eleven steps twice")
def test_an_upgrade_that_fails_half_way_changes_nothing_and_opens_again(old: Services, said: Said) -> None:
    with old.store.writing() as database:
        database.exec_driver_sql(SPOIL)
    with old.store.reading() as database:
        before = list(tables.rows(database, "versions"))
    told = said("upgrade", "--yes", ends=1)
    assert "library: The upgrade failed, and nothing of it was kept" in told
    with old.store.reading() as database:
        assert (revision(database), list(tables.rows(database, "versions"))) == (AGE, before)
    assert {path.suffix for path in (old.settings.instance / "upgrades").iterdir()} == {".zip", ".json"}
    assert not (old.settings.instance / "closed").exists()
    with old.store.writing() as database:
        database.exec_driver_sql("DROP TABLE translations")
    assert "An upgrade was cut off. Nothing of it was kept" in said("upgrade", "--yes")
    assert at(old) == TODAY


ALL_MADE = Point("library.transfer.upgrade.repository:check_sound")
"""Killed when all steps are made and not yet kept: on SQLite those of the rehearsal, on PostgreSQL the real ones."""


@pytest.mark.slow("starts commands, and makes eleven steps twice")
@each_database
def test_an_upgrade_that_is_killed_is_known_and_leaves_the_site_open(old: Services, said: Said) -> None:
    assert victim.run(old.settings, "upgrade", ALL_MADE) == KILLED
    assert at(old) == AGE
    assert (old.settings.instance / "closed").exists()
    assert f"Nothing of it was kept: the tables are at {AGE}." in said("upgrade", "--yes")
    assert create_app(old).test_client().get("/briefs/brief-1").status_code == 200
    left = {path.name for path in (old.settings.instance / "upgrades").iterdir() if path.suffix != ".zip"}
    assert left == {"last.json"}


def test_pages_say_that_the_library_is_being_updated_and_a_second_upgrade_waits(services: Services, run: Run) -> None:
    away = create_app(replace(services, store=Store("postgresql://library@127.0.0.1:1/none"))).test_client()
    client = create_app(services).test_client()
    with closed(services.settings.instance):
        page = away.get("/")
        assert (page.status_code, page.headers["Retry-After"]) == (503, "60")
        assert "The library is being updated" in page.text
        assert client.post("/subscribe", data={}).status_code == 503
        assert client.get("/api/v1/search?q=x").json["status"] == "The library is being updated"
        assert client.get("/healthz").status_code == 200
        with services.store.writing() as database:
            database.execute(sa.text("UPDATE alembic_version SET version_num = '0027'"))
        assert "Another upgrade of this library is running." in run("upgrade", "--yes").stderr
        with services.store.writing() as database:
            database.execute(sa.text(f"UPDATE alembic_version SET version_num = '{TODAY}'"))
    assert client.get("/").status_code == 200


@pytest.mark.parametrize("command", ["init", "seed", "work --once", "serve", "backup there.zip", "upgrade --yes"])
def test_an_older_program_refuses_a_newer_database_with_a_sentence(command: str, services: Services, run: Run) -> None:
    with services.store.writing() as database:
        database.execute(sa.text("UPDATE alembic_version SET version_num = '9999'"))
    ended = run(*command.split())
    assert ended.returncode == 1
    assert ended.stderr.startswith("library: a newer library has changed this database: its tables are at 9999")
    assert ended.stderr.count("\n") == 1
    assert at(services) == "9999"


@pytest.mark.slow("starts commands, and makes eleven steps twice")
@pytest.mark.parametrize("address", ["sqlite"], indirect=True)
def test_what_is_remembered_of_an_upgrade_may_be_garbled_or_gone(old: Services, said: Said) -> None:
    folder = old.settings.instance / "upgrades"
    folder.mkdir()
    (folder / "last.json").write_text(json.dumps({"stage": "odd"}))
    said("upgrade", "--undo", ends=1)
    said("upgrade", "--yes")
    for path in folder.glob("*.zip"):
        path.unlink()
    assert "The backup of that upgrade is gone" in said("upgrade", "--undo", "--yes", ends=1)
    assert at(old) == TODAY
