"""Briefs as spreadsheet rows, one to a brief, with the names of the form as columns; and back."""

import re
from collections.abc import Mapping
from typing import Any

from marshmallow import Schema

from library.forms.problems import Fault
from library.forms.reading import Data, Row, from_form
from library.i18n.messages import marked
from library.text.csv import quoted, unquoted


def from_row(schema: Schema, cells: Mapping[str, str]) -> Data:
    """Read one row into the data the schema loads."""
    return from_form(schema, Row({name: unquoted(text) for name, text in cells.items()}))


def to_row(schema: Schema, data: Data, prefix: str = "") -> dict[str, str]:
    """Write dumped data as one row."""
    row: dict[str, str] = {}
    for name, field in schema.fields.items():
        value, widget = data.get(name), field.metadata.get("widget")
        if widget == "rows":
            for number, inner in enumerate(value or ()):
                row |= to_row(field.inner.schema, inner, f"{prefix}{name}-{number}-")  # type: ignore[attr-defined]
        elif widget == "group":
            row |= to_row(field.schema, value or {}, f"{prefix}{name}-")  # type: ignore[attr-defined]
        elif field.metadata.get("boxes"):
            row |= {f"{prefix}{name}-{number}": quoted(_cell(part)) for number, part in enumerate(value or ())}
        else:
            row[prefix + name] = quoted(_cell(value))
    return row


def _cell(value: Any) -> str:
    if isinstance(value, (list, tuple)):
        return "\n".join(str(part) for part in value)
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "" if value is None else str(value)


def column_faults(schema: Schema, columns: list[str]) -> list[Fault]:
    """List the columns that are no field of the schema."""
    return [
        Fault(
            column,
            marked("This column is not known. Take it out, or name it as in the template that `library export` writes"),
        )
        for column in columns
        if not known(schema, column)
    ]


def known(schema: Schema, column: str) -> bool:
    """Return whether a column names a field of the schema."""
    if column in schema.fields:
        return schema.fields[column].metadata.get("widget") not in {"rows", "group"}
    if match := re.fullmatch(r"(\w+)-\d{1,3}(?:-(.+))?", column):
        field: Any = schema.fields.get(match[1])
        widget = field.metadata.get("widget") if field else None
        return widget == "lines" if match[2] is None else widget == "rows" and known(field.inner.schema, match[2])
    name, _, rest = column.partition("-")
    group: Any = schema.fields.get(name)
    return bool(rest and group and group.metadata.get("widget") == "group" and known(group.schema, rest))
