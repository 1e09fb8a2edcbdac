"""Where a demo lives: a folder of its own, which nothing else of this machine's library is read from or written to."""

import fcntl
import os
import shutil
from pathlib import Path
from typing import IO

from library import settings
from library.settings import ROOT, Settings, SettingsError, variable

FOLDER = ROOT / "demo"
USUAL_PORT = "8001"
CONTACT = "example-contact@example.org"
SIGN, WHOLE = "READ-ME.txt", "whole"
"""The file by which a folder is known as a demo, and the one that is there once all examples are."""
WORDS = "This folder is a demo of the What Works Library. It is safe to delete: `make demo-clean`.\n"
TAKEN_OVER = {variable("meaning"), variable("languages")}
"""The settings of the library that a demo follows; the others could lead to its data or send mail."""


def enter(folder: Path) -> Settings:
    """Make this process, and those it starts, work in a demo and nowhere else; return the settings of it.

    Raise SettingsError for a folder that holds anything else. A demo that was never finished is begun again.
    """
    folder = folder.resolve()
    _make(folder)
    for name in [name for name in os.environ if name.startswith("LIBRARY_") and name not in TAKEN_OVER]:
        del os.environ[name]
    own = {"instance": str(folder / "instance"), "index": str(folder / "index"), "contact": CONTACT, "demo": "on"}
    os.environ.update({variable(name): value for name, value in own.items()})
    os.environ[variable("port")] = os.environ.get("DEMO_PORT") or USUAL_PORT
    return settings.read()


def _make(folder: Path) -> None:
    if is_demo(folder) and not is_whole(folder):
        shutil.rmtree(folder)
    folder.mkdir(parents=True, exist_ok=True)
    if not is_demo(folder) and any(folder.iterdir()):
        raise SettingsError(f"{folder} holds other files, so no demo was made in it; name an empty folder")
    (folder / SIGN).write_text(WORDS, "utf-8")


def is_demo(folder: Path) -> bool:
    """Return whether a folder holds a demo."""
    return (folder / SIGN).is_file()


def is_whole(folder: Path) -> bool:
    """Return whether a demo has all its examples."""
    return (folder / WHOLE).is_file()


def finish(folder: Path) -> None:
    """Keep that a demo has all its examples."""
    (folder / WHOLE).touch()


def hold(folder: Path) -> IO[str]:
    """Return a file that says, as long as it is open in this process or one it started, that the demo is in use."""
    sign = (folder / SIGN).open()
    fcntl.flock(sign, fcntl.LOCK_SH)
    return sign


def clean(folder: Path) -> bool:
    """Delete a demo; return whether there was one.

    Raise SettingsError for a folder that holds anything else, and for a demo that is in use: it would go on writing.
    """
    if is_demo(folder):
        with (folder / SIGN).open() as sign:
            try:
                fcntl.flock(sign, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError as error:
                raise SettingsError("the demo is open; stop it with Ctrl+C where it runs, then delete it") from error
            shutil.rmtree(folder)
        return True
    if folder.is_dir() and any(folder.iterdir()):
        raise SettingsError(f"{folder} does not hold a demo, so nothing was deleted")
    return False
