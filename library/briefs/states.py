"""What the library keeps about a brief besides its content: where it stands, its versions, and what readers see."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from library.briefs.models import WORKING, Brief, Status
from library.briefs.ratings import Kind


@dataclass(frozen=True, slots=True)
class PublishedBrief:
    """A brief as readers see it, with the number and time of the version.

    `change` marks its last change: it goes up, and is never the same in two databases.
    """

    id: int
    brief: Brief
    version: int
    published_at: datetime
    change: str


@dataclass(frozen=True, slots=True)
class Listed:
    """One line of a list of published briefs."""

    slug: str
    title: str
    one_line: str
    kind: Kind
    published_at: datetime
    checked_on: date | None
    check_by: date | None = None


@dataclass(frozen=True, slots=True)
class Withdrawn:
    """A brief that was taken down: its page says when and why."""

    slug: str
    title: str
    at: datetime
    reason: str


@dataclass(frozen=True, slots=True)
class Moved:
    """A brief that now lives at another slug."""

    slug: str


@dataclass(frozen=True, slots=True)
class Draft:
    """What an editor works on. `content` is as typed, so it may break the schema; `lock` names the save it is of."""

    brief_id: int
    content: dict[str, Any]
    lock: int
    status: Status
    slug: str | None
    saved_at: datetime
    saved_by: str
    owner_id: int | None
    note: str = ""
    withdrawn: bool = False

    @property
    def working(self) -> bool:
        """Return whether this is a working draft, not what readers see."""
        return self.status in WORKING


@dataclass(frozen=True, slots=True)
class DeskLine:
    """One line of the staff list: a brief, what readers see of it, and its working draft if there is one."""

    id: int
    slug: str | None
    title: str
    kind: str
    status: Status
    has_draft: bool
    saved_at: datetime
    check_by: date | None
