"""A public meeting as staff type it."""

from typing import Any

from marshmallow import ValidationError, validates_schema

from library.forms.fields import address, choice, line
from library.forms.fields import day as day_field
from library.forms.strict import Strict
from library.i18n.messages import marked
from library.involve.meetings.models import Body, Meeting


class MeetingSchema(Strict):
    """When a body meets, and until when it takes questions."""

    makes = Meeting
    body = choice(marked("Who meets"), Body, required=True)
    day = day_field(marked("Date"), required=True)
    time = line(marked("Time"), most=60)
    place = line(marked("Place"), most=200)
    ask_by = day_field(marked("Last day to send a question"), hint=marked("Check it on their own page"))
    link = address(marked("Link to the meeting’s own page"))

    @validates_schema
    def check_days(self, data: dict[str, Any], **_: Any) -> None:
        """Raise ValidationError if questions could be sent after the meeting."""
        if data.get("ask_by") and data.get("day") and data["ask_by"] > data["day"]:
            raise ValidationError(marked("The last day to send a question must be before the meeting."), "ask_by")


MEETING = MeetingSchema()
"""The schema, ready to use."""
