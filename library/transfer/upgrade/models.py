"""What an upgrade is going to do, and what is remembered of the last one."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path


class CannotUpgrade(Exception):
    """An upgrade or its undoing cannot go on; the message says why, and nothing was changed."""


class Stage(StrEnum):
    """How far an upgrade has come."""

    STARTED = "started"
    DONE = "done"
    UNDONE = "undone"


@dataclass(frozen=True, slots=True)
class Record:
    """The last upgrade: when it began, between which revisions, and the backup that was made before."""

    stage: Stage
    at: datetime
    before: str
    after: str
    backup: Path


@dataclass(frozen=True, slots=True)
class Plan:
    """What there is to do: from which revision to which, in how many steps, and the room that takes."""

    before: str
    after: str
    steps: int
    needed: int
    free: int
    backup: Path
    unfinished: Record | None

    @property
    def fits(self) -> bool:
        """Return whether there is room for the backup and what is made beside it."""
        return self.needed <= self.free
