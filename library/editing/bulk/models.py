"""One change to many briefs: what it would do to each, what it did, and why it left some alone."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from library.i18n.labels import LabelledEnum
from library.i18n.messages import marked

UNDONE_WITHIN = timedelta(hours=24)
"""How long a change to many briefs can be undone."""
MOST = 300
"""Briefs that are changed at once."""


class What(LabelledEnum):
    """What can be changed of many briefs. No headline, no answer and no rating: those need a second person."""

    CHECK_BY = "check_by", marked("Change the review date")
    OWNER = "owner_role", marked("Change who looks after them")
    ADD = "add_tag", marked("Add a tag")
    REMOVE = "remove_tag", marked("Remove a tag")
    WITHDRAW = "withdraw", marked("Withdraw them")


@dataclass(frozen=True, slots=True)
class Change:
    """What is changed, and into what: a day, a role, "approaches mentoring" for a tag, or why they are withdrawn."""

    what: What
    value: str


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a brief stands; `seen` is another after each save, publication and withdrawal."""

    brief_id: int
    title: str
    working: bool
    in_review: bool
    published: bool
    saved_by: str
    seen: str


@dataclass(frozen=True, slots=True)
class Line:
    """What a change would do to a brief, in words before and after; or `why_not`, and it is left alone."""

    standing: Standing
    before: str = ""
    after: str = ""
    why_not: str = ""


@dataclass(frozen=True, slots=True)
class Plan:
    """What a change would do to each brief."""

    change: Change
    lines: tuple[Line, ...]

    @property
    def to_do(self) -> list[Line]:
        """Return what would be changed."""
        return [line for line in self.lines if not line.why_not]

    @property
    def left_alone(self) -> list[Line]:
        """Return what would be left alone."""
        return [line for line in self.lines if line.why_not]


@dataclass(frozen=True, slots=True)
class Changed:
    """A brief that was changed or left alone: what its field held before, and where it stood afterwards."""

    brief_id: int
    title: str
    before: object
    seen: str
    why_not: str


@dataclass(frozen=True, slots=True)
class Done:
    """A change that was made by a person, and undone if `undone_at` says when."""

    id: int
    person_id: int
    change: Change
    at: datetime
    undone_at: datetime | None
    lines: tuple[Changed, ...] = ()

    @property
    def changed(self) -> list[Changed]:
        """Return what was changed."""
        return [line for line in self.lines if not line.why_not]

    @property
    def left_alone(self) -> list[Changed]:
        """Return what was left alone."""
        return [line for line in self.lines if line.why_not]

    @property
    def until(self) -> datetime:
        """Return when it can no longer be undone."""
        return self.at + UNDONE_WITHIN

    def can_be_undone(self, now: datetime) -> bool:
        """Return whether there is still something to undo, and time."""
        return bool(self.changed) and self.undone_at is None and now < self.until
