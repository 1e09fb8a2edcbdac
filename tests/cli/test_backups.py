"""Keeping the whole library in one file, and starting again from it, on this machine or another."""

import json
import shutil
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest

from library import cli
from library.accounts.sign_in import service as sign_in_service
from library.app import create_app
from library.bootstrap import connect
from library.db.store import Store, revision, revisions, upgrade
from library.editing.drafts import service as desk
from library.search import indexing
from library.settings import Settings
from library.transfer.backup import archive as archives
from library.transfer.backup import repository as tables
from library.transfer.backup import service as backups
from tests import builders
from tests.browser import Browser
from tests.builders import PASSWORD
from tests.shared import made_once


def quiet(done, total):
    """Tell nobody."""


def stock(folder):
    """Make a library with published, renamed, withdrawn and half-written briefs, and an upload."""
    services = connect(Settings(instance=folder / "instance", index=folder / "index", meaning="off"))
    services.store.migrate()
    builders.vocabulary(services)
    reviewer = builders.person(services)
    indexing.reindex(services)
    builders.published(services, reviewer, "street-games", title="Street games")
    moved = builders.published(services, reviewer, "old-name", title="Skateparks: “é”")
    lock = desk.open_draft(services, reviewer, moved).lock
    desk.publish(services, reviewer, moved, builders.content("skateparks", title="Skateparks: “é”"), lock)
    desk.withdraw(services, reviewer, builders.published(services, reviewer, "unicycles"), "Taken back.")
    desk.start(services, reviewer, {"title": "Half a thought"}, "form")
    upload = services.settings.instance / "uploads" / "ab" / "abcdef"
    upload.parent.mkdir(parents=True)
    upload.write_bytes(bytes(range(256)) * 9000)
    backups.write(services, folder / "kept.zip", quiet)
    services.store.close()


@pytest.fixture(scope="session")
def made(tmp_path_factory):
    """Give the folder of that library and a backup of it, to be copied."""
    return made_once(tmp_path_factory, "stocked_for_backups", stock)


@pytest.fixture
def stocked(made, settings, clock):
    """Give a copy of that library."""
    for name in ("instance", "index"):
        shutil.copytree(made / name, getattr(settings, name))
    services = replace(connect(settings), clock=clock)
    yield services
    services.store.close()


@pytest.fixture
def reviewer(stocked):
    """Give the reviewer of that library."""
    return builders.person(stocked)


@pytest.fixture
def kept(made, tmp_path):
    """Give a backup of that library."""
    return Path(shutil.copy(made / "kept.zip", tmp_path))


@pytest.fixture
def other(tmp_path):
    """Give another machine, where nothing is yet."""
    made = connect(Settings(instance=tmp_path / "other", index=tmp_path / "other-index", meaning="off"))
    yield made
    made.store.close()


def run(services, *words, monkeypatch):
    """Run a command on a machine."""
    monkeypatch.setenv("LIBRARY_INSTANCE", str(services.settings.instance))
    monkeypatch.setenv("LIBRARY_INDEX", str(services.settings.index))
    monkeypatch.setenv("LIBRARY_DATABASE_URL", services.settings.database)
    return cli.main([*map(str, words)])


def everything(services, without=("audit",)):
    """Give every row of a library."""
    with services.store.reading() as database:
        return {name: list(tables.rows(database, name)) for name in tables.kept(database) if name not in without}


def test_a_library_restored_on_another_machine_is_the_same_and_serves(stocked, other, monkeypatch, tmp_path, capsys):
    assert run(stocked, "backup", tmp_path / "kept.zip", monkeypatch=monkeypatch) == 0
    assert "rows written to" in capsys.readouterr().out
    assert run(other, "restore", tmp_path / "kept.zip", monkeypatch=monkeypatch) == 0
    said = capsys.readouterr().out
    assert "2 briefs are published and can be found." in said
    assert "Start the site and the worker again" in said
    assert everything(other) == everything(stocked)
    for name in ("secret_key", "uploads/ab/abcdef"):
        assert (other.settings.instance / name).read_bytes() == (stocked.settings.instance / name).read_bytes()
    client = create_app(connect(other.settings)).test_client()
    assert client.get("/briefs/old-name").location == "/briefs/skateparks"
    assert client.get("/briefs/unicycles").status_code == 410
    assert [found["slug"] for found in client.get("/api/v1/search?q=skateparks").json["results"]] == ["skateparks"]
    assert client.get("/readyz").status_code == 200
    assert sign_in_service.sign_in(other, "reviewer@example.org", PASSWORD, "here")
    assert run(other, "check", monkeypatch=monkeypatch) == 0


