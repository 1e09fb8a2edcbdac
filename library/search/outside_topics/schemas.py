"""One topic that the library is not about, as an admin edits it."""

from typing import Any

from marshmallow import ValidationError, fields, validate, validates, validates_schema

from library.forms.fields import clean, line, lines
from library.forms.strict import Strict
from library.help_lines.schemas import NUMBER, WEB
from library.i18n.messages import marked

MOST_LINES = 12
ASKED = fields.String(validate=[clean, validate.Length(1, 80, error=marked("Use 1 to 80 characters for each."))])


class OutsideTopicSchema(Strict):
    """What people ask about it, and where they can turn."""

    makes = dict
    name = line(marked("Topic"), most=60, hint=marked("As it ends “We hold no evidence on …”"), required=True)
    lines = lines(
        marked("How people ask about it"),
        ASKED,
        hint=marked("Short lines that mean this and nothing our briefs are about; one to a line"),
        least=1,
        most=MOST_LINES,
    )
    turn_to = line(marked("Where they can turn"), most=80, hint=marked("The name of a service. Leave empty if none"))
    web = line(marked("Website"), most=160, hint=marked("Without https://"))
    number = line(marked("Phone number"), most=20, hint=marked("Digits and spaces only"))

    @validates("number")
    def check_number(self, value: str, **_: Any) -> None:
        """Raise ValidationError if a telephone can't dial it."""
        if value and not NUMBER.fullmatch(value):
            raise ValidationError(marked("Enter a phone number with digits and spaces only, such as 0116 454 1004."))

    @validates("web")
    def check_web(self, value: str, **_: Any) -> None:
        """Raise ValidationError if it can't be linked to."""
        if value and not WEB.fullmatch(value):
            raise ValidationError(marked("Enter a website without https://, such as childline.org.uk."))

    @validates_schema
    def check_reach(self, data: dict[str, Any], **_: Any) -> None:
        """Raise ValidationError if a service is named without a way to reach it, or the other way round."""
        if bool(data.get("turn_to")) != bool(data.get("web") or data.get("number")):
            raise ValidationError(marked("Enter a service with its website or phone number, or neither."), "turn_to")


OUTSIDE_TOPIC = OutsideTopicSchema()
"""The schema, ready to use."""
