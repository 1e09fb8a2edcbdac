"""Processes of their own that begin as copies of one which has imported the library: starting Python takes a second."""

import multiprocessing
import os
import subprocess
import sys
import warnings
from collections.abc import Mapping
from multiprocessing.context import ForkServerProcess
from pathlib import Path
from tempfile import TemporaryDirectory

from library import cli
from library.settings import ROOT

CONTEXT = multiprocessing.get_context("forkserver")
CONTEXT.set_forkserver_preload(["library.cli.commands", "tests.crash.victim", "tests.machines.processes", __name__])
LONGEST = 120
"""Seconds after which a command is taken for hanging."""


def command(words: tuple[str, ...], environment: Mapping[str, str], typed: str) -> subprocess.CompletedProcess[str]:
    """Run `library WORDS…` with an environment; return how it ended and what it said."""
    with TemporaryDirectory() as name:
        said = Path(name) / "in", Path(name) / "out", Path(name) / "err"
        said[0].write_text(typed, "utf-8")
        process = CONTEXT.Process(target=_live, args=(words, dict(environment), [str(path) for path in said]))
        process.start()
        process.join(LONGEST)
        if process.exitcode is None:
            process.kill()
            raise subprocess.TimeoutExpired(words, LONGEST)
        out, err = (path.read_text("utf-8") for path in said[1:])
        return subprocess.CompletedProcess(words, process.exitcode, out, err)


def started(words: tuple[str, ...], environment: Mapping[str, str]) -> ForkServerProcess:
    """Start `library WORDS…` with an environment; what it says is not kept."""
    process = CONTEXT.Process(target=_live, args=(words, dict(environment), [os.devnull] * 3))
    process.start()
    return process


def _live(words: tuple[str, ...], environment: dict[str, str], said: list[str]) -> None:
    for number, path in enumerate(said):
        os.dup2(os.open(path, os.O_RDWR | os.O_CREAT, 0o600), number)
    sys.stdin, sys.stdout, sys.stderr = (os.fdopen(n, mode, closefd=False) for n, mode in enumerate("rww"))
    os.environ.clear()
    os.environ.update(environment)
    os.chdir(ROOT)
    os.umask(0o022)
    warnings.simplefilter("error")
    sys.exit(cli.main(words))
