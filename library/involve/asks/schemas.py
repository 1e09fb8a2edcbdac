"""An ask, its steps and a reply, as they are typed."""

from typing import Any

from marshmallow import ValidationError, fields, post_load, validates_schema

from library.forms.fields import address, choice, day, line, prose, term
from library.forms.fields import number as whole
from library.forms.strict import Strict
from library.i18n.messages import marked
from library.involve.asks.models import Ask, Ground, Outcome, Reply, Step
from library.involve.brief_fields import briefs_field

NEEDS_DAY = {Step.PAUSED: marked("Enter the last day of the pause."), Step.EXTENDED: marked("Enter the new day.")}
NEEDS_WORDS = {
    Step.PAUSED: marked("Say why it’s paused."),
    Step.SEEN: marked("Say what you saw."),
    Step.WITHDRAWN: marked("Say why it’s withdrawn."),
}
USUAL_DAYS = 20
PAGE_LABEL = marked("Link to a page that shows it")


def _body(label: str, needed: str) -> fields.String:
    metadata = {"label": label, "hint": "", "widget": "body"}
    messages: dict[str, Any] = {"required": needed, "null": needed}
    return fields.String(required=True, validate=term, metadata=metadata, error_messages=messages)


class SuggestionSchema(Strict):
    """What somebody thinks a body should be asked."""

    makes: type = dict
    title = line(
        marked("What should they do, in one line?"),
        most=100,
        required=True,
        needed=marked("Say in one line what they should do."),
    )
    who = line(
        marked("Who should be asked?"),
        most=120,
        hint=marked("A council, board or commissioner. Leave out names of people"),
        required=True,
        needed=marked("Say who should be asked."),
    )
    text = prose(
        marked("What exactly should they do, and why?"),
        words=120,
        required=True,
        needed=marked("Say what they should do, and why."),
    )
    source = prose(
        marked("What shows that it helps?"), words=60, hint=marked("A page of this library, or something else")
    )


class AskSchema(Strict):
    """What a body is asked to do."""

    makes = Ask
    body = _body(marked("Which body?"), marked("Select a body."))
    role = line(
        marked("Who answers for it, by role?"),
        most=120,
        hint=marked("Such as: Director of Children’s Services. Never a name"),
        required=True,
        needed=marked("Enter the role that answers for it."),
    )
    title = line(
        marked("What should they do, in one line?"),
        most=100,
        required=True,
        needed=marked("Say in one line what they should do."),
    )
    text = prose(
        marked("The ask, in full"), words=120, required=True, needed=marked("Write what they should do, and why.")
    )
    briefs = briefs_field(marked("Briefs it rests on"), least=1, most=6)
    law = line(marked("The law or duty behind it, if there is one"), most=200)
    law_link = address(marked("Link to that law or duty"))
    done = prose(marked("How will we know it’s done?"), words=60)
    cost = prose(marked("What would it cost, and whom?"), words=60)
    asked_on = day(marked("Asked on"), hint=marked("Leave blank for the day it’s published"))
    working_days = whole(marked("Working days to reply"), 5, 90, hint=marked("20 if you leave it blank"))

    @post_load
    def make(self, data: dict[str, Any], **_: Any) -> Ask:
        """Return the ask, with the usual number of days where none was typed."""
        return Ask(**data | {"working_days": data.get("working_days") or USUAL_DAYS})

    @validates_schema
    def check_law(self, data: dict[str, Any], **_: Any) -> None:
        """Raise ValidationError if a link says what no words do."""
        if data.get("law_link") and not data.get("law"):
            raise ValidationError(marked("Say which law or duty the link is to."), "law")


class ReplySchema(Strict):
    """What a body answers."""

    makes = Reply
    outcome = choice(marked("What is your answer?"), Outcome, required=True, needed=marked("Select your answer."))
    role = line(
        marked("Who is answering, by role?"),
        most=120,
        hint=marked("Such as: Director of Children’s Services. We publish no names"),
        required=True,
        needed=marked("Enter the role of the person who answers."),
    )
    summary = prose(
        marked("Your answer in short"), words=60, required=True, needed=marked("Write your answer in short.")
    )
    words = prose(marked("Your answer in full"), words=1500, required=True, needed=marked("Write your answer in full."))
    evidence = prose(
        marked("What has been done, and what shows it?"), words=120, hint=marked("If something has been done already")
    )
    link = address(PAGE_LABEL)


class EntrySchema(Strict):
    """A step of the history as the database keeps it."""

    makes: type = dict
    words = fields.String(load_default="")
    until = fields.Date(load_default=None, allow_none=True)
    agreed_by = fields.String(load_default="")
    outcome = fields.Enum(Outcome, by_value=True, load_default=None, allow_none=True)
    ground = fields.Enum(Ground, by_value=True, load_default=None, allow_none=True)
    link = fields.String(load_default="")
    other = fields.String(load_default="")


class StepSchema(Strict):
    """A step that staff take with an ask that is published."""

    makes: type = dict
    step = fields.Enum(Step, by_value=True, required=True, metadata={"label": "", "hint": "", "widget": "hidden"})
    words = prose(marked("What readers should know"), words=60)
    until = day(marked("Until which day?"))
    agreed_by = line(marked("Who agreed, by role?"), most=120)
    link = address(PAGE_LABEL)
    other = line(marked("The ask that replaces it"), most=80, hint=marked("The last part of its address"))

    @validates_schema
    def check_step(self, data: dict[str, Any], **_: Any) -> None:
        """Raise ValidationError unless the step says what it has to say."""
        step, wrong = data.get("step"), {}
        if step in NEEDS_DAY and not data.get("until"):
            wrong["until"] = [NEEDS_DAY[step]]
        if step in NEEDS_WORDS and not data.get("words"):
            wrong["words"] = [NEEDS_WORDS[step]]
        if step is Step.EXTENDED and not data.get("agreed_by"):
            wrong["agreed_by"] = [marked("Say who agreed, by role.")]
        if step is Step.SUPERSEDED and not data.get("other"):
            wrong["other"] = [marked("Name the ask that replaces it.")]
        if wrong:
            raise ValidationError(wrong)


class RefusalSchema(Strict):
    """Why a reply is not published, or taken down."""

    makes: type = dict
    ground = choice(marked("Why?"), Ground, required=True, needed=marked("Select a reason."))


ASK, REPLY, STEP, ENTRY, SUGGESTION = AskSchema(), ReplySchema(), StepSchema(), EntrySchema(), SuggestionSchema()
REFUSAL = RefusalSchema()
"""The schemas, ready to use."""
WHAT_STEPS_ASK = {
    Step.PAUSED: ("words", "until"),
    Step.RESUMED: ("words",),
    Step.EXTENDED: ("until", "agreed_by", "words"),
    Step.SEEN: ("words", "link"),
    Step.SUPERSEDED: ("other", "words"),
    Step.WITHDRAWN: ("words",),
}
"""The fields of each step that staff can take."""
