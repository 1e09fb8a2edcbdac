"""A stocked library, closed, so that another process may be killed in it."""

import shutil
from pathlib import Path

import pytest

from library.bootstrap import connect
from library.security.permissions import Role
from library.settings import Settings
from tests import builders
from tests.shared import made_once


@pytest.fixture(scope="session")
def with_two(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with a library of two published briefs, to be copied."""
    return made_once(tmp_path_factory, "with_two", _stock)


def _stock(folder: Path) -> None:
    services = connect(Settings(instance=folder / "instance", index=folder / "index", meaning="off"))
    services.store.migrate()
    builders.vocabulary(services)
    reviewer = builders.person(services, Role.ADMIN, "reviewer@example.org")
    for slug in ("old", "other"):
        builders.published(services, reviewer, slug)
    services.store.close()


@pytest.fixture
def stocked(settings: Settings, with_two: Path) -> Settings:
    """Return the settings of a library with two published briefs and nobody in it."""
    shutil.copytree(with_two / "instance", settings.instance)
    shutil.copytree(with_two / "index", settings.index)
    return settings
