"""What a search is and what it answers. The groups are the filters that readers can set."""

from dataclasses import dataclass, field
from enum import StrEnum

GROUPS = (
    "approach",
    "setting",
    "age",
    "place",
    "kind",
    "level",
    "outcome",
    "effect",
    "violence_type",
    "artform",
    "reader",
)
"""The filter groups, in the order they are shown; each is a parameter of the search address."""
FACETS = GROUPS
"""Everything that a search engine can narrow by."""
PAGE_SIZE = 10


class Sort(StrEnum):
    """How results are put in order."""

    BEST = "best"
    NEWEST = "newest"


class Match(StrEnum):
    """Whether the library knows about what was asked."""

    GOOD = "good"
    WEAK = "weak"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Lead:
    """A term of a filter group that the reader's own words lead to; `words` are the stems that lead there."""

    group: str
    term: str
    words: tuple[str, ...]
    said: str


@dataclass(frozen=True, slots=True)
class Query:
    """A search: the reader's words, and filters as group -> terms. Terms of a group widen, groups narrow each other.

    `meant` is the meaning of the words as a vector, b"" where there is no model; `outside` says how close it comes to
    what the library is not about, from 0 to 1, None where that is not known. `spelt_out` is the text with its short
    forms spelt out, where it has any: that is what is looked for.
    """

    text: str = ""
    filters: dict[str, tuple[str, ...]] = field(default_factory=dict)
    sort: Sort = Sort.BEST
    page: int = 1
    size: int = PAGE_SIZE
    leads: tuple[Lead, ...] = ()
    meant: bytes = b""
    outside: float | None = None
    spelt_out: str = ""

    @property
    def wanted(self) -> str:
        """Return the words that are looked for."""
        return self.spelt_out or self.text

    def pairs(self) -> list[tuple[str, str]]:
        """Return the filters that are on as (group, term)."""
        return [(group, term) for group, terms in self.filters.items() for term in terms]


@dataclass(frozen=True, slots=True)
class Hit:
    """One brief found: its id, its score, the words of the question that it holds, and how close it is in meaning."""

    id: int
    score: float
    words: tuple[str, ...] = ()
    closeness: float = 0.0


@dataclass(frozen=True, slots=True)
class Found:
    """What an engine answers: one page of hits, how many there are in all, and per group what each term would give.

    `cover` is how much of the question's words the best brief holds, `nearest` how close the nearest line of any brief
    is to it in meaning; both go from 0 to 1, and are 0 where they are not known.
    """

    hits: tuple[Hit, ...]
    total: int
    counts: dict[str, dict[str, int]]
    match: Match
    cover: float = 0.0
    nearest: float = 0.0
