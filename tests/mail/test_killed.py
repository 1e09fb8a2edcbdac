"""The worker is killed while it sends, as `kill -9` does: nothing is lost, and one kill repeats one mail at most."""

import os
import signal
import threading
from datetime import UTC, datetime

import pytest

from library.mail import queue as mails
from tests import forks
from tests.mail.servers import TAKEN
from tests.mail.test_sending import queue, states

pytestmark = pytest.mark.slow("a worker runs in a process of its own")
ADDRESSES = [f"reader{number:02}@example.org" for number in range(30)]
SIXTH = ADDRESSES[5]


def environment(post):
    return os.environ | {
        "LIBRARY_INSTANCE": str(post.settings.instance),
        "LIBRARY_INDEX": str(post.settings.index),
        "LIBRARY_SMTP_URL": post.settings.smtp_url,
        "LIBRARY_PUBLIC_URL": post.settings.public_url,
    }


@pytest.mark.parametrize(
    ("step", "said"), [("rcpt", TAKEN), ("data", TAKEN), ("data", "taken, then cut")], ids=["rcpt", "data", "marking"]
)
def test_a_worker_killed_while_it_sends_loses_nothing_and_repeats_one_mail_at_most(post, server, clock, step, said):
    """The server stops at the sixth mail until the worker is dead."""
    reached, dead = threading.Event(), threading.Event()

    def answer(address, tries):
        if address != SIXTH or tries > 1:
            return TAKEN
        reached.set()
        assert dead.wait(60)
        return said

    setattr(server, step, answer)
    clock.now = datetime.now(UTC)
    queue(post, *ADDRESSES)
    process = forks.started(("work",), environment(post))
    try:
        assert reached.wait(60)
    finally:
        process.kill()
        process.join()
        dead.set()
    assert process.exitcode == -signal.SIGKILL
    assert sorted(set(states(post).values())) == ["queued", "sending", "sent"]
    clock.now = datetime.now(UTC)
    clock.on(seconds=50)
    assert mails.send_due(post)
    assert set(states(post).values()) == {"sent"}
    repeats = [count - 1 for count in server.ids().values() if count > 1]
    assert len(server.ids()) == len(ADDRESSES)
    assert sum(repeats) <= 1


def test_work_once_sends_what_is_due_and_stops(post, server, clock):
    clock.now = datetime.now(UTC)
    queue(post, *ADDRESSES)
    assert forks.command(("work", "--once"), environment(post), "").returncode == 0
    assert len(server.taken) == len(ADDRESSES)
