"""Search engines that do the same job over the same documents, each behind the same two verbs."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Protocol

from library.search.engine.port import Document

HITS = 10


@dataclass(frozen=True, slots=True)
class Asked:
    """One question: words of which any may match, or which stand side by side; terms that must hold; what to give besides."""

    words: tuple[str, ...]
    phrase: bool = False
    filters: tuple[tuple[str, str], ...] = ()
    groups: tuple[str, ...] = ()
    excerpts: bool = False


@dataclass(frozen=True, slots=True)
class Told:
    """An answer: the ids of the best ten, how many match, group -> term -> how many, and an excerpt for each hit."""

    ids: tuple[int, ...]
    total: int
    counts: dict[str, dict[str, int]] = field(default_factory=dict)
    excerpts: tuple[str, ...] = ()


class Peer(Protocol):
    """An engine stocked with documents."""

    def answer(self, asked: Asked) -> Told:
        """Answer a question."""

    def suggest(self, start: str) -> list[str]:
        """Give up to eight titles with a word that begins so."""

    def close(self) -> None:
        """Let go of files and servers."""


def pairs(documents: Sequence[Document]) -> dict[tuple[str, str], int]:
    """Number every (group, term) that documents have."""
    found = {(group, term) for each in documents for group, terms in each.facets.items() for term in terms}
    return {pair: number for number, pair in enumerate(sorted(found))}


def counted(
    rows: Sequence[tuple[int, int]], numbers: dict[tuple[str, str], int], groups: Sequence[str]
) -> dict[str, dict[str, int]]:
    """Give counts of numbered terms as group -> term -> how many."""
    names = {number: pair for pair, number in numbers.items()}
    counts: dict[str, dict[str, int]] = {group: {} for group in groups}
    for number, count in rows:
        group, term = names[number]
        if group in counts:
            counts[group][term] = count
    return counts
