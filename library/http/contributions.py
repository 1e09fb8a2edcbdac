"""The contributions of all features to the pages that they share, gathered for the application that asks."""

from collections.abc import Iterator
from datetime import date

from flask import Flask, current_app

from library.contributions import Contributions, Pages, SearchKind, ToDo
from library.security.permissions import Person
from library.services import Services


def set_up(app: Flask, *added: Contributions) -> None:
    """Keep what features add, in the order that pages show it."""
    app.extensions["contributions"] = added


def _all() -> Iterator[Contributions]:
    yield from current_app.extensions["contributions"]


def warnings(services: Services) -> list[str]:
    """Return a sentence for each thing that staff have to set before the library is all that its pages say."""
    return [each for one in _all() for add in one.warnings for each in add(services)]


def to_do(services: Services, person: Person) -> list[ToDo]:
    """Return what waits for a person at the desk, leaving out what there is none of."""
    found = [each for one in _all() for add in one.to_do for each in add(services, person) if each.count]
    return sorted(found, key=lambda each: each.due or date.max)


def public_pages(services: Services) -> Pages:
    """Return every public page."""
    return [page for one in _all() for add in one.pages for page in add(services)]


def search_kinds() -> list[SearchKind]:
    """Return what searches find besides briefs, in the order that pages show it."""
    return [kind for one in _all() for kind in one.search_kinds]
