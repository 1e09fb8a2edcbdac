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

    @classmethod
    def of(cls, terms: Iterable[Term], stamp: str = "") -> "Vocabulary":
        """Gather terms by scheme, keeping their order."""
        schemes: dict[str, dict[str, Term]] = {}
        for term in terms:
            schemes.setdefault(term.scheme, {})[term.id] = term
        return cls(schemes, stamp)

    def terms(self, scheme: str) -> Iterator[Term]:
        """Give the terms of a scheme, in order."""
        yield from self.schemes.get(scheme, {}).values()

    def find(self, scheme: str, id: str) -> Term | None:
        """Give a term, or None."""
        return self.schemes.get(scheme, {}).get(id)

    def label(self, scheme: str, id: str) -> str:
        """Give the words for a term; for an unknown one its id made readable."""
        term = self.find(scheme, id)
        return term.label if term else id.replace("-", " ").capitalize()

    def ids(self) -> dict[str, frozenset[str]]:
        """Give the ids of each scheme."""
        return {scheme: frozenset(terms) for scheme, terms in self.schemes.items()}
