"""Checking what somebody typed against a schema."""

from typing import Any

from marshmallow import Schema, ValidationError

from library.forms.problems import Fault, flat_messages
from library.forms.reading import told_at


def load(schema: Schema, words: dict[str, Any]) -> tuple[Any, list[Fault]]:
    """Return what the schema makes of what was typed, or None and what is wrong with it, at the fields of the form."""
    try:
        return schema.load(words), []
    except ValidationError as error:
        return None, told_at(schema, [Fault(*pair) for pair in flat_messages(error.messages)])
