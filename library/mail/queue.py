"""Mails: queued in the transaction of what they tell of, sent by the worker, looked after by staff.

A worker takes one mail up, sends it, and marks it. It renews its claim while it sends. A claim that runs out is one of
a worker that died, and the mail goes out again with the same Message-ID.
"""

import logging
import re
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from urllib.parse import urlsplit

from library.db import audit_log as audit
from library.db.store import Database, StoreUnavailable
from library.forms.problems import Fault
from library.i18n.messages import Message
from library.mail import addresses, departures, smtp, suppressions
from library.mail import repository as mails
from library.mail.addresses import NotAnAddress
from library.mail.departures import Departure
from library.mail.finished import Unwritable
from library.mail.letters import Sender
from library.mail.messages import Mail
from library.mail.models import Claim, Letter, MailLine, MailState, Suppression, next_try
from library.mail.smtp import Line, Refused, ServerAway, TryLater
from library.security.permissions import Action, Person, demand
from library.services import Services

log = logging.getLogger(__name__)
CLAIM_LASTS = timedelta(seconds=45)
SECONDS_BETWEEN_RENEWALS = 10.0
TRIES_TO_MARK, SECONDS_BETWEEN_TRIES_TO_MARK = 20, 1.0
FAILURES_ARE_KEPT = timedelta(days=30)
MOST_SHOWN = 200
LONGEST_REASON = 300
UNWRITABLE = "The library could not write this mail, so it was not sent. The log says why."
HOST_NAME = re.compile(r"(?=.*[a-z])[a-z0-9-]+(?:\.[a-z0-9-]+)*")
"""A host that mail can come from; the number of a machine is none."""
HELD = (MailState.FAILED_FOR_NOW, MailState.QUEUED, MailState.SENDING)


def queue(
    database: Database, key: str, address: str, mail: Mail, now: datetime, *, about: str = "", bulk: bool = False
) -> bool:
    """Queue a mail in the transaction of what it tells of; the same key twice queues once. Raise NotAnAddress.

    `about` names what it is about, such as "brief-5", to call it back by; `bulk` lets other mails go first.
    """
    letter = Letter(key, addresses.read(address), mail.subject, mail.html, mail.text, mail.headers)
    return mails.keep(database, letter, now, about=about, bulk=bulk)


def sender(services: Services) -> Sender:
    """Return who mails come from: the address that is set, or library@ the site."""
    host = urlsplit(services.settings.address).hostname or ""
    named = host if HOST_NAME.fullmatch(host) else "localhost"
    return Sender("What Works Library", services.settings.sender or f"library@{named}", contact_of(services) or "")


def contact_of(services: Services) -> str | None:
    """Return the address that people and answers reach us at, if the setting holds one that can be written to."""
    try:
        return addresses.read(services.settings.contact)
    except NotAnAddress:
        return None


def send_due(services: Services, *, about: str = "") -> bool:
    """Send what is due, one mail after another; False once the mail server is away, and the rest has to wait.

    With `about`, nothing else is sent: so the site can tell that the worker has stopped.
    """
    with services.store.reading() as database:
        if not mails.any_due(database, services.clock(), about):
            return True
    folder = services.settings.instance / "outbox"
    with smtp.line(services.settings.smtp_url, sender(services), folder) as line:
        while claimed := _claim(services, about):
            if not _deliver(services, line, claimed):
                return False
    return True


def forget_failed(services: Services) -> None:
    """Forget to whom the mails were that failed for good a while ago."""
    with services.store.writing() as database:
        mails.forget_failed(database, services.clock() - FAILURES_ARE_KEPT)


def _claim(services: Services, about: str) -> Claim | None:
    """Take up the next mail whose address still wants any."""
    while True:
        now = services.clock()
        with services.store.writing() as database:
            claimed = mails.claim(database, now, CLAIM_LASTS, services.settings.mails_per_minute, about)
            if claimed is None or not suppressions.holds(database, claimed.letter.address):
                return claimed
            mails.end(database, claimed, MailState.SUPPRESSED, "This address gets no mail.", now)


def _deliver(services: Services, line: Line, claimed: Claim) -> bool:
    """Send one mail and mark it; False when the server is away, whichever mail it is."""
    try:
        with _held(services, claimed):
            answer, state = line.send(claimed.letter, claimed.queued_at), MailState.SENT
    except Refused as error:
        answer, state = str(error), MailState.FAILED_FOR_GOOD
    except TryLater as error:
        _put_off(services, claimed, str(error))
        return not isinstance(error, ServerAway)
    except Unwritable:
        log.exception("mail %s could not be written", claimed.id)
        answer, state = UNWRITABLE, MailState.FAILED_FOR_GOOD
    except Exception:
        log.exception("mail %s could not be sent", claimed.id)
        _put_off(services, claimed, "The library could not send this mail. The log says why.")
        return True
    _mark(services, claimed, state, answer)
    return True


