"""Running copies of the library, each a real `library serve` with folders of its own."""

import json
import os
import socket
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from urllib.parse import quote

from library.bootstrap import connect
from library.settings import ROOT, Settings
from tests import builders, forks

LONGEST_WAIT = 60
"""Seconds after which something that has to come by itself is taken for not coming."""


@dataclass(frozen=True)
class Copy:
    """One running copy."""

    settings: Settings
    address: str
    process: subprocess.Popen[bytes]

    def get(self, path: str) -> tuple[int, str]:
        """Give status and text of a page."""
        try:
            with urllib.request.urlopen(self.address + path, timeout=30) as answer:
                return answer.status, answer.read().decode()
        except urllib.error.HTTPError as error:
            return error.code, error.read().decode()

    def found(self, text: str) -> list[str]:
        """Give the slugs that a search finds, and hold that its total says the same."""
        status, answer = self.get(f"/api/v1/search?page_size=100&q={quote(text)}")
        assert status == 200, answer
        body = json.loads(answer)
        slugs = sorted(line["slug"] for line in body["results"])
        assert body["total"] == len(slugs)
        return slugs


def free_port() -> int:
    """Return a port that nothing listens on."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


@contextmanager
def serving(settings: Settings, port: int = 0) -> Iterator[Copy]:
    """Serve a library until the end of the block, by the real command; a test may kill it before."""
    port = port or free_port()
    process = subprocess.Popen(
        [sys.executable, "-m", "library.cli", "serve"],
        cwd=ROOT,
        env=environment(settings) | {"PORT": str(port)},
        stdout=subprocess.DEVNULL,
    )
    copy = Copy(settings, f"http://127.0.0.1:{port}{settings.prefix}", process)
    try:
        comes(lambda: _answers(copy))
        yield copy
    finally:
        process.terminate()
        process.wait()


def with_one_brief(settings: Settings) -> Settings:
    """Make a library with one brief; give its settings."""
    services = connect(settings)
    services.store.migrate()
    builders.vocabulary(services)
    builders.published(services, builders.person(services))
    services.store.close()
    return settings


@contextmanager
def readers(ask: Callable[[str], int], paths: Sequence[str], many: int = 1) -> Iterator[list[int]]:
    """Let readers come all the time until the end of the block; give the statuses they get."""
    statuses: list[int] = []
    over = threading.Event()

    def read() -> None:
        while not over.is_set():
            statuses.extend(ask(path) for path in paths)

    threads = [threading.Thread(target=read) for _ in range(many)]
    for thread in threads:
        thread.start()
    try:
        yield statuses
    finally:
        over.set()
        for thread in threads:
            thread.join()


def told(settings: Settings, *words: str) -> tuple[int, str]:
    """Run a command on a machine; give its exit code and what it said."""
    ended = forks.command(words, environment(settings), "")
    return ended.returncode, ended.stdout + ended.stderr


def environment(settings: Settings) -> dict[str, str]:
    return os.environ | {
        "LIBRARY_INSTANCE": str(settings.instance),
        "LIBRARY_INDEX": str(settings.index),
        "LIBRARY_DATABASE_URL": settings.database_url,
        "LIBRARY_SECRET_KEY": settings.secret_key,
        "LIBRARY_PUBLIC_URL": settings.public_url,
        "LIBRARY_SMTP_URL": settings.smtp_url,
        "LIBRARY_REQUESTS_PER_MINUTE": str(settings.requests_per_minute),
    }


def _answers(copy: Copy) -> bool:
    try:
        return copy.get("/healthz")[0] == 200
    except OSError:
        return False


def comes(true: Callable[[], bool]) -> None:
    """Wait for what has to come by itself."""
    until = time.monotonic() + LONGEST_WAIT
    while not true():
        assert time.monotonic() < until
        time.sleep(0.05)
