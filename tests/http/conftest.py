"""A library with something behind every route, which takes long to fill: for tests that go over the whole URL map."""

import pickle
import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from library.bootstrap import connect
from library.security.permissions import Role
from library.services import Services
from library.settings import Settings
from tests import addresses, builders
from tests.shared import made_once


@pytest.fixture(scope="session")
def with_all(fresh: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with such a library and what stands in its addresses, to be copied."""
    return made_once(tmp_path_factory, "with_all", partial(_fill, fresh))


def _fill(fresh: Path, folder: Path) -> None:
    shutil.copytree(fresh, folder, dirs_exist_ok=True)
    services = connect(Settings(instance=folder / "instance", index=folder / "index", meaning="off"))
    known = addresses.fill(services, builders.person(services, Role.ADMIN))
    services.store.close()
    (folder / "known").write_bytes(pickle.dumps(known))


@pytest.fixture
def filled(settings: Settings, clock: Callable[[], datetime], with_all: Path) -> Iterator[Services]:
    """Return the parts of such a library."""
    shutil.copytree(with_all / "instance", settings.instance)
    shutil.copytree(with_all / "index", settings.index)
    made = replace(connect(settings), clock=clock)
    yield made
    made.store.close()


@pytest.fixture
def known(with_all: Path) -> dict[str, dict[str, Any]]:
    """Return what stands in the addresses of such a library, as `addresses.fill` says it."""
    read: dict[str, dict[str, Any]] = pickle.loads((with_all / "known").read_bytes())
    return read
