"""Tells submissions what each kind of them is: the one place that knows all kinds."""

from library.involve.field_notes import repository as field_notes
from library.involve.field_notes.schemas import ACCOUNT
from library.involve.opportunities import repository as opportunities
from library.involve.opportunities.schemas import PROPOSAL
from library.involve.submissions.kinds import CONSENT, KINDS, Handling
from library.involve.submissions.models import Kind

LEFT_OUT = "I have left out anything that shows who a young person is."


def set_up() -> None:
    """Make submissions of every kind work; called when the parts of the library are put together."""
    KINDS[Kind.OPPORTUNITY] = Handling(PROPOSAL, CONSENT, opportunities.withdraw_submitted)
    KINDS[Kind.FIELD_NOTE] = Handling(ACCOUNT, f"{CONSENT} {LEFT_OUT}", field_notes.withdraw_submitted, documents=True)
