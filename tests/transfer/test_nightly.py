"""The backups that the worker makes: one a day, kept by a rule, encrypted where a key is set, and proven."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from library import cli, worker
from library.app import create_app
from library.bootstrap import connect
from library.settings import Settings
from library.transfer.backup import keeping, nightly
from library.transfer.backup import service as backups
from library.transfer.files import CannotRead
from library.upkeep.backup_runs import repository as runs
from tests import builders

KEY, OTHER = "a key that nobody guesses", "another key that nobody has"
MORNING = datetime(2026, 11, 23, 6, 0, tzinfo=UTC)


def quiet(done, total):
    """Tell nobody."""


@pytest.fixture
def nights(services, reviewer, tmp_path):
    """Give a library that makes backups, with a brief and an upload."""
    builders.published(services, reviewer)
    upload = services.settings.instance / "uploads" / "ab" / "abcdef"
    upload.parent.mkdir(parents=True)
    upload.write_bytes(bytes(range(256)) * 9000)
    return at(services, MORNING, backups=tmp_path / "backups", backup_key=KEY)


def at(services, now, **changes):
    return replace(services, clock=lambda: now, settings=replace(services.settings, **changes))


def kept(services):
    with services.store.reading() as database:
        return runs.kept(database, services.clock())


def files(services):
    return sorted(path.name for path in services.settings.backups.iterdir())


def degraded(services):
    return create_app(services).test_client().get("/readyz").json["degraded"]


def test_the_worker_makes_one_backup_a_day_and_proves_the_first_by_restoring_it(nights):
    worker.work(nights, once=True)
    worker.work(nights, once=True)
    assert files(nights) == ["library-20261123-060000.backup"]
    assert kept(nights).proven_at == MORNING
    tomorrow = at(nights, MORNING + timedelta(days=1))
    assert nightly.do_due(tomorrow)
    assert len(files(nights)) == 2
    assert (kept(tomorrow).newest.day.isoformat(), kept(tomorrow).newest.proven_at) == ("2026-11-24", None)
    assert not list(nights.settings.instance.glob("proving*"))
    assert degraded(nights) == []


def test_before_its_hour_the_backup_of_the_day_before_will_do(nights):
    nightly.do_due(at(nights, MORNING, backup_hour=9))
    assert kept(nights).newest.day.isoformat() == "2026-11-22"
    nightly.do_due(at(nights, MORNING + timedelta(hours=4), backup_hour=9))
    assert kept(at(nights, MORNING + timedelta(hours=4))).newest.day.isoformat() == "2026-11-23"


def test_a_backup_that_is_encrypted_is_restored_with_its_key_and_holds_nothing_to_read(nights, tmp_path):
    path, _ = nightly.make(nights, quiet)
    assert path.stat().st_mode & 0o077 == 0
    content = path.read_bytes()
    assert b"briefs" not in content
    assert b"PK" not in content[:100]
    other = connect(
        Settings(instance=tmp_path / "other", index=tmp_path / "other-index", meaning="off", backup_key=KEY)
    )
    backups.restore(other, path, quiet)
    assert (other.settings.instance / "uploads/ab/abcdef").read_bytes() == bytes(range(256)) * 9000
    other.store.close()


def cut(path, size):
    path.write_bytes(path.read_bytes()[:size])


def swapped(path):
    """Put the second piece before the first."""
    content, piece = path.read_bytes(), (1 << 20) + 16
    path.write_bytes(
        content[:40] + content[40 + piece : 40 + 2 * piece] + content[40 : 40 + piece] + content[40 + 2 * piece :]
    )


SPOILT = {
    "cut in its beginning": lambda path: cut(path, 30),
    "cut after its beginning": lambda path: cut(path, 40),
    "cut between two pieces": lambda path: cut(path, 40 + (1 << 20) + 16),
    "cut at its end": lambda path: cut(path, -1),
    "pieces in another order": swapped,
    "a changed byte": lambda path: path.write_bytes(path.read_bytes()[:500] + b"\0\1" + path.read_bytes()[502:]),
}


@pytest.fixture
def encrypted(tmp_path):
    """Give an encrypted file of some pieces."""
    made = connect(Settings(instance=tmp_path / "i", index=tmp_path / "x", meaning="off", backup_key=KEY))
    made.store.migrate()
    (made.settings.instance / "uploads").mkdir()
    (made.settings.instance / "uploads" / "ab").write_bytes(builders.secrets.token_bytes(3 << 20))
    backups.write(made, tmp_path / "kept.backup", quiet)
    made.store.close()
    return tmp_path / "kept.backup"


def test_a_spoilt_or_foreign_file_or_another_key_is_one_sentence_and_changes_nothing(
    encrypted, tmp_path, monkeypatch, capsys
):
    monkeypatch.setenv("LIBRARY_INSTANCE", str(tmp_path / "new"))
    monkeypatch.setenv("LIBRARY_INDEX", str(tmp_path / "new-index"))
    whole = encrypted.read_bytes()
    for key, sentence in (("", "is encrypted. Set LIBRARY_BACKUP_KEY"), (OTHER, "is not the key that kept.backup")):
        monkeypatch.setenv("LIBRARY_BACKUP_KEY", key)
        assert cli.main(["restore", str(encrypted)]) == 1
        assert sentence in capsys.readouterr().err
    monkeypatch.setenv("LIBRARY_BACKUP_KEY", KEY)
    for name, spoil in SPOILT.items():
        encrypted.write_bytes(whole)
        spoil(encrypted)
        assert cli.main(["restore", str(encrypted)]) == 1, name
        said = capsys.readouterr().err
        assert "kept.backup is damaged or cut short" in said, name
        assert said.count("\n") == 1, name
    encrypted.write_bytes(whole)
    assert cli.main(["restore", str(encrypted)]) == 0


def test_seven_days_four_weeks_and_twelve_months_are_kept_and_what_is_not_ours_is_left(tmp_path):
    made = [MORNING - timedelta(days=days) for days in range(800)] + [MORNING - timedelta(hours=2)]
    for each in made:
        (tmp_path / keeping.name_for(each)).touch()
    (tmp_path / "library-of-somebody.backup").touch()
    keeping.make_room(tmp_path)
    left = sorted(path.name for path in tmp_path.iterdir())
    assert "library-of-somebody.backup" in left
    days = {f"library-{MORNING - timedelta(days=days):%Y%m%d-%H%M%S}.backup" for days in range(7)}
    assert days <= set(left)
    assert f"library-{MORNING - timedelta(hours=2):%Y%m%d-%H%M%S}.backup" not in left
    months = {name[8:14] for name in left if name[8].isdigit()}
    assert len(months) == 12
    assert len(left) <= 1 + 7 + 4 + 12
    assert {
        "library-20261115-060000.backup",
        "library-20261108-060000.backup",
        "library-20261031-060000.backup",
    } <= set(left)


def test_what_stops_a_backup_is_told_and_tried_again_in_an_hour(nights, tmp_path):
    (tmp_path / "backups").write_text("This is a file.")
    nightly.do_due(nights)
    (sentence,) = degraded(nights)
    assert sentence.startswith("The backup failed: ")
    (tmp_path / "backups").unlink()
    nightly.do_due(at(nights, MORNING + timedelta(minutes=30)))
    assert not (tmp_path / "backups").exists()
    later = at(nights, MORNING + timedelta(minutes=61))
    nightly.do_due(later)
    assert len(files(nights)) == 1
    assert degraded(later) == []


def test_a_backup_that_is_late_or_cannot_be_proven_is_told(nights):
    nightly.do_due(nights)
    assert degraded(at(nights, MORNING + timedelta(hours=30))) == [
        "The last backup is more than a day old. The worker makes them."
    ]
    (path,) = nights.settings.backups.iterdir()
    cut(path, -1)
    week = at(nights, MORNING + timedelta(days=8))
    with week.store.writing() as database:
        database.exec_driver_sql("UPDATE backup_runs SET proven_at = NULL, tried_at = NULL")
    nightly.prove_due(week)
    assert "damaged or cut short" in kept(week).proof_trouble


def test_without_a_folder_for_backups_the_command_says_so(services, monkeypatch, capsys):
    monkeypatch.setenv("LIBRARY_INSTANCE", str(services.settings.instance))
    monkeypatch.setenv("LIBRARY_INDEX", str(services.settings.index))
    assert cli.main(["backup"]) == 1
    assert "Set LIBRARY_BACKUPS to a folder" in capsys.readouterr().err
    with pytest.raises(CannotRead):
        nightly.make(services, quiet)
