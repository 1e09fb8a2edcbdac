"""A subject as staff type it."""

from typing import Any

from marshmallow import ValidationError, pre_load, validates_schema

from library.briefs.slug_in import slug_in
from library.forms.fields import choice, line, prose, term
from library.forms.strict import Strict
from library.i18n.messages import marked
from library.involve.subjects.models import Standing, Subject


class SubjectSchema(Strict):
    """What people ask about, and where it stands."""

    makes = Subject
    subject = line(
        marked("Subject"),
        most=80,
        hint=marked("In a few words, such as: boxing clubs. Questions that have all of them are counted"),
        required=True,
        needed=marked("Enter the subject."),
    )
    standing = choice(marked("Where does it stand?"), Standing, required=True, needed=marked("Select where it stands."))
    brief = line(marked("The brief that answers it"), most=200, hint=marked("Its address, or the last part of it"))
    note = prose(marked("What readers should know"), words=60)

    @pre_load
    def find_brief(self, data: dict[str, Any], **_: Any) -> dict[str, Any]:
        """Return what was typed with the slug of the brief, whose whole address may have been typed."""
        return data | {"brief": slug_in(str(data.get("brief") or ""))}

    @validates_schema
    def check_brief(self, data: dict[str, Any], **_: Any) -> None:
        """Raise ValidationError if it is answered by nothing."""
        if data.get("standing") is Standing.ANSWERED and not data.get("brief"):
            raise ValidationError(marked("Name the brief that answers it."), "brief")
        if data.get("brief"):
            term(data["brief"])


SUBJECT = SubjectSchema()
"""The schema, ready to use."""
