"""Looks at everything, one thing after the other; what cannot be looked at is itself a finding."""

from dns.resolver import Resolver

from library.db.store import StoreUnavailable
from library.services import Services
from library.settings import Settings
from library.upkeep import health
from library.upkeep.doctor import leftovers, reach, work
from library.upkeep.doctor.models import Finding, well, wrong
from library.upkeep.health import HealthState, Kind

AWAY = "The database cannot be read. Start it, or set LIBRARY_DATABASE_URL to where it is."


def examine(given: Settings, services: Services, resolver: Resolver) -> list[Finding]:
    """Return what is found of a library whose services are put together from the settings that are given."""
    found = [*reach.address(given, services), *reach.proxy(given), reach.contact(services), work.space(services)]
    found += leftovers.look(services)
    try:
        return [*_database(services, health.ready(services), resolver), *found]
    except StoreUnavailable:
        return [wrong("database", AWAY), *found]


def _database(services: Services, state: HealthState, resolver: Resolver) -> list[Finding]:
    if not state.ready:
        return [wrong("database", AWAY)]
    if other := next((each for each in state.troubles if each.kind is Kind.DATABASE), None):
        return [wrong("database", other.words)]
    return [
        well("database", "The database can be read and is up to date."),
        work.clock(services),
        work.index(state),
        work.worker(services),
        *reach.mail(services, state, resolver),
        *work.backups(services, state),
        work.frozen_copy(services, state),
    ]
