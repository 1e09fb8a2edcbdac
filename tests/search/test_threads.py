"""Arithmetic stays on the thread that asked for it, in whatever process of the library."""

import os
import subprocess
import sys

import pytest

from library.settings import ROOT

ASKED = """
import {door}
import os
import numpy as np
squares = np.ones((800, 800), np.float32) @ np.ones((800, 800), np.float32)
print(int(squares[0, 0]), len(os.listdir("/proc/self/task")))
"""


@pytest.mark.slow("Python is started, and imports the library")
@pytest.mark.parametrize("door", ["library.cli.commands", "library.worker"])
def test_every_door_leaves_arithmetic_on_one_thread(door: str) -> None:
    """The settings of this process are left out, as they came from importing the library."""
    clean = {name: value for name, value in os.environ.items() if not name.endswith("_NUM_THREADS")}
    words = (sys.executable, "-c", ASKED.format(door=door))
    told = subprocess.run(words, cwd=ROOT, env=clean, capture_output=True, text=True, check=True).stdout.split()
    assert told == ["800", "1"]
