"""Measure mail: a digest through a stormy server with workers that are killed, queueing to many, and sizes."""

import email
import email.policy
import statistics
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, replace
from datetime import UTC, datetime
from pathlib import Path

from library.bootstrap import connect
from library.briefs import seed_files
from library.briefs import service as briefs
from library.briefs.formats import service as formats
from library.newsletters.digests import service as digests
from library.newsletters.subscriptions import repository as rows
from library.newsletters.subscriptions.models import Choice, Consent, Rhythm
from library.settings import Settings
from library.transfer import seeding
from tests import builders
from tests import postgres as postgres_server
from tests.bench import report
from tests.mail.servers import Server
from tests.mail.storms import KINDS, Storm, Told

READERS, BETWEEN, MANY = 2_000, 5 * KINDS, 10_000
LONGEST_STORM = 480.0
"""Seconds after which a storm that does not end is told as it stands."""


def run(folder: Path) -> None:
    """Measure and print."""
    for name, address in _databases():
        start = time.perf_counter()
        told = storm(folder / name, address)
        took = time.perf_counter() - start
        heading = f"A digest to {told.readers} readers through every fault, {name}, {took:.0f} s"
        report.table(heading, list(asdict(told)), [[str(value) for value in asdict(told).values()]])
    rendered, queued = many(folder / "many")
    print(f"\n{MANY} mails of one digest made and queued in {queued:.1f} s; one rendering {rendered * 1000:.1f} ms")
    _sizes(folder / "sizes")


def _databases() -> Iterator[tuple[str, str]]:
    yield "SQLite", ""
    try:
        with postgres_server.running() as address:
            yield "PostgreSQL", address
    except postgres_server.NoServer:
        print("\nLeft out: PostgreSQL, which this machine has not", flush=True)


@contextmanager
def _server() -> Iterator[Server]:
    server = Server().start()
    try:
        yield server
    finally:
        server.stop()


def storm(folder: Path, address: str) -> Told:
    """Send a digest while the worker is killed at every hundredth reader and started again."""
    with _server() as server:
        settings = _settings(folder, database_url=address, smtp_url=server.address())
        made = Storm(settings, server, READERS, BETWEEN)
        until = time.monotonic() + LONGEST_STORM
        begun = False
        while (not begun or made.waiting()) and time.monotonic() < until:
            if made.worker is None or made.worker.poll() is not None:
                made.work()
            time.sleep(0.2)
            begun = begun or bool(server.taken)
        assert made.worker is not None
        made.worker.terminate()
        made.worker.wait()
        told = made.told()
        made.services.store.close()
    return told


def _settings(folder: Path, **more: str) -> Settings:
    settings = Settings(instance=folder / "instance", index=folder / "index", meaning="off", mails_per_minute=100_000)
    return replace(settings, public_url="https://library.example", **more)


def many(folder: Path) -> tuple[float, float]:
    """Make and queue a digest of twenty briefs for many readers with choices of their own; give seconds of both."""
    services = connect(_settings(folder))
    services.store.migrate()
    builders.vocabulary(services)
    digests.queue_due(services)
    now = datetime.now(UTC)
    topics = ("everything", "approach:youth-work", "approach:mentoring", "kind:good_practice")
    with services.store.writing() as database:
        for number in range(MANY):
            choice = Choice(tuple(topics[: 1 + number % 4]), "", Rhythm.NOW)
            found = rows.ask(
                database, f"r{number}@example.org", choice, Consent("", "", now), f"n{number}", f"{number}"
            )
            rows.agree(database, found.id, now)
    editor = builders.person(services)
    for number in range(20):
        builders.published(services, editor, f"brief-{number}", title=f"Brief number {number}")
    start = time.perf_counter()
    digests.queue_due(services)
    queued = time.perf_counter() - start
    found = briefs.page(services, "brief-1")
    assert isinstance(found, briefs.Page)
    start = time.perf_counter()
    for _ in range(100):
        formats.mail(services, found)
    services.store.close()
    return (time.perf_counter() - start) / 100, queued


def _sizes(folder: Path) -> None:
    """Print the sizes of the mails of every seed brief, as they are sent."""
    services = connect(_settings(folder))
    services.store.migrate()
    seeding.seed(services)
    found: dict[str, list[int]] = {"html": [], "plain": []}
    for file in seed_files.brief_files():
        page = briefs.page(services, file.stem)
        if not isinstance(page, briefs.Page):
            continue
        message = email.message_from_bytes(formats.draft(services, page), policy=email.policy.default)
        for kind, sizes in found.items():
            part = message.get_body((kind,))
            assert part is not None
            sizes.append(len(part.as_bytes()))
    rows = [
        [kind, str(len(sizes)), f"{statistics.median(sizes):.0f}", str(max(sizes))] for kind, sizes in found.items()
    ]
    report.table("The mail of every seed brief, in bytes as sent", ["", "briefs", "median", "largest"], rows)
    services.store.close()
