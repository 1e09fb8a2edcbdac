"""The command line: what each command does, what it says, and how it ends."""

import json
import re
import shlex
import sys
from io import StringIO

import pyotp
import pytest

from library import cli
from library.accounts import repository as table
from library.accounts.sign_in import service as sign_in_service
from library.app import create_app
from library.bootstrap import connect
from library.security.permissions import Action, Role, may
from library.settings import ROOT, Settings
from library.upkeep.activity_log import repository as activity
from tests import builders
from tests.browser import Browser
from tests.builders import PASSWORD

COMMANDS = [
    "init",
    "seed",
    "serve",
    "work",
    "keep-index",
    "run",
    "reindex",
    "check",
    "import",
    "export",
    "backup",
    "restore",
    "upgrade",
    "people",
    "people add",
]


@pytest.fixture
def library(settings, monkeypatch):
    """Run commands in this process on the test's own folders; give a function that does."""
    monkeypatch.setenv("LIBRARY_INSTANCE", str(settings.instance))
    monkeypatch.setenv("LIBRARY_INDEX", str(settings.index))
    for name in ("LIBRARY_DATABASE_URL", "LIBRARY_PUBLIC_URL", "LIBRARY_SECRET_KEY", "PORT"):
        monkeypatch.delenv(name, raising=False)
    return lambda *words: cli.main(list(words))


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_explains_itself(command, capsys):
    assert cli.main([*command.split(), "--help"]) == 0
    assert capsys.readouterr().out.startswith(f"Usage: library {command}")


def test_help_names_every_command(capsys):
    assert cli.main(["--help"]) == 0
    listed = re.findall(r"^  ([\w-]+)", capsys.readouterr().out, re.MULTILINE)
    assert set(listed) >= {command.split()[0] for command in COMMANDS}


@pytest.mark.parametrize("words", [[], ["fly"], ["import"], ["people"], ["people", "add", "a@example.org"]])
def test_a_command_that_is_not_whole_says_how_it_is_used(words, capsys):
    assert cli.main(words) == 2
    assert "Usage: library" in capsys.readouterr().err


def test_init_makes_the_database_and_the_index_and_may_be_run_again(library, capsys, settings):
    assert [library("init"), library("init")] == [0, 0]
    assert "The database and the index are ready." in capsys.readouterr().out
    assert (settings.instance / "library.sqlite3").exists()
    assert library("check") == 0


def test_a_person_gets_a_link_that_works(library, services, capsys):
    assert library("people", "add", "Ann@Example.org", "--name", "Ann Other", "--role", "reviewer") == 0
    said = capsys.readouterr().out
    assert "Give Ann Other this link. It works once, within 24 hours:" in said
    path = re.search(r"http://127\.0\.0\.1:8000(/welcome/\S+)", said)[1]
    newcomer = Browser(create_app(services))
    assert newcomer.send(path, {"password": PASSWORD}).location == "/sign-in"
    assert sign_in_service.sign_in(services, "ann@example.org", PASSWORD, "here")


def test_the_first_person_of_the_readme_may_publish_alone_and_invite_others(library, services, capsys):
    command = re.search(
        r"^ +\.venv/bin/library (people add .+)$", (ROOT / "README.md").read_text("utf-8"), re.MULTILINE
    )
    assert library(*shlex.split(command[1])) == 0
    with services.store.reading() as database:
        first = table.account(database, email="you@example.org").person
    assert may(first, Action.PUBLISH_ALONE)
    browser = Browser(create_app(services), first)
    assert browser.get("/staff/people").status_code == 200
    assert "/welcome/" in capsys.readouterr().out


def test_somebody_who_is_known_gets_the_role_that_is_named(library, services, reviewer):
    assert library("people", "add", reviewer.email, "--name", "R", "--role", "admin") == 0
    with services.store.reading() as database:
        assert table.account(database, id=reviewer.id).person.role is Role.ADMIN
        assert "make admin" in activity.actions(database)


def test_a_password_may_be_read_from_standard_input(library, services, monkeypatch, capsys):
    words = ("people", "add", "ann@example.org", "--name", "Ann", "--role", "admin", "--password-stdin")
    monkeypatch.setattr("sys.stdin", StringIO("short\n"))
    assert library(*words) == 1
    assert capsys.readouterr().err.startswith("library: Use 15 characters or more.")
    monkeypatch.setattr("sys.stdin", StringIO(f"{PASSWORD}\n"))
    assert library(*words) == 0
    assert sign_in_service.sign_in(services, "ann@example.org", PASSWORD, "here")


