"""The numbers to call for help now: shown to everybody, confirmed by an admin who has checked them."""

from library.domain.help_lines import HelpLine
from library.domain.people import Action, Person, demand
from library.parts import Parts
from library.storage import audit, help_lines


def read(parts: Parts) -> list[HelpLine]:
    """Give all numbers."""
    with parts.store.reading() as database:
        return help_lines.read(database)


def confirm(parts: Parts, person: Person, id: str) -> bool:
    """Keep that a person has checked a number today; False if there is no such number."""
    demand(person, Action.CONFIRM_NUMBERS)
    with parts.store.writing() as database:
        done = help_lines.confirm(database, id, person.id, parts.clock())
        if done:
            audit.note(database, person.id, "confirm", f"help line {id}", parts.clock())
        return done
