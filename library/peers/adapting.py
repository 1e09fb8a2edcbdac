"""A draft of ours from a brief of another library: their words, their ratings as theirs, and the origin cited."""

from collections.abc import Iterable
from dataclasses import asdict
from datetime import date
from itertools import product
from string import ascii_lowercase
from typing import Any

from library.briefs.vocabulary.models import Vocabulary
from library.peers import showing
from library.peers.models import Shared

THEIR_OWN = ("slug", "outcomes", "figures", "checked_on", "check_by", "read_by", "lead_for", "licence")
"""What belongs to their brief alone: its address, its ratings and when it was checked."""


def content_of(shared: Shared, terms: Vocabulary, today: date) -> dict[str, Any]:
    """Return the content of the draft."""
    settled = showing.settled(shared.offered.content, terms)
    sources = settled.get("sources", [])
    ratings = showing.ratings_of(shared, shared.offered, terms)
    return {name: value for name, value in settled.items() if name not in THEIR_OWN} | {
        "sources": [*sources, _origin(shared, sources, today)],
        "source_ratings": [_filled(asdict(rating)) for rating in ratings] + settled.get("source_ratings", []),
    }


def _origin(shared: Shared, sources: Iterable[dict[str, Any]], today: date) -> dict[str, Any]:
    """Return the original as a source, under a letter that none of its own sources has."""
    taken = {source["key"] for source in sources}
    letters = [*ascii_lowercase, *map("".join, product(ascii_lowercase, repeat=2))]
    offer = shared.offered
    return {
        "key": next(each for each in letters if each not in taken),
        "title": offer.content["title"],
        "publisher": shared.whose[:200],
        "year": offer.day.year,
        "url": offer.url,
        "checked_on": today.isoformat(),
        "type": "page",
        "limitations": f"This brief was adapted from it. Licence: {offer.licence or 'not said'}"[:300],
    }


def _filled(values: dict[str, str]) -> dict[str, str]:
    return {name: value for name, value in values.items() if value}
