"""A digest goes out and its readers come: requests at a fixed rate, however slow the answers, on many open connections."""

import http.client
import queue
import random
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol
from urllib.parse import quote

from library.search.engine.port import Document
from tests.bench.asking import Asking
from tests.bench.site import Visitor, searched
from tests.bench.timing import Times

VISITORS = 32
DIGEST = 8
"""Briefs that a digest links to."""
BEFORE = 60
SHARES = {"brief": 60, "search": 20, "suggest": 10, "home": 5, "new": 5}


@dataclass(frozen=True, slots=True)
class Told:
    """What came of a run: times from when each request was due, and how many failed."""

    times: Times
    searching: Times
    asked: int
    failed: int


class Visited(Protocol):
    """A site that visitors come to."""

    def visitor(self) -> Visitor:
        """Give a new visitor."""
        ...


def run(site: Visited, documents: list[Document], rate: int, seconds: int) -> Told:
    """Ask for `rate` pages a second, once BEFORE pages have shown that the service is up."""
    due: queue.Queue[tuple[float, str] | None] = queue.Queue()
    taken: list[tuple[str, float]] = []
    failed: list[str] = []
    for path in _paths(documents, BEFORE):
        site.visitor().get(path)
    asked = list(_paths(documents, rate * seconds))
    start = time.perf_counter() + 0.5  # Only now: drawing the questions takes as long as some of the waits.
    for number, path in enumerate(asked):
        due.put((start + number / rate, path))
    for _ in range(VISITORS):
        due.put(None)
    threads = [threading.Thread(target=_visit, args=(site.visitor(), due, taken, failed)) for _ in range(VISITORS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    searching = [time for path, time in taken if path.startswith("/search")]
    return Told(Times.of([time for _, time in taken]), Times.of(searching), rate * seconds, len(failed))


def _paths(documents: list[Document], count: int) -> Iterator[str]:
    chance, asking = random.Random(1), Asking(documents, 11)
    linked = [f"/briefs/brief-{each.id}" for each in chance.sample(documents, DIGEST)]
    for kind in chance.choices(list(SHARES), list(SHARES.values()), k=count):
        if kind == "brief":
            yield chance.choice(linked)
        elif kind == "search":
            yield searched(asking.question().words)
        else:
            yield {"suggest": f"/suggest?q={quote(asking.start())}", "home": "/", "new": "/new"}[kind]


def _visit(
    visitor: Visitor, due: "queue.Queue[tuple[float, str] | None]", taken: list[tuple[str, float]], failed: list[str]
) -> None:
    while task := due.get():
        when, path = task
        time.sleep(max(0.0, when - time.perf_counter()))
        try:
            visitor.get(path)
            taken.append((path, (time.perf_counter() - when) * 1000))
        except (OSError, AssertionError, http.client.HTTPException) as error:
            failed.append(f"{path}: {error}")
            visitor.close()
