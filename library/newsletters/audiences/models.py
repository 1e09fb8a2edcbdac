"""A list of people: subscribers by topic, or addresses that staff brought, with why we may write to them."""

from dataclasses import dataclass
from datetime import datetime

from library.i18n.labels import LabelledEnum
from library.i18n.messages import marked


class AudienceKind(LabelledEnum):
    """Where the people of a list come from."""

    SUBSCRIBERS = "subscribers", marked("Subscribers by topic")
    IMPORTED = "imported", marked("Imported list")


class Basis(LabelledEnum):
    """Why we may write to the people of an imported list (PECR, regulation 22; UK GDPR, article 6)."""

    CONSENT = "consent", marked("They said yes to e-mails like this from us")
    ASKED = "asked", marked("They dealt with us, could say no then, and can in every e-mail")
    WORK = "work", marked("These are addresses of organisations, for their work")


@dataclass(frozen=True, slots=True)
class Segment:
    """The subscribers who chose one of some topics, or everything new."""

    name: str
    topics: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Import:
    """What staff say about a list that they import: its name, why we may write to it, and how and when that came."""

    name: str
    basis: Basis
    basis_words: str


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A row of a sheet that was not taken in: its number as spreadsheets count, and why."""

    row: int
    why: str


@dataclass(frozen=True, slots=True)
class Audience:
    """A list that is kept. `count` is how many it has today."""

    id: int
    name: str
    kind: AudienceKind
    topics: tuple[str, ...]
    basis: Basis | None
    basis_words: str
    left_out: tuple[LeftOut, ...]
    made_at: datetime
    count: int = 0


@dataclass(frozen=True, slots=True)
class Contact:
    """Somebody on an imported list."""

    id: int
    audience_id: int
    address: str
