"""Bringing the tables of a library in service up to date: first a backup, then all steps in one transaction.

The one writer of the database is held from before the backup until the end, so that nothing is written in between
which the backup would lack. On SQLite all steps are rehearsed on a copy beside. Whatever goes wrong, and wherever the
process is killed, the database stands either as before or up to date (decision 0022).
"""

import logging
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path

from library.db import audit_log as audit
from library.db.closing import AlreadyClosed, closed
from library.db.store import Database, refuse_newer, revision, revisions, upgrade
from library.search import indexing
from library.search.engine.port import IndexUnavailable
from library.services import Services
from library.transfer.backup import archive as archives
from library.transfer.backup import gone_repository
from library.transfer.backup import service as backups
from library.transfer.backup.archive import Tell
from library.transfer.upgrade import records
from library.transfer.upgrade import repository as whole
from library.transfer.upgrade.models import CannotUpgrade, Plan, Record, Stage

log = logging.getLogger(__name__)
REHEARSAL = "rehearsal.sqlite3"
OTHER_UPGRADE = "Another upgrade of this library is running. Wait for it to end."
FAILED = "The upgrade failed, and nothing of it was kept: {}"
NOTHING = "There is no upgrade to undo here."
CHANGED_SINCE = "The tables were changed again since that upgrade. Use `library restore` with a backup."
BACKUP_GONE = "The backup of that upgrade is gone: {}. Use `library restore` with another one."


def plan(services: Services) -> Plan:
    """Return what an upgrade would do. Raise StoreTooNew where the database is ahead of this program."""
    folder = records.folder_of(services.settings.instance)
    with services.store.reading() as database:
        refuse_newer(database)
        before, size = revision(database), whole.size(database)
    known = revisions()
    steps = known.index(before) if before else len(known)
    name = f"{services.clock():%Y-%m-%d-%H%M%S}-{before or 'empty'}-to-{known[0]}.zip"
    needed = size * (3 if services.store.is_sqlite else 1) + _size_of_uploads(services.settings.instance)
    last = records.last(folder)
    unfinished = last if last and last.stage is Stage.STARTED else None
    free = shutil.disk_usage(folder).free
    return Plan(before, known[0], steps, needed, free, _unused(folder / name), unfinished)


def _size_of_uploads(instance: Path) -> int:
    return sum(path.stat().st_size for path in (instance / backups.UPLOADS).rglob("*") if path.is_file())


def _unused(path: Path) -> Path:
    """Return a path that nothing is at: two upgrades in one second do not write over each other's backup."""
    number, fresh = 1, path
    while fresh.exists():
        number += 1
        fresh = path.with_stem(f"{path.stem}-{number}")
    return fresh


def carry_out(services: Services, planned: Plan, tell: Tell) -> None:
    """Back up, then bring the tables up to date, while readers are told so. Raise CannotUpgrade."""
    if not planned.fits:
        raise CannotUpgrade("There is not enough room on the disk. Nothing was changed.")
    instance = services.settings.instance
    folder = records.folder_of(instance)
    record = Record(Stage.STARTED, services.clock(), planned.before, planned.after, planned.backup)
    with _alone(instance):
        records.keep(folder, record)
        with _told(), services.store.writing() as database:
            if revision(database) != planned.before:
                raise CannotUpgrade("The database was changed meanwhile. Run the command again.")
            _bring_up(services, database, planned.backup, tell)
        records.keep(folder, replace(record, stage=Stage.DONE))
    with suppress(IndexUnavailable):
        indexing.catch_up(services)


@contextmanager
def _told() -> Iterator[None]:
    """Turn whatever a step raises into a sentence; what it was stands in the log."""
    try:
        yield
    except (CannotUpgrade, OSError):
        raise
    except Exception as error:
        log.exception("the upgrade failed")
        raise CannotUpgrade(FAILED.format(str(error).partition("\n")[0])) from error


def _bring_up(services: Services, database: Database, backup: Path, tell: Tell) -> None:
    backups.write_from(services, database, backup, tell)
    if services.store.is_sqlite:
        whole.rehearse(services.store, backup.with_name(REHEARSAL))
    upgrade(database)
    whole.check_sound(database)
    audit.note(database, None, "upgrade", "library", services.clock(), after=backup.stem)


@contextmanager
def _alone(instance: Path) -> Iterator[None]:
    """Close the library while it is changed. Raise CannotUpgrade if another process is changing it."""
    try:
        with closed(instance):
            yield
    except AlreadyClosed as error:
        raise CannotUpgrade(OTHER_UPGRADE) from error


def settle(services: Services, planned: Plan) -> str:
    """Return what became of an upgrade that was cut off, and clear up behind it; "" where there was none."""
    record, folder = planned.unfinished, records.folder_of(services.settings.instance)
    if record is None:
        return ""
    whole.forget_rehearsal(folder / REHEARSAL)
    if planned.before == record.after:
        records.keep(folder, replace(record, stage=Stage.DONE))
        return "An upgrade was cut off after it had done everything. Nothing is missing."
    return f"An upgrade was cut off. Nothing of it was kept: the tables are at {planned.before or 'their beginning'}."


def undoable(services: Services) -> Record:
    """Return the upgrade that can be undone. Raise CannotUpgrade if there is none."""
    record = records.last(records.folder_of(services.settings.instance))
    if record is None or record.stage is not Stage.DONE or not record.before:
        raise CannotUpgrade(NOTHING)
    if not record.backup.exists():
        raise CannotUpgrade(BACKUP_GONE.format(record.backup))
    with services.store.reading() as database:
        if revision(database) != record.after:
            raise CannotUpgrade(CHANGED_SINCE)
    return record


def undo(services: Services, record: Record, tell: Tell) -> Path:
    """Put back the database as it was before an upgrade, for the program of before; return a backup of now."""
    instance = services.settings.instance
    folder = records.folder_of(instance)
    now = _unused(folder / f"{services.clock():%Y-%m-%d-%H%M%S}-before-undo.zip")
    with _alone(instance), archives.reading(record.backup, tell) as backup:
        with services.store.writing() as database:
            backups.write_from(services, database, now, lambda done, total: None)
            gone = gone_repository.read(database)
            backups.put_back(database, backup)
            gone_repository.keep_away(database, gone)
            whole.check_sound(database)
        records.keep(folder, replace(record, stage=Stage.UNDONE))
        shutil.rmtree(services.settings.index, ignore_errors=True)
    return now
