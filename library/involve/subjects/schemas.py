"""A subject as staff type it."""

from typing import Any

from marshmallow import ValidationError, validates_schema

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
    brief = line(
        marked("The brief that answers it"), most=80, hint=marked("The last part of its address, such as mentoring")
    )
    note = prose(marked("What readers should know"), words=60)

    @validates_schema
    def check_brief(self, data: dict[str, Any], **_: Any) -> None:
        """Raise ValidationError if it is answered by nothing."""
        if data.get("standing") is Standing.ANSWERED and not data.get("brief"):
            raise ValidationError(marked("Name the brief that answers it."), "brief")
        if data.get("brief"):
            term(data["brief"])


SUBJECT = SubjectSchema()
"""The schema, ready to use."""
