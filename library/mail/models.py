"""Mails on their way: the states they go through, and when one that failed is tried again."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from library.i18n.labels import LabelledEnum
from library.i18n.messages import marked

MOST_TRIES = 48
LONGEST_TRYING = timedelta(hours=72)
FIRST_GAP, LONGEST_GAP = timedelta(seconds=10), timedelta(hours=2)


class MailState(LabelledEnum):
    """Where a mail stands."""

    QUEUED = "queued", marked("Waiting to be sent")
    SENDING = "sending", marked("Being sent")
    SENT = "sent", marked("Sent")
    FAILED_FOR_NOW = "failed_for_now", marked("Failed for now")
    FAILED_FOR_GOOD = "failed_for_good", marked("Failed for good")
    SUPPRESSED = "suppressed", marked("Not to be sent")


WAITING = (MailState.QUEUED, MailState.SENDING, MailState.FAILED_FOR_NOW)


@dataclass(frozen=True, slots=True)
class Letter:
    """A mail to one address. `key` names it for ever, so that the same mail is never queued twice."""

    key: str
    address: str
    subject: str
    html: str
    text: str
    headers: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Claim:
    """A mail that one worker has taken up; `token` proves that it still holds it, `tries` counts this one too."""

    id: int
    token: str
    letter: Letter
    tries: int
    queued_at: datetime


@dataclass(frozen=True, slots=True)
class MailLine:
    """One line of the list that staff see."""

    id: int
    address: str
    subject: str
    state: MailState
    tries: int
    queued_at: datetime
    next_try_at: datetime | None
    ended_at: datetime | None
    answer: str


@dataclass(frozen=True, slots=True)
class Suppression:
    """An address that gets no mail, with the reason that staff gave."""

    id: int
    address: str
    reason: str
    at: datetime


def next_try(tries: int, queued_at: datetime, now: datetime) -> datetime | None:
    """Return when a mail that failed is tried again, after a gap that doubles each time; None when it is given up."""
    if tries >= MOST_TRIES or now - queued_at >= LONGEST_TRYING:
        return None
    return now + min(FIRST_GAP * (1 << min(tries - 1, 20)), LONGEST_GAP)
