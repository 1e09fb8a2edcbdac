"""A change to many briefs as somebody types it."""

from typing import Any

from marshmallow import ValidationError, validates_schema

from library.editing.bulk.models import Change, What
from library.editing.bulk.rules import TAGS
from library.forms.fields import choice, day, line, prose
from library.forms.strict import Strict
from library.i18n.messages import marked

NEEDED = {
    What.CHECK_BY: ("check_by", marked("Enter the new review date.")),
    What.OWNER: ("owner_role", marked("Select who looks after them.")),
    What.ADD: ("tag", marked("Select the tag to add.")),
    What.REMOVE: ("tag", marked("Select the tag to remove.")),
    What.WITHDRAW: ("reason", marked("Say in a sentence why they are withdrawn. Readers will see it.")),
}
"""The field that each change needs, and what is said where it is empty."""


class ChangeSchema(Strict):
    """What is to be changed, and into what."""

    makes = dict
    what = choice(
        marked("What do you want to change?"), What, required=True, needed=marked("Select what you want to change.")
    )
    check_by = day(marked("New review date"))
    owner_role = line(marked("Who looks after them"), most=120)
    tag = line(marked("Tag"), most=120)
    reason = prose(marked("Why are they withdrawn? Readers will see this"), words=60)

    @validates_schema
    def check_value(self, data: dict[str, Any], **_: Any) -> None:
        """Raise ValidationError if what the change needs is missing."""
        field, message = NEEDED[data["what"]]
        known = field != "tag" or str(data.get("tag")).partition(" ")[0] in TAGS
        if not data.get(field) or not known:
            raise ValidationError(message, field)


CHANGE = ChangeSchema()
"""The schema, ready to use."""


def change_of(loaded: dict[str, Any]) -> Change:
    """Return the change that was typed."""
    what: What = loaded["what"]
    value = loaded[NEEDED[what][0]]
    return Change(what, value.isoformat() if what is What.CHECK_BY else " ".join(str(value).split()))
