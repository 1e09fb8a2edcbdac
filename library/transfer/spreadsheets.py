"""Spreadsheets as people save them: in the encodings, separators and dates that Excel writes in the United Kingdom."""

import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from marshmallow import Schema, fields

from library.briefs.schemas.rows import from_row, known

SEPARATORS = (",", ";", "\t", "|")
STATED = re.compile(r"\Asep=(.)\r?\n", re.IGNORECASE)
"""The first line that Excel writes for itself."""
DAY = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-]((?:19|20)\d\d)(?: 00:00(?::00)?)?$")
FIRST = 2
"""The number of the first row below the names of the columns."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """Briefs out of a file, the number that each row has there, and the columns that are no part of a brief."""

    rows: list[dict[str, Any]]
    numbers: list[int] = field(default_factory=list)
    skipped: list[str] = field(default_factory=list)

    def number(self, place: int) -> int:
        """Return the number of a row in its file."""
        return self.numbers[place] if place < len(self.numbers) else place + 1


def decoded(content: bytes) -> str:
    """Return the text of a file: by its mark, as UTF-8, or else as Windows writes it in Europe."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", "replace")


def lines(text: str) -> Iterator[list[str]]:
    """Return the rows of cells of a text, whatever parts them."""
    stated = STATED.match(text)
    text = text[stated.end() :] if stated else text
    separator = stated[1] if stated else _separator(text)
    return csv.reader(io.StringIO(text, newline=""), delimiter=separator)


def _separator(text: str) -> str:
    """Return what parts the names of the columns; names themselves have none of these."""
    first = text.lstrip("\r\n").partition("\n")[0]
    return max(SEPARATORS, key=first.count) if any(each in first for each in SEPARATORS) else ","


def sheet(schema: Schema, rows: Iterable[Sequence[str]]) -> Sheet:
    """Return the briefs of rows of cells, the first of which names the columns; empty rows are none."""
    numbered = enumerate(rows, FIRST - 1)
    names = [name.strip() for name in next((cells for _, cells in numbered if any(cells)), ())]
    used = {place: name for place, name in enumerate(names) if name and known(schema, name)}
    days = {name for name in used.values() if _is_day(schema, name)}
    made = Sheet([], [], [name for name in names if name and not known(schema, name)])
    for number, cells in numbered:
        row = {name: cells[place] for place, name in used.items() if place < len(cells)}
        if any(map(str.strip, row.values())):
            values = {name: _day(text) if name in days else text for name, text in row.items()}
            made.rows.append(from_row(schema, values))
            made.numbers.append(number)
    return made


def _day(text: str) -> str:
    """Return a day as 2026-05-01, however it was written: the day comes before the month."""
    match = DAY.match(text.strip())
    return f"{match[3]}-{int(match[2]):02}-{int(match[1]):02}" if match else text


def _is_day(schema: Schema, column: str) -> bool:
    """Return whether a column holds days."""
    name, _, rest = column.partition("-")
    found: Any = schema.fields.get(name)
    if not rest:
        return isinstance(found, fields.Date)
    inner: Any = getattr(found, "schema", None) or getattr(getattr(found, "inner", None), "schema", None)
    return inner is not None and _is_day(inner, re.sub(r"^\d+-", "", rest))


def columns(schema: Schema, prefix: str = "") -> Iterator[str]:
    """Return the columns of an empty sheet: each field once, one row of each list."""
    for name, each in schema.fields.items():
        widget = each.metadata.get("widget")
        if widget == "rows":
            yield from columns(each.inner.schema, f"{prefix}{name}-0-")  # type: ignore[attr-defined]
        elif widget == "group":
            yield from columns(each.schema, f"{prefix}{name}-")  # type: ignore[attr-defined]
        elif each.metadata.get("boxes"):
            yield f"{prefix}{name}-0"
        else:
            yield prefix + name
