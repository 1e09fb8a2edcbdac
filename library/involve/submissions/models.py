"""What somebody sends us, where it stands, and why it was not published."""

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from library.i18n.labels import LabelledEnum
from library.i18n.messages import marked


class Kind(LabelledEnum):
    """What can be sent to us."""

    OPPORTUNITY = "opportunity", marked("Opportunity")
    FIELD_NOTE = "field-note", marked("Field note")
    QUESTION = "question", marked("Question")
    ASK = "ask", marked("Suggested ask")
    CHALLENGE = "challenge", marked("Challenge to a rating")


ANSWERED_KINDS = (Kind.QUESTION, Kind.CHALLENGE)
"""What is answered once and then done with: it can't be changed afterwards, and its address goes 30 days later."""


class SubmissionState(LabelledEnum):
    """Where it stands."""

    DRAFT = "draft", marked("Not sent yet")
    WAITING = "waiting", marked("Waiting for our answer")
    PUBLISHED = "published", marked("Published")
    ANSWERED = "answered", marked("Answered by e-mail")
    REFUSED = "refused", marked("Not published")
    WITHDRAWN = "withdrawn", marked("Withdrawn")


class Reason(LabelledEnum):
    """Why it is not published."""

    OFF_TOPIC = "off-topic", marked("It isn’t about preventing violence in Leicester, Leicestershire or Rutland")
    IDENTIFIES = "identifies", marked("It could show who someone is")
    TOO_LITTLE = "too-little", marked("It leaves out something readers need to know")
    UNCONFIRMED = "unconfirmed", marked("We couldn’t confirm it")
    ALREADY_HERE = "already-here", marked("It’s in the library already")
    UNSAFE = "unsafe", marked("It could harm someone, or it sells something")


@dataclass(frozen=True, slots=True)
class Submission:
    """One thing that somebody sent. `nonce` is what the link to it is made from; `address` is never published."""

    id: int
    kind: Kind
    state: SubmissionState
    address: str
    nonce: str
    consent: str
    started_at: datetime
    saved_at: datetime
    content: dict[str, Any] = field(default_factory=dict)
    sent_at: datetime | None = None
    due: date | None = None
    owner_id: int | None = None
    owner: str = ""
    reason: str = ""
    reason_words: str = ""
    reminders: int = 0

    @property
    def title(self) -> str:
        """Return what it is called, as far as that was typed."""
        return str(self.content.get("title") or self.content.get("question") or self.content.get("outcome") or "")

    @property
    def changeable(self) -> bool:
        """Return whether its sender may still change it: not what was taken back, answered or asked."""
        if self.kind in (*ANSWERED_KINDS, Kind.ASK) and self.state is SubmissionState.PUBLISHED:
            return False
        return self.state not in {SubmissionState.WITHDRAWN, SubmissionState.ANSWERED}

    @property
    def reason_label(self) -> str:
        """Return why it was not published."""
        return Reason(self.reason).label if self.reason else ""  # type: ignore[call-arg]
