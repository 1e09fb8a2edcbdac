"""What one worker makes for all workers of a run, slow to make and quick to copy, and what a worker makes once for all its tests."""

import fcntl
import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import CodeType
from typing import Any, ClassVar

import pytest
import sqlalchemy as sa
from jinja2 import FileSystemBytecodeCache
from jinja2.bccache import Bucket
from werkzeug.routing import Rule

MEMORY = Path("/dev/shm")
ENOUGH = 2_000_000_000
"""Bytes: a run keeps some hundred megabytes at a time."""


def made_once(factory: pytest.TempPathFactory, name: str, make: Callable[[Path], None]) -> Path:
    """Return a folder that the first worker to ask has made and that the others wait for. Copy it, never write in it."""
    own = factory.getbasetemp()
    run = own.parent if "PYTEST_XDIST_WORKER" in os.environ else own
    folder, done = run / name, run / f"{name}.done"
    with (run / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not done.exists():
            folder.mkdir()
            make(folder)
            done.touch()
    return folder


def keep_folders_in_memory() -> None:
    """Put the folders of tests where nothing is written to a disk, if the machine has such a place with room in it.

    A library waits until what it writes is safe on the disk: a few thousand libraries wait for minutes.
    """
    if os.access(MEMORY, os.W_OK) and shutil.disk_usage(MEMORY).free > ENOUGH:
        os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", str(MEMORY))


@contextmanager
def one_compiler() -> Iterator[None]:
    """Let all SQLite libraries of a worker share what SQLAlchemy has compiled, which each keeps for itself otherwise."""
    real, first = sa.create_engine, sa.create_engine("sqlite://")
    first.connect().close()

    def create(url: str, **how: Any) -> sa.Engine:
        made = real(url, **how)
        if made.dialect.name == "sqlite":
            made.dialect, made._compiled_cache = first.dialect, first._compiled_cache
        return made

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sa, "create_engine", create)
        yield


class KeptTemplates(FileSystemBytecodeCache):
    """Compiled templates, which a worker reads from their files once for all its applications."""

    read: ClassVar[dict[tuple[str, str], CodeType]] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """Fill in what was read before, or else what is in the file."""
        name = bucket.key, bucket.checksum
        if name in self.read:
            bucket.code = self.read[name]
            return
        super().load_bytecode(bucket)
        if bucket.code:
            self.read[name] = bucket.code


@contextmanager
def routes_built_once() -> Iterator[None]:
    """Let all applications of a worker share what Werkzeug builds addresses with: it is two thirds of making one."""
    real, built = Rule._compile_builder, {}

    def build(rule: Rule, append_unknown: bool = True) -> Callable[..., tuple[str, str]]:
        name = rule.rule, tuple(rule._trace), repr(rule.defaults), append_unknown
        if name not in built:
            built[name] = real(rule, append_unknown)
        return built[name]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Rule, "_compile_builder", build)
        yield
