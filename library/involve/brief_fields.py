"""The field in which staff name the briefs that something belongs to."""

from typing import Any

from marshmallow import fields

from library.briefs.slug_in import slug_in
from library.forms.fields import lines, term
from library.i18n.messages import marked


class BriefSlug(fields.String):
    """The slug of a brief; its address is one way to write it."""

    def _deserialize(self, value: Any, *rest: Any, **more: Any) -> Any:
        return super()._deserialize(slug_in(value) if isinstance(value, str) else value, *rest, **more)


def briefs_field(label: str, *, least: int = 0, most: int = 8) -> fields.List[Any]:
    """Return a field for several briefs, one to a line."""
    hint = marked("The address of each brief, or its last part such as mentoring, one to a line")
    return lines(label, BriefSlug(validate=term), hint=hint, least=least, most=most)
