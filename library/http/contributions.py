"""The contributions of all features to the pages that they share, gathered for the application that asks."""

import contextlib
from collections.abc import Iterator

from flask import Flask, current_app, g, request

from library.contributions import Contributions, Pages, SearchKind, ToDo
from library.db.store import StoreUnavailable
from library.http import context
from library.http.guards import access_of
from library.security.permissions import Person
from library.services import Services


def set_up(app: Flask, *added: Contributions) -> None:
    """Keep what features add, in the order that pages show it, and let pages of staff say what waits."""
    app.extensions["contributions"] = added
    app.jinja_env.globals.update(staff_to_do=staff_to_do, is_staff_page=is_staff_page)


def _all() -> Iterator[Contributions]:
    yield from current_app.extensions["contributions"]


def warnings(services: Services) -> list[str]:
    """Return a sentence for each thing that staff have to set before the library is all that its pages say."""
    return [each for one in _all() for add in one.warnings for each in add(services)]


def to_do(services: Services, person: Person) -> list[ToDo]:
    """Return every kind of work that can wait for a person, with how much of it does."""
    with services.store.reading() as database:
        return [each for one in _all() for add in one.to_do for each in add(services, database, person)]


def staff_to_do() -> list[ToDo]:
    """Return what can wait for who is signed in, counted once a request; nothing while the database is away."""
    person = context.person()
    if "to_do" not in g:
        g.to_do = []
        with contextlib.suppress(StoreUnavailable):
            g.to_do = to_do(context.services(), person) if person else []
    return list(g.to_do)


def is_staff_page() -> bool:
    """Return whether the page that is being made is for staff, and somebody who works here is signed in."""
    view = current_app.view_functions.get(request.endpoint or "")
    return access_of(view) == "staff" and context.person() is not None


def public_pages(services: Services) -> Pages:
    """Return every public page."""
    return [page for one in _all() for add in one.pages for page in add(services)]


def search_kinds() -> list[SearchKind]:
    """Return what searches find besides briefs, in the order that pages show it."""
    return [kind for one in _all() for kind in one.search_kinds]
