"""Keeps the instance folder to its owner: other users of the machine may neither read it nor list it."""

import logging
import os
import stat
from collections.abc import Iterable, Iterator
from pathlib import Path

from library.settings import Settings, SettingsError

log = logging.getLogger(__name__)
OTHERS = 0o077
"""The rights of everybody but the owner."""
FOLDERS = ("uploads", "outbox", "reading", "upgrades")
KEY, ADDRESS = "secret_key", "address"
"""What the library is known by: its signing key, and where its site was last started."""
SHORTEST_KEY = 32
FILES = (KEY, "library.sqlite3", ADDRESS)
MADE_BY_THE_SYSTEM = {"lost+found"}
BESIDE_A_DATABASE = ("", "-wal", "-shm", "-journal")


def keep(settings: Settings) -> None:
    """Make the instance folder if it is missing, and close what is open; raise SettingsError if that can't be done.

    From here on, whatever this process and its children write is for its owner alone.
    """
    os.umask(OTHERS)
    folder = settings.instance
    folder.mkdir(parents=True, exist_ok=True)
    if _open(folder) and not _is_ours(folder):
        raise SettingsError(
            f"Other users of this machine can read {folder}, and it holds other files. Give the library a folder of "
            "its own with LIBRARY_INSTANCE."
        )
    closed = [path for path in (*_within(folder), *_database(settings)) if _close(path)]
    if closed:
        log.warning(
            "Other users of this machine could read %s: %s now closed to them.",
            folder,
            "1 file or folder is" if len(closed) == 1 else f"{len(closed)} files and folders are",
        )


def kept_key(folder: Path) -> str:
    """Return the signing key of an instance folder, or "" where there is none; raise SettingsError for half of one.

    What an empty key signs, anybody can sign.
    """
    path = folder / KEY
    if not path.is_file():
        return ""
    key = path.read_text("utf-8", "replace").strip()
    if len(key) < SHORTEST_KEY:
        raise SettingsError(
            f"The signing key, {path}, is empty or cut short. Put the file back from a backup. If there is none, "
            "delete it: the next start makes another, links in mails already sent stop working, and staff set up their "
            "second step again"
        )
    return key


def open_to_others(settings: Settings) -> list[Path]:
    """Return what other users of this machine can read, and leave it as it is."""
    every = (*_within(settings.instance), *_database(settings))
    return sorted({path for path in every if path.exists() and _open(path)})


def _is_ours(folder: Path) -> bool:
    names = {path.name for path in folder.iterdir()} - MADE_BY_THE_SYSTEM
    return not names or not names.isdisjoint((*FOLDERS, *FILES))


def _within(folder: Path) -> Iterator[Path]:
    """Return the folder, the files in it, and everything in the folders that the library makes there."""
    yield folder
    yield from (path for path in folder.iterdir() if path.is_file() and not path.is_symlink())
    for name in FOLDERS:
        yield from _everything(folder / name)


def _everything(folder: Path) -> Iterator[Path]:
    if folder.is_dir():
        yield folder
        yield from (path for path in folder.rglob("*") if not path.is_symlink())


def _database(settings: Settings) -> Iterable[Path]:
    """Return the files of a SQLite database, which may be outside the instance folder."""
    kind, _, path = settings.database.partition(":///")
    return [Path(path + end) for end in BESIDE_A_DATABASE] if kind == "sqlite" and path else []


def _close(path: Path) -> bool:
    """Take the rights of others away; return whether there were any."""
    try:
        if not _open(path):
            return False
        path.chmod(0o700 if path.is_dir() else 0o600)
        if _open(path):
            raise PermissionError
    except FileNotFoundError:
        return False
    except PermissionError as error:
        raise SettingsError(
            f"Other users of this machine can read {path}, and this user may not change that. Run "
            f"`chmod -R go= {path}` as its owner."
        ) from error
    return True


def _open(path: Path) -> bool:
    return bool(stat.S_IMODE(path.stat().st_mode) & OTHERS)
