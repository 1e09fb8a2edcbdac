"""How an opportunity stands on a day in London, and which of those that are over calendars still hear of."""

from datetime import date, timedelta

from library.involve.opportunities.models import Opportunity, Published, Standing

CLOSING_WITHIN = timedelta(days=7)
CHECKED_FOR = timedelta(days=90)
"""How long we rely on having seen that something without a last day is still open."""
ENDED_ARE_TOLD = timedelta(days=90)
"""How long calendars are told that something was withdrawn."""
SHOWN = (Standing.CLOSING, Standing.OPEN, Standing.SOON)
"""What stands in lists of what is open."""


def standing(published: Published, today: date) -> Standing:
    """Return how an opportunity stands."""
    offered = published.opportunity
    if published.withdrawn_at:
        return Standing.WITHDRAWN
    if offered.closes and offered.closes < today:
        return Standing.CLOSED
    if offered.opens and offered.opens > today:
        return Standing.SOON
    if offered.closes is None:
        return Standing.OPEN if today - published.checked_on <= CHECKED_FOR else Standing.CHECKING
    return Standing.CLOSING if offered.closes - today <= CLOSING_WITHIN else Standing.OPEN


def in_calendars(published: Published, today: date) -> bool:
    """Return whether calendars are told of an opportunity: while its last day is to come, and a while after its end."""
    closes, ended = published.opportunity.closes, published.withdrawn_at
    if closes is None:
        return False
    return (max(closes, ended.date()) if ended else closes) >= today - ENDED_ARE_TOLD


def other_days(old: Opportunity, new: Opportunity) -> bool:
    """Return whether a change is one that calendars have to know."""
    return (old.closes, old.title) != (new.closes, new.title)
