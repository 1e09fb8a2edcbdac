"""Checking briefs again: when each is due, who looks after it, and when they are reminded."""

from dataclasses import dataclass, replace
from datetime import date, timedelta

from library.briefs.models import Brief
from library.briefs.rules.publishing import MONTHS_TO_CHECK, MOST_MONTHS_TO_CHECK, months_after
from library.security.permissions import Person

LISTED_BEFORE = timedelta(days=90)
"""How long before its day a brief is listed as due."""
PERIOD = timedelta(days=30)
"""Reminders begin so long before the day, and come again after each such time, once a brief."""


@dataclass(frozen=True, slots=True)
class Due:
    """A brief that has to be checked again; `role` looks after it, `version` is the one that readers see."""

    brief_id: int
    slug: str
    title: str
    version: int
    checked_on: date
    check_by: date
    role: str
    has_draft: bool

    def overdue(self, today: date) -> bool:
        """Return whether its day has passed."""
        return self.check_by < today

    def period(self, today: date) -> int:
        """Return the number of the time between reminders that today is in: 0 before the day, 1 after it, and so on."""
        return (today - (self.check_by - PERIOD)) // PERIOD


@dataclass(frozen=True, slots=True)
class Duty:
    """Who has the role that looks after briefs, and who stands in for them."""

    role: str
    owner: Person | None = None
    deputy: Person | None = None

    def people(self) -> tuple[Person, ...]:
        """Return the people to remind."""
        return tuple(dict.fromkeys(person for person in (self.owner, self.deputy) if person))


def checked(brief: Brief, today: date) -> Brief:
    """Give a brief as checked today without a change: due again after as long as before, within the rule."""
    assert brief.checked_on is not None
    assert brief.check_by is not None
    latest = months_after(today, MONTHS_TO_CHECK.get(brief.kind, MOST_MONTHS_TO_CHECK))
    return replace(brief, checked_on=today, check_by=min(today + (brief.check_by - brief.checked_on), latest))
