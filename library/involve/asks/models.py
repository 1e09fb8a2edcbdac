"""What a body is asked, the steps of its history, the reply, and how it stands on a day."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from library.i18n.labels import LabelledEnum
from library.i18n.messages import marked
from library.involve.bodies.models import Body


class AskState(LabelledEnum):
    """Where an ask stands, in words that need no explaining."""

    WAITING = "waiting", marked("Waiting for a reply")
    NO_REPLY = "no-reply", marked("They haven’t replied")
    PAUSED = "paused", marked("Paused")
    ACCEPTED = "accepted", marked("They said yes")
    PARTLY = "partly", marked("They said yes to part of it")
    DECLINED = "declined", marked("They said no")
    REPORTED = "action-reported", marked("They say it’s done")
    SEEN = "action-seen", marked("We’ve seen that it’s done")
    WITHDRAWN = "withdrawn", marked("Withdrawn")
    SUPERSEDED = "superseded", marked("Replaced by a newer ask")


class Outcome(LabelledEnum):
    """What a reply says, in the words that a body chooses from."""

    ACCEPTED = "accepted", marked("Yes, we’ll do it")
    PARTLY = "partly", marked("Yes to part of it")
    DECLINED = "declined", marked("No")
    REPORTED = "action-reported", marked("We’ve done it")


class Step(LabelledEnum):
    """One step in the history of an ask."""

    ASKED = "asked", marked("Published here and sent")
    PAUSED = "paused", marked("Paused")
    RESUMED = "resumed", marked("Pause ended early")
    EXTENDED = "extended", marked("More time agreed")
    REMINDED = "reminded", marked("Reminder sent")
    REPLIED = "replied", marked("Reply published")
    REFUSED = "refused", marked("Reply not published")
    REMOVED = "removed", marked("Reply taken down")
    SEEN = "seen", marked("Action seen")
    WITHDRAWN = "withdrawn", marked("Withdrawn")
    SUPERSEDED = "superseded", marked("Replaced by a newer ask")


class Ground(LabelledEnum):
    """Why a reply is not published, or taken down: the house rules have no other reason."""

    PERSONAL = "personal", marked("It shows who someone is")
    DEFAMATORY = "defamatory", marked("It says something about someone that may be untrue and harm them")
    DANGEROUS = "dangerous", marked("It could put someone in danger")
    ABUSIVE = "abusive", marked("It abuses someone")
    UNLAWFUL = "unlawful", marked("Publishing it would be against the law or a court order")
    NOT_THEIRS = "not-theirs", marked("It wasn’t sent by the body that was asked")


@dataclass(frozen=True, slots=True)
class Ask:
    """What a body is asked to do: in a role, about briefs, by a number of working days."""

    body: str
    role: str
    title: str
    text: str
    briefs: tuple[str, ...] = ()
    law: str = ""
    law_link: str = ""
    done: str = ""
    cost: str = ""
    asked_on: date | None = None
    working_days: int = 20


@dataclass(frozen=True, slots=True)
class Entry:
    """One step of the history as readers see it. It is never changed, so it never holds anything about a person."""

    step: Step
    at: datetime
    words: str = ""
    until: date | None = None
    agreed_by: str = ""
    outcome: Outcome | None = None
    ground: Ground | None = None
    link: str = ""
    other: str = ""
    reply_id: int | None = None
    id: int = 0


@dataclass(frozen=True, slots=True)
class Reply:
    """What a body says, in its own words. Nobody edits it."""

    outcome: Outcome
    role: str
    summary: str
    words: str
    evidence: str = ""
    link: str = ""


ReplyState = Literal["waiting", "published", "refused", "removed"]


@dataclass(frozen=True, slots=True)
class Received:
    """A reply that came by a link. Once it is refused or taken down its words are gone: `said` is none."""

    id: int
    ask_id: int
    state: ReplyState
    said: Reply | None
    link_number: int
    received_at: datetime
    checked_by: int | None = None
    settled_at: datetime | None = None


Status = Literal["draft", "proposed", "published"]


@dataclass(frozen=True, slots=True)
class Kept:
    """An ask as the database has it, with its history."""

    id: int
    slug: str
    status: Status
    ask: Ask
    version: int
    changed_at: datetime
    changed_by: int | None
    asked_on: date | None = None
    look_again_on: date | None = None
    link_number: int = 0
    link_until: datetime | None = None
    submission_id: int | None = None
    history: tuple[Entry, ...] = ()


@dataclass(frozen=True, slots=True)
class Standing:
    """How an ask stands on a day: worked out from its history, never stored."""

    state: AskState
    reply_by: date
    days: int
    late_by: int = 0
    paused_until: date | None = None
    paused_why: str = ""
    answered_on: date | None = None

    @property
    def open(self) -> bool:
        """Return whether it still waits for a reply."""
        return self.state in {AskState.WAITING, AskState.NO_REPLY, AskState.PAUSED}

    @property
    def ended(self) -> bool:
        """Return whether it was taken back, so that nobody has to reply."""
        return self.state in {AskState.WITHDRAWN, AskState.SUPERSEDED}


@dataclass(frozen=True, slots=True)
class Shown:
    """An ask as readers see it: with how it stands, and the body that it was put to, as it was and as it is now."""

    kept: Kept
    standing: Standing
    body: Body
    now: Body

    @property
    def ask(self) -> Ask:
        """Return what is asked."""
        return self.kept.ask

    @property
    def last_at(self) -> datetime:
        """Return when the last step was."""
        return self.kept.history[-1].at


@dataclass(frozen=True, slots=True)
class Count:
    """How many asks a body was put, and how many of them it answered."""

    body: Body
    answered: int
    asked: int
    late: int
