"""A process that changes the library and kills itself, as `kill -9` would, at a chosen point on its way."""

import io
import os
import signal
from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from itertools import count
from typing import Any

import sqlalchemy as sa

from library import cli
from library.accounts import repository as people
from library.bootstrap import connect
from library.editing.documents import service as uploads
from library.editing.documents import suggestions
from library.editing.drafts import service as desk
from library.search import indexing
from library.security.permissions import Person
from library.services import Services
from library.settings import Settings
from tests import builders
from tests.forks import CONTEXT

NEW = "Midnight basketball"
REPORT = b"Chess in the park\n\nIn all 64 young people came to play chess on Sundays.\n\n" * 2_000
KILLED = -signal.SIGKILL


@dataclass(frozen=True)
class Point:
    """Where to die: on the `nth` call of a function (module:name), or, if it has no name, on the nth SQL statement."""

    function: str = ""
    nth: int = 1


def run(settings: Settings, deed: str, point: Point | None = None) -> int:
    """Do a deed in a process of its own that dies at a point, or straight after it; give the exit code."""
    process = CONTEXT.Process(target=_live, args=(settings, deed, point))
    process.start()
    process.join()
    assert process.exitcode is not None
    return process.exitcode


def _live(settings: Settings, deed: str, point: Point | None) -> None:
    services = connect(settings)
    if point and point.function:
        _die_in(point)
    elif point:
        sa.event.listen(services.store.engine, "before_cursor_execute", _dying(point.nth))
        sa.event.listen(services.store.engine, "commit", _dying(point.nth))
    DEEDS[deed](services)
    os._exit(0) if point else _die()


def _die(*_: object, **__: object) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def _dying(nth: int, function: Callable[..., Any] = lambda *_, **__: None) -> Callable[..., Any]:
    calls = count(1)

    def wrapped(*values: Any, **named: Any) -> Any:
        if next(calls) == nth:
            _die()
        return function(*values, **named)

    return wrapped


def _die_in(point: Point) -> None:
    module, _, path = point.function.partition(":")
    *owners, name = path.split(".")
    owner: Any = import_module(module)
    for each in owners:
        owner = getattr(owner, each)
    setattr(owner, name, _dying(point.nth, getattr(owner, name)))


def _editor(services: Services) -> Person:
    with services.store.reading() as database:
        found = people.find(database, "reviewer@example.org")
    assert found is not None
    return found[0]


def publish(services: Services) -> None:
    """Publish a new brief."""
    builders.published(services, _editor(services), "new", title=NEW)


def edit(services: Services) -> None:
    """Publish an edit of the first brief."""
    editor = _editor(services)
    desk.publish(services, editor, 1, builders.content("old", title=NEW), desk.open_draft(services, editor, 1).lock)


def withdraw(services: Services) -> None:
    """Take the first brief down."""
    desk.withdraw(services, _editor(services), 1, "It was wrong.")


def work(services: Services) -> None:
    """Do once what the worker does."""
    _command(services, "work", "--once")


def upgrade(services: Services) -> None:
    """Bring the tables up to date."""
    _command(services, "upgrade", "--yes")


def _command(services: Services, *words: str) -> None:
    for name in ("instance", "index", "database_url", "secret_key"):
        os.environ[f"LIBRARY_{name.upper()}"] = str(getattr(services.settings, name))
    cli.main(words)


def reindex(services: Services) -> None:
    """Rebuild the index."""
    indexing.reindex(services)


def upload(services: Services) -> None:
    """Send a document and start a draft from it, as the form does."""
    editor = _editor(services)
    sent, _ = uploads.take(services, editor, "report.txt", io.BytesIO(REPORT), "form")
    uploads.read(services, editor, sent.id)
    suggestions.start(services, editor, sent.id, "form")


DEEDS = {each.__name__: each for each in (publish, edit, withdraw, work, upgrade, reindex, upload)}
