"""What only the people who run the library can answer: the open questions of all published briefs, for staff."""

from dataclasses import dataclass
from datetime import date

from library.briefs import repository as briefs
from library.briefs.parts import OpenQuestion
from library.contributions import ToDo
from library.db.store import Database
from library.i18n.messages import marked
from library.security.permissions import Action, Person, demand
from library.services import Services
from library.upkeep.open_questions import repository as open_question_rows


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


def to_do(services: Services, database: Database, _: Person) -> list[ToDo]:
    """Return how many questions only we can answer."""
    comes = marked("Questions in published briefs that no source answers.")
    count = open_question_rows.count(database)
    address = services.links.open_questions()
    return [ToDo(marked("Only we can answer"), address, count, comes=comes, for_whenever=True)]
