"""What security officers are shown is complete, and names what is there."""

import re
from collections import Counter

import pytest

from library.db.tables import metadata
from library.settings import ROOT

DOCS = ROOT / "docs"
ASVS, KEPT = DOCS / "security-asvs.md", DOCS / "data-protection.md"
ROW = re.compile(r"^\| (\d+\.\d+\.\d+) \| [12] \| ([✓◐↗✗–]) \| [^|]+ \| ([^|]+) \|$", re.MULTILINE)
FILE = re.compile(r"`(\w[\w./-]+\.(?:py|md|html|js|toml|txt))`")
REQUIREMENTS = 253
"""Requirements of ASVS 5.0.0 at levels 1 and 2."""


def test_each_requirement_has_one_row_and_what_holds_it() -> None:
    rows = ROW.findall(ASVS.read_text("utf-8"))
    assert len({number for number, _, _ in rows}) == len(rows) == REQUIREMENTS
    assert [number for number, _, held in rows if not held.strip()] == []


def test_the_counts_above_the_table_are_those_of_its_rows() -> None:
    text = ASVS.read_text("utf-8")
    said = dict(re.findall(r"^\| ([✓◐↗✗–]) [^|]+\| \d+ \| \d+ \| (\d+) \|$", text, re.MULTILINE))
    assert {sign: int(count) for sign, count in said.items()} == Counter(sign for _, sign, _ in ROW.findall(text))


def test_how_many_are_held_by_a_test_is_said_as_it_is() -> None:
    text = ASVS.read_text("utf-8")
    met = [held for _, sign, held in ROW.findall(text) if sign == "✓"]
    tested = [held for held in met if "`tests/" in held]
    named = [held for held in met if "`" in held and "`tests/" not in held]
    said = f"Of the {len(met)} that are met, {len(tested)} name the test that holds them, {len(named)} the code"
    assert f"{said} or the page that does, and {len(met) - len(tested) - len(named)} say in words" in text


@pytest.mark.parametrize("name", ["security-asvs", "threat-model", "data-protection", "security"])
def test_every_file_that_the_evidence_names_is_there(name: str) -> None:
    named = set(FILE.findall((DOCS / f"{name}.md").read_text("utf-8")))
    places = [ROOT, DOCS, ROOT / "library"]
    assert [path for path in sorted(named) if not any((place / path).exists() for place in places)] == []


def test_every_table_is_named_where_it_is_said_what_is_kept_of_people() -> None:
    named = set(re.findall(r"`(\w+)`", KEPT.read_text("utf-8")))
    assert [table for table in sorted(metadata.tables) if table not in named] == []


def test_every_test_that_the_evidence_names_is_there() -> None:
    """Short names belong to the file named last: `test_x::test_a_…`, then `…_b_…`."""
    modules: dict[str, str] = {}
    for path in (ROOT / "tests").rglob("test_*.py"):
        modules[path.stem] = modules.get(path.stem, "") + path.read_text("utf-8")
    missing, module = [], ""
    for named, test in re.findall(
        r"`(?:[\w/]*(?<=[/`])(test_\w+)(?:::)?)?([…\w]*)`", (DOCS / "security.md").read_text("utf-8")
    ):
        module = named or module
        if (named or test.startswith("…_")) and test.strip("…").strip("_") not in modules.get(module, ""):
            missing.append(f"{module}::{test}")
    assert missing == []
