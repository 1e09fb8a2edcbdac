"""`library doctor`: ten broken set-ups and more, each told in one plain sentence with what to do."""

import json
import os
import shutil
from datetime import timedelta

import pytest

from library.bootstrap import connect
from library.cli import main
from library.db.tables import heartbeats
from library.mail import queue as mails
from library.mail.messages import Mail
from library.upkeep import frozen_copy
from library.upkeep.workers import service as workers
from tests.cli.test_check_mail import NameServer, server  # noqa: F401 (a fixture)

KEY = "a key that nobody guesses"


def work(folder, patch):
    """Let the worker of the library in a folder run once, which makes and tests a backup if none was made today."""
    for name, value in {
        "INSTANCE": folder / "instance",
        "INDEX": folder / "index",
        "PUBLIC_URL": "https://library.example",
        "CONTACT": "library@example.org",
        "BACKUPS": folder / "backups",
        "BACKUP_KEY": KEY,
    }.items():
        patch.setenv(f"LIBRARY_{name}", str(value))
    assert main(["work", "--once"]) == 0


@pytest.fixture(scope="module")
def with_backup(fresh, tmp_path_factory):
    """Return a folder with a library and its backup of today, which takes long to be tested, to be copied."""
    folder = shutil.copytree(fresh, tmp_path_factory.mktemp("with_backup"), dirs_exist_ok=True)
    with pytest.MonkeyPatch.context() as patch:
        work(folder, patch)
    return folder


@pytest.fixture
def services(settings, tmp_path, with_backup):
    shutil.copytree(with_backup, tmp_path, dirs_exist_ok=True)
    made = connect(settings)
    yield made
    made.store.close()


@pytest.fixture
def place(services, tmp_path, monkeypatch):
    """Give a library that is well: it has an address, makes backups, and its worker has just run."""
    work(tmp_path, monkeypatch)
    return services


def ask(capsys, *words):
    """Return the exit code and what was found: name -> (level, words) of what is not well."""
    capsys.readouterr()
    code = main(["doctor", "--json", *words])
    told = json.loads(capsys.readouterr().out)
    assert told["well"] is (code == 0)
    assert all(each["words"].endswith((".", "…")) for each in told["findings"])
    return code, {each["name"]: each["words"] for each in told["findings"] if each["level"] == "wrong"}


def test_a_library_that_is_well_is_said_to_be(place, capsys):
    assert ask(capsys) == (0, {})
    assert main(["doctor"]) == 0
    said = capsys.readouterr().out
    assert "database: well. The database can be read and is up to date." in said
    assert "one was last tested by restoring it on" in said
    assert "mail: advice. No mail server is set" in said


def in_database(services, statement):
    with services.store.writing() as database:
        database.exec_driver_sql(statement)


def world_readable_key(services, set):
    (services.settings.instance / "secret_key").chmod(0o644)


def no_key(services, set):
    (services.settings.instance / "secret_key").unlink()


def empty_key(services, set):
    (services.settings.instance / "secret_key").write_text("")


def proxy_not_named(services, set):
    set("LIBRARY_LISTEN", "0.0.0.0")


def everybody_a_proxy(services, set):
    set("LIBRARY_PROXIES", "10.89.0.0/24 0.0.0.0/0")


def misspelt_setting(services, set):
    set("LIBRARY_BACKUP", "/tmp")


def newer_database(services, set):
    in_database(services, "UPDATE alembic_version SET version_num = '9999'")


def older_database(services, set):
    in_database(services, "UPDATE alembic_version SET version_num = '0028'")


def no_database(services, set):
    services.store.close()
    (services.settings.instance / "library.sqlite3").unlink()


def garbled_database(services, set):
    services.store.close()
    for path in services.settings.instance.glob("library.sqlite3*"):
        path.unlink()
    (services.settings.instance / "library.sqlite3").write_bytes(b"Dear all, " * 1000)


def no_instance(services, set):
    set("LIBRARY_INSTANCE", str(services.settings.instance / "elsewhere"))


def no_index(services, set):
    shutil.rmtree(services.settings.index)


def clock_set_back(services, set):
    in_database(services, "INSERT INTO audit (at, action, object) VALUES ('2099-01-01 00:00:00', 'seed', 'library')")


def worker_stopped(services, set):
    in_database(services, "UPDATE heartbeats SET at = '2020-01-01 00:00:00', next_by = '2020-01-01 00:05:00'")


def never_a_worker(services, set):
    in_database(services, "DELETE FROM heartbeats")


