"""What only the people who run the library can answer: the open questions of all published briefs, for staff."""

from dataclasses import dataclass
from datetime import date

from library.briefs import repository as briefs
from library.briefs.parts import OpenQuestion
from library.security.permissions import Action, Person, demand
from library.services import Services


@dataclass(frozen=True, slots=True)
class Asked:
    """One open question, and the brief it stands in."""

    brief_id: int
    title: str
    question: OpenQuestion


def waiting(services: Services, person: Person, owner: str = "") -> list[Asked]:
    """Return the open questions, of one owner if named; what is due soonest first, then by owner and title."""
    demand(person, Action.WRITE)
    with services.store.reading() as database:
        found = [
            Asked(published.id, published.brief.title, question)
            for published in briefs.everything(database)
            for question in published.brief.open_questions
            if not owner or question.owner == owner
        ]
    return sorted(found, key=lambda each: (each.question.due or date.max, each.question.owner, each.title))
