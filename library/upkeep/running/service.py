"""What admins see of how the library runs."""

import shutil
from dataclasses import dataclass

from library.db.store import Database
from library.mail import repository as mail_rows
from library.mail.models import MailState
from library.security.permissions import Action, Person, demand
from library.services import Services
from library.upkeep import health
from library.upkeep.health import HealthState
from library.upkeep.workers import repository as workers
from library.upkeep.workers.models import Worker

GIGABYTE = 1_000_000_000


@dataclass(frozen=True, slots=True)
class Running:
    """How the library runs now; where its tables are of another version, nothing but that is known."""

    state: HealthState
    gigabytes_free: float
    keeps_backups: bool
    keeps_copy: bool
    workers: tuple[Worker, ...] = ()
    mails: tuple[tuple[MailState, int], ...] = ()


def now(services: Services, person: Person) -> Running:
    """Return how the library runs."""
    demand(person, Action.SEE_RUNNING)
    state = health.ready(services)
    free = shutil.disk_usage(services.settings.instance).free / GIGABYTE
    with services.store.reading() as database:
        settings = services.settings
        kept = settings.backups is not None, settings.frozen_copy is not None
        return Running(state, free, *kept, *_work(database))


def _work(database: Database) -> tuple[tuple[Worker, ...], tuple[tuple[MailState, int], ...]]:
    return tuple(workers.everyone(database)), tuple(mail_rows.counts(database).items())
