"""Submissions: started on a form, sent by the link in a mail, changed, withdrawn and deleted by that same link.

Anyone who knows the link may act; it is made from a secret and 128 random bits, and is only in mails to the address.
"""

import base64
import hashlib
import hmac
import secrets
from dataclasses import replace
from datetime import timedelta
from typing import Any

from library.db import audit_log as audit
from library.db.store import Database
from library.forms.problems import Fault
from library.i18n.messages import marked
from library.involve.contact import service as contact
from library.involve.loading import load
from library.involve.submissions import file_repository, files, mailing, repository
from library.involve.submissions.kinds import KINDS
from library.involve.submissions.mailing import Note
from library.involve.submissions.models import Kind, Submission, SubmissionState
from library.involve.submissions.rules import due
from library.mail import addresses, suppressions
from library.mail import repository as mail_rows
from library.security.rate_limit import service as rate_limit
from library.security.rate_limit.service import Limit
from library.security.tokens import token_hash
from library.services import Services

HOUR, DAY = timedelta(hours=1), timedelta(hours=24)
MOST_FROM_ONE, MOST_OF_ALL = 10, 300
"""Forms that one network sends in an hour, and that all send in an hour."""
MOST_TO_ONE_FROM_ONE, MOST_TO_ONE = 5, 15
"""Links that one mailbox gets in a day: from one network, so that it leaves room for others, and from all."""
STOPPED = marked(
    "We can't e-mail this address: mail to it was stopped. Use another one, or allow e-mail again by the link in our "
    "last e-mail to it."
)
FLOODED = Fault(
    "email",
    marked("We've had a lot from your network or for this address. Wait an hour, then try again. It's still below."),
)


def _token(services: Services, nonce: str) -> str:
    digest = hmac.new(services.settings.secret_key.encode(), f"submission\n{nonce}".encode(), hashlib.sha256).digest()
    return base64.urlsafe_b64encode(digest[:18]).decode()


def link(services: Services, submission: Submission) -> str:
    """Return the address where a submission is sent, changed and withdrawn."""
    return services.links.submission(_token(services, submission.nonce))


def start(services: Services, kind: Kind, words: dict[str, Any], email: str, place: str, *, whole: bool) -> list[Fault]:
    """Keep what somebody typed as a draft and mail them its link; return what is wrong. Not `whole`: gaps may stay.

    `place` is what starting is counted by. Raise TooManyTries for who starts without end.
    """
    address, wrong = mailing.readable(email)
    faults = load(KINDS[kind].form, words)[1] if whole else []
    faults += [Fault("email", wrong)] if wrong else []
    if faults:
        return faults
    now, nonce = services.clock(), secrets.token_urlsafe(16)
    with services.store.writing() as database:
        if suppressions.holds(database, addresses.mailbox(address)) or suppressions.holds(database, address):
            return [Fault("email", STOPPED)]
        _take_turn(database, services, place, address)
        started = Submission(0, kind, SubmissionState.DRAFT, address, nonce, KINDS[kind].consent, now, now, words)
        _tell_link(database, services, repository.add(database, started, token_hash(_token(services, nonce))))
    return []


def _take_turn(database: Database, services: Services, place: str, address: str) -> None:
    rate_limit.take(
        database,
        services,
        Limit("submission from", place, MOST_FROM_ONE, HOUR),
        Limit("submission", "everybody", MOST_OF_ALL, HOUR),
        Limit("submission from to", f"{place}\n{addresses.mailbox(address)}", MOST_TO_ONE_FROM_ONE, DAY),
        Limit("submission to", addresses.mailbox(address), MOST_TO_ONE, DAY),
    )


def _tell_link(database: Database, services: Services, submission_id: int) -> None:
    to = repository.by_id(database, submission_id)
    assert to is not None
    lines = [
        "You, or someone using your address, wrote to us on the What Works Library.",
        "We've saved it, but we can't see it yet. Open the link to check it and send it to us.",
        "If this wasn't you, do nothing. We'll delete it after 30 days.",
    ]
    note = Note("link", "Check what you wrote, and send it to us", lines, link(services, to), "Check and send")
    mailing.tell(database, services, to, note)


def opened(services: Services, token: str) -> Submission | None:
    """Find the submission that a link opens."""
    with services.store.reading() as database:
        return repository.by_token(database, token_hash(token))


def save(services: Services, submission: Submission, words: dict[str, Any]) -> None:
    """Keep what was typed, with its gaps, to go on later."""
    with services.store.writing() as database:
        repository.save(database, submission.id, words, services.clock())


def send(services: Services, submission: Submission, words: dict[str, Any]) -> list[Fault]:
    """Put a submission before the staff, and mail that we got it; return what is wrong with it.

    What is published stays as it is until somebody has read the change.
    """
    faults = load(KINDS[submission.kind].form, words)[1]
    if faults:
        return faults
    now, details = services.clock(), contact.details(services)
    with services.store.writing() as database:
        repository.save(database, submission.id, words, now)
        if submission.state is SubmissionState.WAITING:
            return []
        repository.send(database, submission.id, now, due(services.today(), details.reply_days))
        title = replace(submission, content=words).title
        lines = [
            f"We've got what you sent us: {submission.kind.words.lower()} “{title}”.",
            f"{KINDS[submission.kind].next} {contact.promise(details)}",
            "Until then you can change it, or delete it, with this link. Keep it: the link goes on working later.",
        ]
        note = Note("sent", "We've got what you sent us", lines, link(services, submission), "See it")
        mailing.tell(database, services, submission, note)
    return []


def held(services: Services, submission: Submission) -> dict[str, Any]:
    """Return all that is held of a submission, as data."""
    with services.store.reading() as database:
        mails_kept = mail_rows.held(database, submission.address)
        documents = file_repository.of(database, submission.id)
    return {
        "address": submission.address,
        "kind": submission.kind.value,
        "state": submission.state.value,
        "content": submission.content,
        "consent": submission.consent,
        "started_at": submission.started_at.isoformat(),
        "sent_at": submission.sent_at.isoformat() if submission.sent_at else None,
        "reason": submission.reason_label,
        "reason_words": submission.reason_words,
        "documents": [{"name": name, "bytes": size} for _, name, size, _, _ in documents],
        "mails": [
            {"subject": subject, "state": state.value, "queued_at": at.isoformat()} for subject, state, at in mails_kept
        ],
    }


def withdraw(services: Services, submission: Submission) -> None:
    """Take a submission back; what was published of it is off the pages straight away."""
    now = services.clock()
    with services.store.writing() as database:
        KINDS[submission.kind].withdraw(database, submission.id, now)
        repository.withdraw(database, submission.id, now)
        audit.note(database, None, "withdraw", f"submission {submission.id}", now)


def forget(services: Services, submission: Submission) -> None:
    """Delete a submission with its address, take what was published of it off the pages, and call its mails back."""
    with services.store.writing() as database:
        forget_within(services, database, submission)


def forget_within(services: Services, database: Database, submission: Submission) -> None:
    """Delete a submission, in a transaction that is open."""
    KINDS[submission.kind].withdraw(database, submission.id, services.clock())
    drop_within(services, database, submission)


def drop_within(services: Services, database: Database, submission: Submission) -> None:
    """Delete a submission and leave what was published of it, in a transaction that is open."""
    now = services.clock()
    files.forget(services, database, submission.id)
    mail_rows.call_back(database, mailing.about(submission.id), now)
    repository.forget(database, submission.id)
    audit.note(database, None, "delete", f"submission {submission.id}", now)
