"""Tests: behaviour, through the doors people use, on real parts."""

import gc
import os
import sys

os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
sys.dont_write_bytecode = False
"""Whatever the machine is set to: each process of a test compiles the whole library otherwise, for seconds. It is said here, before anything of the library is imported."""

if "pytest" in sys.modules:
    gc.disable()
    """Until all tests are collected (`pytest_collection_finish` of conftest.py): what is imported stays, and looking for rubbish in it is a quarter of the time."""
