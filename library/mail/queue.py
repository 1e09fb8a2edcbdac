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
from library.mail import addresses, suppressions
from library.mail import repository as mails
from library.mail import smtp as senders
from library.mail.addresses import NotAnAddress
from library.mail.finished import Unwritable
from library.mail.letters import Sender
from library.mail.messages import Mail
from library.mail.models import Claim, Letter, MailLine, State, Suppression, next_try
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
HELD = (State.FAILED_FOR_NOW, State.QUEUED, State.SENDING)


def queue(
    database: Database, key: str, address: str, mail: Mail, now: datetime, *, about: str = "", bulk: bool = False
) -> bool:
    """Queue a mail in the transaction of what it tells of; the same key twice queues once. Raise NotAnAddress.

    `about` names what it is about, such as "brief-5", to call it back by; `bulk` lets other mails go first.
    """
    letter = Letter(key, addresses.read(address), mail.subject, mail.html, mail.text, mail.headers)
    return mails.keep(database, letter, now, about=about, bulk=bulk)


def sender(parts: Services) -> Sender:
    """Give who mails come from: the address that is set, or library@ the site."""
    host = urlsplit(parts.settings.address).hostname or ""
    named = host if HOST_NAME.fullmatch(host) else "localhost"
    return Sender("What Works Library", parts.settings.sender or f"library@{named}", contact_of(parts) or "")


def contact_of(parts: Services) -> str | None:
    """Return the address that people and answers reach us at, if the setting holds one that can be written to."""
    try:
        return addresses.read(parts.settings.contact)
    except NotAnAddress:
        return None


def send_due(parts: Services) -> bool:
    """Send what is due, one mail after another; False once the mail server is away, and the rest has to wait."""
    with parts.store.reading() as database:
        if not mails.any_due(database, parts.clock()):
            return True
    folder = parts.settings.instance / "outbox"
    with senders.line(parts.settings.smtp_url, sender(parts), folder) as line:
        while claimed := _claim(parts):
            if not _deliver(parts, line, claimed):
                return False
    return True


def forget_failed(parts: Services) -> None:
    """Forget to whom the mails were that failed for good a while ago."""
    with parts.store.writing() as database:
        mails.forget_failed(database, parts.clock() - FAILURES_ARE_KEPT)


def _claim(parts: Services) -> Claim | None:
    """Take up the next mail whose address still wants any."""
    while True:
        now = parts.clock()
        with parts.store.writing() as database:
            claimed = mails.claim(database, now, CLAIM_LASTS, parts.settings.mails_per_minute)
            if claimed is None or not suppressions.holds(database, claimed.letter.address):
                return claimed
            mails.end(database, claimed, State.SUPPRESSED, "This address gets no mail.", now)


def _deliver(parts: Services, line: Line, claimed: Claim) -> bool:
    """Send one mail and mark it; False when the server is away, whichever mail it is."""
    try:
        with _held(parts, claimed):
            answer, state = line.send(claimed.letter, claimed.queued_at), State.SENT
    except Refused as error:
        answer, state = str(error), State.FAILED_FOR_GOOD
    except TryLater as error:
        _put_off(parts, claimed, str(error))
        return not isinstance(error, ServerAway)
    except Unwritable:
        log.exception("mail %s could not be written", claimed.id)
        answer, state = UNWRITABLE, State.FAILED_FOR_GOOD
    except Exception:
        log.exception("mail %s could not be sent", claimed.id)
        _put_off(parts, claimed, "The library could not send this mail. The log says why.")
        return True
    _mark(parts, claimed, state, answer)
    return True


def _mark(parts: Services, claimed: Claim, state: State, answer: str) -> None:
    """Mark a mail that is done with; what was sent is not sent again because the database is away for a moment."""
    for left in reversed(range(TRIES_TO_MARK)):
        try:
            with parts.store.writing() as database:
                mails.end(database, claimed, state, _without_address(answer, claimed), parts.clock())
            return
        except StoreUnavailable:
            if not left:
                raise
            time.sleep(SECONDS_BETWEEN_TRIES_TO_MARK)


def _put_off(parts: Services, claimed: Claim, answer: str) -> None:
    """Mark a mail as failed for now, or for good once it was tried often enough."""
    now = parts.clock()
    again = next_try(claimed.tries, claimed.queued_at, now)
    with parts.store.writing() as database:
        if again:
            mails.put_off(database, claimed, _without_address(answer, claimed), again)
        else:
            given_up = f"Given up after {claimed.tries} tries. {_without_address(answer, claimed)}"
            mails.end(database, claimed, State.FAILED_FOR_GOOD, given_up, now)


def _without_address(answer: str, claimed: Claim) -> str:
    """Leave the address out of what the server said, since the answer is kept for longer."""
    return re.sub(re.escape(claimed.letter.address), "…", answer, flags=re.IGNORECASE)


@contextmanager
def _held(parts: Services, claimed: Claim) -> Iterator[None]:
    """Renew a claim until the mail is sent."""
    done = threading.Event()
    thread = threading.Thread(target=_renew, args=(parts, claimed, done), daemon=True)
    thread.start()
    try:
        yield
    finally:
        done.set()
        thread.join()


def _renew(parts: Services, claimed: Claim, done: threading.Event) -> None:
    while not done.wait(SECONDS_BETWEEN_RENEWALS):
        try:
            with parts.store.writing() as database:
                mails.renew(database, claimed, parts.clock() + CLAIM_LASTS)
        except StoreUnavailable as trouble:
            log.warning("could not hold on to mail %s: %s", claimed.id, trouble)


@dataclass(frozen=True, slots=True)
class Overview:
    """What staff see: how many mails stand where, those that wait, those that failed, addresses that get none."""

    counts: dict[State, int]
    waiting: list[MailLine]
    failed: list[MailLine]
    stopped: list[Suppression]


def overview(parts: Services, person: Person) -> Overview:
    """Give what staff see of the mail."""
    demand(person, Action.SEE_MAIL)
    with parts.store.reading() as database:
        return Overview(
            mails.counts(database),
            mails.lines(database, HELD, MOST_SHOWN),
            mails.lines(database, (State.FAILED_FOR_GOOD,), MOST_SHOWN),
            suppressions.everything(database),
        )


def try_again(parts: Services, person: Person, mail_id: int | None = None) -> int:
    """Make a mail that failed for now due at once, or all of them; give how many."""
    demand(person, Action.MANAGE_MAIL)
    now = parts.clock()
    with parts.store.writing() as database:
        audit.note(database, person.id, "try mail again", "all mails" if mail_id is None else f"mail {mail_id}", now)
        return mails.again(database, now, mail_id)


def stop(parts: Services, person: Person, address: str, reason: str) -> list[Fault]:
    """Stop all mail to an address."""
    demand(person, Action.MANAGE_MAIL)
    now = parts.clock()
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
    with parts.store.writing() as database:
        kept = suppressions.keep(database, wanted, reason.strip() or "Mail came back", person.id, now)
        audit.note(database, person.id, "stop mail", f"suppression {kept}", now)
    return []


def allow(parts: Services, person: Person, suppression_id: int) -> None:
    """Let an address have mail again."""
    demand(person, Action.MANAGE_MAIL)
    with parts.store.writing() as database:
        suppressions.allow(database, suppression_id)
        audit.note(database, person.id, "allow mail", f"suppression {suppression_id}", parts.clock())


def oldest_waiting(parts: Services) -> timedelta | None:
    """Give how long the oldest mail that is not sent has waited."""
    with parts.store.reading() as database:
        since = mails.oldest_waiting(database)
    return parts.clock() - since if since else None
