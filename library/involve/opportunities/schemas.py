"""An opportunity: the one schema for the public form, the staff form, a spreadsheet row and the API."""

from typing import Any

from marshmallow import ValidationError, validates_schema

from library.forms.fields import address, choice, day, line, prose, tags, yes_no
from library.forms.strict import Strict
from library.i18n.messages import marked
from library.involve.brief_fields import briefs_field
from library.involve.opportunities.models import Opportunity, OpportunityKind


class OpportunitySchema(Strict):
    """What is offered, to whom and until when."""

    makes = Opportunity
    kind = choice(
        marked("What kind of opportunity is it?"),
        OpportunityKind,
        required=True,
        needed=marked("Select what kind of opportunity it is."),
    )
    title = line(marked("Title"), most=100, required=True, needed=marked("Enter a title."))
    summary = prose(marked("What is it?"), words=60, required=True, needed=marked("Say what it is."))
    who = prose(
        marked("Who can apply or take part?"),
        words=60,
        required=True,
        needed=marked("Say who can apply or take part."),
    )
    smallest = line(
        marked("The smallest group that can realistically apply"),
        most=120,
        hint=marked("Such as: a group of volunteers with a bank account"),
    )
    amount = line(marked("How much is on offer?"), most=80, hint=marked("Such as: up to £5,000, or 2 days a month"))
    area = line(marked("Area it covers"), most=80)
    opens = day(marked("Opens on"), hint=marked("Leave blank if it’s open now"))
    closes = day(
        marked("Closes on"), hint=marked("The last day, until midnight. Leave blank if it has no closing date")
    )
    until_further_notice = yes_no(marked("It has no closing date"), hint=marked("It’s open until further notice"))
    contact = line(
        marked("Contact that readers will see"), most=120, hint=marked("A role, an e-mail address or a number")
    )
    link = address(
        marked("Link to the full details"),
        required=True,
        needed=marked("Enter the address of a page with the details."),
    )
    approaches = tags(marked("Topics"), "approach", most=8)
    briefs = briefs_field(marked("Briefs it belongs to"), most=8)

    @validates_schema
    def check_days(self, data: dict[str, Any], **_: Any) -> None:
        """Raise ValidationError unless it says until when it is open."""
        opens, closes, endless = data.get("opens"), data.get("closes"), data.get("until_further_notice")
        if not closes and not endless:
            raise ValidationError(marked("Enter the closing date, or say that it has no closing date."), "closes")
        if closes and endless:
            raise ValidationError(
                marked("Enter a closing date or say that it has none. It can't be both."), "until_further_notice"
            )
        if opens and closes and opens > closes:
            raise ValidationError(marked("The closing date must be after the day it opens."), "closes")


OPPORTUNITY = OpportunitySchema()
"""The schema as staff use it."""
PROPOSAL = OpportunitySchema(exclude=("approaches", "briefs"))
"""The schema as the public uses it: where it belongs in the library is for staff to say."""
