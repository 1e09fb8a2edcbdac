"""A real PostgreSQL for as long as it is needed: the one in TEST_DATABASE_URL, or one started in a temporary folder."""

import os
import shutil
import signal
import subprocess
import tempfile
import time
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

import sqlalchemy as sa

PROGRAMS = Path("/usr/lib/postgresql")


class NoServer(Exception):
    """PostgreSQL's server programs are not on this machine."""


@contextmanager
def running() -> Iterator[str]:
    """Give the address of a server; raise NoServer if there is none and none can be started."""
    if address := os.environ.get("TEST_DATABASE_URL"):
        yield address
        return
    with restartable() as (address, _, _):
        yield address


@contextmanager
def schema(server: str) -> Iterator[str]:
    """Give the address of a schema of its own on a server, with nothing in it."""
    name = f"test_{uuid.uuid4().hex}"
    _run(server, f"CREATE SCHEMA {name}")
    yield server + ("&" if "?" in server else "?") + f"options=-csearch_path%3D{name}"
    _run(server, f"DROP SCHEMA {name} CASCADE")


def _run(server: str, command: str) -> None:
    engine = sa.create_engine(server.replace("postgresql://", "postgresql+psycopg://", 1))
    with engine.begin() as connection:
        connection.exec_driver_sql(command)
    engine.dispose()


def crash(address: str) -> None:
    """Kill a server of our own as `kill -9` would, and wait for what it leaves behind to end too."""
    folder = Path(str(sa.make_url(address).query["host"]))
    number = (folder / "data" / "postmaster.pid").read_text().split()[0]
    left = [number, *Path(f"/proc/{number}/task/{number}/children").read_text().split()]
    os.kill(int(number), signal.SIGKILL)
    while any(Path(f"/proc/{each}").exists() for each in left):
        time.sleep(0.01)


@contextmanager
def restartable() -> Iterator[tuple[str, Callable[[], None], Callable[[], None]]]:
    """Give the address of a server of our own, and what stops and starts it; raise NoServer if none can be started.

    Under a moved clock (tests.moved) it goes by the machine's: the library never asks its database for the time.
    """
    programs = sorted(PROGRAMS.glob("*/bin"))
    if not programs:
        raise NoServer
    folder = Path(tempfile.mkdtemp(prefix="library-postgres-", dir="/tmp"))
    as_user = ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []
    if as_user:
        shutil.chown(folder, "postgres")

    of_the_machine = {name: value for name, value in os.environ.items() if name != "LD_PRELOAD"}

    def run(program: str, *words: str) -> None:
        command = [*as_user, str(programs[-1] / program), "-D", str(folder / "data"), *words]
        subprocess.run(command, check=True, capture_output=True, env=of_the_machine)

    run("initdb", "-U", "library", "-A", "trust", "-E", "UTF8", "--locale=C")
    options = f"-c listen_addresses='' -c unix_socket_directories='{folder}' -c fsync=off"
    start = partial(run, "pg_ctl", "-o", options, "-w", "-l", str(folder / "log"), "start")
    stop = partial(run, "pg_ctl", "-w", "-m", "immediate", "stop")
    start()
    try:
        yield f"postgresql://library@/postgres?host={folder}", stop, start
    finally:
        stop()
        shutil.rmtree(folder, ignore_errors=True)
