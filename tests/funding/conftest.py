"""The library as it comes, which readers of bids only read."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from library.app import create_app
from library.bootstrap import connect
from library.security.permissions import Person
from library.services import Services
from library.settings import Settings
from tests.browser import Browser


@pytest.fixture(scope="module")
def stocked(seeded: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Services]:
    """Return the parts of the library as it comes."""
    folder = shutil.copytree(seeded, tmp_path_factory.mktemp("stocked"), dirs_exist_ok=True)
    services = connect(
        Settings(
            instance=folder / "instance", index=folder / "index", meaning="off", public_url="https://library.example"
        )
    )
    yield services
    services.store.close()


@pytest.fixture(scope="module")
def stocked_app(stocked: Services) -> Flask:
    """Return the application of the library as it comes."""
    return create_app(stocked)


@pytest.fixture
def visitor(stocked_app: Flask) -> FlaskClient:
    """Return a reader of the library as it comes."""
    return stocked_app.test_client()


@pytest.fixture
def staff(app: Flask, reviewer: Person) -> Browser:
    """Return the browser of a reviewer who is signed in."""
    return Browser(app, reviewer)
