"""The library's pages in a real gunicorn on a local socket, over our engine or a peer's."""

import http.client
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from urllib.parse import urlencode

from flask import Flask

from library import server
from library.app import create_app
from library.settings import ROOT
from tests.bench import adapters, corpus, report

FOLDER, ENGINE = "BENCH_FOLDER", "BENCH_ENGINE"
SECONDS_TO_START = 60
THREADS = 8


def app() -> Flask:
    """Make the application that gunicorn serves, from what the environment says."""
    folder, engine = Path(os.environ[FOLDER]), os.environ[ENGINE]
    services = corpus.connected(folder)
    if engine == report.BY_WORDS:
        services = replace(services, meaning=None)
    elif engine != report.OURS:
        services = adapters.served(engine, folder, services)
    made = create_app(services)
    server.get_ready(made)
    server.collect_seldom()
    return made


class Visitor(http.client.HTTPConnection):
    """Somebody whose connection to a local socket stays open."""

    def __init__(self, door: Path) -> None:
        """Connect when first used."""
        super().__init__("localhost", timeout=120)
        self._door = str(door)

    def connect(self) -> None:
        """Connect to the socket."""
        self.sock = socket.socket(socket.AF_UNIX)
        self.sock.settimeout(self.timeout)
        self.sock.connect(self._door)

    def get(self, path: str, headers: Mapping[str, str] | None = None) -> str:
        """Give the page at an address; fail if it is not there."""
        self.request("GET", path, headers=dict(headers or {}))
        return self._page(path, {200})

    def raw(self, path: str, headers: Mapping[str, str]) -> bytes:
        """Give a page at an address as it comes over the line."""
        self.request("GET", path, headers=dict(headers))
        answer = self.getresponse()
        assert answer.status == 200, path
        return answer.read()

    def post(self, path: str, form: list[tuple[str, str]], headers: Mapping[str, str]) -> str:
        """Send a form; fail unless it leads elsewhere, as a form that was accepted does."""
        sent = {"Content-Type": "application/x-www-form-urlencoded", **headers}
        self.request("POST", path, urlencode(form), sent)
        return self._page(path, {302, 303})

    def _page(self, path: str, wanted: set[int]) -> str:
        answer = self.getresponse()
        page = answer.read().decode()
        assert answer.status in wanted, (path, answer.status, page[:2000])
        return page


def searched(words: tuple[str, ...], **more: str) -> str:
    """Give the address of a search."""
    return "/search?" + urlencode({"q": " ".join(words), **more})


class Site:
    """One server."""

    def __init__(self, process: subprocess.Popen[bytes], door: Path) -> None:
        """Take a server that was started."""
        self._process, self._door = process, door

    def visitor(self) -> Visitor:
        """Give a new visitor."""
        return Visitor(self._door)

    def workers(self) -> list[int]:
        """Give the ids of the processes that answer."""
        children = Path(f"/proc/{self._process.pid}/task/{self._process.pid}/children")
        return [int(id) for id in children.read_text().split()]


@contextmanager
def served(folder: Path, engine: str, processes: int = 1) -> Iterator[Site]:
    """Serve the library in a folder over an engine, with as many processes as said and the threads that it has in service."""
    door = folder / f"{engine.replace(' ', '-')}.sock"
    options = ["--bind", f"unix:{door}", "--workers", str(processes), "--threads", str(THREADS)]
    more = ["--worker-class", "gthread", "--keep-alive", "60", "--log-level", "warning"]
    command = [sys.executable, "-m", "gunicorn", *options, *more, "tests.bench.site:app()"]
    environment = os.environ | {FOLDER: str(folder), ENGINE: engine}
    process = subprocess.Popen(command, cwd=ROOT, env=environment)
    try:
        site = Site(process, door)
        _wait(site)
        yield site
    finally:
        process.terminate()
        process.wait()


def _wait(site: Site) -> None:
    until = time.monotonic() + SECONDS_TO_START
    while True:
        try:
            site.visitor().get("/healthz")
            return
        except OSError:
            if time.monotonic() > until:
                raise
            time.sleep(0.05)
