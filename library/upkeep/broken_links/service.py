"""Looking after the web addresses that readers are led to: asked by a command, listed for staff."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from library.contributions import ToDo
from library.db.store import Database
from library.i18n.messages import marked
from library.security.permissions import Action, Person, demand
from library.services import Services
from library.upkeep.broken_links import repository as link_rows
from library.upkeep.broken_links.link_checker import Probe
from library.upkeep.broken_links.models import Asked, LinkState, SourceLink


class NothingAnswered(Exception):
    """Not one address answered, so it is our own line that is down: nothing was kept."""


@dataclass(frozen=True, slots=True)
class Overview:
    """What staff see: when addresses were last asked, and those that did not answer well."""

    asked_at: datetime | None
    links: tuple[SourceLink, ...]


def probe(services: Services) -> Probe:
    """Return what asks addresses, and says who asks."""
    return Probe(f"WhatWorksLibrary link check (+{services.links.home()})")


def ask(services: Services, probe: Probe, tell: Callable[[int, int], None]) -> list[Asked]:
    """Ask every address that readers are led to, and keep what they answer."""
    with services.store.reading() as database:
        addresses = sorted(link_rows.cited(database, services.today()))
    answers: list[Asked] = []
    for asked in probe.ask_all(addresses):
        answers.append(asked)
        tell(len(answers), len(addresses))
    if answers and all(asked.state is LinkState.SILENT for asked in answers):
        raise NothingAnswered
    with services.store.writing() as database:
        link_rows.keep(database, answers, services.clock())
    return sorted(answers, key=lambda asked: asked.address)


def overview(services: Services, person: Person) -> Overview:
    """Return what staff see."""
    demand(person, Action.WRITE)
    with services.store.reading() as database:
        return Overview(link_rows.last_asked(database), tuple(link_rows.not_fine(database, services.today())))


def to_do(services: Services, database: Database, _: Person) -> list[ToDo]:
    """Return how many addresses of sources are gone."""
    comes = marked("Web pages that briefs cite and that are gone.")
    return [ToDo(marked("Sources that are gone"), services.links.source_links(), link_rows.gone(database), comes=comes)]
