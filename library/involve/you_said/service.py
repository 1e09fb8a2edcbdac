"""What partners raised and what happened, as everybody reads it, and what of it waits for staff."""

from library.contributions import ToDo
from library.db.store import Database
from library.i18n.messages import marked
from library.involve.two_people import may_publish
from library.involve.you_said import repository
from library.involve.you_said.models import Kept, Published, SaidState
from library.involve.you_said.rules import still_says
from library.involve.you_said.writing import NoSuchItem
from library.security.permissions import Action, Person, demand, may
from library.services import Services


def everything(services: Services) -> list[Published]:
    """Return the items that readers see, what was raised last first."""
    with services.store.reading() as database:
        return repository.published(database)


def by_state(services: Services) -> dict[SaidState, list[Published]]:
    """Return the items by what happened."""
    found = everything(services)
    return {state: [each for each in found if each.item.state is state] for state in SaidState}


def kept(services: Services, person: Person) -> list[Kept]:
    """Return all items for staff: those that wait to be published first."""
    demand(person, Action.MODERATE)
    with services.store.reading() as database:
        return sorted(repository.kept(database), key=lambda each: each.status != "proposed")


def find(services: Services, person: Person, item_id: int) -> Kept:
    """Return one for staff; raise NoSuchItem."""
    demand(person, Action.MODERATE)
    with services.store.reading() as database:
        found = repository.find(database, item_id)
    if found is None:
        raise NoSuchItem(item_id)
    return found


def to_do(services: Services, database: Database, person: Person) -> list[ToDo]:
    """Return how many items wait for this person to publish them, and how many have said the same for too long."""
    if not may(person, Action.MODERATE):
        return []
    desk, found = services.links.you_said_desk(), repository.kept(database)
    proposed = [each for each in found if each.status == "proposed"]
    mine = [each for each in proposed if may_publish(person, each.changed_by)]
    settled = [each for each in found if each.status == "published"]
    stale = [each for each in settled if not still_says(each.item, services.today())]
    waits = marked("What partners raised, for a second person to publish.")
    comes = marked("What partners raised, where we have said the same for too long.")
    return [
        ToDo(marked("You said, we did: to publish"), desk, len(mine), comes=waits),
        ToDo(marked("You said, we did: to update"), desk, len(stale), comes=comes),
    ]