def test_password_and_second_step_may_be_set_at_once_for_scripts(library, services, monkeypatch, capsys):
    words = ("people", "add", "ann@example.org", "--name", "Ann", "--role", "admin", "--password-stdin", "--totp")
    monkeypatch.setattr("sys.stdin", StringIO(f"{PASSWORD}\n"))
    assert library(*words) == 0
    line = capsys.readouterr().out.splitlines()[-1]
    assert line.startswith("otpauth://totp/What%20Works%20Library:ann%40example.org?secret=")
    ann = Browser(create_app(services))
    asked = ann.send("/sign-in", {"email": "ann@example.org", "password": PASSWORD}).location
    assert ann.send(asked, {"code": pyotp.parse_uri(line).now()}).location == "/staff/briefs"


def test_a_lost_second_step_is_set_anew_from_the_command_line(library, services, capsys):
    reviewer = builders.person(services)
    session = builders.session(services, reviewer)
    assert library("people", "add", reviewer.email, "--name", "R", "--role", "reviewer", "--totp") == 0
    said = capsys.readouterr().out
    assert "/welcome/" in said
    assert sign_in_service.signed_in(services, session) is None
    new = pyotp.parse_uri(said.splitlines()[-1])
    browser = Browser(create_app(services))
    asked = browser.send("/sign-in", {"email": reviewer.email, "password": PASSWORD}).location
    assert browser.send(asked, {"code": builders.code(services)}).status_code == 400
    assert browser.send(asked, {"code": new.now()}).location == "/staff/briefs"


def test_somebody_who_is_disabled_gets_no_link(library, services, capsys):
    reviewer = builders.person(services)
    with services.store.writing() as database:
        table.change(database, reviewer.id, disabled=True)
    assert library("people", "add", reviewer.email, "--name", "R", "--role", "reviewer") == 1
    assert "is disabled" in capsys.readouterr().err


@pytest.mark.parametrize("address", ["ann", "a@b@c", "a b@example.org", "a@b\nc", "", "x" * 260 + "@example.org"])
def test_what_is_no_address_is_refused_on_one_line(library, capsys, address):
    assert library("people", "add", address, "--name", "Ann", "--role", "admin") == 1
    assert "is not an e-mail address" in capsys.readouterr().err


@pytest.mark.parametrize("suffix", ["json", "csv", "xlsx"])
def test_what_is_exported_can_be_imported_into_an_empty_library(
    library, services, reviewer, tmp_path, capsys, monkeypatch, suffix
):
    builders.published(services, reviewer)
    builders.published(services, reviewer, "choirs", title="Choirs: =1+1 “é”", lenses={"school": "Sing."})
    file, again = tmp_path / f"out.{suffix}", tmp_path / "again.json"
    assert library("export", str(file)) == 0
    assert f"2 briefs written to {file}." in capsys.readouterr().out
    other = connect(Settings(instance=tmp_path / "other", index=tmp_path / "other-index", meaning="off"))
    other.store.migrate()
    builders.vocabulary(other)
    other.store.close()
    monkeypatch.setenv("LIBRARY_INSTANCE", str(tmp_path / "other"))
    monkeypatch.setenv("LIBRARY_INDEX", str(tmp_path / "other-index"))
    assert library("import", str(file), "--publish") == 0
    assert library("export", str(again)) == 0
    assert [brief["slug"] for brief in json.loads(again.read_text("utf-8"))] == ["choirs", "street-games"]
    assert json.loads(again.read_text("utf-8"))[1] == builders.content()
    assert json.loads(again.read_text("utf-8"))[0]["title"] == "Choirs: =1+1 “é”"


def test_an_import_with_a_fault_takes_nothing_and_names_row_field_and_fault(library, services, tmp_path, capsys):
    file = tmp_path / "in.json"
    file.write_text(json.dumps([builders.content("good"), builders.content("bad") | {"title": ""}]))
    assert library("import", str(file)) == 1
    said = capsys.readouterr().out
    assert "row 2 (bad): title: Title: this is needed." in said
    assert "0 briefs taken in, 1 refused. Nothing was taken; --good-ones takes those without a fault." in said
    assert library("import", str(file), "--good-ones", "--publish") == 1
    assert "1 briefs taken in, 1 refused." in capsys.readouterr().out
    client = create_app(services).test_client()
    assert client.get("/briefs/good").status_code == 200
    assert client.get("/briefs/bad").status_code == 404


