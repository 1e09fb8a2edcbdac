"""Tables as CSV for spreadsheets, with no cell that a spreadsheet would run."""

import csv
import io
from collections.abc import Iterable, Sequence

FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""A cell that starts so would be run by a spreadsheet; it is written with an apostrophe before it."""


def quoted(text: str) -> str:
    """Return the text of a cell so that no spreadsheet runs it."""
    return f"'{text}" if text.startswith((*FORMULA, "'")) else text


def unquoted(text: str) -> str:
    """Return the text of a cell without the apostrophe that keeps a spreadsheet from running it."""
    return text[1:] if text.startswith("'") else text


def csv_text(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Write any table as CSV for a spreadsheet, with no cell that it would run."""
    file = io.StringIO(newline="")
    writer = csv.writer(file)
    writer.writerow(columns)
    writer.writerows([quoted(cell) for cell in row] for row in rows)
    return "\ufeff" + file.getvalue()
