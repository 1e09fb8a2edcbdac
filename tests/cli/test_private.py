"""The instance folder is its owner's alone: as it is made, as it is found, and after a restore."""

import os
import stat
from pathlib import Path

import pytest

from library import cli
from library.accounts.invitations import service as invitations
from library.bootstrap import connect, remember_address
from library.editing.documents import service as uploads
from library.mail import queue as mails
from library.security.permissions import Role
from tests import builders
from tests.documents.reports import REPORTS


def open_to_others(folder: Path) -> list[str]:
    """List what other users of the machine may read or list, write or enter."""
    return [str(path) for path in (folder, *folder.rglob("*")) if stat.S_IMODE(path.stat().st_mode) & 0o077]


@pytest.fixture(autouse=True)
def usual_rights():
    """Begin each test with the rights that a new file usually has."""
    before = os.umask(0o022)
    yield
    os.umask(before)


@pytest.fixture
def used(settings, tmp_path):
    """Give a library in which everything was written that is kept in the instance folder."""
    services = connect(settings)
    services.store.migrate()
    builders.vocabulary(services)
    reviewer = builders.person(services)
    with (tmp_path / "report").open("w+b") as file:
        file.write(REPORTS[0].content)
        file.seek(0)
        upload, _ = uploads.take(services, reviewer, "report", file, "form")
    uploads.read(services, reviewer, upload.id)
    invitations.add(services, "new@example.org", "New", Role.CONTRIBUTOR)
    invitations.forgot(services, "reviewer@example.org", "192.0.2.1")
    mails.send_due(services)
    yield services
    services.store.close()


def opened(folder: Path) -> int:
    """Let others read everything, as an older library did; return how much that is."""
    found = [folder, *folder.rglob("*")]
    for path in found:
        path.chmod(0o755 if path.is_dir() else 0o644)
    return len(found)


def run(services, monkeypatch, *words):
    """Run a command on a library."""
    monkeypatch.setenv("LIBRARY_INSTANCE", str(services.settings.instance))
    monkeypatch.setenv("LIBRARY_INDEX", str(services.settings.index))
    return cli.main([*map(str, words)])


def test_what_the_library_writes_is_its_owner_s_alone(used):
    names = {path.name for path in used.settings.instance.iterdir()}
    assert names >= {"library.sqlite3", "library.sqlite3-wal", "library.sqlite3-shm", "secret_key", "uploads", "outbox"}
    assert open_to_others(used.settings.instance) == []


def test_what_is_found_open_is_closed_at_the_start_and_that_is_said(used, monkeypatch, caplog):
    count = opened(used.settings.instance)
    assert run(used, monkeypatch, "init") == 0
    assert open_to_others(used.settings.instance) == []
    said = [line for line in caplog.messages if "Other users" in line]
    assert said == [
        f"Other users of this machine could read {used.settings.instance}: {count} files and folders are now closed to them."
    ]
    caplog.clear()
    assert run(used, monkeypatch, "init") == 0
    assert not [line for line in caplog.messages if "Other users" in line]


def test_a_database_outside_the_folder_is_closed_too(settings, monkeypatch, tmp_path):
    database = tmp_path / "elsewhere" / "library.sqlite3"
    database.parent.mkdir()
    monkeypatch.setenv("LIBRARY_DATABASE_URL", f"sqlite:///{database}")
    database.touch(0o644)
    monkeypatch.setenv("LIBRARY_INSTANCE", str(settings.instance))
    monkeypatch.setenv("LIBRARY_INDEX", str(settings.index))
    assert cli.main(["init"]) == 0
    assert stat.S_IMODE(database.stat().st_mode) == 0o600


def test_a_backup_and_what_is_restored_from_it_are_its_owner_s_alone(used, monkeypatch, tmp_path):
    kept = tmp_path / "kept.zip"
    kept.write_bytes(b"an older one that others could read")
    kept.chmod(0o644)
    assert run(used, monkeypatch, "backup", kept) == 0
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600
    monkeypatch.setenv("LIBRARY_INSTANCE", str(tmp_path / "other"))
    monkeypatch.setenv("LIBRARY_INDEX", str(tmp_path / "other-index"))
    os.umask(0o022)
    assert cli.main(["restore", str(kept)]) == 0
    assert (tmp_path / "other" / "uploads").is_dir()
    assert open_to_others(tmp_path / "other") == []


def test_a_folder_that_cannot_be_closed_is_refused_in_one_sentence(used, monkeypatch, capsys):
    """A folder of somebody else's is the one case; the system's own answer for it stands in here."""

    def refuse(path, mode):
        raise PermissionError(1, "Operation not permitted", str(path))

    opened(used.settings.instance)
    monkeypatch.setattr(Path, "chmod", refuse)
    assert run(used, monkeypatch, "init") == 1
    folder = used.settings.instance
    assert capsys.readouterr().err == (
        f"library: Other users of this machine can read {folder}, and this user may not change that. "
        f"Run `chmod -R go= {folder}` as its owner.\n"
    )


def test_a_folder_that_holds_other_things_is_left_as_it_is_and_refused(monkeypatch, capsys, tmp_path):
    shared = tmp_path / "shared"
    shared.mkdir()
    (shared / "site.html").write_text("")
    monkeypatch.setenv("LIBRARY_INSTANCE", str(shared))
    assert cli.main(["init"]) == 1
    assert "Give the library a folder of its own with LIBRARY_INSTANCE." in capsys.readouterr().err
    assert len(open_to_others(shared)) == 2


def test_nothing_runs_with_a_key_that_is_empty(settings, monkeypatch, capsys):
    """What it signs, anybody can sign. A machine that loses its power may leave such a file."""
    connect(settings).store.close()
    path = settings.instance / "secret_key"
    path.write_text("")
    monkeypatch.setenv("LIBRARY_INSTANCE", str(settings.instance))
    assert cli.main(["work", "--once"]) == 1
    said = capsys.readouterr().err
    assert f"library: The signing key, {path}, is empty or cut short. Put the file back from a backup." in said
    assert path.read_text() == ""


def test_a_key_that_is_gone_is_said_when_another_is_made_but_not_at_the_first_start(settings, caplog):
    first = connect(settings)
    remember_address(first)
    first.store.close()
    assert caplog.messages == []
    (settings.instance / "secret_key").unlink()
    again = connect(settings)
    again.store.close()
    assert again.settings.secret_key != first.settings.secret_key
    assert ["was gone, and another was made" in said for said in caplog.messages] == [True]
