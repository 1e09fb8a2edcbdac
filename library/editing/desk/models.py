"""Which briefs somebody wants to see at the desk, and in which order."""

from dataclasses import dataclass
from datetime import timedelta

from library.briefs.ratings import Kind
from library.i18n.labels import LabelledEnum
from library.i18n.messages import marked


class WorkState(LabelledEnum):
    """Where a brief stands."""

    DRAFT = "draft", marked("Draft, never published")
    IN_REVIEW = "in_review", marked("In review")
    EDITED = "edited", marked("Published, being edited")
    PUBLISHED = "published", marked("Published")
    WITHDRAWN = "withdrawn", marked("Withdrawn")


class Due(LabelledEnum):
    """When a published brief has to be checked again."""

    OVERDUE = "overdue", marked("Overdue")
    MONTH = "month", marked("In the next 30 days")
    QUARTER = "quarter", marked("In the next 90 days")


WITHIN = {Due.OVERDUE: timedelta(days=-1), Due.MONTH: timedelta(days=30), Due.QUARTER: timedelta(days=90)}
"""How far from today the last day lies that still counts."""


class Order(LabelledEnum):
    """What comes first."""

    SAVED = "saved", marked("Last saved first")
    TITLE = "title", marked("Title, A to Z")
    DUE = "due", marked("Due first")


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which briefs are wanted; what is empty narrows nothing. `topic` is an approach, `mine` those of who looks."""

    words: str = ""
    mine: bool = False
    kind: Kind | None = None
    state: WorkState | None = None
    topic: str = ""
    due: Due | None = None
    order: Order = Order.SAVED

    def narrows(self) -> bool:
        """Return whether it leaves any brief out."""
        return any((self.words, self.mine, self.kind, self.state, self.topic, self.due))

    def pairs(self) -> dict[str, str]:
        """Return it as it stands in an address, without what says nothing."""
        chosen = {"kind": self.kind, "state": self.state, "due": self.due, "order": self.order}
        parameters = {"words": self.words, "mine": "yes" if self.mine else "", "topic": self.topic}
        parameters |= {name: each.value for name, each in chosen.items() if each and each is not Order.SAVED}
        return {name: value for name, value in parameters.items() if value}
