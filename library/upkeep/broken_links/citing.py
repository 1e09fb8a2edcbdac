"""What leads to other sites besides the sources of briefs: features above offer where theirs lead."""

from collections.abc import Callable
from datetime import date

from library.db.store import Database
from library.upkeep.broken_links.models import Place

Leads = Callable[[Database, date], list[tuple[str, Place]]]
"""Returns the addresses that readers are led to on a day, each with what leads there."""
_leading: dict[str, Leads] = {}


def offer(name: str, leads: Leads) -> None:
    """Have the addresses of a feature asked too; called when the parts of the library are put together."""
    _leading[name] = leads


def others(database: Database, today: date) -> list[tuple[str, Place]]:
    """Return the addresses of all features."""
    return [each for leads in _leading.values() for each in leads(database, today)]
