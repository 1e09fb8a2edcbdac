"""A brief made of whatever was typed so far, to show it and to help with its words; what cannot be read is empty."""

from dataclasses import replace
from typing import Any

from marshmallow import Schema, ValidationError, fields

from library.briefs.models import Brief
from library.briefs.ratings import Effect, Kind, Nearness
from library.briefs.schemas.brief import BRIEF
from library.forms.fields import CONTROL

NOT_CHOSEN = {Kind: Kind.NOT_KNOWN_YET, Effect: Effect.NOT_MEASURED, Nearness: Nearness.ELSEWHERE}
"""What is shown until something is chosen: what claims least."""


def as_typed(content: dict[str, Any]) -> Brief:
    """Return the brief that a content makes, with texts that are too long and rows that are half filled in."""
    brief: Brief = _made(BRIEF, content)
    return brief


def roughly(content: dict[str, Any]) -> Brief:
    """Return the brief that a content makes, to be shown: without pairs of figures that cannot be drawn yet."""
    brief = as_typed(content)
    drawn = (each for each in brief.figures if None not in (each.value, each.other_value, each.unit))
    return replace(brief, figures=tuple(drawn))


def _made(schema: Schema, content: dict[str, Any]) -> Any:
    values = {name: _value(field, content.get(name)) for name, field in schema.fields.items()}
    return schema.makes(**values)  # type: ignore[attr-defined]


def _value(field: fields.Field[Any], value: Any) -> Any:
    if isinstance(field, fields.Nested):
        return _made(field.schema, value if isinstance(value, dict) else {})
    if isinstance(field, fields.List):
        return tuple(_value(field.inner, each) for each in value) if isinstance(value, list) else ()
    if isinstance(field, fields.String):
        return "" if value is None else CONTROL.sub("", str(value))
    try:
        return field.deserialize(value)
    except ValidationError:
        return NOT_CHOSEN.get(field.enum) if isinstance(field, fields.Enum) else None
