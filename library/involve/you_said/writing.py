"""Writing what partners raised and publishing it, which takes two people: one writes, another has read the words."""

from datetime import datetime
from typing import Any

from library.db import audit_log as audit
from library.db.store import Database
from library.forms.problems import Fault
from library.i18n.messages import marked
from library.involve.loading import load
from library.involve.two_people import CHANGED, OWN_WORDS, may_publish
from library.involve.you_said import repository
from library.involve.you_said.models import Entry, Item, Kept, Step
from library.involve.you_said.schemas import ITEM
from library.security.permissions import Action, Person, demand
from library.services import Services

NOT_YET = marked("Enter today or a day in the past.")


class NoSuchItem(LookupError):
    """There is no item with this id."""


def _read(services: Services, words: dict[str, Any]) -> Item | list[Fault]:
    item, faults = load(ITEM, words)
    if not isinstance(item, Item):
        return faults
    days = {"raised_on": item.raised_on, "since": item.since}
    return [Fault(name, NOT_YET) for name, day in days.items() if day > services.today()] or item


def _found(database: Database, item_id: int) -> Kept:
    found = repository.find(database, item_id)
    if found is None:
        raise NoSuchItem(item_id)
    return found


def propose(services: Services, person: Person, words: dict[str, Any]) -> int | list[Fault]:
    """Keep a new item for somebody else to publish; return its id or what is wrong with it."""
    demand(person, Action.MODERATE)
    item, now = _read(services, words), services.clock()
    if not isinstance(item, Item):
        return item
    with services.store.writing() as database:
        made = repository.add(database, item, person.id, now)
        audit.note(database, person.id, "propose", f"you said {made}", now, after=ITEM.dump(item))
    return made


def change(services: Services, person: Person, item_id: int, version: int, words: dict[str, Any]) -> list[Fault]:
    """Keep a change for somebody else to publish; return what is wrong with it. Raise NoSuchItem.

    Readers see what was published before until then.
    """
    demand(person, Action.MODERATE)
    item, now = _read(services, words), services.clock()
    if not isinstance(item, Item):
        return item
    with services.store.writing() as database:
        known = _found(database, item_id)
        if not repository.save(database, item_id, version, item, person.id, now):
            return [CHANGED]
        before, after = ITEM.dump(known.item), ITEM.dump(item)
        audit.note(database, person.id, "change", f"you said {item_id}", now, before=before, after=after)
    return []


def publish(services: Services, person: Person, item_id: int, version: int) -> list[Fault]:
    """Publish what somebody else wrote, as it was saved last; return why not. Raise NoSuchItem."""
    demand(person, Action.PUBLISH)
    now = services.clock()
    with services.store.writing() as database:
        known = _found(database, item_id)
        if known.status != "proposed":
            return [CHANGED]
        if not may_publish(person, known.changed_by):
            return [OWN_WORDS]
        row = {"status": "published"} | ({} if known.history else {"published_at": now})
        if not repository.settle(database, item_id, version, row):
            return [CHANGED]
        step = Step.CHANGED if known.history else Step.PUBLISHED
        repository.note(database, item_id, Entry(step, now, known.item, known.changed_by == person.id), person.id)
        audit.note(database, person.id, "publish", f"you said {item_id}", now, after=ITEM.dump(known.item))
    return []


def discard(services: Services, person: Person, item_id: int, version: int) -> list[Fault]:
    """Delete what waits to be published: the change, or the item if readers never saw it. Return why not."""
    demand(person, Action.MODERATE)
    with services.store.writing() as database:
        known = _found(database, item_id)
        if known.status != "proposed" or not _back(database, known, version):
            return [CHANGED]
        audit.note(database, person.id, "discard", f"you said {item_id}", services.clock())
    return []


def _back(database: Database, known: Kept, version: int) -> bool:
    """Put an item back as readers see it; return False if it is not at this version any more."""
    if known.public is None:
        return repository.drop(database, known.id, version)
    row = {"status": "published", "content": ITEM.dump(known.public), "raised_on": known.public.raised_on}
    return repository.settle(database, known.id, version, row)


def remove(services: Services, person: Person, item_id: int) -> None:
    """Take an item off the pages, which one person may; what waits to be published goes too. Raise NoSuchItem."""
    demand(person, Action.MODERATE)
    now = services.clock()
    with services.store.writing() as database:
        known = _found(database, item_id)
        _take_off(database, known, person.id, now)
        audit.note(database, person.id, "remove", f"you said {item_id}", now, before=ITEM.dump(known.item))


def _take_off(database: Database, known: Kept, person_id: int, now: datetime) -> None:
    if known.public is None:
        repository.drop(database, known.id, known.version)
        return
    repository.settle(database, known.id, known.version, {"status": "removed"})
    repository.note(database, known.id, Entry(Step.REMOVED, now, known.public), person_id)
