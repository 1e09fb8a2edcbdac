"""A newsletter: what staff wrote, how it stands, and what became of each of those it was meant for."""

from dataclasses import dataclass, field
from datetime import datetime

from library.i18n.labels import LabelledEnum
from library.i18n.messages import marked


class CampaignState(LabelledEnum):
    """Where a newsletter stands."""

    DRAFT = "draft", marked("Draft")
    SCHEDULED = "scheduled", marked("Scheduled")
    SENDING = "sending", marked("Being sent")
    STOPPED = "stopped", marked("Stopped")
    SENT = "sent", marked("Sent")


class Skip(LabelledEnum):
    """Why somebody whom a newsletter was meant for gets none."""

    UNSUBSCRIBED = "unsubscribed", marked("unsubscribed")
    SUPPRESSED = "suppressed", marked("gets no mail from us: they asked, or mail came back")
    DELETED = "deleted", marked("no longer on the list")
    STOPPED = "stopped", marked("the newsletter was stopped before their turn")


@dataclass(frozen=True, slots=True)
class Item:
    """One item as staff chose it: the brief or opportunity, and their own words for it, if any."""

    ref: str
    words: str = ""


@dataclass(frozen=True, slots=True)
class Content:
    """What staff wrote. `picture` is the hash of one, `alt` says what is on it."""

    subject: str = ""
    preheader: str = ""
    opening: str = ""
    items: tuple[Item, ...] = ()
    audiences: tuple[int, ...] = ()
    picture: str = ""
    alt: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """One item as readers see it. `words` is what staff wrote, or else our own short answer."""

    ref: str
    slug: str
    label: str
    title: str
    words: str
    verdict: str = ""
    facts: tuple[str, ...] = ()

    @property
    def number(self) -> int:
        """Return the id of the brief or opportunity."""
        return int(self.ref.rpartition("-")[2])


@dataclass(frozen=True, slots=True)
class Campaign:
    """One newsletter. `entries` is empty until it is sent; from then on nothing of it changes."""

    id: int
    state: CampaignState
    content: Content
    entries: tuple[Entry, ...]
    lock: int
    changed_at: datetime
    corrects_id: int | None = None
    send_at: datetime | None = None
    started_at: datetime | None = None
    ended_at: datetime | None = None
    stopped_because: str = ""
    trusted: bool = False

    @property
    def is_open(self) -> bool:
        """Return whether staff may still change it."""
        return self.state is CampaignState.DRAFT


@dataclass(frozen=True, slots=True)
class Recipient:
    """Somebody whom a newsletter is meant for: a subscriber or somebody on a list, or nobody any more."""

    id: int
    subscription_id: int | None
    contact_id: int | None
    turn: int


@dataclass(frozen=True, slots=True)
class Tally:
    """What became of all whom a newsletter was meant for: chosen is always sent, skipped, failed and waiting."""

    chosen: int = 0
    sent: int = 0
    failed: int = 0
    waiting: int = 0
    skipped: dict[Skip, int] = field(default_factory=dict)

    @property
    def all_skipped(self) -> int:
        """Return how many get none."""
        return sum(self.skipped.values())


@dataclass(frozen=True, slots=True)
class Trial:
    """How the first of a newsletter fared: queued, not tried yet, answered by their mail server, and refused."""

    queued: int
    untried: int
    answered: int
    refused: int


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture as we re-encoded it."""

    digest: str
    content: bytes
    width: int
    height: int
