"""Reads briefs out of a file that somebody uploaded, in the child process that can do no harm.

As a program it is that child: its input is the file, its output the rows as JSON, or what is wrong with the file.
"""

import json
import subprocess
import sys
from typing import Any

from library.files.child import SECONDS, shut_in
from library.schemas.files import CannotRead, read_bytes
from library.settings import ROOT

TOO_HARD = "This file is too large or too odd to be read. Export the briefs again, or send fewer at once."


def read(name: str, content: bytes) -> list[dict[str, Any]]:
    """Read the rows of a .json, .csv or .xlsx file; raise CannotRead."""
    try:
        ended = subprocess.run(  # noqa: S603 (our own command)
            [sys.executable, "-m", "library.files.sheets", name.encode("ascii", "replace").decode().replace("\0", "?")],
            cwd=ROOT,
            input=content,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=SECONDS,
            check=False,
        )
        told = json.loads(ended.stdout)
    except (subprocess.TimeoutExpired, ValueError) as error:
        raise CannotRead(TOO_HARD) from error
    if "cannot" in told:
        raise CannotRead(str(told["cannot"]))
    rows: list[dict[str, Any]] = told["rows"]
    return rows


def main(name: str) -> None:
    """Read the file on the input, and say what it holds."""
    content = sys.stdin.buffer.read()
    shut_in()
    try:
        told: dict[str, Any] = {"rows": read_bytes(name, content)}
    except CannotRead as error:
        told = {"cannot": str(error)}
    except (MemoryError, RecursionError):
        told = {"cannot": TOO_HARD}
    json.dump(told, sys.stdout)


if __name__ == "__main__":
    main(sys.argv[1])
