"""What became of the web addresses that readers are led to."""

from dataclasses import dataclass
from datetime import datetime

from library.i18n.labels import LabelledEnum
from library.i18n.messages import marked


class LinkState(LabelledEnum):
    """What asking an address told us."""

    FINE = "fine", marked("Answers")
    GONE = "gone", marked("Gone")
    UNCLEAR = "unclear", marked("Not clear")
    SILENT = "silent", marked("No answer")


@dataclass(frozen=True, slots=True)
class Asked:
    """What one address answered, in a few words."""

    address: str
    state: LinkState
    said: str


@dataclass(frozen=True, slots=True)
class Place:
    """What leads to an address: a brief or something else, by its noun, id and title."""

    noun: str
    id: int
    title: str


@dataclass(frozen=True, slots=True)
class SourceLink:
    """An address as last asked, since when it has been so, and what leads to it."""

    address: str
    state: LinkState
    said: str
    checked_at: datetime
    since: datetime
    places: tuple[Place, ...]