def test_a_restored_library_tells_that_it_was_and_everybody_is_signed_out(stocked, reviewer, other, tmp_path):
    token = builders.session(stocked, reviewer)
    backups.write(stocked, tmp_path / "kept.zip", quiet)
    backups.restore(other, tmp_path / "kept.zip", quiet)
    assert everything(other, ())["audit"][-1]["action"] == "restore"
    assert everything(other, ())["audit"][:-1] == everything(stocked, ())["audit"]
    assert sign_in_service.signed_in(stocked, token)
    assert sign_in_service.signed_in(other, token) is None


@pytest.mark.slow("publishes while a backup is taken, and restores it")
def test_a_backup_taken_while_staff_publish_is_one_state_of_the_library(stocked, reviewer, other, tmp_path):
    before = everything(stocked, ())

    def publish(done, total):
        builders.published(stocked, reviewer, f"meanwhile-{done}")

    backups.write(stocked, tmp_path / "kept.zip", publish)
    backups.restore(other, tmp_path / "kept.zip", quiet)
    restored = everything(other, ())
    assert restored | {"audit": restored["audit"][:-1]} == before
    assert len(everything(stocked)["briefs"]) > len(before["briefs"])


@pytest.mark.slow("writes and restores a backup twice")
@pytest.mark.parametrize(
    "address", [pytest.param("postgres", marks=pytest.mark.xdist_group("postgres"))], indirect=True
)
def test_a_backup_goes_from_one_kind_of_database_to_the_other_and_back(
    stocked,
    kept,
    other,
    address,
    tmp_path,
    reviewer,
):
    grown = connect(
        Settings(instance=tmp_path / "grown", index=tmp_path / "grown-index", meaning="off", database_url=address)
    )
    backups.restore(grown, kept, quiet)
    indexing.reindex(grown)
    assert everything(grown) == everything(stocked)
    builders.published(grown, reviewer, "new-here")
    backups.write(grown, tmp_path / "back.zip", quiet)
    backups.restore(grown, kept, quiet, replace=True)
    backups.restore(other, tmp_path / "back.zip", quiet)
    assert everything(grown) == everything(stocked)
    assert [row["slug"] for row in everything(other)["briefs"]][-1] == "new-here"
    grown.store.close()


def test_a_library_that_is_there_is_replaced_only_when_told(stocked, reviewer, kept, monkeypatch, capsys):
    builders.published(stocked, reviewer, "since-then")
    before = everything(stocked, ())
    assert run(stocked, "restore", kept, monkeypatch=monkeypatch) == 1
    assert "there is a library here already, and nothing was changed." in capsys.readouterr().err
    assert everything(stocked, ()) == before
    assert run(stocked, "restore", kept, "--replace", monkeypatch=monkeypatch) == 0
    assert "since-then" not in {row["slug"] for row in everything(stocked)["briefs"]}
    assert create_app(stocked).test_client().get("/api/v1/search?q=street").json["total"] == 2


def again(kept, **changes):
    """Write the members of a backup once more, some with another content, or (None) left out."""
    with zipfile.ZipFile(kept) as archive:
        members = {name: archive.read(name) for name in archive.namelist()} | changes
    with zipfile.ZipFile(kept, "w") as archive:
        for name, content in members.items():
            if content is not None:
                archive.writestr(name, content)


def told(kept, **changes):
    """Change what the list of a backup tells."""
    with zipfile.ZipFile(kept) as archive:
        again(kept, **{"list.json": json.dumps(json.loads(archive.read("list.json")) | changes)})


