"""The command line, as it is typed."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from library.settings import ROOT
from tests import builders

COMMANDS = ["init", "seed", "serve", "work", "run", "reindex", "check", "import", "export", "people", "people add"]


class Typed:
    """Types commands into a shell whose library lives in a folder of the test."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.environment = os.environ | {
            "LIBRARY_INSTANCE": str(folder / "instance"),
            "LIBRARY_INDEX": str(folder / "index"),
        }

    def __call__(self, *words: str, typed: str = "", **environment: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "library.cli", *words]
        return subprocess.run(
            command,
            cwd=ROOT,
            env=self.environment | environment,
            input=typed,
            capture_output=True,
            text=True,
            check=False,
        )


@pytest.fixture
def library(tmp_path: Path) -> Typed:
    return Typed(tmp_path)


@pytest.fixture(scope="module")
def stocked(tmp_path_factory: pytest.TempPathFactory) -> Typed:
    """Give a library with the seed briefs; for tests that change nothing others look at."""
    made = Typed(tmp_path_factory.mktemp("stocked"))
    assert made("seed").returncode == 0
    return made


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_explains_itself(library: Typed, command: str) -> None:
    done = library(*command.split(), "--help")
    assert done.returncode == 0
    assert "usage: library" in done.stdout


def test_seeding_again_loads_nothing_twice(stocked: Typed) -> None:
    assert stocked("seed").stdout.endswith("0 briefs loaded; those that staff changed were left as they are.\n")


def test_database_and_index_agree_after_seeding(stocked: Typed) -> None:
    done = stocked("check")
    assert (done.returncode, done.stdout) == (0, "The database and the index agree.\n")


def test_what_was_exported_can_be_imported_and_changes_nothing(stocked: Typed, tmp_path: Path) -> None:
    for name in ("all.json", "all.csv", "all.xlsx"):
        assert stocked("export", str(tmp_path / name)).returncode == 0
    taken = [stocked("import", str(tmp_path / name)) for name in ("all.json", "all.csv", "all.xlsx")]
    assert [done.returncode for done in taken] == [0, 0, 0], [done.stdout[-500:] for done in taken]
    assert json.loads((tmp_path / "all.json").read_text("utf-8"))[0]["slug"]


def test_a_bad_brief_stops_the_import_unless_the_good_ones_are_asked_for(library: Typed, tmp_path: Path) -> None:
    library("seed")
    file = tmp_path / "two.json"
    file.write_text(
        json.dumps([builders.content("good-one"), builders.content("bad-one") | {"title": "x" * 81}]), "utf-8"
    )
    refused = library("import", str(file))
    assert refused.returncode == 1
    assert "row 2 (bad-one): title: Use 80 characters or fewer." in refused.stdout
    assert "0 briefs taken in, 1 refused." in refused.stdout
    assert "1 briefs taken in, 1 refused." in library("import", "--good-ones", str(file)).stdout


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("broken.json", "{", "is broken, or is not really a .json file"),
        ("odd.csv", "slug,colour\na,red\n", "colour: This column is not known."),
        ("odd.xlsx", "not a workbook", "is broken, or is not really a .xlsx file"),
        ("notes.docx", "", "is not a file this can read"),
    ],
)
def test_a_file_that_cannot_be_read_is_told_on_one_line(
    library: Typed, tmp_path: Path, name: str, content: str, said: str
) -> None:
    (tmp_path / name).write_text(content, "utf-8")
    library("init")
    done = library("import", str(tmp_path / name))
    assert done.returncode == 1
    assert said in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1


def test_a_person_gets_a_link_or_a_password_of_their_own(library: Typed) -> None:
    add = ("people", "add", "sam@example.org", "--name", "Sam", "--role", "reviewer")
    assert "http://127.0.0.1:8000/welcome/" in library(*add).stdout
    assert library(*add, "--password-stdin", typed=builders.PASSWORD).returncode == 0
    short = library(*add, "--password-stdin", typed="short")
    assert short.returncode == 1
    assert "15 characters or more" in short.stderr


@pytest.mark.parametrize(("name", "value"), [("PORT", "http"), ("LIBRARY_PUBLIC_URL", "example.org")])
def test_a_setting_that_cannot_be_used_is_told_on_one_line(library: Typed, name: str, value: str) -> None:
    done = library("check", **{name: value})
    assert done.returncode == 1
    assert name in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1


def test_the_content_check_names_rule_field_and_sentence(library: Typed, tmp_path: Path) -> None:
    file = tmp_path / "street-games.json"
    file.write_text(json.dumps(builders.content(short_answer="Stakeholders saw 40% less.")), "utf-8")
    done = library("check", "--content", str(file))
    assert done.returncode == 1
    assert (
        "short_answer: The figure “40” stands in none of the fact records “Stakeholders saw 40% less.”" in done.stdout
    )
    assert "instead of “stakeholder”, partners, or say who" in done.stdout


def test_the_worker_does_what_is_due_once(stocked: Typed) -> None:
    assert stocked("work", "--once").returncode == 0
