"""The child processes that read what strangers made: how they are started, and what they give up before they read.

They get no setting of the library, stand outside its folders, and have no open file but their input and output. Then
they shut themselves in: memory, time and output are limited, and they can open no connection, start no program, write
nothing, and read nothing but Python's own modules. Where the system offers no such limit, the others hold.
"""

import ctypes
import os
import resource
import struct
import subprocess
import sys
import sysconfig
from contextlib import suppress
from pathlib import Path
from typing import Any

from library.settings import ROOT

SECONDS = 15
"""Of processor time, which is the same on a machine that has much else to do."""
WALL_SECONDS = 120.0
"""By the clock on the wall: after this a child that waits for the processor is given up."""
MEMORY = 400_000_000
"""Bytes of address space."""
MOST_OPEN = 16
MODULES = tuple(
    sorted(
        {os.path.realpath(sysconfig.get_path(name)) for name in ("stdlib", "platstdlib", "purelib", "platlib")}
        | {os.path.realpath(ROOT / "library")}
    )
)
"""Where Python's modules are: some are loaded only when they are first needed."""
SHARED_CODE = ("/lib", "/lib64", "/usr/lib", "/usr/lib64", "/etc/ld.so.cache")
"""Where the system's own libraries are, which modules are linked to."""
FORBIDDEN = ("socket.", "subprocess.", "os.", "ctypes.", "shutil.", "pty.")
LISTING = {"os.listdir", "os.scandir"}
NEW_NETWORK, NEW_USER = 0x40000000, 0x10000000
"""What Linux calls CLONE_NEWNET and CLONE_NEWUSER."""
NO_NEW_PRIVILEGES = 38
CREATE_RULES, ADD_RULE, RESTRICT = 444, 445, 446
"""The system calls of Landlock, by which a process takes rights to files away from itself."""
ASK_VERSION = 1
RIGHTS, CUTTING_SHORT = (1 << 13) - 1, 1 << 14
"""What Landlock knows to take away from its first version on, and from its third."""
READ_FILE, READ_FOLDER = 1 << 2, 1 << 3
BENEATH_A_PATH = 1


def started(module: str, word: str) -> dict[str, Any]:
    """Return what starts `run` of a module as a child, with one word."""
    code = f"import sys; sys.path.append({str(ROOT)!r}); from {module} import run; run()"
    plain = word.encode("ascii", "replace").decode().replace("\0", "?")
    return {
        "args": [sys.executable, "-I", "-X", "utf8", "-c", code, plain],
        "cwd": "/",
        "env": {},
        "stdout": subprocess.PIPE,
        "stderr": subprocess.DEVNULL,
    }


def shut_in() -> None:
    """Give up what reading does not need."""
    os.nice(10)
    with suppress(OSError, AttributeError):
        libc = ctypes.CDLL(None)
        if libc.unshare(NEW_NETWORK) != 0:
            libc.unshare(NEW_NETWORK | NEW_USER)
        libc.prctl(NO_NEW_PRIVILEGES, 1, 0, 0, 0)
    keep_from_files()
    for limit, most in (
        (resource.RLIMIT_AS, MEMORY),
        (resource.RLIMIT_CPU, SECONDS),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_NPROC, 0),
        (resource.RLIMIT_NOFILE, MOST_OPEN),
    ):
        with suppress(ValueError, OSError):
            resource.setrlimit(limit, (most, most))
    sys.addaudithook(_watch)


def keep_from_files() -> bool:
    """Let the kernel refuse every file but modules and shared code (Landlock); return whether it does."""
    try:
        libc = ctypes.CDLL(None)
        version = libc.syscall(CREATE_RULES, None, ctypes.c_size_t(0), ASK_VERSION)
    except (OSError, AttributeError):
        return False
    if version < 1:
        return False
    taken = struct.pack("=Q", RIGHTS | (CUTTING_SHORT if version >= 3 else 0))
    rules = libc.syscall(CREATE_RULES, ctypes.c_char_p(taken), ctypes.c_size_t(len(taken)), 0)
    for path in (*MODULES, *SHARED_CODE):
        with suppress(OSError):
            _let_read(libc, rules, path)
    held: int = libc.syscall(RESTRICT, rules, 0)
    os.close(rules)
    return held == 0


def _let_read(libc: ctypes.CDLL, rules: int, path: str) -> None:
    place = os.open(path, os.O_PATH | os.O_CLOEXEC)
    rights = READ_FILE | READ_FOLDER if Path(path).is_dir() else READ_FILE
    libc.syscall(ADD_RULE, rules, BENEATH_A_PATH, ctypes.c_char_p(struct.pack("=Qi", rights, place)), 0)
    os.close(place)


def _watch(event: str, arguments: tuple[Any, ...]) -> None:
    """Refuse connections, programs and changes, and any file but Python's own modules; this holds on every system."""
    if event == "open" or event in LISTING:
        if not _is_module(arguments[0]):
            raise PermissionError(event)
    elif event.startswith(FORBIDDEN):
        raise PermissionError(event)


def _is_module(path: object) -> bool:
    if not isinstance(path, str | bytes):
        return False
    whole = os.path.realpath(os.fsdecode(path))
    return any(whole == folder or whole.startswith(f"{folder}{os.sep}") for folder in MODULES)
