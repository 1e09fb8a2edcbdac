"""A field note: the five questions of Ekblom's 5Is in plain words, what it cost, and what they would do differently."""

from dataclasses import dataclass
from datetime import datetime

from library.i18n.labels import LabelledEnum
from library.i18n.messages import marked


class Upshot(LabelledEnum):
    """How it went, as those who did it say."""

    HELPED = "helped", marked("It seemed to help")
    MIXED = "mixed", marked("Some of it helped, some didn’t")
    DID_NOT = "did-not", marked("It didn’t work")
    TOO_EARLY = "too-early", marked("Too early to say")


class Basis(LabelledEnum):
    """How they know."""

    NOTHING = "nothing", marked("We didn’t measure it")
    HEARD = "heard", marked("What people told us")
    COUNTED = "counted", marked("Numbers we kept")
    BEFORE_AFTER = "before-after", marked("We compared before and after")
    COMPARED = "compared", marked("We compared with people who didn’t take part")
    INDEPENDENT = "independent", marked("Someone independent looked at it")


@dataclass(frozen=True, slots=True)
class FieldNote:
    """What a group did and learned. `group` is shown only if they want it to be."""

    title: str
    problem: str
    did: str
    steps: str
    upshot: Upshot
    changed: str
    basis: Basis
    group: str = ""
    area: str = ""
    dates: str = ""
    partners: str = ""
    cost: str = ""
    differently: str = ""
    advice: str = ""
    approaches: tuple[str, ...] = ()
    briefs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Published:
    """A field note that readers see. Once it is withdrawn its words are gone: `note` is none."""

    id: int
    note: FieldNote | None
    published_at: datetime
    changed_at: datetime
    withdrawn_at: datetime | None = None
    submission_id: int | None = None
    brief_id: int | None = None
