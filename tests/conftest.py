"""The parts that tests run on: a real SQLite file or PostgreSQL server, a real index folder, the real application."""

import gc
import os
import shutil
from collections.abc import Callable, Generator, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from argon2 import PasswordHasher
from flask import Flask
from flask.testing import FlaskClient

from library.accounts.passwords import service as passwords
from library.app import create_app
from library.bootstrap import connect
from library.search import indexing
from library.security.permissions import Person
from library.services import Services
from library.settings import Settings
from library.transfer import seeding
from tests import builders, languages, left_out, tiers
from tests import postgres as postgres_server
from tests.shared import KeptTemplates, keep_folders_in_memory, made_once, one_compiler, routes_built_once
from tests.workers import ByModule

pytest_plugins = ["tests.stocked", "tests.stores"]

os.environ["LIBRARY_MEANING"] = "off"
"""Commands that tests run go by words alone, which is quicker; tests of meaning switch it on for themselves."""
keep_folders_in_memory()


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """Give settings whose data lives in a folder of the test."""
    return Settings(
        instance=tmp_path / "instance", index=tmp_path / "index", meaning="off", contact="library@example.org"
    )


@pytest.fixture
def clock() -> Callable[[], datetime]:
    """Return the clock that all parts of the test go by: the machine's, unless a test file has its own."""
    return lambda: datetime.now(UTC)


@pytest.fixture(scope="session", autouse=True)
def cheap_passwords() -> Iterator[dict[str, Any]]:
    """Hash the passwords of tests in no time; return what does it in the library, whose cost one test holds."""
    real = {name: getattr(passwords, name) for name in ("hasher", "NOBODY")}
    cheap = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(passwords, "hasher", cheap)
        patch.setattr(passwords, "NOBODY", cheap.hash("nobody knows this"))
        yield real


@pytest.fixture
def real_passwords(cheap_passwords: dict[str, Any], monkeypatch: pytest.MonkeyPatch) -> None:
    """Hash passwords at the cost that they have in the library."""
    for name, value in cheap_passwords.items():
        monkeypatch.setattr(passwords, name, value)


@pytest.fixture(scope="session", autouse=True)
def compiled_templates(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Compile each template once for all applications of all workers."""
    folder = made_once(tmp_path_factory, "templates", lambda _: None)
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(Flask.jinja_options, "bytecode_cache", KeptTemplates(str(folder)))
        yield


@pytest.fixture(scope="session", autouse=True)
def compiled_statements() -> Iterator[None]:
    """Compile each SQL statement once for all libraries of a worker."""
    with one_compiler():
        yield


@pytest.fixture(scope="session", autouse=True)
def built_routes() -> Iterator[None]:
    """Build each route once for all applications of a worker."""
    with routes_built_once():
        yield


@pytest.fixture(scope="session")
def made_up_languages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with the catalogues of two made-up languages, one of which is read from right to left."""
    return languages.shared(tmp_path_factory, "cy", "ar")


@pytest.fixture(scope="session")
def fresh(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with empty tables, the vocabulary and an empty index, to be copied."""
    return made_once(tmp_path_factory, "fresh", _make_fresh)


def _make_fresh(folder: Path) -> None:
    services = connect(Settings(instance=folder / "instance", index=folder / "index", meaning="off"))
    services.store.migrate()
    builders.vocabulary(services)
    indexing.reindex(services)
    services.store.close()


@pytest.fixture(scope="session")
def seeded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with the library as it comes, all in the index, to be copied."""
    return made_once(tmp_path_factory, "seeded", _make_seeded)


def _make_seeded(folder: Path) -> None:
    services = connect(Settings(instance=folder / "instance", index=folder / "index", meaning="off"))
    services.store.migrate()
    seeding.seed(services)
    indexing.reindex(services)
    services.store.close()


@pytest.fixture
def services(settings: Settings, clock: Callable[[], datetime], fresh: Path) -> Iterator[Services]:
    """Return services with empty tables, the vocabulary and an empty index."""
    shutil.copytree(fresh / "instance", settings.instance)
    shutil.copytree(fresh / "index", settings.index)
    made = replace(connect(settings), clock=clock)
    yield made
    made.store.close()


@pytest.fixture
def reviewer(services: Services) -> Person:
    """Give a reviewer."""
    return builders.person(services)


@pytest.fixture(scope="session")
def session_app(tmp_path_factory: pytest.TempPathFactory) -> Flask:
    """Return the application that tests of a worker take in turns, each with its own parts; its templates stay compiled."""
    folder = tmp_path_factory.mktemp("app")
    return create_app(connect(Settings(instance=folder / "instance", index=folder / "index", meaning="off")))


@pytest.fixture
def app(services: Services, session_app: Flask) -> Flask:
    """Return the application on the test's parts. A test that changes the application itself makes one of its own."""
    session_app.extensions["services"] = services
    return session_app


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    """Give a reader's client."""
    return app.test_client()


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    """Give the address of a real PostgreSQL."""
    try:
        with postgres_server.running() as address:
            yield address
    except postgres_server.NoServer:
        pytest.skip(left_out.tell("PostgreSQL's server programs"))


@pytest.fixture(params=["sqlite", "postgres"])
def address(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """Give the address of an empty database."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'library.sqlite3'}"
        return
    with postgres_server.schema(request.getfixturevalue("postgres")) as address:
        yield address


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say at the end what was left out, and why, and what was slow without a reason."""
    reasons = sorted(
        {str(report.longrepr[2]) for report in terminalreporter.stats.get("skipped", []) if report.longrepr}
    )
    for reason in reasons:
        terminalreporter.write_line(f"LEFT OUT: {reason.removeprefix('Skipped: ')}", yellow=True)
    tiers.tell_slow(terminalreporter)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call(item: pytest.Item) -> Generator[None]:
    """Note how much of the processor a test takes."""
    with tiers.timed(item):
        return (yield)


def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> ByModule:
    """Share the tests out among the workers."""
    return ByModule(config, log)


def pytest_collection_finish() -> None:
    """Keep what was imported out of every later search for rubbish, which takes a third of a second otherwise."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 50)
    gc.enable()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Let each result say why its test may be slow."""
    tiers.note_slow(items)
