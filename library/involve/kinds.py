"""Tells submissions what each kind of them is: the one place that knows all kinds."""

from library.involve.answers import repository as answers
from library.involve.answers.schemas import QUESTION
from library.involve.asks.schemas import SUGGESTION
from library.involve.challenges import repository as challenges
from library.involve.challenges.schemas import CHALLENGE
from library.involve.field_notes import repository as field_notes
from library.involve.field_notes.schemas import ACCOUNT
from library.involve.opportunities import repository as opportunities
from library.involve.opportunities.schemas import PROPOSAL
from library.involve.submissions.kinds import CONSENT, KINDS, Handling
from library.involve.submissions.models import Kind

LEFT_OUT = "I have left out anything that shows who a young person is."
MAY_ANSWER = (
    "Keep my question and my e-mail address until 30 days after you answer. My address is never published. "
    "If I said so, you may publish the question and your answer without saying who asked."
)
MAY_DECIDE = (
    "You may publish my challenge with your answer, without saying who sent it. Keep my e-mail address until 30 "
    "days after you answer. It is never published."
)

MAY_ASK = (
    "You may ask this in public in your own words and your own name. Keep my e-mail address to tell me about each "
    "step. It is never published. If I take this back, an ask that you have published stays."
)


def set_up() -> None:
    """Make submissions of every kind work; called when the parts of the library are put together."""
    KINDS[Kind.OPPORTUNITY] = Handling(PROPOSAL, CONSENT, opportunities.withdraw_submitted)
    KINDS[Kind.FIELD_NOTE] = Handling(ACCOUNT, f"{CONSENT} {LEFT_OUT}", field_notes.withdraw_submitted, documents=True)
    KINDS[Kind.QUESTION] = Handling(
        QUESTION,
        MAY_ANSWER,
        answers.withdraw_submitted,
        next="Someone here answers it by e-mail.",
        refused="We can't answer it.",
    )
    KINDS[Kind.ASK] = Handling(
        SUGGESTION,
        MAY_ASK,
        lambda *_: False,  # An ask that is published is the library's own.
        next="Two of us have to agree before we ask it.",
        refused="We won't ask this.",
    )
    KINDS[Kind.CHALLENGE] = Handling(
        CHALLENGE,
        MAY_DECIDE,
        challenges.withdraw_submitted,
        next="Someone who didn't write the brief decides.",
        refused="We can't decide it.",
    )
