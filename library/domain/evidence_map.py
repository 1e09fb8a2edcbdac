"""The evidence at a glance: findings by what happened and how sure we are. Nothing is averaged or summed up.

A finding is one outcome of one brief with its own rating.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from library.domain.brief_parts import Outcome
from library.domain.ratings import CONFIDENCE_WORDS, Effect

LEVELS = tuple(reversed(range(len(CONFIDENCE_WORDS))))
"""How sure one can be, the surest first."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a finding stands: what happened, and how sure we are of it; None where nobody measured."""

    effect: Effect
    confidence: int | None

    @property
    def id(self) -> str:
        """Give a name for addresses and anchors, such as harm-4."""
        return self.effect if self.confidence is None else f"{self.effect}-{self.confidence}"


@dataclass(frozen=True, slots=True)
class Cell:
    """All findings at one place, and how many of them each approach has; one may belong to several approaches."""

    place: Place
    findings: int
    approaches: tuple[tuple[str, int], ...]


PLACES = tuple(
    place
    for effect in Effect
    for place in (
        (Place(effect, None),) if effect is Effect.NOT_MEASURED else (Place(effect, level) for level in LEVELS)
    )
)
"""Every place there can be, in the order of reading: what happened, then the surest first."""


def finding(outcome: Outcome) -> str:
    """Write a finding as one word for a search engine, such as bullying.harm-4."""
    return f"{outcome.outcome}.{Place(outcome.effect, outcome.confidence).id}"


def cells(counts: Mapping[str, Mapping[str, int]], outcomes: tuple[str, ...] = ()) -> list[Cell]:
    """Gather approach -> finding -> count, approach "" being any, into the cells that hold something.

    With `outcomes`, only findings about those.
    """
    found: dict[str, dict[str, int]] = {}
    for approach, findings in counts.items():
        for name, count in findings.items():
            outcome, _, place = name.rpartition(".")
            if not outcomes or outcome in outcomes:
                by_approach = found.setdefault(place, {})
                by_approach[approach] = by_approach.get(approach, 0) + count
    return [_cell(place, found[place.id]) for place in PLACES if place.id in found]


def _cell(place: Place, counts: dict[str, int]) -> Cell:
    approaches = [(approach, count) for approach, count in counts.items() if approach]
    return Cell(place, counts.get("", 0), tuple(sorted(approaches, key=lambda each: (-each[1], each[0]))))
