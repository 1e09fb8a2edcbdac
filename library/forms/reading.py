"""Reading a web form by a schema: names such as `outcomes-0-effect` become nested data.

Blank becomes absent here, never in a schema.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from string import ascii_lowercase
from typing import Any, Protocol

from marshmallow import Schema, fields

from library.forms.problems import Fault

Data = dict[str, Any]
YES = {"yes", "true", "1", "on"}
NO = {"no", "false", "0"}


class Form(Protocol):
    """What werkzeug's MultiDict offers and we use."""

    def get(self, key: str, /) -> str | None:
        """Return the first value of a name."""

    def getlist(self, key: str, /) -> list[str]:
        """Return all values of a name."""

    def __iter__(self) -> Iterator[str]:
        """Return all names."""


def from_form(schema: Schema, form: Form, prefix: str = "") -> Data:
    """Read what a form holds into the data the schema loads; what cannot be read stays as typed."""
    data = {}
    for name, field in schema.fields.items():
        value = _read(field, form, prefix + name)
        if value is not None:
            data[name] = value
    return data


def _read(field: fields.Field[Any], form: Form, name: str) -> Any:
    widget = field.metadata.get("widget")
    if widget == "rows":
        return lettered([row for number in _numbers(form, name) if (row := _row(field, form, f"{name}-{number}-"))])
    if widget == "group":
        return from_form(field.schema, form, f"{name}-")  # type: ignore[attr-defined]
    if widget == "tags":
        return [value for value in form.getlist(name) if value]
    if widget == "lines":
        return _lines(form, name)
    if widget == "letters":
        return re.findall(r"[^\s,;\[\]]+", form.get(name) or "")
    return _single(widget, field, (form.get(name) or "").replace("\r\n", "\n").strip())


def _numbers(form: Form, name: str) -> list[int]:
    start = re.compile(rf"{re.escape(name)}-(\d{{1,3}})(?:-|$)")
    return sorted({int(match[1]) for key in form if (match := start.match(key))})


def _row(field: Any, form: Form, prefix: str) -> Data:
    """Read one row; a row in which nothing was filled in is none."""
    row = from_form(field.inner.schema, form, prefix)
    return row if any(value not in ("", [], None, False) for value in row.values()) else {}


def _lines(form: Form, name: str) -> list[str]:
    numbered = [form.get(f"{name}-{number}") or "" for number in _numbers(form, name)]
    typed = numbered or (form.get(name) or "").splitlines()
    return [line.replace("\r\n", "\n").strip() for line in typed if line.strip()]


def _single(widget: str | None, field: fields.Field[Any], text: str) -> Any:
    if widget == "yes_no":
        return text.lower() in YES
    if widget == "yes_no_unknown" and text.lower() in YES | NO:
        return text.lower() in YES
    if not text:
        return "" if isinstance(field, fields.String) and not field.required else None
    if widget == "number" and re.fullmatch(r"-?[0-9]{1,9}", text):
        return int(text)
    return text


def lettered(rows: list[Data]) -> list[Data]:
    """Return each source that has no letter the next one that is free."""
    used = {row.get("key") for row in rows}
    free = (a + b for a in ("", *ascii_lowercase) for b in ascii_lowercase if a + b not in used)
    return [{**row, "key": next(free, "")} if "publisher" in row and not row.get("key") else row for row in rows]


def as_saved(schema: Schema, content: Data) -> Data:
    """Return a content as saving the form would leave it: with every list, and without a row that was just added."""
    lists = {name: field for name, field in schema.fields.items() if isinstance(field, fields.List)}
    rows = {name for name, field in lists.items() if field.metadata.get("widget") == "rows"}
    return {name: [] for name in lists} | {
        name: [row for row in value if row != {}] if name in rows and isinstance(value, list) else value
        for name, value in content.items()
    }


def told_at(schema: Schema, faults: list[Fault]) -> list[Fault]:
    """Give faults the fields of the form where they are told: that of a part of a list without boxes, the list."""
    return [replace(fault, field=_told_at(schema, fault.field)) for fault in faults]


def _told_at(schema: Schema, name: str) -> str:
    head, _, last = name.rpartition("-")
    about = schema.fields[head].metadata if head in schema.fields else {}
    return name if not last.isdigit() or about.get("widget") == "rows" or about.get("boxes") else head


class Row:
    """A mapping read as a form: a spreadsheet row, with lists in one cell parted by line breaks or semicolons."""

    def __init__(self, cells: Mapping[str, str]) -> None:
        """Take cells by column name."""
        self.cells = cells

    def get(self, key: str, /) -> str | None:
        """Return a cell."""
        return self.cells.get(key)

    def getlist(self, key: str, /) -> list[str]:
        """Return the parts of a cell that holds a list."""
        return [part.strip() for part in re.split(r"[;\n]", self.cells.get(key, "")) if part.strip()]

    def __iter__(self) -> Iterator[str]:
        """Return the names of the columns."""
        return iter(self.cells)
