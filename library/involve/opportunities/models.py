"""An opportunity, and how it stands on a day."""

from dataclasses import dataclass
from datetime import date, datetime

from library.i18n.labels import LabelledEnum
from library.i18n.messages import marked


class OpportunityKind(LabelledEnum):
    """What is offered."""

    FUNDING = "funding", marked("Funding")
    PARTNER = "partner", marked("Partner wanted")
    TRAINING = "training", marked("Training")
    REFERRAL = "referral", marked("Referral route")
    SEAT = "seat", marked("Seat on a board or panel")
    EVALUATION = "evaluation", marked("Help with evaluation")
    VOLUNTEERING = "volunteering", marked("Volunteering")
    EVENT = "event", marked("Event")


class Standing(LabelledEnum):
    """How an opportunity stands on a day."""

    CLOSING = "closing", marked("Closing soon")
    OPEN = "open", marked("Open")
    SOON = "soon", marked("Opening soon")
    CHECKING = "checking", marked("We're checking whether this is still open")
    CLOSED = "closed", marked("Closed")
    WITHDRAWN = "withdrawn", marked("Withdrawn")


@dataclass(frozen=True, slots=True)
class Opportunity:
    """What is offered, to whom and until when. It closes at the end of its last day in London."""

    kind: OpportunityKind
    title: str
    summary: str
    who: str
    link: str
    smallest: str = ""
    amount: str = ""
    area: str = ""
    opens: date | None = None
    closes: date | None = None
    until_further_notice: bool = False
    contact: str = ""
    approaches: tuple[str, ...] = ()
    briefs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Published:
    """An opportunity that readers see, or saw. `sequence` counts the changes that calendars have to know."""

    id: int
    opportunity: Opportunity
    published_at: datetime
    changed_at: datetime
    checked_on: date
    sequence: int = 0
    withdrawn_at: datetime | None = None
    submission_id: int | None = None
