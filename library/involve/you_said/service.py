"""What partners raised and what happened: read by everybody, kept by staff."""

from typing import Any

from library.contributions import ToDo
from library.db import audit_log as audit
from library.db.store import Database
from library.forms.problems import Fault
from library.i18n.messages import marked
from library.involve.loading import load
from library.involve.you_said import repository
from library.involve.you_said.models import Item, Published, State
from library.involve.you_said.rules import still_says
from library.involve.you_said.schemas import ITEM
from library.security.permissions import Action, Person, demand, may
from library.services import Services

NOT_YET = marked("Enter today or a day in the past.")


class NoSuchItem(LookupError):
    """There is no item with this id."""


def everything(services: Services) -> list[Published]:
    """Return all items, what was raised last first."""
    with services.store.reading() as database:
        return repository.everything(database)


def by_state(services: Services) -> dict[State, list[Published]]:
    """Return the items by what happened."""
    found = everything(services)
    return {state: [each for each in found if each.item.state is state] for state in State}


def find(services: Services, person: Person, item_id: int) -> Published:
    """Return one for staff; raise NoSuchItem."""
    demand(person, Action.MODERATE)
    with services.store.reading() as database:
        found = repository.find(database, item_id)
    if found is None:
        raise NoSuchItem(item_id)
    return found


def keep(services: Services, person: Person, words: dict[str, Any], item_id: int = 0) -> list[Fault]:
    """Publish a new item, or change the one with this id; return what is wrong with it. Raise NoSuchItem."""
    demand(person, Action.MODERATE)
    item, faults = load(ITEM, words)
    if not isinstance(item, Item):
        return faults
    days = {"raised_on": item.raised_on, "since": item.since}
    if faults := [Fault(name, NOT_YET) for name, day in days.items() if day > services.today()]:
        return faults
    now = services.clock()
    with services.store.writing() as database:
        known = repository.find(database, item_id) if item_id else None
        if item_id and known is None:
            raise NoSuchItem(item_id)
        if known:
            repository.change(database, item_id, item, person.id, now)
        made = item_id or repository.add(database, item, person.id, now)
        before = ITEM.dump(known.item) if known else None
        did = "change" if known else "publish"
        audit.note(database, person.id, did, f"you said {made}", now, before=before, after=ITEM.dump(item))
    return []


def remove(services: Services, person: Person, item_id: int) -> None:
    """Delete an item; one that is gone already stays gone."""
    demand(person, Action.MODERATE)
    with services.store.writing() as database:
        if repository.remove(database, item_id):
            audit.note(database, person.id, "remove", f"you said {item_id}", services.clock())


def to_do(services: Services, database: Database, person: Person) -> list[ToDo]:
    """Return how many items have said the same for too long."""
    if not may(person, Action.MODERATE):
        return []
    stale = [each for each in repository.everything(database) if not still_says(each.item, services.today())]
    comes = marked("What partners raised, where we have said the same for too long.")
    return [ToDo(marked("You said, we did: to update"), services.links.you_said_desk(), len(stale), comes=comes)]
