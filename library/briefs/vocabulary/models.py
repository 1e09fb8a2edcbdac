"""The vocabulary: schemes of terms, each with a plain label, a definition and the words people use for it."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

GROUPS = "approach_group"


@dataclass(frozen=True, slots=True)
class Term:
    """One term of one scheme."""

    scheme: str
    id: str
    label: str
    definition: str = ""
    group: str | None = None
    lay_words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class Vocabulary:
    """All terms, in order: scheme -> id -> term."""

    schemes: Mapping[str, Mapping[str, Term]] = field(default_factory=dict)
    stamp: str = ""
    merged: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """Terms that were merged into another: scheme -> old id -> id now."""

    @classmethod
    def of(cls, terms: Iterable[Term], stamp: str = "", merged: Iterable[tuple[str, str, str]] = ()) -> "Vocabulary":
        """Gather terms by scheme, keeping their order; `merged` are (scheme, old id, id now)."""
        schemes: dict[str, dict[str, Term]] = {}
        for term in terms:
            schemes.setdefault(term.scheme, {})[term.id] = term
        followed: dict[str, dict[str, str]] = {}
        for scheme, old, new in merged:
            followed.setdefault(scheme, {})[old] = new
        return cls(schemes, stamp, followed)

    def terms(self, scheme: str) -> Iterator[Term]:
        """Return the terms of a scheme, in order."""
        yield from self.schemes.get(scheme, {}).values()

    def find(self, scheme: str, id: str) -> Term | None:
        """Return a term, or None."""
        return self.schemes.get(scheme, {}).get(id)

    def now(self, scheme: str, id: str) -> str:
        """Return the id of a term that may have been merged into another."""
        return self.merged.get(scheme, {}).get(id, id)

    def label(self, scheme: str, id: str) -> str:
        """Return the words for a term; for an unknown one its id made readable."""
        term = self.find(scheme, self.now(scheme, id))
        return term.label if term else id.replace("-", " ").capitalize()

    def ids(self) -> dict[str, frozenset[str]]:
        """Return the ids of each scheme."""
        return {scheme: frozenset(terms) for scheme, terms in self.schemes.items()}
