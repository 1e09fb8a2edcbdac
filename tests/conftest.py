"""The parts that tests run on: a real SQLite file or PostgreSQL server, a real index folder, the real application."""

import os
import uuid
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
import sqlalchemy as sa
from flask import Flask
from flask.testing import FlaskClient

from library.app import create_app
from library.domain.people import Person
from library.parts import Parts, connect
from library.settings import Settings
from tests import builders, left_out
from tests import postgres as postgres_server

os.environ["LIBRARY_MEANING"] = "off"
"""Commands that tests run go by words alone, which is quicker; tests of meaning switch it on for themselves."""
POSTGRES = pytest.param("postgres", marks=pytest.mark.xdist_group("postgres"))


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


@pytest.fixture
def parts(settings: Settings, clock: Callable[[], datetime]) -> Iterator[Parts]:
    """Give parts with empty tables and the vocabulary."""
    made = replace(connect(settings), clock=clock)
    made.store.migrate()
    builders.vocabulary(made)
    yield made
    made.store.close()


@pytest.fixture
def reviewer(parts: Parts) -> Person:
    """Give a reviewer."""
    return builders.person(parts)


@pytest.fixture
def app(parts: Parts) -> Flask:
    """Give the application on the test's parts."""
    made = create_app(parts)
    made.testing = False
    return made


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


@pytest.fixture(params=["sqlite", POSTGRES])
def address(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """Give the address of an empty database."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'library.sqlite3'}"
        return
    server: str = request.getfixturevalue("postgres")
    schema = f"test_{uuid.uuid4().hex}"
    _run(server, f"CREATE SCHEMA {schema}")
    yield server + ("&" if "?" in server else "?") + f"options=-csearch_path%3D{schema}"
    _run(server, f"DROP SCHEMA {schema} CASCADE")


def _run(server: str, command: str) -> None:
    engine = sa.create_engine(server.replace("postgresql://", "postgresql+psycopg://", 1))
    with engine.begin() as connection:
        connection.exec_driver_sql(command)
    engine.dispose()


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say at the end what was left out, and why."""
    reasons = sorted(
        {str(report.longrepr[2]) for report in terminalreporter.stats.get("skipped", []) if report.longrepr}
    )
    for reason in reasons:
        terminalreporter.write_line(f"LEFT OUT: {reason.removeprefix('Skipped: ')}", yellow=True)
