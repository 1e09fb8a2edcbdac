"""Two web machines and two workers on one PostgreSQL, as the recipe sets them up: one of each is killed on the way."""

import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import replace

import pytest

from library.bootstrap import connect
from library.db.store import Store
from library.mail import queue
from library.mail.messages import Mail
from library.search import indexing
from library.settings import ROOT, Settings
from tests import builders
from tests.machines.conftest import Machine
from tests.machines.copies import comes, environment, serving
from tests.mail.servers import Server

pytestmark = pytest.mark.deep
MAILS = 60
SAID = Mail("News", "<p>News</p>", "News")


@contextmanager
def working(settings: Settings) -> Iterator[subprocess.Popen[bytes]]:
    """Run a worker until the end of the block, by the real command."""
    process = subprocess.Popen([sys.executable, "-m", "library.cli", "work"], cwd=ROOT, env=environment(settings))
    try:
        yield process
    finally:
        with suppress(ProcessLookupError):
            process.kill()
        process.wait()


def post(store: Store, numbers: range) -> None:
    """Queue a mail to each of some addresses."""
    with store.writing() as database:
        for number in numbers:
            queue.queue(database, f"news-{number}", f"reader{number}@example.org", SAID, builders.NOW)


def test_one_of_two_machines_dies_and_the_other_goes_on_and_mails_go_out_once(machine: Machine) -> None:
    """While all live, no mail goes out twice. A worker that is killed may leave one that was taken and not yet marked."""
    server = Server().start()
    one, two = (replace(machine(name), smtp_url=server.address()) for name in ("one", "two"))
    here = connect(one)
    reviewer = builders.person(here)
    builders.published(here, reviewer, "street-games")
    indexing.reindex(here)
    with ExitStack() as stack:
        first, second = (stack.enter_context(serving(each)) for each in (one, two))
        workers = [stack.enter_context(working(each)) for each in (one, two)]
        post(here.store, range(MAILS))
        comes(lambda: len(server.tries) == MAILS)
        assert set(server.tries.values()) == {1}
        comes(lambda: first.found("games") == second.found("games") == ["street-games"])
        assert first.get("/api/v1/briefs/street-games") == second.get("/api/v1/briefs/street-games")
        post(here.store, range(MAILS, 2 * MAILS))
        comes(lambda: len(server.tries) > MAILS)
        workers[0].send_signal(signal.SIGKILL)
        first.process.kill()
        builders.published(here, reviewer, "kick-about")
        comes(lambda: second.found("games") == ["kick-about", "street-games"])
        assert second.get("/readyz")[0] == 200
        comes(lambda: len(server.ids()) == 2 * MAILS)
        assert sum(server.ids().values()) <= 2 * MAILS + 1
    server.stop()
    here.store.close()
