"""The list of briefs at the desk: those that somebody wants to see, a page at a time."""

from library.briefs.states import DeskLine
from library.editing.desk import repository
from library.editing.desk.models import Wanted
from library.editing.review_dates import repository as review_dates
from library.security.permissions import Action, Person, demand
from library.services import Services


def find(
    services: Services, person: Person, wanted: Wanted, page: int = 1, size: int | None = None
) -> tuple[int, list[DeskLine]]:
    """Return how many briefs are wanted, and one page of them or, without a size, all."""
    demand(person, Action.WRITE)
    with services.store.reading() as database:
        roles = review_dates.looked_after(database, person.id, others=False) if wanted.mine else ()
        start = (page - 1) * size if size else 0
        return repository.find(database, wanted, person.id, roles, services.today(), start, size)
