"""A worker or a rebuild that is killed leaves an index that serves."""

import os
import shutil
import signal
import subprocess
import sys

import pytest

from library.search import indexing
from library.search.engine.whoosh_index import MOST_SEGMENTS
from library.services import Services
from library.settings import ROOT, Settings
from tests.crash.aftermath import check_whole, found, restarted, shown
from tests.crash.points import AFTER, BEHIND_THE_COMMIT, MERGING, REBUILDING
from tests.crash.victim import KILLED, Point, run


def many_segments(services: Services) -> None:
    """Write every brief to the index again and again, one commit each time."""
    for _ in range(MOST_SEGMENTS + 1):
        with services.index.writing() as batch:
            for document in indexing.everything(services)[1]:
                batch.put(document)


@pytest.mark.parametrize("point", MERGING.values(), ids=MERGING)
def test_a_worker_killed_while_it_merges_loses_nothing(stocked: Settings, point: Point) -> None:
    with restarted(stocked) as services:
        many_segments(services)
    assert run(stocked, "work", point) == KILLED
    with restarted(stocked) as services:
        assert found(services) == shown(services)
        services.index.tidy()
        assert found(services) == shown(services)
    check_whole(stocked)


@pytest.mark.parametrize("name", ["before the index commits", "before the contents are renamed", "before the seal"])
def test_a_worker_killed_while_it_catches_up_leaves_it_to_the_next(stocked: Settings, name: str) -> None:
    assert run(stocked, "edit", BEHIND_THE_COMMIT["before the index hears of it"]) == KILLED
    assert run(stocked, "work", BEHIND_THE_COMMIT[name]) == KILLED
    assert check_whole(stocked) == AFTER["edit"]


@pytest.mark.parametrize("point", REBUILDING.values(), ids=REBUILDING)
def test_a_rebuild_that_is_killed_leaves_the_old_index_in_use(stocked: Settings, point: Point) -> None:
    pointer = stocked.index / "current"
    before = pointer.read_text("utf-8")
    assert run(stocked, "reindex", point) == KILLED
    assert pointer.read_text("utf-8") == before
    with restarted(stocked) as services:
        assert found(services) == shown(services)


def test_what_killed_rebuilds_left_is_dropped_in_time(stocked: Settings) -> None:
    for point in REBUILDING.values():
        run(stocked, "reindex", point)
    for each in stocked.index.iterdir():
        os.utime(each, (0, 0))
    assert run(stocked, "work") == KILLED
    assert len(list(stocked.index.iterdir())) == 2
    check_whole(stocked)


def test_a_first_index_that_was_never_finished_is_made_at_the_next_start(stocked: Settings) -> None:
    shutil.rmtree(stocked.index)
    assert run(stocked, "work", REBUILDING["half way through"]) == KILLED
    assert not (stocked.index / "current").exists()
    check_whole(stocked)


def command(settings: Settings, *words: str) -> "subprocess.Popen[str]":
    """Start the real command."""
    places = {"LIBRARY_INSTANCE": str(settings.instance), "LIBRARY_INDEX": str(settings.index)}
    return subprocess.Popen(
        [sys.executable, "-m", "library.cli", *words],
        cwd=ROOT,
        env=os.environ | places,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


@pytest.mark.slow("starts the real worker twice")
def test_the_worker_that_serves_beside_the_site_can_be_killed_and_started_again(stocked: Settings) -> None:
    """The index is gone, so the worker says on its error output that it rebuilds it: then it is killed."""
    shutil.rmtree(stocked.index)
    worker = command(stocked, "work")
    assert worker.stderr is not None
    assert "rebuilding the index" in worker.stderr.readline()
    worker.send_signal(signal.SIGKILL)
    worker.communicate()
    assert worker.returncode == KILLED
    again = command(stocked, "work", "--once")
    again.communicate()
    assert again.returncode == 0
    with restarted(stocked) as services:
        assert found(services) == shown(services)


def test_a_rebuild_by_command_that_is_killed_leaves_search_as_it_was(stocked: Settings) -> None:
    rebuild = command(stocked, "reindex")
    assert rebuild.stdout is not None
    assert rebuild.stdout.readline() == "Indexing: 2 of 2\n"
    rebuild.send_signal(signal.SIGKILL)
    rebuild.communicate()
    with restarted(stocked) as services:
        assert found(services) == shown(services)
    check_whole(stocked)
