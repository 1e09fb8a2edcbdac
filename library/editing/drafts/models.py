"""Reviews: a rated brief is seen by two people before readers see it, and what they say to each other on the way."""

from collections.abc import Set
from dataclasses import dataclass
from datetime import datetime

from library.briefs.models import Brief, ratings
from library.briefs.ratings import Effect


@dataclass(frozen=True, slots=True)
class Review:
    """Where a working draft stands on its way: who sent it, and when it goes out by itself, if somebody said."""

    sent_by: str = ""
    sent_at: datetime | None = None
    publish_at: datetime | None = None
    approved_by: str = ""


@dataclass(frozen=True, slots=True)
class Comment:
    """What somebody says about a field of a draft, or about all of it (no field); the library itself has no name."""

    id: int
    field: str
    words: str
    by: str
    at: datetime
    replies: "tuple[Comment, ...]" = ()

    @property
    def thread(self) -> "tuple[Comment, ...]":
        """Return the comment and what was replied, in order."""
        return (self, *self.replies)


@dataclass(frozen=True, slots=True)
class Editor:
    """Somebody else who is editing a brief: who saved it a few minutes ago, and when."""

    name: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Waiting:
    """A draft that waits: for a reviewer, for its time, or, sent back, for its writer."""

    brief_id: int
    title: str
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Queue:
    """What waits for one person: to be reviewed, to be fixed, what is published by itself, and what they sent."""

    to_review: tuple[Waiting, ...] = ()
    to_fix: tuple[Waiting, ...] = ()
    timed: tuple[Waiting, ...] = ()
    sent: tuple[Waiting, ...] = ()


def rated(brief: Brief) -> bool:
    """Return whether a brief says that anything was measured."""
    return any(outcome.effect is not Effect.NOT_MEASURED for outcome in brief.outcomes)


def moved(brief: Brief, before: Brief | None) -> bool:
    """Return whether an effect or a confidence is another than in what readers were last shown."""
    return before is None or ratings(brief) != ratings(before)


SECOND_PERSON = ("title", "one_line", "short_answer", "main_caution", "cautions")
"""What readers take away first, and what they must not miss."""


def first_part_changed(brief: Brief, before: Brief | None) -> bool:
    """Return whether the headline, the answer or a caution is another than readers were last shown."""
    return before is not None and any(getattr(brief, name) != getattr(before, name) for name in SECOND_PERSON)


def one_hand(
    brief: Brief, before: Brief | None, person_id: int, draft: Set[int | None], whole: Set[int | None]
) -> bool:
    """Return whether what needs two people would reach readers by the hand of one.

    A rating that is new or has moved, and a headline, answer or caution that has changed, need another hand in the
    draft; a rated brief otherwise another hand in any of its versions. `draft` and `whole` are who wrote each.
    """
    if first_part_changed(brief, before) or (rated(brief) and moved(brief, before)):
        return draft <= {person_id}
    return rated(brief) and whole <= {person_id}
