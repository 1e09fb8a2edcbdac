"""What an exhaustive search of the same state of the database answers, beside what the library answers."""

import random
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import Any

from library.db.store import Database
from library.search import indexing
from library.search import service as searches
from library.search.models import Query, Sort
from library.services import Services
from tests.contracts.scan_index import ScanIndex

WORDS = ["street", "games", "boxing", "mentoring", "summer", "violence", "choir", "nobody", "zeppelin", "youth workers"]
FILTERS: dict[str, list[str]] = {
    "setting": ["street", "school", "hospital"],
    "age": ["10-13", "14-17", "18-24"],
    "approach": ["youth-work", "mentoring"],
    "kind": ["good_practice"],
}


@dataclass(eq=False)
class Pinned:
    """A store that reads the same transaction again and again."""

    database: Database

    @contextmanager
    def reading(self) -> Iterator[Database]:
        yield self.database

    def version(self) -> str:
        """Give the mark of all that the transaction sees, which stays."""
        return "pinned"


def pinned(services: Services, database: Database) -> Services:
    """Give parts that read nothing but one transaction."""
    return replace(services, store=Pinned(database))  # type: ignore[arg-type]


def question(chance: random.Random) -> Query:
    """Draw a search."""
    groups = chance.sample(sorted(FILTERS), chance.choice([0, 0, 1, 2]))
    return Query(
        " ".join(chance.sample(WORDS, chance.randrange(4))),
        {
            group: tuple(chance.sample(FILTERS[group], chance.choice([1, 2]) % len(FILTERS[group]) or 1))
            for group in groups
        },
        chance.choice(list(Sort)),
        chance.choice([1, 1, 2]),
        chance.choice([3, 10]),
    )


def both(services: Services, query: Query) -> tuple[Any, Any]:
    """Answer a search twice from one transaction: as the library does, and by reading every brief of it."""
    with services.store.reading() as database:
        answer = searches.search(pinned(services, database), query)
        published = indexing.Published(database)
        plain = ScanIndex(published.documents(published.changes())).search(answer.query)
    ours = {group: {each.id: each.gives for each in choices if each.gives} for group, choices in answer.facets.items()}
    return (
        ([result.found.id for result in answer.results], answer.total, answer.match, ours),
        ([hit.id for hit in plain.hits], plain.total, plain.match, plain.counts),
    )
