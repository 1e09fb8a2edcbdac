"""Runs tests under another clock: `python -m tests.moved "2028-02-29 12:00" tests/mail …`. The time given is UTC.

All processes that tests start go by it too; only the steady clock, which waits are measured with, stays as it is.
"""

import os
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

LIBRARIES = ("/usr/lib/*/faketime/libfaketimeMT.so.1", "/usr/lib/faketime/libfaketimeMT.so.1")
LEFT_OUT = {"bench", "contracts", "crash", "documents", "habits", "journeys", "machines", "moved"}
"""Folders that need a browser or many processes, that are about how long something takes, or that have nothing to do with dates."""
FOLDERS = sorted(
    f"tests/{each.parent.name}" for each in Path("tests").glob("*/__init__.py") if each.parent.name not in LEFT_OUT
)


def main(at: str, *folders: str) -> int:
    """Return how the tests ended, or 0 where the machine has no libfaketime."""
    found = [path for pattern in LIBRARIES for path in Path("/").glob(pattern[1:])]
    if not found:
        print("LEFT OUT: tests under a moved clock, because this machine has no libfaketime")
        return 0
    ahead = datetime.fromisoformat(at).replace(tzinfo=UTC) - datetime.now(UTC)
    moved = {
        "LD_PRELOAD": str(found[0]),
        "FAKETIME": f"{ahead.total_seconds():+.0f}",
        "FAKETIME_DONT_FAKE_MONOTONIC": "1",
        "PYTHONPATH": str(Path(__file__).parent),
    }
    command = [sys.executable, "-m", "pytest", "-m", "not deep", "-p", "no:cacheprovider", *(folders or FOLDERS)]
    return subprocess.run(command, env=os.environ | moved, check=False).returncode


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
