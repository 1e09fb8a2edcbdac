"""Runs the command as people do: in a process of its own, with its settings in the environment."""

import os
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from tests import forks

Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def run(tmp_path: Path) -> Run:
    """Give a function that runs `library WORDS…`; settings are named as in the environment."""

    def go(*words: str, typed: str = "", **settings: str) -> subprocess.CompletedProcess[str]:
        environment = {name: value for name, value in os.environ.items() if not name.startswith("LIBRARY_")}
        environment |= {"LIBRARY_INSTANCE": str(tmp_path / "instance"), "LIBRARY_INDEX": str(tmp_path / "index")}
        return forks.command(words, environment | settings, typed)

    return go
