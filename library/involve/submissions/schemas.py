"""Why staff don't publish something that was sent."""

from library.forms.fields import choice, prose
from library.forms.strict import Strict
from library.i18n.messages import marked
from library.involve.submissions.models import Reason


class RefusalSchema(Strict):
    """Why something is not published."""

    makes = dict
    reason = choice(marked("Why can’t we take it?"), Reason, required=True, needed=marked("Select a reason."))
    reason_words = prose(
        marked("What would you tell them?"),
        words=150,
        hint=marked("They get this by e-mail, with a link to change it and send it again"),
        required=True,
        needed=marked("Write what you would tell them."),
    )


REFUSAL = RefusalSchema()
"""The schema, ready to use."""
