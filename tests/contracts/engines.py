"""The engines behind the search port, and short ways to fill and ask them."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from library.search.engine.port import Document, SearchIndex
from library.search.engine.whoosh_index import WhooshIndex
from library.search.models import Found, Query
from tests import builders
from tests.contracts.scan_index import ScanIndex


def whoosh(folder: Path) -> SearchIndex:
    """Give an empty Whoosh index in a folder."""
    made = WhooshIndex(folder)
    made.rebuild([])
    return made


def scan(_: Path) -> SearchIndex:
    """Give an empty exhaustive search."""
    return ScanIndex()


ENGINES: dict[str, Callable[[Path], SearchIndex]] = {"whoosh": whoosh, "scan": scan}


def document(id: int, text: str, *, days: int = 0, title: str = "", change: str = "", **facets: str) -> Document:
    """Give a document; facets are words with spaces between, `days` is how long after the first it was published."""
    terms = {group: tuple(words.split()) for group, words in facets.items()}
    made = builders.document(id, text, title=title, **terms)
    return replace(made, change=change or f"{id}-first", published=builders.NOW + timedelta(days=days))


def put(index: SearchIndex, *documents: Document) -> None:
    """Put documents in one batch."""
    with index.writing() as batch:
        for each in documents:
            batch.put(each)


def remove(index: SearchIndex, *ids: int) -> None:
    """Remove documents in one batch."""
    with index.writing() as batch:
        for id in ids:
            batch.remove(id)


def ids(found: Found) -> list[int]:
    """Give the ids of the hits, in order."""
    return [hit.id for hit in found.hits]


def search(index: SearchIndex, text: str = "", **filters: str) -> list[int]:
    """Give the ids that a search finds, in order."""
    return ids(index.search(query(text, **filters)))


def query(text: str = "", **filters: str) -> Query:
    """Give a query whose filters are words with spaces between."""
    return Query(text, {group: tuple(words.split()) for group, words in filters.items()}, size=1000)


def choices(index: SearchIndex, asked: Query) -> Iterable[tuple[str, str, int]]:
    """Give (group, term, count) of every choice that a search offers."""
    for group, counts in index.search(asked).counts.items():
        for term, count in counts.items():
            yield group, term, count
