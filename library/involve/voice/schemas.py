"""A voice as the staff form holds it, and what came of it."""

from typing import Any

from marshmallow import ValidationError, fields, validates_schema

from library.forms.fields import choice, day, line, prose, yes_no
from library.forms.strict import Strict
from library.i18n.messages import marked
from library.involve.voice.models import AgeBand, Consent, District, Entry, Heard, Influence, Voice
from library.involve.voice.rules import lacking

NAMELESS = marked("Name a role or an organisation. Leave out people's names, e-mail addresses and phone numbers.")

MOST_DIGITS = 6
"""A phone number has more."""


def nameless(value: str) -> None:
    """Raise ValidationError for what would reach one person, since this outlives the words."""
    if "@" in value or sum(map(str.isdigit, value)) > MOST_DIGITS:
        raise ValidationError(NAMELESS)


def _holder() -> fields.String:
    made = line(
        marked("Who holds the signed consent?"),
        most=120,
        hint=marked("A role and an organisation, such as: the youth lead at the county council. No names"),
        required=True,
        needed=marked("Say who holds the signed consent."),
    )
    made.validators.append(nameless)
    return made


class EntrySchema(Strict):
    """What was said, and what was agreed to."""

    makes = Entry
    words = prose(
        marked("What did they say, in their own words?"),
        words=300,
        hint=marked("As they said it. If you add a recording, this is its transcript: everything that's said in it"),
        required=True,
        needed=marked("Enter what they said, in their own words."),
    )
    age = choice(marked("How old were they?"), AgeBand, required=True, needed=marked("Select how old they were."))
    district = choice(
        marked("Where do they live or go?"),
        District,
        hint=marked("A district and no closer. A club's name, an age and a place together can show who someone is"),
        required=True,
        needed=marked("Select a district."),
    )
    gathered = prose(
        marked("How was it gathered?"),
        words=60,
        hint=marked("The space they had to speak. Such as: a group session with a youth worker they know"),
        required=True,
        needed=marked("Say how it was gathered."),
    )
    nobody_named = yes_no(
        marked("I’ve checked that nothing shows who they are"),
        hint=marked("No name, no face, no school or street, and nothing that only they could have said"),
    )
    young_person = yes_no(marked("The young person agreed themselves"))
    parent = yes_no(marked("A parent or carer agreed"), hint=marked("Needed under 16, as well as the young person"))
    parent_told = yes_no(marked("A parent or carer was told"), hint=marked("For 16 and 17 year olds. Not needed"))
    web = yes_no(marked("They agreed to this website"), hint=marked("Its pages, feeds and data"))
    mail = yes_no(marked("They agreed to e-mails"))
    print = yes_no(marked("They agreed to paper"), hint=marked("PDFs, and pages that people print"))
    until = day(
        marked("When does their consent end?"),
        hint=marked("Usually two years from now"),
        required=True,
        needed=marked("Enter the day their consent ends."),
    )
    holder = _holder()

    @validates_schema(skip_on_field_errors=False)
    def check_consent(self, data: dict[str, Any], **_: Any) -> None:
        """Raise ValidationError for what is missing from consent, together with all else that is wrong."""
        if faults := lacking(data):
            raise ValidationError({fault.field: [fault.message] for fault in faults})


class VoiceSchema(Strict):
    """What was said, as it is kept until consent ends."""

    makes = Voice
    words = fields.String(required=True)
    age = fields.Enum(AgeBand, by_value=True, required=True)
    district = fields.Enum(District, by_value=True, required=True)
    gathered = fields.String(required=True)


class ConsentSchema(Strict):
    """The bare record of consent, which outlives the words."""

    makes = Consent
    holder = fields.String(required=True)
    until = fields.Date(required=True)
    web = fields.Boolean(load_default=False)
    mail = fields.Boolean(load_default=False)
    print = fields.Boolean(load_default=False)
    young_person = fields.Boolean(load_default=False)
    parent = fields.Boolean(load_default=False)
    parent_told = fields.Boolean(load_default=False)


class HeardSchema(Strict):
    """Who heard it."""

    makes = Heard
    who = line(
        marked("Who heard it?"),
        most=120,
        hint=marked("A meeting, a board or a role. Such as: the Community Safety Partnership"),
        required=True,
        needed=marked("Say who heard it."),
    )
    on = day(marked("When?"), required=True, needed=marked("Enter the day they heard it."))


class InfluenceSchema(Strict):
    """What changed because of it."""

    makes = Influence
    changed = prose(
        marked("What changed because of it?"),
        words=100,
        hint=marked("If nothing has changed yet, say so and why"),
        required=True,
        needed=marked("Say what changed, or that nothing has changed yet."),
    )
    told_on = day(
        marked("When were the young people told?"), hint=marked("Leave blank until someone has told them what changed")
    )


ENTRY, VOICE, CONSENT = EntrySchema(), VoiceSchema(), ConsentSchema()
HEARD, INFLUENCE = HeardSchema(), InfluenceSchema()