def two_workers(services, set):
    workers.beat(services)
    with services.store.writing() as database:
        row = database.execute(heartbeats.select().where(heartbeats.c.process == os.getpid())).one()._asdict()
        other = {"worker": f"{row['machine']} {os.getppid()}", "process": os.getppid()}
        database.execute(heartbeats.insert().values(**row | other))


def backup_late(services, set):
    in_database(services, "UPDATE backup_runs SET made_at = '2026-01-01 00:00:00', day = '2026-01-01'")


def backup_not_proven(services, set):
    in_database(services, "UPDATE backup_runs SET proof_trouble = 'kept.backup is damaged.'")


def frozen_copy_failed(services, set):
    set("LIBRARY_FROZEN_COPY", str(services.settings.instance.parent / "copy"))
    frozen_copy.note(services.settings, services.clock(), "No space left on device.")


def mail_waits(services, set):
    with services.store.writing() as database:
        mails.queue(database, "x", "x@example.org", Mail("X", "x", "x"), services.clock() - timedelta(hours=2))


def no_https(services, set):
    set("LIBRARY_PUBLIC_URL", "http://library.example")


def other_address(services, set):
    (services.settings.instance / "address").write_text("https://old.example")


def links_to_this_machine(services, set):
    set("LIBRARY_PUBLIC_URL", "http://127.0.0.1:8000")
    set("LIBRARY_SMTP_URL", "smtp://127.0.0.1:9")


def weak_key(services, set):
    set("LIBRARY_SECRET_KEY", "letmein")


BROKEN = [
    (world_readable_key, "files", "secret_key. Every command closes them"),
    (no_key, "key", "is gone. The next start makes another"),
    (weak_key, "key", "can be guessed. Give 32 letters or more"),
    (empty_key, "key", "is empty or cut short. Put the file back from a backup."),
    (proxy_not_named, "proxy", "all readers count as one"),
    (everybody_a_proxy, "settings", "name your proxies alone."),
    (misspelt_setting, "settings", "perhaps you meant LIBRARY_BACKUPS"),
    (no_instance, "files", "There is no library in"),
    (no_database, "database", "Run `library init`"),
    (garbled_database, "database", "cannot be read"),
    (newer_database, "database", "belongs to a newer library. Update this program."),
    (older_database, "database", "not up to date. Run “library upgrade --yes”."),
    (no_index, "index", "run `library reindex`"),
    (clock_set_back, "clock", "something was noted at 1 January 2099, 00:00. Set the clock right."),
    (worker_stopped, "worker", "since 1 January 2020, 00:00. Start `library work`."),
    (never_a_worker, "worker", "No worker has ever run"),
    (two_workers, "worker", "2 workers run on this machine."),
    (backup_late, "backups", "more than a day old"),
    (backup_not_proven, "backups", "couldn’t be restored when we tested it: kept.backup is damaged."),
    (frozen_copy_failed, "frozen-copy", "couldn’t be written: No space left on device. Look at the log of the worker"),
    (mail_waits, "mail", "has waited 120 minutes. Look at /staff/mail"),
    (no_https, "address", "without encryption. Put HTTPS before the site"),
    (other_address, "address", "was last started at https://old.example"),
    (links_to_this_machine, "address", "which only this machine can open. Set LIBRARY_PUBLIC_URL"),
]


@pytest.mark.parametrize(("break_it", "name", "words"), BROKEN, ids=[each[0].__name__ for each in BROKEN])
def test_what_is_broken_is_one_sentence_that_says_what_to_do(place, capsys, monkeypatch, break_it, name, words):
    break_it(place, monkeypatch.setenv)
    code, found = ask(capsys)
    assert code == 1
    assert words in found[name]
    assert "Traceback" not in str(found)
    assert not str(found[name]).endswith("..")


def test_looking_makes_and_changes_nothing(place, capsys, monkeypatch):
    no_key(place, monkeypatch.setenv)
    ask(capsys)
    assert not (place.settings.instance / "secret_key").exists()
    no_instance(place, monkeypatch.setenv)
    ask(capsys)
    assert not (place.settings.instance / "elsewhere").exists()


def test_what_receivers_of_mail_miss_is_said(place, server, capsys, monkeypatch):  # noqa: F811
    monkeypatch.setenv("LIBRARY_INSTANCE", str(place.settings.instance))
    monkeypatch.setenv("LIBRARY_INDEX", str(place.settings.index))
    monkeypatch.setenv("LIBRARY_SMTP_URL", "smtp://127.0.0.1:9")
    resolver = f"127.0.0.1:{server.server_address[1]}"
    assert ask(capsys, "--resolver", resolver) == (0, {})
    del server.records["_dmarc.library.example.", "TXT"]
    assert ask(capsys, "--resolver", resolver)[1]["mail"].startswith("DMARC: Add a TXT record")
