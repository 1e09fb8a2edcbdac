"""Something that partners raised, and what happened."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from library.i18n.labels import LabelledEnum
from library.i18n.messages import marked


class SaidState(LabelledEnum):
    """What happened, in the order that the page shows it."""

    DONE = "done", marked("We did it")
    DOING = "doing", marked("We’re doing it")
    LOOKING = "looking", marked("We’re looking into it")
    COULDNT = "couldnt", marked("We couldn’t, because")


class Step(LabelledEnum):
    """One step in the history of an item."""

    PUBLISHED = "published", marked("Published")
    CHANGED = "changed", marked("Changed")
    REMOVED = "removed", marked("Removed")


@dataclass(frozen=True, slots=True)
class Item:
    """One thing that partners raised, in our words and without names; `since` is the day of what happened last."""

    raised_at: str
    raised_on: date
    issue: str
    state: SaidState
    happened: str
    since: date
    link: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """One step of the history, with the words that readers see from then on. It is never changed."""

    step: Step
    at: datetime
    item: Item
    alone: bool = False


@dataclass(frozen=True, slots=True)
class Published:
    """An item that readers see: as the last step of its history has it."""

    id: int
    item: Item
    published_at: datetime
    changed_at: datetime
    alone: bool = False


Status = Literal["proposed", "published", "removed"]


@dataclass(frozen=True, slots=True)
class Kept:
    """An item as staff saved it last, with its history."""

    id: int
    status: Status
    item: Item
    version: int
    changed_by: int | None
    history: tuple[Entry, ...] = ()

    @property
    def public(self) -> Item | None:
        """Return what readers see of it, if they see something."""
        last = self.history[-1] if self.history else None
        return last.item if last and last.step is not Step.REMOVED else None