def test_check_names_what_the_index_lacks_and_reindex_mends_it(library, services, reviewer, capsys):
    brief_id = builders.published(services, reviewer)
    assert library("check") == 0
    assert "The database and the index agree." in capsys.readouterr().out
    with services.index.writing() as batch:
        batch.remove(brief_id)
    assert library("check") == 1
    said = capsys.readouterr().out
    assert f"brief {brief_id}: the index lacks change" in said
    assert "1 differences." in said
    assert library("reindex") == 0
    assert "The index was rebuilt: 1 briefs." in capsys.readouterr().out
    assert library("check") == 0


def test_check_names_what_the_index_has_too_much(library, services, capsys):
    assert library("init") == 0
    with services.index.writing() as batch:
        batch.put(builders.document(7, "A ghost"))
    assert library("check") == 1
    assert "brief 7: is in the index, but not published" in capsys.readouterr().out


def test_work_once_brings_the_index_up_to_date(library, services, reviewer):
    brief_id = builders.published(services, reviewer)
    with services.index.writing() as batch:
        batch.remove(brief_id)
    assert library("work", "--once") == 0
    assert library("check") == 0


def test_check_of_content_names_file_field_and_fault(library, tmp_path, capsys):
    bad = tmp_path / "street-games.json"
    bad.write_text(json.dumps(builders.content(short_answer="Stakeholders leverage 47 things.")))
    broken = tmp_path / "broken.json"
    broken.write_text("{")
    assert library("check", "--content", str(bad), str(broken)) == 1
    said = capsys.readouterr().out
    assert "street-games: short_answer: The figure “47” stands in none of the fact records" in said
    assert "instead of “leverage”, use" in said
    assert "broken: This is not JSON" in said
    assert "2 briefs checked, " in said


WRONG = [
    ({"PORT": "eighty"}, "PORT is “eighty”"),
    ({"PORT": "70000"}, "PORT is “70000”"),
    ({"PORT": "²"}, "PORT is “²”"),
    ({"LIBRARY_PUBLIC_URL": "library.example"}, "LIBRARY_PUBLIC_URL is “library.example”"),
    ({"LIBRARY_PUBLIC_URL": "https://bücher.example"}, "LIBRARY_PUBLIC_URL is “https://bücher.example”"),
    ({"LIBRARY_SENDER": "a..b@example.org"}, "LIBRARY_SENDER is “a..b@example.org”"),
    ({"LIBRARY_SENDER": "library@example.org."}, "LIBRARY_SENDER is “library@example.org.”"),
    ({"LIBRARY_CONTACT": "ask at the desk"}, "LIBRARY_CONTACT is “ask at the desk”; give one e-mail address"),
    ({"LIBRARY_SMTP_URL": "smtp://user:secret@host?starttls=maybe"}, "LIBRARY_SMTP_URL must be like"),
    ({"LIBRARY_MEANING": "yes"}, "LIBRARY_MEANING is “yes”; give on or off"),
    ({"LIBRARY_MAILS_PER_MINUTE": "many"}, "LIBRARY_MAILS_PER_MINUTE is “many”; give a number"),
    ({"LIBRARY_LANGUAGES": "nowhere"}, "LIBRARY_LANGUAGES is “nowhere”; give a folder"),
    (
        {"LIBRARY_CONTAKT": "a@example.org"},
        "LIBRARY_CONTAKT is not a setting of the library; perhaps you meant LIBRARY_CONTACT",
    ),
    ({"LIBRARY_QQQ": ""}, "LIBRARY_QQQ is not a setting of the library; docs/settings.md lists all of them"),
    ({"LIBRARY_DATABASE_URL": "nonsense"}, "LIBRARY_DATABASE_URL must start with"),
    ({"LIBRARY_DATABASE_URL": "mysql://user:secret@host/x"}, "LIBRARY_DATABASE_URL must start with"),
]


@pytest.mark.parametrize(("setting", "sentence"), WRONG)
def test_a_wrong_setting_is_said_on_one_line(library, monkeypatch, capsys, setting, sentence):
    for name, value in setting.items():
        monkeypatch.setenv(name, value)
    assert library("check") == 1
    said = capsys.readouterr().err
    assert said.startswith(f"library: {sentence}")
    assert said.count("\n") == 1
    assert "secret" not in said


