"""A child that says what it can see and do: it is started and shut in as those that read files are."""

import ctypes
import json
import os
import socket
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from library.security import sandbox


def run() -> None:
    """Say what is in reach, of a file and a folder that are none of a reader's business, before and after."""
    secret = Path(sys.argv[1])
    seen = {"environment": dict(os.environ), "folder": str(Path.cwd()), "open": open_files()}
    asked = sys.stdin.read()
    if asked == "kernel":
        print(json.dumps({"held": sandbox.keep_from_files(), "native": native(secret)}))
        return
    if asked != "free":
        sandbox.shut_in()
    print(json.dumps(seen | {"done": done(secret)}))


def done(secret: Path) -> list[str]:
    """Name what could be done; the file is put back before each, where that can be done."""
    found = []
    for name, act in acts(secret).items():
        with suppress(OSError):
            secret.write_text("as it was")
        with suppress(OSError):
            act()
            found.append(name)
    return found


def open_files() -> list[int]:
    """List the files that are open, by number."""
    found = []
    for number in range(64):
        try:
            os.fstat(number)
        except OSError:
            continue
        found.append(number)
    return found


def acts(secret: Path) -> dict[str, Callable[[], object]]:
    """Give what a reader must not be able to do, and one thing that it may."""
    around = f"{os.path.realpath(sys.modules['json'].__path__[0])}/../../../../../../../../../../../..{secret}"
    return {
        "connect": socket.socket,
        "start a program": lambda: subprocess.run(["true"]),
        "start a shell": lambda: os.system("true"),
        "read": lambda: secret.read_text(),
        "read by a way around": lambda: Path(around).read_text(),
        "read as bytes": lambda: os.open(os.fsencode(secret), os.O_RDONLY),
        "read the settings of the library": lambda: Path(f"/proc/{os.getppid()}/environ").read_bytes(),
        "list": lambda: list(secret.parent.iterdir()),
        "list the whole machine": lambda: list(Path("/").iterdir()),
        "write": lambda: secret.write_text("changed"),
        "write again": lambda: (secret.parent / "new").write_text(""),
        "delete": secret.unlink,
        "rename": lambda: secret.rename(secret.with_name("other")),
        "change rights": lambda: secret.chmod(0o777),
        "cut short": lambda: os.truncate(secret, 0),
        "end the site": lambda: os.kill(os.getppid(), 0),
        "load native code": lambda: ctypes.CDLL(None),
        "read a module": lambda: Path(sys.modules["json"].__file__ or "").read_bytes(),
    }


def native(secret: Path) -> list[str]:
    """Name what native code can do, which Python is not asked about."""
    libc, name = ctypes.CDLL(None), os.fsencode(secret)
    new = os.fsencode(secret.parent / "new")
    tried = {
        "read": lambda: libc.open(name, os.O_RDONLY),
        "write": lambda: libc.open(name, os.O_WRONLY),
        "write again": lambda: libc.open(new, os.O_WRONLY | os.O_CREAT, 0o600),
        "delete": lambda: libc.unlink(name),
        "read a module": lambda: libc.open(os.fsencode(sys.modules["json"].__file__ or ""), os.O_RDONLY),
    }
    return sorted(what for what, act in tried.items() if act() >= 0)
