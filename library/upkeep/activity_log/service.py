"""The record of who did what, for admins to read and take away."""

from dataclasses import dataclass

from library.db import audit_log as audit
from library.paging import pages
from library.security.permissions import Action, Person, demand
from library.services import Services
from library.upkeep.activity_log import repository as activity
from library.upkeep.activity_log.models import Entry, Wanted


@dataclass(frozen=True, slots=True)
class Record:
    """One page of the record, and what it can be narrowed by: (id, name) of people, and actions."""

    entries: tuple[Entry, ...]
    total: int
    page: int
    pages: int
    people: tuple[tuple[int, str], ...]
    actions: tuple[str, ...]


def record(services: Services, person: Person, wanted: Wanted, page: int = 1, size: int = 50) -> Record:
    """Return a page of the entries wanted, newest first."""
    demand(person, Action.READ_AUDIT)
    with services.store.reading() as database:
        total, entries = activity.find(database, wanted, (page - 1) * size, size)
        people, actions = activity.people_seen(database), activity.actions(database)
    return Record(tuple(entries), total, page, pages(total, size), tuple(people), tuple(actions))


def export(services: Services, person: Person, wanted: Wanted, *, taken: bool = True) -> list[Entry]:
    """Return all entries wanted, newest first; where they are taken away, that is noted too."""
    demand(person, Action.READ_AUDIT)
    with services.store.writing() if taken else services.store.reading() as database:
        entries = activity.find(database, wanted)[1]
        if taken:
            audit.note(database, person.id, "export", "audit", services.clock())
    return entries
