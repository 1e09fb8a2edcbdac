"""The worker: publishes what is due, indexes and sends mail, until stopped or the process it works under is gone."""

import logging
import os
import threading
import time
from collections.abc import Callable
from functools import partial

from library.accounts.sign_in import service as sign_in_service
from library.db.store import StoreUnavailable
from library.editing.documents import service as uploads
from library.editing.drafts import review as reviews
from library.editing.review_dates import reminders
from library.freeze import scheduled
from library.involve import erasure
from library.involve.asks import reminding as asks
from library.involve.submissions import moderation
from library.involve.voice import withdrawal
from library.mail import queue as mails
from library.newsletters.campaigns import sending as campaigns
from library.newsletters.digests import service as digests
from library.newsletters.subscriptions import leaving
from library.newsletters.subscriptions import service as subscriptions
from library.peers import looking
from library.search import indexing
from library.search.engine.port import IndexUnavailable
from library.search.unanswered import service as unanswered
from library.services import Services
from library.transfer.backup import nightly
from library.upkeep import alerts
from library.upkeep.workers import service as workers
from library.upkeep.workers.models import BETWEEN_BEATS

log = logging.getLogger(__name__)
SECONDS_BETWEEN_LOOKS = 1.0
SECONDS_BETWEEN_FULL_LOOKS = 300.0
SECONDS_BETWEEN_NEWS = 10.0
SECONDS_BETWEEN_BACKUPS = SECONDS_BETWEEN_WATCHES = 60.0
LONGEST_PAUSE = 60.0
"""Seconds before a mail server that is away is tried again."""


def work(services: Services, *, once: bool = False, under: int | None = None) -> None:
    """Do what is due; without `once` for ever, or while the process `under` is our parent."""
    _quietly(partial(_repeat_departures, services))
    if once:
        _quietly(partial(workers.beat, services, once=True))
        _quietly(partial(_mind_index, services, full=True))
        _quietly(partial(_remind, services))
        _quietly(partial(looking.look_due, services))
        _quietly(partial(digests.queue_due, services))
        _quietly(partial(mails.send_due, services))
        while _quietly(partial(campaigns.queue_due, services)):
            _quietly(partial(mails.send_due, services))
        _quietly(partial(nightly.do_due, services))
        _quietly(partial(scheduled.write_due, services))
        _quietly(partial(alerts.look, services))
        return
    for act in (_send_mail, _keep_backups, _look_at_libraries):
        threading.Thread(target=act, args=(services,), daemon=True).start()
    _go_on(services, under)


def _go_on(services: Services, under: int | None) -> None:
    """Do what is due, again and again; say each minute that this goes on."""
    full_look = news_look = beat = 0.0
    while under in {None, os.getppid()}:
        if time.monotonic() >= beat and _quietly(partial(workers.beat, services)):
            beat = time.monotonic() + BETWEEN_BEATS.total_seconds()
            _quietly(partial(alerts.look, services))
        full = time.monotonic() >= full_look
        if _quietly(partial(_mind_index, services, full=full)) and full:
            full_look = time.monotonic() + SECONDS_BETWEEN_FULL_LOOKS
            _quietly(partial(_remind, services))
        if time.monotonic() >= news_look:
            _quietly(partial(digests.queue_due, services))
            news_look = time.monotonic() + SECONDS_BETWEEN_NEWS
        _quietly(partial(campaigns.queue_due, services))
        time.sleep(SECONDS_BETWEEN_LOOKS)


def watch(services: Services) -> None:
    """Tell the admins what is wrong, from the site, which goes on where the worker does not."""
    while True:
        time.sleep(SECONDS_BETWEEN_WATCHES)
        _quietly(partial(alerts.look, services))


def keep_index(services: Services, under: int) -> None:
    """Keep this machine's index up to date and well while the process `under` is our parent, and do nothing else."""
    full_look = 0.0
    while under == os.getppid():
        full = time.monotonic() >= full_look
        if _quietly(partial(_catch_up, services, full=full)) and full:
            full_look = time.monotonic() + SECONDS_BETWEEN_FULL_LOOKS
        time.sleep(SECONDS_BETWEEN_LOOKS)


def _repeat_departures(services: Services) -> bool:
    """Do again what people asked for who left after a backup that was restored here."""
    erasure.repeat(services)
    return True


def _mind_index(services: Services, *, full: bool) -> bool:
    reviews.publish_due(services)
    return _catch_up(services, full=full)


def _catch_up(services: Services, *, full: bool) -> bool:
    indexing.catch_up(services)
    if full:
        services.index.tidy()
        uploads.tidy(services)
    return True


def _remind(services: Services) -> bool:
    """Remind staff, and forget addresses and questions whose time is over."""
    reminders.queue_due(services)
    mails.forget_failed(services)
    leaving.forget_old(services)
    subscriptions.count_today(services)
    sign_in_service.forget_old(services)
    unanswered.forget_old(services)
    moderation.mind(services)
    asks.mind(services)
    withdrawal.mind(services)
    return True


def _send_mail(services: Services) -> None:
    """Send what is due, again and again; a slow mail server holds up nothing else. Pause longer while it is away."""
    pause = SECONDS_BETWEEN_LOOKS
    while True:
        away = not _quietly(partial(mails.send_due, services))
        pause = min(pause * 2, LONGEST_PAUSE) if away else SECONDS_BETWEEN_LOOKS
        time.sleep(pause)


def _keep_backups(services: Services) -> None:
    """Make the backups and the frozen copy that are due, aside from what else there is to do."""
    while True:
        _quietly(partial(nightly.do_due, services))
        _quietly(partial(scheduled.write_due, services))
        time.sleep(SECONDS_BETWEEN_BACKUPS)


def _look_at_libraries(services: Services) -> None:
    """Look at other libraries whose turn it is, again and again; a slow one holds up nothing else."""
    while True:
        _quietly(partial(looking.look_due, services))
        time.sleep(SECONDS_BETWEEN_FULL_LOOKS)


def _quietly(act: Callable[[], bool]) -> bool:
    """Do something; what is away now is tried again at the next look."""
    try:
        return act()
    except (StoreUnavailable, IndexUnavailable) as trouble:
        log.warning("will try again: %s", trouble)
        return False
    except Exception:
        log.exception("something went wrong; the rest of the work goes on")
        return False
