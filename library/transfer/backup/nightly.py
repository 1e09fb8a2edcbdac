"""The backups that the worker makes: one a day, kept by a rule, and one a week restored to prove that it can be."""

import logging
from datetime import date
from pathlib import Path

from library.db.store import StoreUnavailable
from library.services import Services
from library.transfer.backup import keeping, proving, withdrawals
from library.transfer.backup import service as backups
from library.transfer.backup.archive import Tell
from library.transfer.files import CannotRead
from library.upkeep.backup_runs import repository as runs
from library.upkeep.backup_runs.models import Run, due_day

log = logging.getLogger(__name__)
NO_FOLDER = "Set LIBRARY_BACKUPS to a folder, or name a file."


def do_due(services: Services) -> bool:
    """Make the backup of the day and prove one, where that is due and nobody else is at it."""
    if services.settings.backups is None:
        return True
    withdrawals.keep(services)
    now, day = services.clock(), due_day(services.clock(), services.settings.backup_hour)
    with services.store.reading() as database:
        due = runs.is_due(database, day, now)
    if due:
        with services.store.writing() as database:
            ours = runs.claim(database, day, now)
        if ours:
            _make(services, services.settings.backups, day)
    prove_due(services)
    return True


def make(services: Services, tell: Tell) -> tuple[Path, int]:
    """Make a backup in the folder for them now, as the one of its day; return where it is and how many rows it has."""
    folder = services.settings.backups
    if folder is None:
        raise CannotRead(NO_FOLDER)
    day = due_day(services.clock(), services.settings.backup_hour)
    with services.store.writing() as database:
        runs.begin(database, day, services.clock())
    return _write(services, folder, day, tell)


def _make(services: Services, folder: Path, day: date) -> None:
    """Make the backup of a day; what stops it is kept for staff, and it is tried again in an hour."""
    try:
        _write(services, folder, day, _quiet)
    except (OSError, CannotRead) as error:
        log.warning("the backup could not be made: %s", error)
        with services.store.writing() as database:
            runs.failed(database, day, _said(error))


def _write(services: Services, folder: Path, day: date, tell: Tell) -> tuple[Path, int]:
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    started = services.clock()
    path = folder / keeping.name_for(started)
    rows = backups.write(services, path, tell)
    size, encrypted = path.stat().st_size // 1000, bool(services.settings.backup_key)
    with services.store.writing() as database:
        runs.made(database, Run(day, started, services.clock(), path.name, size, rows, encrypted))
    keeping.make_room(folder)
    return path, rows


def prove_due(services: Services) -> None:
    """Prove the newest backup, if none was proven for a week."""
    with services.store.reading() as database:
        if runs.to_prove(database, services.clock()) is None:
            return
    with services.store.writing() as database:
        run = runs.claim_proof(database, services.clock())
    if run:
        _prove(services, run)


def _prove(services: Services, run: Run) -> None:
    assert services.settings.backups
    trouble = ""
    try:
        proving.prove(services, services.settings.backups / run.name)
    except (proving.NotProven, CannotRead, StoreUnavailable, OSError) as error:
        trouble = _said(error)
    with services.store.writing() as database:
        if trouble:
            log.warning("the backup could not be proven: %s", trouble)
            runs.not_proven(database, run.day, trouble)
        else:
            runs.proven(database, run.day, services.clock())


def _said(error: Exception) -> str:
    """Say what went wrong, without where: anybody may read it."""
    return f"{error.strerror or 'the disk did not answer'}." if isinstance(error, OSError) else str(error)


def _quiet(done: int, total: int) -> None:
    """Tell nobody."""
