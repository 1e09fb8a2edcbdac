"""Briefs in files: JSON, CSV and XLSX, read into data the schema loads and written so that they can be read again."""

import csv
import io
import json
from pathlib import Path, PurePath
from typing import Any

from library.briefs.schemas.brief import BRIEF
from library.briefs.schemas.rows import column_faults, to_row
from library.transfer import spreadsheets
from library.transfer.spreadsheets import Sheet

LARGEST_FILE = 50_000_000


class CannotRead(ValueError):
    """A file cannot be read or written; the message says why and what to do."""


def read_file(path: Path) -> list[dict[str, Any]]:
    """Read briefs from a .json, .csv or .xlsx file into data the schema loads."""
    try:
        if path.stat().st_size > LARGEST_FILE:
            raise CannotRead(f"{path.name} is larger than {LARGEST_FILE // 1_000_000} MB. Split it.")
        return read_bytes(path.name, path.read_bytes())
    except OSError as error:
        raise CannotRead(f"{path.name} cannot be opened: {error.strerror or error}.") from error


def read_bytes(name: str, content: bytes) -> list[dict[str, Any]]:
    """Read briefs from the content of a file with this name; raise CannotRead if it has columns that none has."""
    sheet = read_sheet(name, content)
    if faults := column_faults(BRIEF, sheet.skipped):
        raise CannotRead("; ".join(str(fault) for fault in faults))
    return sheet.rows


def read_sheet(name: str, content: bytes) -> Sheet:
    """Read briefs from the content of a file with this name, with their row numbers and the columns left aside."""
    readers = {".json": _read_json, ".csv": _read_csv, ".tsv": _read_csv, ".txt": _read_csv, ".xlsx": _read_xlsx}
    suffix = PurePath(name).suffix.lower()
    reader = readers.get(suffix)
    if reader is None:
        raise CannotRead(f"{name} is not a file this can read. Choose a .json, .csv or .xlsx file.")
    try:
        sheet = reader(content)
    except (CannotRead, MemoryError):
        raise
    except Exception as error:
        raise CannotRead(f"{name} is broken, or is not really a {suffix} file: {error}") from error
    if not all(isinstance(row, dict) for row in sheet.rows):
        raise CannotRead(f"{name} must hold one brief or a list of briefs.")
    return sheet


def _read_json(content: bytes) -> Sheet:
    data = json.loads(content.decode("utf-8-sig"))
    return Sheet(data if isinstance(data, list) else [data])


def _read_csv(content: bytes) -> Sheet:
    return _known(spreadsheets.sheet(BRIEF, spreadsheets.lines(spreadsheets.decoded(content))))


def _read_xlsx(content: bytes) -> Sheet:
    from openpyxl import load_workbook

    sheet = load_workbook(io.BytesIO(content), read_only=True, data_only=True).worksheets[0]
    return _known(spreadsheets.sheet(BRIEF, ([*map(_cell, line)] for line in sheet.iter_rows(values_only=True))))


def _known(sheet: Sheet) -> Sheet:
    """Return a sheet that has some column of a brief."""
    if sheet.skipped and not any(sheet.rows):
        raise CannotRead(
            "None of its columns is one of a brief. Name them as in the empty template, in the first row of the sheet."
        )
    return sheet


def _cell(value: Any) -> str:
    if hasattr(value, "date"):
        return str(value.date().isoformat())
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return "" if value is None else str(value)


def write_file(path: Path, rows: list[dict[str, Any]]) -> None:
    """Write dumped briefs to a .json, .csv or .xlsx file."""
    content = written(path.name, rows)
    try:
        path.write_bytes(content)
    except OSError as error:
        raise CannotRead(f"{path} cannot be written: {error.strerror or error}.") from error


def written(name: str, rows: list[dict[str, Any]]) -> bytes:
    """Write dumped briefs as the content of a file with this name."""
    writers = {".json": _write_json, ".csv": _write_csv, ".xlsx": _write_xlsx}
    writer = writers.get(PurePath(name).suffix.lower())
    if writer is None:
        raise CannotRead(f"{name}: choose a name that ends in .json, .csv or .xlsx.")
    return writer(rows)


def template(name: str) -> bytes:
    """Return an empty sheet with the columns of a brief, to fill in."""
    names = [*spreadsheets.columns(BRIEF)]
    return _csv(names, []) if name.endswith(".csv") else _xlsx(names, [])


def _write_json(rows: list[dict[str, Any]]) -> bytes:
    return (json.dumps(rows, indent=2, ensure_ascii=False) + "\n").encode()


def _table(rows: list[dict[str, Any]]) -> tuple[list[str], list[dict[str, str]]]:
    flat = [to_row(BRIEF, row) for row in rows]
    return list(dict.fromkeys(name for row in flat for name in row)), flat


def _write_csv(rows: list[dict[str, Any]]) -> bytes:
    return _csv(*_table(rows))


def _csv(names: list[str], flat: list[dict[str, str]]) -> bytes:
    file = io.StringIO(newline="")
    writer = csv.DictWriter(file, names)
    writer.writeheader()
    writer.writerows(flat)
    return file.getvalue().encode("utf-8-sig")


def _write_xlsx(rows: list[dict[str, Any]]) -> bytes:
    return _xlsx(*_table(rows))


def _xlsx(names: list[str], flat: list[dict[str, str]]) -> bytes:
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    sheet = book.create_sheet("briefs")
    sheet.append(names)
    for row in flat:
        sheet.append([row.get(name, "") for name in names])
    whole = io.BytesIO()
    book.save(whole)
    return whole.getvalue()
