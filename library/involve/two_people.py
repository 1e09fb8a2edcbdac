"""Two people publish what we say in public: one writes it, another has read the same words."""

from library.forms.problems import Fault
from library.i18n.messages import marked
from library.security.permissions import Action, Person, may

CHANGED = Fault(
    "", marked("Someone else changed this while you had it open. Nothing was saved. Check it and try again.")
)
OWN_WORDS = Fault("", marked("You wrote the last change, so someone else has to publish it."))
ALONE = marked("Published by one person, without a second check.")
"""What readers are told where an admin did without a second person."""


def may_publish(person: Person, writer_id: int | None) -> bool:
    """Decide whether a person may publish what the writer saved last: only an admin may publish their own words."""
    return writer_id != person.id or may(person, Action.PUBLISH_ALONE)
