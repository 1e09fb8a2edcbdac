"""The evidence at a glance, counted where searches are; and the briefs behind each count."""

from dataclasses import dataclass, replace

from library.actions import outbox, searches
from library.actions.searches import Answer, Choice
from library.domain import evidence_map
from library.domain.evidence_map import Cell, Place
from library.domain.ratings import Effect
from library.domain.searches import RATINGS, Query
from library.domain.vocabulary import Vocabulary
from library.parts import Parts
from library.storage import vocabulary

NARROWING = ("age", "setting", "outcome")
"""The filters of the map."""
MOST_BRIEFS = 50


@dataclass(frozen=True, slots=True)
class EvidenceMap:
    """The cells that hold findings, the filters with the choices that lead to some, and what could not be used."""

    cells: tuple[Cell, ...]
    choices: dict[str, tuple[Choice, ...]]
    briefs: int
    notices: tuple[str, ...]
    terms: Vocabulary

    @property
    def narrowed(self) -> bool:
        """Tell whether a filter is on."""
        return any(choice.chosen for choices in self.choices.values() for choice in choices)

    def total(self, effect: Effect) -> int:
        """Count the findings of an effect."""
        return sum(cell.findings for cell in self.cells if cell.place.effect is effect)

    def at(self, effect: Effect) -> list[Cell]:
        """Give the cells of an effect, the surest first."""
        return [cell for cell in self.cells if cell.place.effect is effect]


def draw(parts: Parts, query: Query) -> EvidenceMap:
    """Count the findings of the briefs that pass the filters of the map."""
    answer = searches.search(parts, Query(filters=_narrowing(query), size=1))
    with parts.store.reading() as database:
        truth = outbox.Published(database)
        counts, _ = parts.exact.ask(truth, lambda state: state.crossed(answer.query, "approach", RATINGS))
    cells = evidence_map.cells(counts, answer.query.filters.get("outcome", ()))
    choices = {group: answer.facets[group] for group in NARROWING}
    return EvidenceMap(tuple(cells), choices, answer.total, answer.notices, answer.terms)


def behind(parts: Parts, query: Query, place: Place) -> Answer:
    """List the briefs that have a finding at a place, within the filters of the map and the approaches asked for."""
    with parts.store.reading() as database:
        terms = vocabulary.read(database)
    narrowing = _narrowing(query, "approach")
    chosen = narrowing.get("outcome") or tuple(term.id for term in terms.terms("outcome"))
    findings = tuple(f"{terms.now('outcome', outcome)}.{place.id}" for outcome in chosen)
    return searches.search(parts, replace(query, text="", filters=narrowing | {RATINGS: findings}, size=MOST_BRIEFS))


def _narrowing(query: Query, *others: str) -> dict[str, tuple[str, ...]]:
    return {group: terms for group, terms in query.filters.items() if group in (*NARROWING, *others)}
