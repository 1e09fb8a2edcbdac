"""Who must listen, how to ask them and when they meet, as JSON."""

from typing import Any

from marshmallow import Schema, fields

from library.api.views import api
from library.http.context import services
from library.i18n.messages import gettext
from library.involve.meetings import guidance, service
from library.involve.meetings.models import Body
from library.involve.meetings.schemas import MEETING


class MeetingAnswerSchema(Schema):
    """A meeting to come."""

    day = fields.Date()
    time = fields.String()
    place = fields.String()
    ask_by = fields.Date(allow_none=True)
    link = fields.String()


class HowToAskSchema(Schema):
    """How to ask one body."""

    body = fields.String(metadata={"enum": [each.value for each in Body]})
    name = fields.String()
    url = fields.Url()
    how_to_ask = fields.String()
    source = fields.String()
    source_url = fields.Url()
    checked_on = fields.Date()
    meetings = fields.List(fields.Nested(MeetingAnswerSchema))


class WhoMustListenSchema(Schema):
    """The plain answer, who has to act, and how to ask."""

    answer = fields.String()
    duty_holders = fields.List(fields.String())
    bodies = fields.List(fields.Nested(HowToAskSchema))


@api.get("/who-must-listen")
@api.response(200, WhoMustListenSchema)
def who_must_listen() -> dict[str, Any]:
    """Say who must listen and how to ask each of them, with the meetings to come."""
    meetings, links = service.coming(services()), services().links
    bodies = [
        {
            "body": each.body.value,
            "name": gettext(each.body.words),
            "url": links.who_must_listen(each.body),
            "how_to_ask": gettext(each.words),
            "source": each.source,
            "source_url": each.address,
            "checked_on": guidance.CHECKED,
            "meetings": [
                {name: getattr(meeting, name) for name in MEETING.fields if name != "body"}
                for meeting in meetings[each.body]
            ],
        }
        for each in guidance.HOW_TO_ASK
    ]
    holders = [gettext(each) for each in guidance.DUTY_HOLDERS]
    return {"answer": gettext(guidance.PLAINLY), "duty_holders": holders, "bodies": bodies}
