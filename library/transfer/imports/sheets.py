"""Reads briefs out of a file that somebody uploaded, in a child process that can do no harm.

`run` is that child: its input is the file, its output the rows as JSON, or what is wrong with the file.
"""

import json
import subprocess
import sys
from dataclasses import asdict
from typing import Any

from library.security import sandbox
from library.transfer.files import CannotRead, read_sheet
from library.transfer.spreadsheets import Sheet

TOO_HARD = "This file is too large or too odd to be read. Export the briefs again, or send fewer at once."


def read(name: str, content: bytes) -> Sheet:
    """Read the rows of a .json, .csv or .xlsx file; raise CannotRead."""
    try:
        how = sandbox.started("library.transfer.imports.sheets", name)
        ended = subprocess.run(**how, input=content, timeout=sandbox.WALL_SECONDS, check=False)
        result = json.loads(ended.stdout)
    except (subprocess.TimeoutExpired, ValueError) as error:
        raise CannotRead(TOO_HARD) from error
    if "cannot" in result:
        raise CannotRead(str(result["cannot"]))
    return Sheet(result["rows"], result["numbers"], result["skipped"])


def main(name: str) -> None:
    """Read the file on the input, and say what it holds."""
    if name.lower().endswith(".xlsx"):
        import openpyxl  # noqa: F401 (what is shut in could not load it any more; other files start twice as fast without it)

    content = sys.stdin.buffer.read()
    sandbox.shut_in()
    try:
        result: dict[str, Any] = asdict(read_sheet(name, content))
    except CannotRead as error:
        result = {"cannot": str(error)}
    except (MemoryError, RecursionError):
        result = {"cannot": TOO_HARD}
    json.dump(result, sys.stdout)


def run() -> None:
    """Read the file that is the input; its name is the one word."""
    main(sys.argv[1])
