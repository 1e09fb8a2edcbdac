"""The bodies that can be asked: read by everybody, kept by staff, and followed through renames and mergers."""

from typing import Any

from library.db import audit_log as audit
from library.forms.problems import Fault
from library.i18n.messages import marked
from library.involve.bodies import repository
from library.involve.bodies.models import Body
from library.involve.bodies.rules import slug_of, today_s
from library.involve.bodies.schemas import BODY
from library.involve.loading import load
from library.security.permissions import Action, Person, demand
from library.services import Services

KNOWN = Fault("name", marked("There is a body with this name already."))
NO_SUCH = Fault("succeeded_by", marked("Select a body from the list."))
CIRCLE = Fault("succeeded_by", marked("That body became part of this one. Select another."))


class NoSuchBody(LookupError):
    """There is no body with this id."""


def everything(services: Services) -> dict[str, Body]:
    """Return all bodies by slug."""
    with services.store.reading() as database:
        return repository.everything(database)


def keep(services: Services, person: Person, words: dict[str, Any], body_id: int = 0) -> list[Fault]:
    """Keep a new body, or change the one with this id; return what is wrong with it. Raise NoSuchBody."""
    demand(person, Action.MODERATE)
    made, faults = load(BODY, words)
    if not isinstance(made, Body):
        return faults
    now = services.clock()
    with services.store.writing() as database:
        known = repository.everything(database)
        own = next((each for each in known.values() if each.id == body_id), None)
        if body_id and own is None:
            raise NoSuchBody(body_id)
        if faults := _unfit(known, own, made):
            return faults
        if own:
            repository.change(database, own.id, made, person.id, now)
            before = BODY.dump(own)
            audit.note(database, person.id, "change", f"body {own.id}", now, before=before, after=BODY.dump(made))
        else:
            made_id = repository.add(database, slug_of(made.name, known), made, person.id, now)
            audit.note(database, person.id, "add", f"body {made_id}", now, after=BODY.dump(made))
    return []


def _unfit(known: dict[str, Body], own: Body | None, made: Body) -> list[Fault]:
    faults = []
    if any(each.name.casefold() == made.name.casefold() and each != own for each in known.values()):
        faults.append(KNOWN)
    if made.succeeded_by and made.succeeded_by not in known:
        faults.append(NO_SUCH)
    elif own and made.succeeded_by and today_s(known, made.succeeded_by) == own.slug:
        faults.append(CIRCLE)
    return faults
