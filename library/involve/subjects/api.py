"""What people ask that no brief answers, as JSON: subjects in our words and counts, never a question itself."""

from typing import Any

from marshmallow import Schema, fields

from library.api.views import api
from library.http.context import services
from library.involve.subjects import service
from library.involve.subjects.models import Standing


class SubjectAnswerSchema(Schema):
    """One subject, how often it was asked or searched for, and where it stands."""

    id = fields.Integer()
    url = fields.Url()
    subject = fields.String()
    standing = fields.String(metadata={"enum": [each.value for each in Standing]})
    brief = fields.String()
    note = fields.String()
    times = fields.Integer()


class SubjectListSchema(Schema):
    """All subjects, the most asked first."""

    total = fields.Integer()
    subjects = fields.List(fields.Nested(SubjectAnswerSchema))


@api.get("/subjects")
@api.response(200, SubjectListSchema)
def list_subjects() -> dict[str, Any]:
    """List the subjects that people ask about."""
    found = service.everything(services())
    entries = [
        {
            "id": each.subject.id,
            "url": services().links.subject(each.subject.id),
            "subject": each.subject.subject,
            "standing": each.subject.standing.value,
            "brief": each.subject.brief,
            "note": each.subject.note,
            "times": each.times,
        }
        for each in found
    ]
    return {"total": len(found), "subjects": entries}
