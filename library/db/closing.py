"""Closes the library of this machine to readers while it is changed as a whole.

The mark is a file that the process which changes it holds a lock on. The system lets go of the lock however that
process ends, so that no library stays closed behind an upgrade that was killed.
"""

import fcntl
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

NAME = "closed"


class AlreadyClosed(Exception):
    """Another process is changing the library."""


@contextmanager
def closed(folder: Path) -> Iterator[None]:
    """Close the library in an instance folder until the end of the block. Raise AlreadyClosed.

    The file gets its name once it is locked, so that nobody sees it free in between.
    """
    if is_closed(folder):
        raise AlreadyClosed
    path = folder / NAME
    fresh = path.with_name(f"{NAME}.{secrets.token_hex(4)}")
    with fresh.open("x") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        fresh.replace(path)
        try:
            yield
        finally:
            path.unlink(missing_ok=True)


def is_closed(folder: Path) -> bool:
    """Return whether a process is changing the library in an instance folder now."""
    try:
        with (folder / NAME).open() as file:
            fcntl.flock(file, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except FileNotFoundError:
        return False
    except BlockingIOError:
        return True
    return False
