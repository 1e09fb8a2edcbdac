"""A digest to many through a mail server that does its worst, while the worker is killed again and again."""

import os
import signal
import subprocess
import sys
from collections import Counter
from dataclasses import dataclass
from datetime import UTC, datetime

from library.bootstrap import connect
from library.mail import queue as mails
from library.mail.models import WAITING, MailState
from library.newsletters.digests import service as digests
from library.newsletters.subscriptions import repository as rows
from library.newsletters.subscriptions.models import Choice, Consent, Rhythm
from library.services import Services
from library.settings import ROOT, Settings
from tests import builders
from tests.mail.servers import TAKEN, Server

KINDS = 20
"""Readers go round: of twenty, eight meet a fault of their own."""
FAULTS = {
    1: ("rcpt", "451 4.3.0 try later", 1),
    3: ("rcpt", "cut", 1),
    5: ("data", "452 4.3.1 no room", 2),
    7: ("data", "cut", 1),
    9: ("data", "taken, then cut", 1),
    11: ("data", "421 4.3.2 closing", 1),
    13: ("data", "slow", 99),
    15: ("data", "554 5.7.1 not wanted", 99),
    17: ("rcpt", "550 5.1.1 no such person", 99),
}
"""Kind of reader -> at which step, what the server does, and how many times."""


@dataclass(frozen=True, slots=True)
class Told:
    """What came of a storm. `repeats` are mails that came twice, `owed` those that nobody could have helped."""

    readers: int
    refused: int
    came: int
    lost: int
    repeats: int
    owed: int
    most: int
    kills: int


class Storm:
    """A library with many readers, whose server kills the worker at every `between`th of them, before and after taking."""

    def __init__(self, settings: Settings, server: Server, readers: int, between: int) -> None:
        assert between % KINDS == 0, "the worker is killed at readers who meet no other fault"
        self.server, self.readers, self.between = server, readers, between
        self.settings, self.kills = settings, Counter[str]()
        self.worker: subprocess.Popen[bytes] | None = None
        server.rcpt, server.data = self._answer_to("rcpt"), self._answer_to("data")
        self.services = self._stocked()

    def _stocked(self) -> Services:
        """Make a library whose readers want news at once, and publish some."""
        services = connect(self.settings)
        services.store.migrate()
        builders.vocabulary(services)
        digests.queue_due(services)
        now, choice = datetime.now(UTC), Choice(("everything",), "", Rhythm.NOW)
        with services.store.writing() as database:
            for number in range(self.readers):
                name = f"r{number}"
                found = rows.ask(database, f"{name}@example.org", choice, Consent("", "", now), name, name)
                rows.agree(database, found.id, now)
        builders.published(services, builders.person(services))
        return services

    def _answer_to(self, step: str):  # type: ignore[no-untyped-def]
        def answer(address: str, tries: int) -> str:
            number = int(address[1:].partition("@")[0])
            if number and number % self.between == 0 and tries == 1 and self._dies_at(number) == step:
                self.kill(step)
            at, said, times = FAULTS.get(number % KINDS, ("", TAKEN, 0))
            return said if at == step and tries <= times else TAKEN

        return answer

    def _dies_at(self, number: int) -> str:
        return "data" if number // self.between % 2 else "rcpt"

    def kill(self, step: str) -> None:
        """Kill the worker as `kill -9` does; at the step "data" its mail is taken and not marked yet."""
        if self.worker is not None and self.worker.poll() is None:
            self.kills[step] += 1
            self.worker.send_signal(signal.SIGKILL)

    def work(self) -> subprocess.Popen[bytes]:
        """Start the real worker."""
        places = {
            "LIBRARY_INSTANCE": str(self.settings.instance),
            "LIBRARY_INDEX": str(self.settings.index),
            "LIBRARY_DATABASE_URL": self.settings.database,
            "LIBRARY_SMTP_URL": self.settings.smtp_url,
            "LIBRARY_PUBLIC_URL": self.settings.public_url,
            "LIBRARY_MAILS_PER_MINUTE": str(self.settings.mails_per_minute),
        }
        self.worker = subprocess.Popen(
            [sys.executable, "-m", "library.cli", "work"], cwd=ROOT, env=os.environ | places, stderr=subprocess.DEVNULL
        )
        return self.worker

    def waiting(self) -> int:
        """Count the mails that are not done with."""
        with self.services.store.reading() as database:
            counts = mails.mails.counts(database)
        return sum(counts[state] for state in WAITING)

    def told(self) -> Told:
        """Give what came of it."""
        with self.services.store.reading() as database:
            refused = mails.mails.counts(database)[MailState.FAILED_FOR_GOOD]
        came = Counter((str(message["To"]), str(message["Message-ID"])) for message in self.server.taken)
        people = {address for address, _ in came}
        cut = sum(number % KINDS == 9 for number in range(self.readers))
        return Told(
            readers=self.readers,
            refused=refused,
            came=len(people),
            lost=self.readers - refused - len(people),
            repeats=len(self.server.taken) - len(people),
            owed=cut + self.kills["data"],
            most=max(came.values(), default=0),
            kills=self.kills.total(),
        )
