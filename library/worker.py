"""The worker: publishes what is due, indexes and sends mail, until stopped or the process it works under is gone."""

import logging
import os
import threading
import time
from collections.abc import Callable
from functools import partial

from library.accounts.sign_in import service as sessions
from library.db.store import StoreUnavailable
from library.editing.documents import service as uploads
from library.editing.drafts import review as reviews
from library.editing.review_dates import reminders
from library.mail import queue as mails
from library.newsletters.digests import service as digests
from library.newsletters.subscriptions import service as subscriptions
from library.search import indexing as outbox
from library.search.engine.port import IndexUnavailable
from library.search.unanswered import service as questions
from library.services import Services

log = logging.getLogger(__name__)
SECONDS_BETWEEN_LOOKS = 1.0
SECONDS_BETWEEN_FULL_LOOKS = 300.0
SECONDS_BETWEEN_NEWS = 10.0
LONGEST_PAUSE = 60.0
"""Seconds before a mail server that is away is tried again."""


def work(parts: Services, *, once: bool = False, under: int | None = None) -> None:
    """Do what is due; without `once` for ever, or while the process `under` is our parent."""
    if once:
        _quietly(partial(_mind_index, parts, full=True))
        _quietly(partial(_remind, parts))
        _quietly(partial(digests.queue_due, parts))
        _quietly(partial(mails.send_due, parts))
        return
    threading.Thread(target=_send_mail, args=(parts,), daemon=True).start()
    full_look = news_look = 0.0
    while under in {None, os.getppid()}:
        full = time.monotonic() >= full_look
        if _quietly(partial(_mind_index, parts, full=full)) and full:
            full_look = time.monotonic() + SECONDS_BETWEEN_FULL_LOOKS
            _quietly(partial(_remind, parts))
        if time.monotonic() >= news_look:
            _quietly(partial(digests.queue_due, parts))
            news_look = time.monotonic() + SECONDS_BETWEEN_NEWS
        time.sleep(SECONDS_BETWEEN_LOOKS)


def keep_index(parts: Services, under: int) -> None:
    """Keep this machine's index up to date and well while the process `under` is our parent, and do nothing else."""
    full_look = 0.0
    while under == os.getppid():
        full = time.monotonic() >= full_look
        if _quietly(partial(_catch_up, parts, full=full)) and full:
            full_look = time.monotonic() + SECONDS_BETWEEN_FULL_LOOKS
        time.sleep(SECONDS_BETWEEN_LOOKS)


def _mind_index(parts: Services, *, full: bool) -> bool:
    reviews.publish_due(parts)
    return _catch_up(parts, full=full)


def _catch_up(parts: Services, *, full: bool) -> bool:
    outbox.catch_up(parts)
    if full:
        parts.index.tidy()
        uploads.tidy(parts)
    return True


def _remind(parts: Services) -> bool:
    """Remind staff, and forget addresses and questions whose time is over."""
    reminders.queue_due(parts)
    mails.forget_failed(parts)
    subscriptions.forget_old(parts)
    sessions.forget_old(parts)
    questions.forget_old(parts)
    return True


def _send_mail(parts: Services) -> None:
    """Send what is due, again and again; a slow mail server holds up nothing else. Pause longer while it is away."""
    pause = SECONDS_BETWEEN_LOOKS
    while True:
        away = not _quietly(partial(mails.send_due, parts))
        pause = min(pause * 2, LONGEST_PAUSE) if away else SECONDS_BETWEEN_LOOKS
        time.sleep(pause)


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
