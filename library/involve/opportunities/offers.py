"""Opportunities as newsletters and digests tell of them: those that are open today, and no other."""

from datetime import date

from library.db.store import Database
from library.involve.opportunities import repository
from library.involve.opportunities.models import OpportunityKind as Kind
from library.involve.opportunities.models import Published, Standing
from library.involve.opportunities.rules import standing
from library.newsletters.offers import Offer

TOLD = (Standing.CLOSING, Standing.OPEN)


def open_on(database: Database, today: date) -> list[Offer]:
    """Return what is open on a day, what closes first before the others."""
    return [_offer(each) for each in repository.everything(database) if standing(each, today) in TOLD]


def _offer(published: Published) -> Offer:
    offered = published.opportunity
    return Offer(
        published.id,
        offered.kind.words,
        offered.title,
        offered.summary,
        _facts(published),
        tuple(f"approach:{term}" for term in offered.approaches),
        offered.area,
        offered.closes,
        offered.kind is Kind.FUNDING,
        published.published_at,
    )


def _facts(published: Published) -> tuple[str, ...]:
    offered = published.opportunity
    closes = f"Closes: {offered.closes:%A %-d %B %Y}, at the end of the day." if offered.closes else ""
    amount = f"How much: {offered.amount}" if offered.amount else ""
    return tuple(filter(None, (f"Who can apply: {offered.who}", amount, closes or "Open until further notice.")))
