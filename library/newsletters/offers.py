"""What there is to tell besides briefs: openings for partners. The feature that keeps them says which are open."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime

from library.db.store import Database


@dataclass(frozen=True, slots=True)
class Offer:
    """An opening as mails tell it. `facts` are lines such as who can apply; `topics` are as subscribers choose them."""

    id: int
    label: str
    title: str
    summary: str
    facts: tuple[str, ...]
    topics: tuple[str, ...]
    area: str
    closes: date | None
    is_funding: bool
    published_at: datetime

    @property
    def ref(self) -> str:
        """Name the opening, as mails about it are called back by."""
        return ref_of(self.id)


Source = Callable[[Database, date], list[Offer]]
"""Returns what is open on a day in London."""
_sources: list[Source] = []


def come_from(source: Source) -> None:
    """Let a feature tell of its openings; called when the parts of the library are put together."""
    if source not in _sources:
        _sources.append(source)


def open_on(database: Database, today: date) -> list[Offer]:
    """Return what is open on a day."""
    return [offer for source in _sources for offer in source(database, today)]


def ref_of(offer_id: int) -> str:
    """Return the name of an opening in what is kept about mails."""
    return f"opportunity-{offer_id}"
