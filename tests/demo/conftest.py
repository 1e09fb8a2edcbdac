"""A demo as `make demo` fills it, made once for all workers."""

import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from flask import Flask

from library.app import create_app
from library.bootstrap import connect
from library.demo import examples
from library.demo.service import sign_in_links
from library.services import Services
from library.settings import Settings
from tests.browser import Browser
from tests.cli.conftest import run
from tests.shared import made_once

__all__ = ["run"]


def place(folder: Path) -> Settings:
    return Settings(instance=folder / "instance", index=folder / "index", meaning="off", demo="on")


def _fill(folder: Path) -> None:
    services = connect(place(folder))
    examples.fill(services, lambda done, total: None)
    services.store.close()


@pytest.fixture(scope="session")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with a demo, to be copied."""
    return made_once(tmp_path_factory, "demo", _fill)


@pytest.fixture(scope="module")
def demo(filled: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Services]:
    """Return the parts of a demo."""
    services = connect(place(shutil.copytree(filled, tmp_path_factory.mktemp("demo"), dirs_exist_ok=True)))
    yield services
    services.store.close()


@pytest.fixture(scope="module")
def site(demo: Services) -> Flask:
    """Return the demo's site."""
    return create_app(demo)


@pytest.fixture
def served_as_usual(demo: Services) -> Flask:
    """Return the site of a library in service that has come by the demo's data."""
    return create_app(replace(demo, settings=replace(demo.settings, demo="off")))


@pytest.fixture
def links(demo: Services) -> dict[str, str]:
    """Return the path of a new sign-in link for each account."""
    made = sign_in_links(demo, examples.emails())
    return {person.name: link.removeprefix(demo.settings.address) for person, link in made}


@pytest.fixture
def signed_in(site: Flask, links: dict[str, str]):
    """Return a function that gives the browser of an example account."""

    def sign_in(name: str) -> Browser:
        browser = Browser(site)
        assert browser.send(links[name], {}).location == "/staff/briefs"
        return browser

    return sign_in
