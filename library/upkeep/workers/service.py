"""Workers say that they are at work, and others ask whether any is."""

import os
import socket
from datetime import timedelta

from library.db.store import Database
from library.services import Services
from library.upkeep.workers import repository as workers
from library.upkeep.workers.models import PATIENCE, PATIENCE_WITH_CRON, Worker

REMEMBERED = timedelta(days=30)


def machine() -> str:
    """Return the name of this machine."""
    return socket.gethostname()[:80]


def beat(services: Services, *, once: bool = False) -> bool:
    """Say that this worker is at work; those of this machine whose process is gone are forgotten."""
    now = services.clock()
    process, patience = (0, PATIENCE_WITH_CRON) if once else (os.getpid(), PATIENCE)
    mine = Worker(machine(), process, now, now + patience)
    with services.store.writing() as database:
        gone = [each.name for each in workers.everyone(database) if each.name != mine.name and is_gone(each)]
        workers.forget(database, gone)
        workers.forget_missed(database, mine, now - REMEMBERED)
        workers.seen(database, mine)
    return True


def is_gone(worker: Worker) -> bool:
    """Return whether a worker ran on this machine and its process is no more."""
    if worker.machine != machine() or not worker.process:
        return False
    try:
        os.kill(worker.process, 0)
    except ProcessLookupError:
        return True
    except OSError:
        return False
    return False


def last_seen(database: Database) -> Worker | None:
    """Return the worker that was seen last, None where none ever was."""
    return next(iter(workers.everyone(database)), None)


def known(services: Services) -> list[Worker]:
    """List the workers that are known, the one seen last first."""
    with services.store.reading() as database:
        return workers.everyone(database)


def at_work(services: Services) -> list[Worker]:
    """List the workers that go on, as far as can be seen from here."""
    now = services.clock()
    return [each for each in known(services) if each.next_by >= now and not is_gone(each)]
