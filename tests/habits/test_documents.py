"""What the documentation names is there, and the picture of the house is that of the code."""

import re

import pytest

from library.settings import ROOT
from tools import house

PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").glob("*.md"))]
NAMED = re.compile(r"`((?:library|templates|tests|static/scss|static/js|seed_data|docs|tools)/[\w./*-]*)`")
MADE_AT_SETUP = {"library/translations/messages.pot"}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_file_that_a_page_names_is_there(page):
    named = set(NAMED.findall(page.read_text("utf-8"))) - MADE_AT_SETUP
    assert [name for name in sorted(named) if not _is_there(name.rstrip("/"))] == []


def _is_there(name: str) -> bool:
    return any(any(ROOT.glob(name + end)) for end in ("", ".py"))


def test_the_picture_of_the_house_is_that_of_the_code():
    assert house.drawn() in house.PAGE.read_text("utf-8"), "run `python -m tools.house`"


def test_every_room_of_the_house_has_a_purpose():
    assert [name for floor in house.floors() for name in floor if not house.purpose(name)] == []


def test_each_decision_has_a_number_of_its_own():
    numbers = [file.name[:4] for file in sorted((ROOT / "docs" / "decisions").glob("*.md"))]
    assert numbers == [f"{number:04}" for number in range(1, len(numbers) + 1)]
