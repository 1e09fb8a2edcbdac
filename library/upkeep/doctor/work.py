"""The clock, the space, the worker and the backups."""

import shutil
from collections.abc import Iterator
from datetime import timedelta

from library.i18n.formats import moment
from library.services import Services
from library.upkeep import health
from library.upkeep.backup_runs.models import Kept
from library.upkeep.doctor import repository
from library.upkeep.doctor.models import Finding, advice, well, wrong
from library.upkeep.health import HealthState, Kind
from library.upkeep.workers import service as workers

FAR_OFF = timedelta(minutes=2)
WHAT_TO_DO = {
    Kind.INDEX: "The site and the worker repair it; if it stays so, run `library reindex`.",
    Kind.MAIL: "Look at /staff/mail for what the mail server said, then check LIBRARY_SMTP_URL.",
    Kind.BACKUP: "Look at the log of the worker, and at the folder in LIBRARY_BACKUPS.",
    Kind.FROZEN_COPY: "Look at the log of the worker, and at the folder in LIBRARY_FROZEN_COPY.",
}
NEVER_WORKED = "No worker has ever run, so no mail is sent and nothing is published on its day. Start `library work`."
NO_FOLDER = "No backup makes itself. Set LIBRARY_BACKUPS, or run `library backup FILE` every night."
NO_COPY = "No copy of the public library outlives this server. Set LIBRARY_FROZEN_COPY, or run `library freeze FOLDER`."
NOT_YET = "No frozen copy was written on this machine yet. The worker writes one a day."
SEVERAL = "{count} workers run on this machine. Nothing is done twice, but one is enough: stop {others}."


def clock(services: Services) -> Finding:
    """Hold the clock against the database's, and against what was noted already."""
    now = services.clock()
    with services.store.reading() as database:
        theirs, newest = repository.clock(database), repository.newest_time(database)
    if theirs and abs(theirs - now) > FAR_OFF:
        words = (
            f"This machine’s clock says {moment(now)}, the database’s {moment(theirs)}. Let both follow a time server."
        )
        return wrong("clock", words)
    if newest and newest - now > FAR_OFF:
        words = f"It is {moment(now)} here, but something was noted at {moment(newest)}. Set the clock right."
        return wrong("clock", words)
    return well("clock", f"It is {moment(now)} in London.")


def space(services: Services) -> Finding:
    """Ask whether each disk that the library writes to has room."""
    settings = services.settings
    folders = [folder for folder in (settings.instance, settings.index, settings.backups) if folder and folder.is_dir()]
    for folder in folders:
        free = shutil.disk_usage(folder).free
        if free < health.LEAST_SPACE:
            words = f"The disk of {folder} has {free // 1_000_000} MB left. Make room, or writing will stop soon."
            return wrong("space", words)
    least = min(shutil.disk_usage(folder).free for folder in folders)
    return well("space", f"{least // 1_000_000_000} GB are free.")


def index(state: HealthState) -> Finding:
    """Say whether the index agrees with the database."""
    return _troubled(state, Kind.INDEX) or well("index", "The database and the index agree.")


def worker(services: Services) -> Finding:
    """Say whether a worker is at work, and not two on one machine."""
    known, going = workers.known(services), workers.at_work(services)
    if not known:
        return wrong("worker", NEVER_WORKED)
    if not going:
        return wrong("worker", f"No worker has been seen since {moment(known[0].at)}. Start `library work`.")
    here = [each for each in going if each.machine == workers.machine() and each.process]
    if len(here) > 1:
        others = ", ".join(f"process {each.process}" for each in here[1:])
        return wrong("worker", SEVERAL.format(count=len(here), others=others))
    return well("worker", f"A worker was seen at {moment(going[0].at)}.")


def backups(services: Services, state: HealthState) -> Iterator[Finding]:
    """Say how old the newest backup is, when one was proven, and whether they are kept as they should be."""
    folder, kept = services.settings.backups, state.backups
    if folder is None:
        yield advice(
            "backups", "No backup makes itself. Set LIBRARY_BACKUPS, or run `library backup FILE` every night."
        )
        return
    yield _troubled(state, Kind.BACKUP) or _last_backup(kept)
    if folder.is_dir() and folder.stat().st_dev == services.settings.instance.stat().st_dev:
        yield advice("backups", f"{folder} is on the disk of the library. Copy it to another machine.")
    if not services.settings.backup_key:
        yield advice("backups", "Backups are not encrypted. Set LIBRARY_BACKUP_KEY if others can reach them.")


def _last_backup(kept: Kept) -> Finding:
    if kept.newest is None or kept.newest.made_at is None:
        return wrong("backups", "No backup was made yet. Start the worker, or run `library backup`.")
    proven = (
        f"one was last tested by restoring it on {moment(kept.proven_at)}" if kept.proven_at else "none was tested yet"
    )
    return well("backups", f"The last was made on {moment(kept.newest.made_at)}; {proven}.")


def frozen_copy(services: Services, state: HealthState) -> Finding:
    """Say when the frozen copy of this machine was written, and whether that is late."""
    if late := _troubled(state, Kind.FROZEN_COPY):
        return late
    if made_at := state.frozen_copy.made_at:
        return well(Kind.FROZEN_COPY, f"The last was written on {moment(made_at)}.")
    return advice(Kind.FROZEN_COPY, NOT_YET if services.settings.frozen_copy else NO_COPY)


def _troubled(state: HealthState, kind: Kind) -> Finding | None:
    found = next((each.words for each in state.troubles if each.kind is kind), "")
    name = "backups" if kind is Kind.BACKUP else kind.value
    return wrong(name, f"{found} {WHAT_TO_DO[kind]}") if found else None


def mail_waits(state: HealthState) -> Finding | None:
    """Say that mail waits for too long, where it does."""
    return _troubled(state, Kind.MAIL)
