"""A challenge as somebody writes it, and the decision as staff write it."""

from marshmallow import fields

from library.forms.fields import choice, line, prose, term
from library.forms.strict import Strict
from library.i18n.messages import marked
from library.involve.challenges.models import Decision, Verdict


class ChallengeSchema(Strict):
    """What somebody thinks is wrong, why, and what shows it. The page fills in the brief."""

    makes: type = dict
    brief = fields.String(
        required=True, validate=term, metadata={"label": marked("Brief"), "hint": "", "widget": "hidden"}
    )
    outcome = line(
        marked("Which rating is wrong?"),
        most=120,
        hint=marked("Such as: the impact on violence, or our confidence in it"),
        required=True,
        needed=marked("Say which rating is wrong."),
    )
    why = prose(
        marked("Why is it wrong?"),
        words=200,
        hint=marked("Don’t include anyone’s personal details"),
        required=True,
        needed=marked("Say why it is wrong."),
    )
    sources = prose(
        marked("What shows it?"),
        words=120,
        hint=marked("Titles or links of studies, reviews or figures"),
        required=True,
        needed=marked("Name at least one source."),
    )


class DecisionSchema(ChallengeSchema):
    """The challenge as readers see it, and what was decided."""

    makes = Decision
    verdict = choice(marked("What did you decide?"), Verdict, required=True, needed=marked("Select what you decided."))
    reason = prose(
        marked("Why? Or what did you change?"), words=150, required=True, needed=marked("Say why, or what you changed.")
    )


CHALLENGE, DECISION = ChallengeSchema(), DecisionSchema()
"""The schemas, ready to use."""
