"""The services that help people in trouble: readers see those we are sure of, admins check and change all of them."""

from dataclasses import asdict
from typing import Any

from marshmallow import ValidationError

from library.briefs.models import slug_from
from library.contributions import ToDo
from library.db import audit_log as audit
from library.db.store import Database
from library.forms.problems import Fault, flat_messages
from library.help_lines import repository as help_lines
from library.help_lines.models import HIDDEN, Group, HelpLine
from library.help_lines.schemas import HELP_LINE
from library.i18n.messages import marked
from library.security.permissions import Action, Person, demand, may
from library.services import Services
from library.translations import reading as translations
from library.translations.models import Kind, Reading


def shown(services: Services) -> dict[Group, list[HelpLine]]:
    """Return the services that readers are shown, by group, in order; a group without any is left out."""
    lines = [line for line in every(services) if line.shown]
    by_group = {group: [line for line in lines if line.group is group] for group in Group}
    return {group: found for group, found in by_group.items() if found}


def how_translated(services: Services) -> Reading:
    """Return how the services that readers are shown stand in the language that is spoken."""
    english = {line.id: line.segments() for line in every(services) if line.shown}
    with services.store.reading() as database:
        found = translations.of_all(database, Kind.HELP_LINE, english)
    return translations.together(list(found.values()), len(english))


def every(services: Services) -> list[HelpLine]:
    """Return all services."""
    with services.store.reading() as database:
        return help_lines.read(database)


def find(services: Services, id: str) -> HelpLine | None:
    """Return one service; None if there is none."""
    return next((line for line in every(services) if line.id == id), None)


def words_of(line: HelpLine) -> dict[str, Any]:
    """Return what can be changed of a service, as the form holds it."""
    return {name: value for name, value in asdict(line).items() if name in HELP_LINE.fields}


def to_do(services: Services, database: Database, person: Person) -> list[ToDo]:
    """Return how many services wait for an admin to confirm them."""
    if not may(person, Action.CONFIRM_NUMBERS):
        return []
    comes = marked("Services that readers aren't shown until an admin has called or looked.")
    count = help_lines.unconfirmed(database)
    return [ToDo(marked("Help lines to confirm"), services.links.help_lines_desk(), count, comes=comes)]


def confirm(services: Services, person: Person, id: str) -> bool:
    """Keep that a person has checked a service today, which shows it; False if there is none."""
    demand(person, Action.CONFIRM_NUMBERS)
    with services.store.writing() as database:
        done = help_lines.confirm(database, id, person.id, services.clock())
        if done:
            audit.note(database, person.id, "confirm", f"help line {id}", services.clock())
        return done


def hide(services: Services, person: Person, id: str) -> bool:
    """Stop showing a service to readers until somebody confirms it again; False if there is none."""
    demand(person, Action.CONFIRM_NUMBERS)
    with services.store.writing() as database:
        none = {"confirmed_at": None, "confirmed_by": None}
        done = help_lines.change(database, id, person.id, services.clock(), confidence=HIDDEN, **none)
        if done:
            audit.note(database, person.id, "hide", f"help line {id}", services.clock())
        return done


def change(services: Services, person: Person, id: str, words: dict[str, Any]) -> list[Fault]:
    """Change a service and confirm it; return what is wrong with the words."""
    demand(person, Action.CONFIRM_NUMBERS)
    loaded = _loaded(words)
    if isinstance(loaded, list):
        return loaded
    with services.store.writing() as database:
        help_lines.change(database, id, person.id, services.clock(), **loaded)
        audit.note(database, person.id, "change", f"help line {id}", services.clock(), after=words)
    return []


def add(services: Services, person: Person, words: dict[str, Any]) -> HelpLine | list[Fault]:
    """Add a service that a person has checked; return it, or what is wrong with the words."""
    demand(person, Action.CONFIRM_NUMBERS)
    loaded = _loaded(words)
    if isinstance(loaded, list):
        return loaded
    now, id = services.clock(), slug_from(loaded["name"])
    line = HelpLine(id, **loaded, confidence="added by staff", confirmed_at=now, changed_at=now)
    with services.store.writing() as database:
        if not id or any(known.id == id for known in help_lines.read(database)):
            return [Fault("name", marked("There is a service with this name already. Enter another name."))]
        help_lines.add(database, line)
        help_lines.confirm(database, id, person.id, now)
        audit.note(database, person.id, "add", f"help line {id}", now, after=words)
    return line


def _loaded(words: dict[str, Any]) -> dict[str, Any] | list[Fault]:
    try:
        loaded: dict[str, Any] = HELP_LINE.load(words)
    except ValidationError as error:
        return [Fault(*pair) for pair in flat_messages(error.messages)]
    return loaded
