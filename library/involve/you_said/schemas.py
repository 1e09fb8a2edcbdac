"""What partners raised and what happened, as staff type it."""

from typing import Any

from marshmallow import ValidationError, validates_schema

from library.forms.fields import address, choice, day, line, prose
from library.forms.strict import Strict
from library.i18n.messages import marked
from library.involve.you_said.models import Item, SaidState


class ItemSchema(Strict):
    """One thing that was raised."""

    makes = Item
    raised_at = line(
        marked("Where was it raised?"),
        most=120,
        hint=marked("Such as: partner meeting at the town hall"),
        required=True,
        needed=marked("Say where it was raised."),
    )
    raised_on = day(marked("When was it raised?"), required=True, needed=marked("Enter the day it was raised."))
    issue = prose(
        marked("What did partners say?"),
        words=60,
        hint=marked("In your own words, without names"),
        required=True,
        needed=marked("Say what partners said."),
    )
    state = choice(marked("What happened?"), SaidState, required=True, needed=marked("Select what happened."))
    happened = prose(
        marked("What did you do, or why couldn’t you?"),
        words=80,
        required=True,
        needed=marked("Say what you did, or why you couldn’t."),
    )
    since = day(marked("When was that?"), required=True, needed=marked("Enter the day of what happened."))
    link = address(marked("Link to a page that shows it"))

    @validates_schema
    def check_days(self, data: dict[str, Any], **_: Any) -> None:
        """Raise ValidationError if something happened before it was raised."""
        if data.get("since") and data.get("raised_on") and data["since"] < data["raised_on"]:
            raise ValidationError(marked("This must be on or after the day it was raised."), "since")


ITEM = ItemSchema()
"""The schema, ready to use."""