def one_line(ended):
    assert ended.returncode == 1
    assert "Traceback" not in ended.stderr
    lines = [line for line in ended.stderr.splitlines() if line.startswith("library:")]
    assert len(lines) == 1
    return lines[0]


@pytest.mark.slow("commands of a first test wait for a process that has imported the library")
def test_a_file_that_cannot_be_read_is_said_on_one_line_without_a_traceback(run, tmp_path):
    (tmp_path / "broken.xlsx").write_bytes(b"PK no")
    said = one_line(run("import", str(tmp_path / "broken.xlsx")))
    assert said.startswith("library: broken.xlsx is broken, or is not really a .xlsx file:")


def test_an_instance_folder_that_cannot_be_made_is_said_on_one_line_without_a_traceback(run, tmp_path):
    (tmp_path / "a-file").write_text("")
    assert "a-file" in one_line(run("init", LIBRARY_INSTANCE=str(tmp_path / "a-file")))


def test_what_postgres_needs_and_is_not_installed_is_said_on_one_line(library, monkeypatch, capsys):
    monkeypatch.setenv("LIBRARY_DATABASE_URL", "postgresql://library@database/library")
    monkeypatch.setitem(sys.modules, "psycopg", None)
    assert library("init") == 1
    said = capsys.readouterr().err.splitlines()
    assert len(said) == 1
    assert "requirements-postgres.txt" in said[0]


def test_a_database_that_is_away_is_said_on_one_line_without_a_traceback(library, monkeypatch, capsys, tmp_path):
    monkeypatch.setenv("LIBRARY_DATABASE_URL", f"sqlite:///{tmp_path / 'nowhere' / 'x.sqlite3'}")
    for command in ("init", "seed", "check", "reindex"):
        assert library(command) == 1
        said = capsys.readouterr().err.strip().splitlines()
        assert said[-1] == "library: unable to open database file"


@pytest.mark.parametrize("name", ["missing.json", "notes.docx", "folder.csv"])
def test_an_import_of_what_is_no_file_of_briefs_says_why(library, services, tmp_path, capsys, name):
    (tmp_path / "folder.csv").mkdir()
    (tmp_path / "notes.docx").write_text("")
    assert library("import", str(tmp_path / name)) == 1
    assert capsys.readouterr().err.startswith(f"library: {name} ")


@pytest.mark.parametrize("name", ["out.docx", "nowhere/out.json", "nowhere/out.xlsx"])
def test_an_export_that_cannot_be_written_says_why(library, services, tmp_path, capsys, name):
    assert library("export", str(tmp_path / name)) == 1
    said = capsys.readouterr().err
    assert said.startswith("library: ")
    assert said.count("\n") == 1


def test_check_of_content_that_is_not_there_is_said_on_one_line(library, tmp_path, capsys):
    assert library("check", "--content", str(tmp_path / "missing.json")) == 1
    assert "missing.json" in capsys.readouterr().err


def test_a_dry_run_tells_what_would_happen_to_each_row_and_takes_nothing(library, services, reviewer, tmp_path, capsys):
    builders.published(services, reviewer)
    rows = [builders.content(title="Street play"), builders.content("new"), builders.content("bad") | {"title": ""}]
    (tmp_path / "in.json").write_text(json.dumps(rows))
    assert library("import", str(tmp_path / "in.json"), "--dry-run") == 1
    said = capsys.readouterr().out.splitlines()
    assert said == [
        "row 1 (street-games): Changed: Title",
        "row 2 (new): New",
        "row 3 (bad): title: Title: this is needed.",
        "3 rows: 1 new, 1 changed, 0 same already, 1 refused. Nothing was taken in.",
    ]
    assert library("export", str(tmp_path / "out.json")) == 0
    assert json.loads((tmp_path / "out.json").read_text()) == [builders.content()]
    capsys.readouterr()
    assert library("import", str(tmp_path / "out.json"), "--dry-run") == 0
    assert library("import", str(tmp_path / "out.json")) == 0
    assert "0 briefs taken in, 0 refused, 1 the same already." in capsys.readouterr().out


def test_the_log_is_plain_lines_or_json_as_it_is_set(run):
    told = [json.loads(line) for line in run("init", LIBRARY_LOG="json").stderr.splitlines()]
    assert [(each["level"], each["logger"]) for each in told if "index" in each["message"]] == [
        ("warning", "library.search.indexing")
    ]
    assert run("init", LIBRARY_LOG="loud").stderr == "library: LIBRARY_LOG is “loud”; give json or text\n"
