"""The content of a brief in lines of plain text, field by field, whatever was typed: for comparing two texts."""

from collections.abc import Iterator
from typing import Any

from marshmallow import Schema, fields

from library.briefs.schemas.brief import BRIEF
from library.briefs.vocabulary.models import Vocabulary
from library.i18n.messages import gettext


def label(name: str) -> str:
    """Return the words for a field of a brief."""
    return gettext(str(BRIEF.fields[name].metadata["label"]))


def widget(name: str) -> str:
    """Return how a field of a brief is drawn."""
    return str(BRIEF.fields[name].metadata["widget"])


def plainly(name: str, content: dict[str, Any], terms: Vocabulary) -> str:
    """Write what a content says in a field of a brief; "" for nothing."""
    return "\n".join(_lines(BRIEF.fields[name], content.get(name), terms))


def _lines(field: fields.Field[Any], value: Any, terms: Vocabulary) -> Iterator[str]:
    """Write a value line by line; what is not of the field's kind is written as it stands."""
    widget = field.metadata.get("widget")
    if value is None or value == "" or value == []:
        return
    if widget == "rows" and isinstance(value, list):
        for number, row in enumerate(value, 1):
            yield f"{gettext(str(field.metadata['one'])).capitalize()} {number}"
            yield from _parts(field.inner.schema, row, terms)  # type: ignore[attr-defined]
    elif widget == "group":
        yield from _parts(field.schema, value, terms)  # type: ignore[attr-defined]
    elif widget == "tags" and isinstance(value, list):
        yield from sorted(_one(field, each, terms) for each in value)
    elif isinstance(value, list):
        yield from (_one(field, each, terms) for each in value)
    else:
        yield _one(field, value, terms)


def _parts(schema: Schema, row: Any, terms: Vocabulary) -> Iterator[str]:
    if not isinstance(row, dict):
        yield str(row)
        return
    for name, field in schema.fields.items():
        if said := ", ".join(_lines(field, row.get(name), terms)):
            yield f"{gettext(str(field.metadata['label']))}: {said}"


def _one(field: fields.Field[Any], value: Any, terms: Vocabulary) -> str:
    """Write one value: a term or a choice by its label, yes and no as such."""
    if isinstance(value, bool):
        return gettext("Yes") if value else gettext("No")
    scheme, enum = field.metadata.get("scheme"), field.metadata.get("enum")
    if scheme and terms.find(scheme, str(value)):
        return terms.label(scheme, str(value))
    known = [member.label for member in enum if member.value == value] if enum else []
    return str(known[0] if known else value)
