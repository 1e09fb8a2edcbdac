"""Proves a backup by restoring it into a throwaway instance and comparing each row and each file with what it holds."""

import hashlib
import json
import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

from library.db.store import Store
from library.services import Services
from library.transfer.backup import archive as archives
from library.transfer.backup import repository as backups
from library.transfer.backup import service
from library.transfer.backup.archive import Backup
from library.transfer.files import CannotRead

PLACE = "proving"
ADDED_TO = "audit"
"""The restored library notes that it was restored, so that this table has one row more."""
Content = tuple[int, int]
"""How many rows, and a sum over them that does not hang on their order."""


class NotProven(Exception):
    """A restored backup does not hold what it should; the message says what is missing."""


def prove(services: Services, path: Path) -> int:
    """Restore a backup where nobody sees it; return how many rows were there. Raise NotProven or CannotRead."""
    if not path.is_file():
        raise CannotRead(f"{path.name} is not there any more.")
    with _throwaway(services) as other:
        service.restore(other, path, _quiet, none_withdrawn=True)
        with archives.reading(path, _quiet, services.settings.backup_key, other.settings.instance) as backup:
            total = _compare_rows(backup, other)
            _compare_files(backup, other.settings.instance)
    return total


@contextmanager
def _throwaway(services: Services) -> Iterator[Services]:
    """Give parts with an empty place of their own, which is gone afterwards, and what a crash left there before."""
    place = services.settings.instance / PLACE
    shutil.rmtree(place, ignore_errors=True)
    place.mkdir(mode=0o700)
    settings = replace(services.settings, instance=place, database_url="")
    store = Store(settings.database)
    try:
        yield replace(services, settings=settings, store=store)
    finally:
        store.close()
        shutil.rmtree(place, ignore_errors=True)


def _compare_rows(backup: Backup, other: Services) -> int:
    total = 0
    with other.store.reading() as database:
        for name in sorted(backup.tables() - {ADDED_TO}):
            kept = _content(backup.rows(name))
            if _content(backups.rows(database, name)) != kept:
                raise NotProven(f"the table {name} was not restored as it was kept.")
            total += kept[0]
        noted = backups.count(database, ADDED_TO)
    if noted != _content(backup.rows(ADDED_TO))[0] + 1:
        raise NotProven("the record of who did what was not restored as it was kept.")
    return total + noted - 1


def _compare_files(backup: Backup, instance: Path) -> None:
    for name in backup.files():
        with (instance / name).open("rb") as file:
            if hashlib.file_digest(file, "sha256").hexdigest() != backup.sums[f"{archives.FILES}/{name}"]:
                raise NotProven("a file was not restored as it was kept.")


def _content(rows: Iterable[dict[str, Any]]) -> Content:
    count = total = 0
    for row in rows:
        digest = hashlib.sha256(json.dumps(row, sort_keys=True).encode()).digest()
        count, total = count + 1, (total + int.from_bytes(digest)) % (1 << 256)
    return count, total


def _quiet(done: int, total: int) -> None:
    """Tell nobody."""
