"""A question with its answer, as readers see it."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Answer:
    """What was asked, without saying by whom, and what we answered. `publish` says whether everybody may read it."""

    question: str
    answer: str
    briefs: tuple[str, ...] = ()
    publish: bool = False


@dataclass(frozen=True, slots=True)
class Published:
    """An answer that readers see. Once it is withdrawn its words are gone: `said` is none."""

    id: int
    said: Answer | None
    published_at: datetime
    changed_at: datetime
    withdrawn_at: datetime | None = None
    submission_id: int | None = None
