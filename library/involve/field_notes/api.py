"""Field notes as JSON, apart from the briefs: they are no evidence, and say so."""

from typing import Any

from flask_smorest import abort
from marshmallow import Schema, fields

from library.api.views import api
from library.http.context import services
from library.involve.field_notes import service
from library.involve.field_notes.models import Basis, Published, Upshot
from library.involve.field_notes.schemas import FIELD_NOTE

LABEL = "Local account, not tested"


class FieldNoteAnswerSchema(Schema):
    """One field note. `label` is what has to stand beside it wherever it is shown."""

    id = fields.Integer()
    url = fields.Url()
    label = fields.String()
    title = fields.String()
    group = fields.String()
    area = fields.String()
    dates = fields.String()
    problem = fields.String()
    did = fields.String()
    steps = fields.String()
    partners = fields.String()
    upshot = fields.String(metadata={"enum": [each.value for each in Upshot]})
    changed = fields.String()
    basis = fields.String(metadata={"enum": [each.value for each in Basis]})
    cost = fields.String()
    differently = fields.String()
    advice = fields.String()
    approaches = fields.List(fields.String())
    briefs = fields.List(fields.String())
    published_at = fields.AwareDateTime()
    changed_at = fields.AwareDateTime()


class FieldNoteListSchema(Schema):
    """All field notes, the newest first."""

    total = fields.Integer()
    field_notes = fields.List(fields.Nested(FieldNoteAnswerSchema))


@api.get("/field-notes")
@api.response(200, FieldNoteListSchema)
def list_field_notes() -> dict[str, Any]:
    """List the field notes: local accounts that nobody has tested."""
    found = service.shown(services())
    return {"total": len(found), "field_notes": [_answer(each) for each in found]}


@api.get("/field-notes/<int:note_id>")
@api.response(200, FieldNoteAnswerSchema)
def one_field_note(note_id: int) -> dict[str, Any]:
    """Return one field note; one that was withdrawn answers 410."""
    try:
        found = service.find(services(), note_id)
    except service.NoSuchNote:
        return abort(404, message="There is no such field note.")  # type: ignore[no-any-return]
    if found.note is None:
        return abort(410, message="This field note was withdrawn.")  # type: ignore[no-any-return]
    return _answer(found)


def _answer(found: Published) -> dict[str, Any]:
    return {name: getattr(found.note, name) for name in FIELD_NOTE.fields} | {
        "id": found.id,
        "url": services().links.field_note(found.id),
        "label": LABEL,
        "published_at": found.published_at,
        "changed_at": found.changed_at,
    }