def _mark(services: Services, claimed: Claim, state: MailState, answer: str) -> None:
    """Mark a mail that is done with; what was sent is not sent again because the database is away for a moment."""
    for left in reversed(range(TRIES_TO_MARK)):
        try:
            with services.store.writing() as database:
                mails.end(database, claimed, state, _without_address(answer, claimed), services.clock())
            return
        except StoreUnavailable:
            if not left:
                raise
            time.sleep(SECONDS_BETWEEN_TRIES_TO_MARK)


def _put_off(services: Services, claimed: Claim, answer: str) -> None:
    """Mark a mail as failed for now, or for good once it was tried often enough."""
    now = services.clock()
    again = next_try(claimed.tries, claimed.queued_at, now)
    with services.store.writing() as database:
        if again:
            mails.put_off(database, claimed, _without_address(answer, claimed), again)
        else:
            given_up = f"Given up after {claimed.tries} tries. {_without_address(answer, claimed)}"
            mails.end(database, claimed, MailState.FAILED_FOR_GOOD, given_up, now)


def _without_address(answer: str, claimed: Claim) -> str:
    """Leave the address out of what the server said, since the answer is kept for longer."""
    return re.sub(re.escape(claimed.letter.address), "…", answer, flags=re.IGNORECASE)


@contextmanager
def _held(services: Services, claimed: Claim) -> Iterator[None]:
    """Renew a claim until the mail is sent."""
    done = threading.Event()
    thread = threading.Thread(target=_renew, args=(services, claimed, done), daemon=True)
    thread.start()
    try:
        yield
    finally:
        done.set()
        thread.join()


def _renew(services: Services, claimed: Claim, done: threading.Event) -> None:
    while not done.wait(SECONDS_BETWEEN_RENEWALS):
        try:
            with services.store.writing() as database:
                mails.renew(database, claimed, services.clock() + CLAIM_LASTS)
        except StoreUnavailable as trouble:
            log.warning("could not hold on to mail %s: %s", claimed.id, trouble)


@dataclass(frozen=True, slots=True)
class Overview:
    """What staff see: how many mails stand where, those that wait, those that failed, addresses that get none."""

    counts: dict[MailState, int]
    waiting: list[MailLine]
    failed: list[MailLine]
    stopped: list[Suppression]


def overview(services: Services, person: Person) -> Overview:
    """Return what staff see of the mail."""
    demand(person, Action.SEE_MAIL)
    with services.store.reading() as database:
        return Overview(
            mails.counts(database),
            mails.lines(database, HELD, MOST_SHOWN),
            mails.lines(database, (MailState.FAILED_FOR_GOOD,), MOST_SHOWN),
            suppressions.everything(database),
        )


def try_again(services: Services, person: Person, mail_id: int | None = None) -> int:
    """Make a mail that failed for now due at once, or all of them; return how many."""
    demand(person, Action.MANAGE_MAIL)
    now = services.clock()
    with services.store.writing() as database:
        audit.note(database, person.id, "try mail again", "all mails" if mail_id is None else f"mail {mail_id}", now)
        return mails.again(database, now, mail_id)


def stop(services: Services, person: Person, address: str, reason: str) -> list[Fault]:
    """Stop all mail to an address."""
    demand(person, Action.MANAGE_MAIL)
    now = services.clock()
    try:
        wanted = addresses.read(address)
    except NotAnAddress as wrong:
        return [Fault("address", str(wrong))]
    if len(reason) > LONGEST_REASON:
        return [
            Fault(
                "reason",
                Message(
                    "Use %(longest_reason)s characters or fewer. It has %(count)s.",
                    longest_reason=LONGEST_REASON,
                    count=len(reason),
                ),
            )
        ]
    with services.store.writing() as database:
        kept = suppressions.keep(database, wanted, reason.strip() or "Mail came back", person.id, now)
        audit.note(database, person.id, "stop mail", f"suppression {kept}", now)
    return []


def allow(services: Services, person: Person, suppression_id: int) -> None:
    """Let an address have mail again."""
    demand(person, Action.MANAGE_MAIL)
    with services.store.writing() as database:
        address = suppressions.allow(database, suppression_id)
        if address:
            departures.back(services, database, address, Departure.ALL_MAIL)
        audit.note(database, person.id, "allow mail", f"suppression {suppression_id}", services.clock())
