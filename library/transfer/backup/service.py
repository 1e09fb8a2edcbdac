"""Keeping a copy of the whole library in one file, and starting again from it.

The copy is one state of the database, read in one transaction, while the site goes on; the files that staff uploaded
never change once they are there, so they are added afterwards. With it goes the key that tokens are signed with, so
that links in mails already sent go on working: keep a backup as safe as the library itself.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from library.db import audit_log as audit
from library.db.store import Database, revision, revisions, upgrade
from library.services import Services
from library.transfer.backup import archive as archives
from library.transfer.backup import gone_repository, withdrawals
from library.transfer.backup import repository as backups
from library.transfer.backup.archive import Backup, Tell
from library.transfer.files import CannotRead

KEY = "secret_key"
UPLOADS = "uploads"


class NotEmpty(Exception):
    """There is a library here that a restore would replace."""


@dataclass(frozen=True, slots=True)
class Restored:
    """What was restored: as of when, whether the signing key is another than the one in use, and what of young people.

    `withdrawn` counts their words that were withdrawn since and so deleted again, `hidden` those nobody can tell of.
    """

    made_at: datetime
    other_key: bool
    withdrawn: int
    hidden: int


def write(services: Services, path: Path, tell: Tell) -> int:
    """Write everything to a file, which appears once it is whole; return how many rows it holds."""
    with services.store.reading() as database:
        if revision(database) != revisions()[0]:
            raise CannotRead("The database is not up to date. Run `library upgrade --yes`, then try again.")
        return write_from(services, database, path, tell)


def write_from(services: Services, database: Database, path: Path, tell: Tell) -> int:
    """Write everything as an open transaction sees it, at whatever revision; return how many rows it holds."""
    with archives.writing(path, services.settings.backup_key) as writer:
        total = _add_tables(database, writer, tell)
        for name, file in _files(services):
            writer.file(name, file)
        writer.finish(revision(database), services.clock())
    return total


def _add_tables(database: Database, writer: archives.Writer, tell: Tell) -> int:
    counts = {name: backups.count(database, name) for name in backups.kept(database)}
    done, total = 0, sum(counts.values())
    for name, count in counts.items():
        writer.table(name, backups.rows(database, name))
        done += count
        tell(done, total)
    return total


def _files(services: Services) -> list[tuple[str, Path]]:
    instance = services.settings.instance
    files = [instance / KEY, *sorted((instance / UPLOADS).rglob("*"))]
    return [(file.relative_to(instance).as_posix(), file) for file in files if file.is_file()]


def restore(
    services: Services,
    path: Path,
    tell: Tell,
    *,
    replace: bool = False,
    lists: Iterable[Path] = (),
    none_withdrawn: bool = False,
) -> Restored:
    """Put back what a file holds and bring it up to date, in one transaction. Raise NotEmpty unless told to replace.

    What young people withdrew since, as the library here or one of the lists knows, is deleted again. Words that the
    library here knows nothing of are hidden, unless somebody says that none was withdrawn.
    """
    listed = withdrawals.read(lists)
    with archives.reading(path, tell, services.settings.backup_key, services.settings.instance) as backup:
        if backup.revision not in revisions():
            raise CannotRead(f"{path.name} was made by a newer library. Update this one first. Nothing was changed.")
        with services.store.writing() as database:
            if not replace and not backups.empty(database):
                raise NotEmpty
            _unpack_uploads(services, backup)
            known, gone = gone_repository.voices_known(database), listed | gone_repository.read(database)
            put_back(database, backup)
            upgrade(database)
            again = gone_repository.keep_away(database, gone)
            hidden = 0 if none_withdrawn else gone_repository.hide_voices(database, known)
            audit.note(database, None, "restore", "library", services.clock(), after=sorted(backup.sums.items()))
        other_key = _restore_key(services, backup)
    return Restored(backup.made_at, other_key, again, hidden)


def put_back(database: Database, backup: Backup) -> None:
    """Put the tables and rows of a backup in the place of those here, at the revision that it was made at."""
    backups.clear(database)
    backups.fill(database, backup.revision, backup.rows, backup.tables())


def _unpack_uploads(services: Services, backup: Backup) -> None:
    for name in backup.files():
        if name.startswith(f"{UPLOADS}/"):
            backup.unpack(name, services.settings.instance / name)


def _restore_key(services: Services, backup: Backup) -> bool:
    """Put the signing key back; tell whether it is another than the one in use."""
    if KEY not in backup.files():
        return False
    backup.unpack(KEY, services.settings.instance / KEY)
    return (services.settings.instance / KEY).read_text("utf-8").strip() != services.settings.secret_key
