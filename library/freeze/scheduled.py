"""The frozen copy that the worker writes once a day, where LIBRARY_FROZEN_COPY names a folder.

It is written by a process of its own, by the same command that people use, so that the worker stays small and goes on
if that process dies. What stops it is kept for staff.
"""

import logging
import re
import subprocess
import sys
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

from library.services import Services
from library.upkeep import frozen_copy

log = logging.getLogger(__name__)
LONGEST = timedelta(hours=1)
"""How long writing a copy may take."""
TOO_LONG = "it took longer than an hour."
UNEXPECTED = "the command stopped unexpectedly; the log of the worker says more."
ERROR, FOLDERS = re.compile(r"^library: (.+)", re.MULTILINE), re.compile(r"/\S*/")


def write_due(services: Services, write: Callable[[Path], str | None] | None = None) -> bool:
    """Write the copy if it is due, as `write` does or else in a process of its own; either returns what stopped it."""
    folder, known, now = services.settings.frozen_copy, frozen_copy.look(services.settings), services.clock()
    if folder is None or not known.due(now):
        return True
    frozen_copy.note(services.settings, now, known.trouble)
    trouble = (write or _in_a_process)(folder)
    frozen_copy.note(services.settings, now, trouble or "")
    return True


def _in_a_process(folder: Path) -> str:
    command = [sys.executable, "-m", "library.cli", "freeze", str(folder)]
    long = LONGEST.total_seconds()
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=long, check=False)  # noqa: S603 (our own command)
    except subprocess.TimeoutExpired:
        log.error("the frozen copy could not be written: %s", TOO_LONG)
        return TOO_LONG
    if not done.returncode:
        return ""
    log.error("the frozen copy could not be written: %s", done.stderr.strip()[-500:])
    return said(done.stderr)


def said(printed: str) -> str:
    """Return what a command printed of its error, without the folders it was in: anybody may read it."""
    lines = ERROR.findall(printed)
    return f"{FOLDERS.sub('', lines[-1]).rstrip('.')}." if lines else UNEXPECTED