SPOILT = {
    "empty": lambda kept: kept.write_bytes(b""),
    "no archive": lambda kept: kept.write_text("Dear all"),
    "cut in half": lambda kept: kept.write_bytes(kept.read_bytes()[: kept.stat().st_size // 2]),
    "cut at its end": lambda kept: kept.write_bytes(kept.read_bytes()[:-1]),
    "a changed byte": lambda kept: kept.write_bytes(kept.read_bytes()[:2000] + b"\0\1\2\3" + kept.read_bytes()[2004:]),
    "another row": lambda kept: again(kept, **{"tables/people.jsonl": b'{"id": 1}\n'}),
    "a table gone": lambda kept: again(kept, **{"tables/versions.jsonl": None}),
    "something more": lambda kept: again(kept, **{"files/uploads/more": b"x"}),
    "no list": lambda kept: again(kept, **{"list.json": None}),
    "a list of nothing": lambda kept: again(kept, **{"list.json": b"[]"}),
    "a format to come": lambda kept: told(kept, format=2),
    "another archive": lambda kept: zipfile.ZipFile(kept, "w").close(),
}


@pytest.mark.parametrize("spoil", SPOILT.values(), ids=SPOILT)
def test_a_file_that_is_no_whole_backup_is_refused_and_changes_nothing(stocked, kept, spoil, monkeypatch, capsys):
    before = everything(stocked, ())
    spoil(kept)
    assert run(stocked, "restore", kept, "--replace", monkeypatch=monkeypatch) == 1
    said = capsys.readouterr().err
    assert said.startswith("library: kept.zip is ")
    assert said.endswith("Nothing was changed.\n")
    assert said.count("\n") == 1
    assert everything(stocked, ()) == before


def test_a_backup_of_a_newer_library_says_to_update_first(stocked, kept, monkeypatch, capsys):
    told(kept, revision="9999")
    assert run(stocked, "restore", kept, "--replace", monkeypatch=monkeypatch) == 1
    assert "was made by a newer library. Update this one first." in capsys.readouterr().err


@pytest.mark.parametrize("name", ["files/uploads/../../outside", "/outside", "tables/../outside"])
def test_nothing_in_a_backup_is_written_outside_the_instance_folder(other, tmp_path, name):
    with archives.writing(tmp_path / "evil.zip") as writer:
        writer._add(name, [b"evil"])
        writer.finish(revisions()[0], builders.NOW)
    with pytest.raises(archives.CannotRead):
        backups.restore(other, tmp_path / "evil.zip", quiet)
    assert list(tmp_path.rglob("outside")) == []


def test_rows_that_do_not_fit_together_are_refused_whole(stocked, other, tmp_path):
    with archives.writing(tmp_path / "odd.zip") as writer:
        writer.table("people", [])
        writer.table("briefs", [{"id": 1, "slug": "x", "created_at": "2026-01-01T00:00:00", "created_by": 99}])
        writer.finish(revisions()[0], builders.NOW)
    before = everything(stocked, ())
    with pytest.raises(archives.CannotRead, match="does not fit together"):
        backups.restore(stocked, tmp_path / "odd.zip", quiet, replace=True)
    assert everything(stocked, ()) == before


def test_a_backup_of_an_older_library_is_brought_up_to_date(other, tmp_path):
    old = Store(f"sqlite:///{tmp_path / 'old.sqlite3'}")
    row = (
        "(id, email, name, role, disabled, created_at) VALUES (7, 'a@b.org', 'Ann', 'admin', 0, '2026-01-01 00:00:00')"
    )
    with old.writing() as database, archives.writing(tmp_path / "old.zip") as writer:
        upgrade(database, "0002")
        database.exec_driver_sql(f"INSERT INTO people {row}")
        database.exec_driver_sql(
            "INSERT INTO audit VALUES (1, '2026-01-01 00:00:00', 7, 'invite', 'person 7', NULL, NULL)"
        )
        for name in tables.kept(database):
            writer.table(name, tables.rows(database, name))
        writer.finish("0002", builders.NOW)
    old.close()
    backups.restore(other, tmp_path / "old.zip", quiet)
    with other.store.reading() as database:
        assert revision(database) == revisions()[0]
    assert [row["request"] for row in everything(other, ())["audit"]] == ["", ""]
    assert [row["name"] for row in everything(other)["people"]] == ["Ann"]


def test_a_backup_before_there_is_a_library_says_what_to_do(other, tmp_path, monkeypatch, capsys):
    assert run(other, "backup", tmp_path / "kept.zip", monkeypatch=monkeypatch) == 1
    assert "Run `library upgrade --yes`, then try again." in capsys.readouterr().err
    assert list(tmp_path.glob("*kept.zip*")) == []


def test_a_backup_that_cannot_be_written_leaves_the_one_before_and_nothing_half(stocked, kept, monkeypatch, capsys):
    before = kept.read_bytes()

    def fail(done, total):
        raise OSError(28, "No space left on device")

    with pytest.raises(OSError, match="No space"):
        backups.write(stocked, kept, fail)
    assert kept.read_bytes() == before
    assert [path.name for path in kept.parent.glob("*kept.zip*")] == ["kept.zip"]
    assert run(stocked, "backup", kept.parent / "nowhere" / "kept.zip", monkeypatch=monkeypatch) == 1
    assert capsys.readouterr().err.count("\n") == 1


def test_only_its_owner_may_read_a_backup(kept):
    assert kept.stat().st_mode & 0o077 == 0


def test_staff_go_on_in_a_restored_library(stocked, kept, other, reviewer):
    backups.restore(other, kept, quiet)
    indexing.reindex(other)
    staff = Browser(create_app(other), reviewer)
    assert staff.get("/staff/briefs/5/edit").status_code == 404
    assert staff.send("/staff/briefs/new", {"title": "A new one"}).location == "/staff/briefs/5/edit?saved=1"
