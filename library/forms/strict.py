"""The schema that all of ours are made from."""

from typing import Any

from marshmallow import RAISE, Schema, fields, post_dump, post_load

from library.i18n.messages import marked


class Strict(Schema):
    """A schema that names what it does not know instead of losing it, and keeps its fields in order."""

    makes: type

    class Meta:
        """Refuse unknown names."""

        unknown = RAISE

    error_messages = {  # noqa: RUF012 (as marshmallow declares it)
        "unknown": marked("This field is not known here. Check its spelling."),
        "type": marked("This must be a set of named values."),
    }

    @post_load
    def make(self, data: dict[str, Any], **_: Any) -> Any:
        """Turn checked data into the domain's value."""
        return self.makes(**data)

    @post_dump
    def leave_out_empty(self, data: dict[str, Any], **_: Any) -> dict[str, Any]:
        """Leave out optional fields that hold nothing, so that a new field rewrites no file."""
        return {name: value for name, value in data.items() if not _is_default(self.fields[name], value)}


def _is_default(field: fields.Field[Any], value: Any) -> bool:
    """Return whether a dumped value is what the field loads as when it is left out."""
    if field.required:
        return False
    return value in ([], {}) if isinstance(value, (list, dict)) else bool(value == field.load_default)
