"""Opportunities as a spreadsheet, out and in, with the names of the form as columns."""

import csv
import io
from typing import Any

from library.briefs.schemas.rows import column_faults, from_row, to_row
from library.involve.opportunities.models import Published
from library.involve.opportunities.schemas import OPPORTUNITY

COLUMNS = tuple(OPPORTUNITY.fields)
MOST_ROWS = 1_000


class NotASheet(ValueError):
    """A file is no spreadsheet of opportunities; the message says what to do."""


def written(found: list[Published]) -> str:
    """Return opportunities as CSV for a spreadsheet, with no cell that it would run."""
    file = io.StringIO(newline="")
    writer = csv.DictWriter(file, COLUMNS)
    writer.writeheader()
    for published in found:
        row = to_row(OPPORTUNITY, OPPORTUNITY.dump(published.opportunity))
        writer.writerow({name: row.get(name, "") for name in COLUMNS})
    return "\ufeff" + file.getvalue()


def read(content: bytes) -> list[dict[str, Any]]:
    """Return the rows of a CSV file as the schema loads them; raise NotASheet if it is none, or has other columns."""
    try:
        reader = csv.DictReader(io.StringIO(_text(content), newline=""), strict=True)
        columns = [name for name in reader.fieldnames or () if name]
        rows = [{name: cell or "" for name, cell in row.items() if name} for row in reader]
    except csv.Error as error:
        raise NotASheet(f"This is not a CSV file we can read: {error}. Save it as CSV, then send it again.") from error
    if faults := column_faults(OPPORTUNITY, columns):
        raise NotASheet(f"Rename or remove the column {faults[0].field}. Use the columns of our own CSV file.")
    if not rows or len(rows) > MOST_ROWS:
        raise NotASheet(f"Send a file with 1 to {MOST_ROWS:,} rows below the names of the columns.")
    return [from_row(OPPORTUNITY, row) for row in rows if any(row.values())]


def _text(content: bytes) -> str:
    """Read bytes as spreadsheet programs write them."""
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")
