"""What a young person said, what they agreed to, who heard it, and what came of it."""

from dataclasses import dataclass, field
from datetime import date, datetime

from library.i18n.labels import LabelledEnum
from library.i18n.messages import marked


class AgeBand(LabelledEnum):
    """How old they were, no closer than readers need."""

    UNDER_11 = "under-11", marked("Under 11")
    FROM_11 = "11-15", marked("11 to 15")
    FROM_16 = "16-17", marked("16 or 17")
    FROM_18 = "18-25", marked("18 to 25")


class District(LabelledEnum):
    """Where they live or go: a whole district, so that nobody is found by it."""

    LEICESTER = "leicester", marked("Leicester")
    BLABY = "blaby", marked("Blaby")
    CHARNWOOD = "charnwood", marked("Charnwood")
    HARBOROUGH = "harborough", marked("Harborough")
    HINCKLEY = "hinckley-and-bosworth", marked("Hinckley and Bosworth")
    MELTON = "melton", marked("Melton")
    NORTH_WEST = "north-west-leicestershire", marked("North West Leicestershire")
    OADBY = "oadby-and-wigston", marked("Oadby and Wigston")
    RUTLAND = "rutland", marked("Rutland")
    WIDER = "llr", marked("Leicester, Leicestershire and Rutland")


class Use(LabelledEnum):
    """What somebody may agree to."""

    WEB = "web", marked("on this website and in its feeds and data")
    MAIL = "mail", marked("in e-mails")
    PRINT = "print", marked("on paper and in PDFs")


class Standing(LabelledEnum):
    """How it stands now."""

    WAITING = "waiting", marked("Waiting for a second person")
    SHOWN = "shown", marked("Shown to readers")
    ENDED = "ended", marked("Consent has ended: hidden")
    WITHDRAWN = "withdrawn", marked("Withdrawn: the words are deleted")


@dataclass(frozen=True, slots=True)
class Consent:
    """What was agreed to, until the end of which day in London, and who holds the paper. It names nobody."""

    holder: str
    until: date
    web: bool = False
    mail: bool = False
    print: bool = False
    young_person: bool = False
    parent: bool = False
    parent_told: bool = False

    @property
    def uses(self) -> tuple[Use, ...]:
        """Return what was agreed to."""
        return tuple(use for use in Use if getattr(self, use.value))


@dataclass(frozen=True, slots=True)
class Voice:
    """What a young person said, and how it was gathered. With a recording the words are its transcript."""

    words: str
    age: AgeBand
    district: District
    gathered: str


@dataclass(frozen=True, slots=True)
class Entry:
    """All that the form asks."""

    words: str
    age: AgeBand
    district: District
    gathered: str
    holder: str
    until: date
    nobody_named: bool
    web: bool = False
    mail: bool = False
    print: bool = False
    young_person: bool = False
    parent: bool = False
    parent_told: bool = False


@dataclass(frozen=True, slots=True)
class Heard:
    """Somebody with a say who heard it, and when."""

    who: str
    on: date


@dataclass(frozen=True, slots=True)
class Influence:
    """What changed because of it, and when the young people were told."""

    changed: str = ""
    told_on: date | None = None


@dataclass(frozen=True, slots=True)
class Recording:
    """A sound or a film that goes with the words, without anything the file said about itself."""

    digest: str
    kind: str
    size: int

    @property
    def moves(self) -> bool:
        """Return whether there is a picture."""
        return self.kind.startswith("video/")


@dataclass(frozen=True, slots=True)
class Kept:
    """A voice as it is kept. Once it is over its words are gone: `voice` is none, and `consent` stays."""

    id: int
    voice: Voice | None
    consent: Consent
    added_at: datetime
    added_by: int | None = None
    changed_by: int | None = None
    brief_id: int | None = None
    note_id: int | None = None
    heard: tuple[Heard, ...] = ()
    influence: Influence = field(default_factory=Influence)
    recording: Recording | None = None
    published_at: datetime | None = None
    withdrawn_at: datetime | None = None
    erased_at: datetime | None = None
