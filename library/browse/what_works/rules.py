"""What works at a glance: one row for each approach, from the one brief that is the main answer on it.

Nothing is added up or averaged: a row shows what its brief says.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from library.briefs.models import Brief
from library.briefs.parts import Outcome
from library.briefs.ratings import CostBand, Effect, Kind, Nearness, ProjectStatus, Role

BY_IMPACT = (
    Effect.LARGE_BENEFIT,
    Effect.SOME_BENEFIT,
    Effect.MIXED,
    Effect.NO_CLEAR_CHANGE,
    Effect.NOT_MEASURED,
    Effect.HARM,
)
"""The order of a column that is sorted by impact."""


class Column(StrEnum):
    """What the table can be sorted by."""

    IMPACT = "impact"
    APPROACH = "approach"
    CONFIDENCE = "confidence"
    COST = "cost"
    NEARNESS = "nearness"
    LOCAL = "local"


@dataclass(frozen=True, slots=True)
class LocalProject:
    """A project in our area that belongs to an approach."""

    slug: str
    title: str


@dataclass(frozen=True, slots=True)
class Row:
    """One approach, with what its main brief says."""

    approach: str
    label: str
    brief: Brief
    local: tuple[LocalProject, ...] = ()

    @property
    def shown(self) -> tuple[Outcome, ...]:
        """Return the outcomes that the row shows; none where the brief rates nothing."""
        headline = self.brief.headline()
        return self.brief.verdict() or ((headline,) if headline else ())

    @property
    def effect(self) -> Effect:
        """Return the impact on the outcome that comes first: violence or crime where the brief speaks of it."""
        headline = self.brief.headline()
        return headline.effect if headline else Effect.NOT_MEASURED

    @property
    def confidence(self) -> int | None:
        """Return the confidence in that impact, None where it was not measured."""
        headline = self.brief.headline()
        return headline.confidence if headline else None


@dataclass(frozen=True, slots=True)
class Narrowing:
    """Which rows to show: of an age, in a setting, with something to do for a role; "" or None for all."""

    age: str = ""
    setting: str = ""
    role: Role | None = None

    def passes(self, row: Row) -> bool:
        """Return whether a row belongs to all of them."""
        brief = row.brief
        return (
            (not self.age or self.age in brief.ages or "all-ages" in brief.ages)
            and (not self.setting or self.setting in brief.settings)
            and (self.role is None or self.role in [role for role, _ in brief.actions.by_role()])
        )


def belongs(brief: Brief) -> bool:
    """Return whether a brief says something of the table: a main brief, a local project, or one on what harms."""
    return bool(brief.lead_for) or brief.kind is Kind.LOCAL_PROGRAMME or _harms(brief)


def rows(briefs: Sequence[Brief], labels: Callable[[str], str]) -> list[Row]:
    """Return a row for each approach that has a main brief; `labels` gives the words for an approach."""
    local: dict[str, list[LocalProject]] = {}
    for brief in briefs:
        if brief.kind is Kind.LOCAL_PROGRAMME and brief.status is not ProjectStatus.ENDED:
            for approach in brief.approaches:
                local.setdefault(approach, []).append(LocalProject(brief.slug, brief.title))
    return [
        Row(approach, labels(approach), brief, tuple(local.get(approach, ())))
        for brief in briefs
        for approach in brief.lead_for
    ]


def harmful(briefs: Iterable[Brief]) -> list[Brief]:
    """Return the briefs whose first outcome got worse, the most certain first."""
    return sorted(filter(_harms, briefs), key=lambda brief: (-_confidence(brief), brief.title))


def _harms(brief: Brief) -> bool:
    outcome = brief.headline()
    return outcome is not None and outcome.effect is Effect.HARM


def _confidence(brief: Brief) -> int:
    outcome = brief.headline()
    return (outcome.confidence if outcome else None) or 0


KEYS: dict[Column, Callable[[Row], Any]] = {
    Column.IMPACT: lambda row: (BY_IMPACT.index(row.effect), -(row.confidence or 0)),
    Column.APPROACH: lambda row: (),
    Column.CONFIDENCE: lambda row: -1 if row.confidence is None else -row.confidence - 2,
    Column.COST: lambda row: (
        len(CostBand) if row.brief.cost_band is None else list(CostBand).index(row.brief.cost_band)
    ),
    Column.NEARNESS: lambda row: list(Nearness).index(row.brief.nearness),
    Column.LOCAL: lambda row: not row.local,
}
"""What each column sorts by; rows that are equal stand in the order of their names."""


def ordered(rows: Iterable[Row], column: Column) -> list[Row]:
    """Return the rows sorted by a column: the best, cheapest or nearest first."""
    return sorted(rows, key=lambda row: (KEYS[column](row), row.label.casefold()))
