"""The frozen copy that the worker writes once a day, where LIBRARY_FROZEN_COPY names a folder.

It is written by a process of its own, by the same command that people use, so that the worker stays small and goes on
if that process dies.
"""

import logging
import os
import subprocess
import sys
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

from library.services import Services
from library.upkeep.running.service import copied_at, moment_of

log = logging.getLogger(__name__)
BETWEEN_COPIES, BETWEEN_TRIES = timedelta(days=1), timedelta(hours=1)
LONGEST = timedelta(hours=1)
"""How long writing a copy may take."""


def write_due(services: Services, write: Callable[[Path], None] | None = None) -> bool:
    """Write the copy if it is due, as `write` does or else in a process of its own."""
    folder = services.settings.frozen_copy
    if folder is None or not _claimed(services, folder):
        return True
    (write or _in_a_process)(folder)
    return True


def _claimed(services: Services, folder: Path) -> bool:
    """Return whether a copy is due and nobody on this machine has tried within the hour; if so, keep that we do."""
    now, tried = services.clock(), folder.with_name(f".{folder.name}.tried")
    made, last = copied_at(services.settings), moment_of(tried)
    if (made and now - made < BETWEEN_COPIES) or (last and now - last < BETWEEN_TRIES):
        return False
    tried.parent.mkdir(parents=True, exist_ok=True)
    tried.touch()
    os.utime(tried, (now.timestamp(), now.timestamp()))
    return True


def _in_a_process(folder: Path) -> None:
    command = [sys.executable, "-m", "library.cli", "freeze", str(folder)]
    long = LONGEST.total_seconds()
    done = subprocess.run(command, capture_output=True, text=True, timeout=long, check=False)  # noqa: S603 (our own command)
    if done.returncode:
        log.error("the frozen copy could not be written: %s", done.stderr.strip()[-500:])
