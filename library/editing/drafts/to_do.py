"""What waits for a person on the way of drafts to their readers, for the desk and the menu of staff."""

from library.contributions import ToDo
from library.db.store import Database
from library.editing.drafts import repository as reviews
from library.i18n.messages import marked
from library.security.permissions import Action, Person, may
from library.services import Services

TO_REVIEW, TO_FIX = "to-review", "to-fix"
"""The parts of the desk where these stand."""


def to_do(services: Services, database: Database, person: Person) -> list[ToDo]:
    """Return how many drafts of others wait for this person, and how many of their own came back."""
    to_review, to_fix = reviews.counts(database, person.id)
    own = ToDo(
        marked("Sent back to you"),
        services.links.desk(TO_FIX),
        to_fix,
        comes=marked("Drafts you sent for review that came back with something to fix."),
    )
    if not may(person, Action.PUBLISH):
        return [own]
    others = ToDo(
        marked("Waiting for your review"),
        services.links.desk(TO_REVIEW),
        to_review,
        comes=marked("Drafts that somebody else sent for review."),
    )
    return [others, own]
