"""Whether the library is ready to serve, and what is not as it should be."""

import shutil
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum

from library.db.store import StoreUnavailable, revision, revisions
from library.i18n.formats import moment
from library.i18n.messages import Message, marked
from library.mail import queue as mails
from library.mail import repository as mail_rows
from library.search import indexing
from library.search.engine.port import IndexUnavailable
from library.services import Services
from library.upkeep import frozen_copy
from library.upkeep.backup_runs import repository as backup_runs
from library.upkeep.backup_runs.models import Kept
from library.upkeep.frozen_copy import FrozenCopy
from library.upkeep.workers import service as workers
from library.upkeep.workers.models import Worker

LEAST_SPACE = 200_000_000
"""Bytes free below which writing may soon fail."""
LONGEST_WAIT = timedelta(minutes=15)
"""A mail that is not sent for longer is told of."""
NO_CONTACT = marked(
    "Readers have no e-mail address to write to. Ask the person who runs the server to set LIBRARY_CONTACT."
)


class Kind(StrEnum):
    """What may be wrong, so that each is told once."""

    DATABASE = "database"
    INDEX = "index"
    MAIL = "mail"
    DISK = "disk"
    WORKER = "worker"
    BACKUP = "backup"
    FROZEN_COPY = "frozen-copy"


@dataclass(frozen=True, slots=True)
class Trouble:
    """One thing that is wrong now, and the sentence that says so."""

    kind: Kind
    words: str


@dataclass(frozen=True, slots=True)
class HealthState:
    """Ready or not, each thing that is wrong, and what the sentences are about in numbers."""

    ready: bool
    troubles: list[Trouble] = field(default_factory=list)
    oldest_unsent_mail: timedelta | None = None
    worker_seen: timedelta | None = None
    index_behind: int | None = None
    backups: Kept = field(default_factory=Kept)
    frozen_copy: FrozenCopy = field(default_factory=FrozenCopy)

    @property
    def degraded(self) -> list[str]:
        """Return a sentence for each thing that is degraded."""
        return [each.words for each in self.troubles]


def warnings(services: Services) -> list[str]:
    """Return a sentence for each thing that staff have to set before the library is all that its pages say."""
    return [] if mails.contact_of(services) else [NO_CONTACT]


def ready(services: Services) -> HealthState:
    """Look at the database, the index, the mail, the disk, the worker, the backups and the frozen copy."""
    try:
        with services.store.reading() as database:
            there = revision(database)
            if there != revisions()[0]:
                return HealthState(bool(there), [Trouble(Kind.DATABASE, other_version(there))])
            since, worker = mail_rows.oldest_waiting(database), workers.last_seen(database)
            kept = backup_runs.kept(database, services.clock())
        behind, index = _index(services)
    except StoreUnavailable:
        return HealthState(False, [Trouble(Kind.DATABASE, marked("The database cannot be read."))])
    now = services.clock()
    waited = now - since if since else None
    copy = frozen_copy.look(services.settings)
    kept_late = _backups(services, kept, now), _frozen_copy(copy, now)
    found = [index, _mail(waited), _disk(services), _worker(worker, now), *kept_late]
    seen = now - worker.at if worker else None
    return HealthState(True, [each for each in found if each], waited, seen, behind, kept, copy)


def other_version(revision: str) -> str:
    """Say what to do where this program and the tables of the database are not of one version."""
    if revision in {"", *revisions()}:
        return marked("The database is not up to date. Run “library upgrade --yes”.")
    return marked("The database belongs to a newer library. Update this program.")


def _index(services: Services) -> tuple[int | None, Trouble | None]:
    try:
        behind = len(indexing.differing(services))
    except IndexUnavailable:
        words = marked("The search index cannot be read; search answers from the database.")
        return None, Trouble(Kind.INDEX, words)
    words = Message("The search index is behind by %(count)s briefs.", count=behind)
    return behind, Trouble(Kind.INDEX, words) if behind else None


def _mail(waited: timedelta | None) -> Trouble | None:
    if waited is None or waited <= LONGEST_WAIT:
        return None
    minutes = waited // timedelta(minutes=1)
    words = Message("The oldest mail that is not sent has waited %(minutes)s minutes.", minutes=minutes)
    return Trouble(Kind.MAIL, words)


def _disk(services: Services) -> Trouble | None:
    if shutil.disk_usage(services.settings.instance).free >= LEAST_SPACE:
        return None
    return Trouble(Kind.DISK, marked("The disk is nearly full."))


def _worker(worker: Worker | None, now: datetime) -> Trouble | None:
    """Return whether the last worker is missed; where none ever ran, mail that waits tells of it."""
    if worker is None or worker.next_by >= now:
        return None
    words = Message("No worker has been seen since %(since)s. Start “library work”.", since=moment(worker.at))
    return Trouble(Kind.WORKER, words)


def _backups(services: Services, kept: Kept, now: datetime) -> Trouble | None:
    if not services.settings.backups:
        return None
    if kept.late(now):
        if kept.trouble:
            return Trouble(Kind.BACKUP, Message("The backup failed: %(why)s", why=kept.trouble))
        return Trouble(Kind.BACKUP, marked("The last backup is more than a day old. The worker makes them."))
    if not kept.proof_late(now):
        return None
    if kept.proof_trouble:
        words = Message("The last backup couldn’t be restored when we tested it: %(why)s", why=kept.proof_trouble)
        return Trouble(Kind.BACKUP, words)
    return Trouble(Kind.BACKUP, marked("No backup has been tested by restoring it for more than a week."))


def _frozen_copy(copy: FrozenCopy, now: datetime) -> Trouble | None:
    if not copy.late(now):
        return None
    if copy.trouble:
        return Trouble(Kind.FROZEN_COPY, Message("The frozen copy couldn’t be written: %(why)s", why=copy.trouble))
    words = marked("The frozen copy is more than a day old. The worker writes it.")
    return Trouble(Kind.FROZEN_COPY, words)
