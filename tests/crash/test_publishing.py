"""A process killed at any step of a publication leaves it done and findable, or not done at all."""

import shutil
from dataclasses import replace
from itertools import count
from pathlib import Path

import pytest

from library import cli
from library.settings import Settings
from tests.crash.aftermath import check_whole, found, restarted, shown
from tests.crash.points import AFTER, BEFORE, BEHIND_THE_COMMIT, IN_THE_TRANSACTION
from tests.crash.victim import KILLED, Point, run


@pytest.mark.parametrize("deed", AFTER)
@pytest.mark.parametrize("point", IN_THE_TRANSACTION.values(), ids=IN_THE_TRANSACTION)
def test_killed_before_the_commit_nothing_has_happened(stocked: Settings, deed: str, point: Point) -> None:
    nth = 2 if deed == "publish" and point.function.endswith("audit:note") else 1
    assert run(stocked, deed, replace(point, nth=nth)) == KILLED
    assert check_whole(stocked) == BEFORE


@pytest.mark.parametrize("point", BEHIND_THE_COMMIT.values(), ids=BEHIND_THE_COMMIT)
def test_killed_behind_the_commit_it_has_happened_and_is_found(stocked: Settings, point: Point) -> None:
    assert run(stocked, "edit", point) == KILLED
    assert check_whole(stocked) == AFTER["edit"]


@pytest.mark.parametrize("deed", ["publish", "withdraw"])
@pytest.mark.parametrize("name", ["before the index hears of it", "before the index commits", "before the seal"])
def test_so_it_is_for_a_new_brief_and_for_a_withdrawal(stocked: Settings, deed: str, name: str) -> None:
    assert run(stocked, deed, BEHIND_THE_COMMIT[name]) == KILLED
    assert check_whole(stocked) == AFTER[deed]


@pytest.mark.parametrize("deed", AFTER)
def test_what_was_acknowledged_is_found_after_a_kill_without_any_repair(stocked: Settings, deed: str) -> None:
    assert run(stocked, deed) == KILLED
    with restarted(stocked) as services:
        assert found(services) == shown(services) == AFTER[deed]


@pytest.mark.deep
@pytest.mark.parametrize("deed", AFTER)
def test_killed_at_any_statement_it_is_all_there_or_not_at_all(stocked: Settings, tmp_path: Path, deed: str) -> None:
    seen = set()
    for nth in count(1):
        copy = replace(stocked, instance=tmp_path / f"instance{nth}", index=tmp_path / f"index{nth}")
        shutil.copytree(stocked.instance, copy.instance)
        shutil.copytree(stocked.index, copy.index)
        end = run(copy, deed, Point(nth=nth))
        state = check_whole(copy)
        assert state in (BEFORE, AFTER[deed])
        seen.add(state == BEFORE)
        if end != KILLED:
            break
    assert end == 0
    assert nth > 10
    assert seen == {True, False}


@pytest.mark.parametrize(
    "name", ["before the index hears of it", "before the contents are renamed", "on naming the seal"]
)
def test_after_a_kill_init_makes_it_whole_and_check_agrees(
    stocked: Settings, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    monkeypatch.setenv("LIBRARY_INSTANCE", str(stocked.instance))
    monkeypatch.setenv("LIBRARY_INDEX", str(stocked.index))
    assert run(stocked, "edit", BEHIND_THE_COMMIT[name]) == KILLED
    assert cli.main(["init"]) == 0
    assert cli.main(["check"]) == 0
    assert capsys.readouterr().out.endswith("The database and the index agree.\n")


def test_killed_again_and_again_it_is_whole_in_the_end(stocked: Settings) -> None:
    for point in BEHIND_THE_COMMIT.values():
        run(stocked, "edit", point)
    assert check_whole(stocked) == AFTER["edit"]
