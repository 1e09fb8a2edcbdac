"""Killed a great many times in a row while readers come: all that was acknowledged is there and found, and nothing is torn."""

import os
import random
import signal
import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import count
from pathlib import Path

import pytest

from library.bootstrap import connect
from library.errors import Unavailable
from library.search import indexing
from library.security.permissions import Person
from library.services import Services
from library.settings import Settings
from tests import builders, left_out, postgres
from tests.crash.aftermath import check_whole
from tests.forks import CONTEXT
from tests.machines.copies import comes, readers, serving

pytestmark = pytest.mark.deep
KILLS = int(os.environ.get("KILLS", "30"))
CRASHES = int(os.environ.get("CRASHES", "5"))
LONGEST_LIFE = 0.4
"""Seconds of processor time after which a writer is killed at the latest: enough for a few publications."""
PATHS = ("/search?q=games", "/", "/briefs/first", "/new")


@pytest.fixture
def here(tmp_path: Path) -> Iterator[Services]:
    """Give the parts of a library on SQLite that has the vocabulary and a brief."""
    made = connect(Settings(tmp_path / "instance", tmp_path / "index", meaning="off", requests_per_minute=0))
    made.store.migrate()
    builders.vocabulary(made)
    builders.published(made, builders.person(made), "first")
    indexing.catch_up(made)
    yield made
    made.store.close()


def publish_until_killed(settings: Settings, life: int, after: float, acknowledged: Path) -> None:
    """Publish one brief after the other and note each that was acknowledged, until this process is killed."""
    signal.signal(signal.SIGPROF, signal.SIG_DFL)
    services = connect(settings)
    editor = builders.person(services)
    line = os.open(acknowledged, os.O_WRONLY | os.O_APPEND | os.O_CREAT)
    signal.setitimer(signal.ITIMER_PROF, after)
    for number in count():
        slug = f"games-{life}-{number}"
        builders.published(services, editor, slug, title=f"Games {life} {number}")
        indexing.after_commit(services)
        os.write(line, f"{slug}\n".encode())


def test_a_writer_that_is_killed_many_times_in_a_row_loses_nothing(here: Services, tmp_path: Path) -> None:
    """It dies of a signal that the system sends by processor time, and runs nothing more. KILLS=1000 makes it a thousand."""
    acknowledged, chance = tmp_path / "acknowledged", random.Random(KILLS)
    with serving(here.settings) as copy, readers(lambda path: copy.get(path)[0], PATHS) as statuses:
        for life in range(KILLS):
            after = chance.uniform(0.001, LONGEST_LIFE)
            writer = CONTEXT.Process(target=publish_until_killed, args=(here.settings, life, after, acknowledged))
            writer.start()
            writer.join()
            assert writer.exitcode == -signal.SIGPROF
        written = acknowledged.read_text().split()
        assert len(written) > min(KILLS, 100) / 4  # The larger the library, the less is published in one life.
        assert set(statuses) == {200}
        assert {copy.get(f"/briefs/{slug}")[0] for slug in written} == {200}
    assert set(written) <= set(check_whole(here.settings))


def acknowledging(services: Services, editor: Person, over: threading.Event) -> list[str]:
    """Publish until told to stop, in a thread; return the list that each acknowledged brief is added to."""
    done: list[str] = []

    def write() -> None:
        for number in count():
            if over.is_set():
                return
            slug = f"games-{number}"
            try:
                builders.published(services, editor, slug, title=f"Games {number}")
            except Unavailable:
                continue
            done.append(slug)

    threading.Thread(target=write).start()
    return done


def test_postgres_that_crashes_again_and_again_loses_nothing_and_readers_are_told_to_wait(tmp_path: Path) -> None:
    """CRASHES= changes how often."""
    try:
        with postgres.restartable() as (address, _, start):
            _crash_again_and_again(address, start, tmp_path)
    except postgres.NoServer:
        pytest.skip(left_out.tell("PostgreSQL's server programs"))


def _crash_again_and_again(address: str, start: Callable[[], None], folder: Path) -> None:
    settings = Settings(folder / "instance", folder / "index", meaning="off", database_url=address)
    here, over = connect(replace(settings, requests_per_minute=0)), threading.Event()
    here.store.migrate()
    builders.vocabulary(here)
    editor = builders.person(here)
    builders.published(here, editor, "first")
    indexing.catch_up(here)
    try:
        with serving(here.settings) as copy, readers(lambda path: copy.get(path)[0], PATHS) as statuses:
            done = acknowledging(here, editor, over)
            for _ in range(CRASHES):
                before = len(done)
                comes(lambda before=before: len(done) > before + 1)  # type: ignore[misc]
                postgres.crash(address)
                comes(lambda: statuses[-1:] == [503])
                start()
                comes(lambda: statuses[-1:] == [200])
            over.set()
            assert set(statuses) == {200, 503}
            assert {copy.get(f"/briefs/{slug}")[0] for slug in done} == {200}
        assert set(done) <= set(check_whole(here.settings))
    finally:
        over.set()
        here.store.close()
