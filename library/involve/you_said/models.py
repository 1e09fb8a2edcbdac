"""Something that partners raised, and what happened."""

from dataclasses import dataclass
from datetime import date, datetime

from library.i18n.labels import LabelledEnum
from library.i18n.messages import marked


class State(LabelledEnum):
    """What happened, in the order that the page shows it."""

    DONE = "done", marked("We did it")
    DOING = "doing", marked("We’re doing it")
    LOOKING = "looking", marked("We’re looking into it")
    COULDNT = "couldnt", marked("We couldn’t, because")


@dataclass(frozen=True, slots=True)
class Item:
    """One thing that partners raised, in our words and without names; `since` is the day of what happened last."""

    raised_at: str
    raised_on: date
    issue: str
    state: State
    happened: str
    since: date
    link: str = ""


@dataclass(frozen=True, slots=True)
class Published:
    """An item that readers see."""

    id: int
    item: Item
    published_at: datetime
    changed_at: datetime
