"""A challenge to a rating, and how it was decided."""

from dataclasses import dataclass
from datetime import datetime

from library.i18n.labels import LabelledEnum
from library.i18n.messages import marked


class Verdict(LabelledEnum):
    """How a challenge was decided."""

    CHANGED = "changed", marked("We changed it")
    KEPT = "kept", marked("We kept it")


@dataclass(frozen=True, slots=True)
class Decision:
    """What was challenged, why, and what we decided, as readers see it."""

    brief: str
    outcome: str
    why: str
    sources: str
    verdict: Verdict
    reason: str


@dataclass(frozen=True, slots=True)
class Decided:
    """A decision that readers see."""

    id: int
    brief_id: int
    said: Decision
    decided_at: datetime
