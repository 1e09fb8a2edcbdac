"""Browsing by approach: which there are, how many briefs each has, and the briefs of one."""

from collections.abc import Sequence
from dataclasses import dataclass

from library.briefs.ratings import Kind
from library.briefs.vocabulary import repository as vocabulary
from library.briefs.vocabulary.models import GROUPS, Term
from library.search import service as searches
from library.search.models import Query
from library.search.service import Result
from library.services import Services


@dataclass(frozen=True, slots=True)
class Shelf:
    """A group of approaches, each with the number of its briefs."""

    group: Term
    approaches: tuple[tuple[Term, int], ...]


def shelves(services: Services) -> list[Shelf]:
    """Return all approaches that have a brief, by group."""
    answer = searches.search(services, Query(size=1))
    counts = {choice.id: choice.gives for choice in answer.facets["approach"]}
    with services.store.reading() as database:
        terms = vocabulary.read(database)
    grouped = {
        group: tuple(
            (term, counts[term.id])
            for term in terms.terms("approach")
            if term.group == group.id and counts.get(term.id)
        )
        for group in terms.terms(GROUPS)
    }
    return [Shelf(group, approaches) for group, approaches in grouped.items() if approaches]


def find(services: Services, id: str) -> Term | None:
    """Find an approach, or the one that it was merged into."""
    with services.store.reading() as database:
        terms = vocabulary.read(database)
    return terms.find("approach", terms.now("approach", id))


def by_kind(results: Sequence[Result], id: str) -> list[tuple[Kind, list[Result]]]:
    """Group the briefs of an approach by the kind of answer, research first; those that are mainly on it come first."""
    by_main = sorted(results, key=lambda result: result.found.brief.approaches[:1] != (id,))
    grouped = {kind: [result for result in by_main if result.found.brief.kind is kind] for kind in Kind}
    return [(kind, found) for kind, found in grouped.items() if found]
