"""Where a field stands on the form of a brief, and what it is called there."""

from collections.abc import Iterable, Iterator
from typing import Any

from marshmallow import Schema, fields

from library.briefs.schemas.brief import BRIEF
from library.briefs.schemas.form_sections import SECTIONS
from library.forms.problems import Fault
from library.forms.reading import told_at
from library.i18n.messages import Message, gettext, marked

ADDRESS, WHOLE, REVIEW = "slug", "", "review"
FIELDS = tuple(name for section in SECTIONS for name in section.fields)
"""The fields of a brief in the order of the form: the address is made from the title, so it comes last."""
BESIDES = {
    WHOLE: marked("The whole brief"),
    "change_note": marked("What changed, and why?"),
    REVIEW: marked("Review"),
    "comment_words": marked("Your comment"),
    "review_words": marked("What should be fixed?"),
    "publish_at": marked("Day and time"),
}
"""What the form asks besides the fields of a brief, in its order, with the brief as a whole."""
_ORDER = {name: number for number, name in enumerate((*FIELDS, *BESIDES))}


def in_order(faults: Iterable[Fault]) -> list[Fault]:
    """Return faults at the fields of the form that show them, in the order of the form, each once."""
    return sorted(dict.fromkeys(told_at(BRIEF, list(faults))), key=lambda fault: _place(fault.field))


def _place(name: str) -> tuple[int, ...]:
    """Return where a field stands: that of the brief, then its row, then the field in the row."""
    head, *rest = name.split("-")
    schema = _inner(BRIEF.fields.get(head))
    inner = (int(part) if part.isdecimal() else _number(schema, part) for part in rest)
    return _ORDER.get(head, len(_ORDER)), *inner


def _number(schema: Schema | None, name: str) -> int:
    names = list(schema.fields) if schema else []
    return names.index(name) if name in names else len(names)


def _inner(field: fields.Field[Any] | None) -> Schema | None:
    """Return the schema of what a field is made of, if it is made of named values."""
    inner = field.inner if isinstance(field, fields.List) else field
    return inner.schema if isinstance(inner, fields.Nested) else None


def in_words(fault: Fault) -> str:
    """Return what is wrong after the name of its field, as one line of a list, in the language spoken now."""
    head, *rest = fault.field.split("-")
    field = BRIEF.fields.get(head)
    names = list(_names(field, rest)) if field else [gettext(BESIDES.get(head, head))]
    return f"{', '.join(names)}: {gettext(fault.message).removeprefix(f'{names[-1]}: ')}"


def _names(field: fields.Field[Any], rest: list[str]) -> Iterator[str]:
    """Yield what a field is called, such as “Outcome 2” and then “Impact”."""
    about, schema = field.metadata, _inner(field)
    if about.get("one") and rest and rest[0].isdecimal():
        yield f"{gettext(str(about['one'])).capitalize()} {int(rest.pop(0)) + 1}"
    else:
        yield gettext(str(about["label"]))
    for part in rest:
        inner = schema.fields.get(part) if schema else None
        if inner:
            yield gettext(str(inner.metadata["label"]))
        else:
            yield gettext(Message("number %(number)s", number=int(part) + 1)) if part.isdecimal() else part
