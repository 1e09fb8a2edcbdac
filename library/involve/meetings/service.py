"""Which public meetings are coming, and letting staff keep them."""

from typing import Any

from library.contributions import ToDo
from library.db import audit_log as audit
from library.db.store import Database
from library.forms.problems import Fault
from library.i18n.messages import marked
from library.involve.loading import load
from library.involve.meetings import repository
from library.involve.meetings.models import Body, Meeting
from library.involve.meetings.schemas import MEETING
from library.security.permissions import Action, Person, demand, may
from library.services import Services

OVER = marked("That date has passed. Enter the date of a meeting that is still to come.")


def coming(services: Services) -> dict[Body, list[Meeting]]:
    """Return the meetings that aren't over, by who meets."""
    with services.store.reading() as database:
        found = repository.coming(database, services.today())
    return {body: [each for each in found if each.body is body] for body in Body}


def add(services: Services, person: Person, words: dict[str, Any]) -> list[Fault]:
    """Keep a meeting; return what is wrong with it."""
    demand(person, Action.KEEP_CONTACT)
    made, faults = load(MEETING, words)
    if isinstance(made, Meeting) and made.day < services.today():
        return [Fault("day", OVER)]
    if isinstance(made, Meeting):
        with services.store.writing() as database:
            repository.add(database, made, person.id, services.clock())
            audit.note(database, person.id, "add", "public meeting", services.clock(), after=words)
    return faults


def remove(services: Services, person: Person, meeting_id: int) -> None:
    """Delete a meeting; one that is gone already stays gone."""
    demand(person, Action.KEEP_CONTACT)
    with services.store.writing() as database:
        if repository.remove(database, meeting_id):
            audit.note(database, person.id, "remove", f"public meeting {meeting_id}", services.clock())


def to_do(services: Services, database: Database, person: Person) -> list[ToDo]:
    """Return how many bodies have no date to come, for those who keep the dates."""
    if not may(person, Action.KEEP_CONTACT):
        return []
    met = {each.body for each in repository.coming(database, services.today())}
    comes = marked("Bodies that meet in public and have no date to come.")
    return [ToDo(marked("Public meetings to add"), services.links.meetings_desk(), len(set(Body) - met), comes=comes)]
