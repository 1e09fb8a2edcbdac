"""The filters of a search: which terms there are, which of them an address names, and what each choice gives."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from operator import attrgetter
from typing import NamedTuple

from library.briefs.ratings import Effect, Reader
from library.briefs.vocabulary.models import Vocabulary
from library.i18n import messages
from library.i18n.labels import LabelledEnum
from library.i18n.messages import Language, gettext
from library.search.models import GROUPS, Query

Filters = dict[str, tuple[str, ...]]
WITHOUT_SCHEME: dict[str, type[LabelledEnum]] = {"effect": Effect, "reader": Reader}
"""The filter groups whose choices are fixed, not terms of the vocabulary."""
SCHEME_OF = {"level": "prevention_level"}
"""The scheme of a filter group, where it is not called the same."""
MOST_LABELLED = 8 * len(GROUPS)
"""Groups whose labels are kept: those of some languages."""
CHOSEN, CHOSEN_THEN_GIVES = attrgetter("chosen"), attrgetter("chosen", "gives")
SHOWN = 7
"""Choices of a group that are shown before the others are asked for."""


class Choice(NamedTuple):
    """One choice of a filter: how many briefs it gives, and whether it is on."""

    id: str
    label: str
    gives: int
    chosen: bool


@dataclass(frozen=True, slots=True)
class Group:
    """The choices of a filter group as a page lists them: those shown first, and the others by their labels."""

    name: str
    first: list[Choice]
    rest: list[Choice]
    chosen: int

    @classmethod
    def of(cls, name: str, choices: tuple[Choice, ...]) -> "Group":
        """Put choices in order: those that are on, then those that give most."""
        chosen = sum(map(CHOSEN, choices))
        ordered = sorted(choices, key=CHOSEN_THEN_GIVES, reverse=True)
        shown = max(SHOWN, chosen)
        return cls(name, ordered[:shown], sorted(ordered[shown:], key=lambda choice: choice.label.lower()), chosen)


def followed(filters: Filters, terms: Vocabulary) -> Filters:
    """Return filters with each term that was merged into another followed to it."""
    return {
        group: tuple(dict.fromkeys(terms.now(SCHEME_OF.get(group, group), id) for id in chosen))
        for group, chosen in filters.items()
    }


def known(filters: Filters, terms: Vocabulary) -> Filters:
    """Return filters without what is no term; a group that is left without any is gone."""
    there = {group: {id for id, _ in _known_terms(group, terms)} for group in filters}
    left = {group: tuple(id for id in chosen if id in there[group]) for group, chosen in filters.items()}
    return {group: chosen for group, chosen in left.items() if chosen}


def choices(counts: Mapping[str, Mapping[str, int]], query: Query, terms: Vocabulary) -> dict[str, tuple[Choice, ...]]:
    """Return, for each group, the choices that are on, then those that lead somewhere, in the vocabulary's order."""
    return {group: _choices(group, counts.get(group, {}), query.filters.get(group, ()), terms) for group in GROUPS}


def _choices(group: str, counts: Mapping[str, int], chosen: tuple[str, ...], terms: Vocabulary) -> tuple[Choice, ...]:
    known = _known_terms(group, terms)
    on = [Choice(id, label, counts.get(id, 0), True) for id, label in known if id in chosen] if chosen else []
    off = (Choice(id, label, gives, False) for id, label in known if (gives := counts.get(id)) and id not in chosen)
    return (*on, *off)


def _known_terms(group: str, terms: Vocabulary) -> tuple[tuple[str, str], ...]:
    """Return (id, label) of all that can be chosen in a filter group, in the language spoken now."""
    return _labelled(group, terms, messages.spoken())


@lru_cache(maxsize=MOST_LABELLED)
def _labelled(group: str, terms: Vocabulary, _spoken: Language | None) -> tuple[tuple[str, str], ...]:
    if group in WITHOUT_SCHEME:
        return tuple((member.value, member.label) for member in WITHOUT_SCHEME[group])
    return tuple((term.id, gettext(term.label)) for term in terms.terms(SCHEME_OF.get(group, group)))
