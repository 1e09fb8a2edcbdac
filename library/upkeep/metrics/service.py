"""How the library does at this moment, in numbers without anything about people."""

import shutil
from collections.abc import Iterator
from datetime import timedelta

from library.db.store import StoreUnavailable
from library.mail import repository as mail_rows
from library.mail.models import WAITING, MailState
from library.services import Services
from library.upkeep import health

Gauge = tuple[str, str, float]
"""A name, what it tells, and the number now."""


def gauges(services: Services) -> Iterator[Gauge]:
    """Return what can be measured now; what is not known is left out."""
    state, free = health.ready(services), shutil.disk_usage(services.settings.instance).free
    yield "library_ready", "1 if the database can be read.", float(state.ready)
    yield "library_troubles", "How many things are degraded.", float(len(state.troubles))
    yield "library_disk_free_bytes", "Space left where the library keeps its data.", float(free)
    if state.index_behind is not None:
        yield "library_index_behind", "Briefs that the index has not caught up with.", float(state.index_behind)
    if state.ready:
        yield from _mails(services)
    now, kept = services.clock(), state.backups
    yield from _age("library_mail_oldest_seconds", "Age of the oldest mail not sent.", state.oldest_unsent_mail)
    yield from _age("library_worker_seen_seconds", "Time since a worker was seen.", state.worker_seen)
    if kept.newest and kept.newest.made_at:
        yield from _age("library_backup_age_seconds", "Age of the newest backup.", now - kept.newest.made_at)
    if kept.proven_at:
        yield from _age("library_backup_proven_seconds", "Time since a backup was proven.", now - kept.proven_at)
    if copied_at := state.frozen_copy.made_at:
        yield from _age("library_frozen_copy_age_seconds", "Age of the frozen copy of this machine.", now - copied_at)


def _mails(services: Services) -> Iterator[Gauge]:
    try:
        with services.store.reading() as database:
            counts = mail_rows.counts(database)
    except StoreUnavailable:
        return
    waiting, failed = sum(counts[each] for each in WAITING), counts[MailState.FAILED_FOR_GOOD]
    yield "library_mails_waiting", "Mails not sent yet.", float(waiting)
    yield "library_mails_failed", "Mails that failed for good.", float(failed)


def _age(name: str, about: str, age: timedelta | None) -> Iterator[Gauge]:
    if age is not None:
        yield name, about, age.total_seconds()
