"""What a brief is: plain, frozen values, and the questions that can be asked of them."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from library.briefs.figure_pairs import Figure
from library.briefs.parts import (
    NO_ACTIONS,
    NO_LENSES,
    Actions,
    Contact,
    Lenses,
    OpenQuestion,
    Outcome,
    Reading,
    Source,
    SourceRating,
)
from library.briefs.ratings import CostBand, Effect, Kind, Nearness, ProjectStatus


class Status(StrEnum):
    """Where one version of a brief stands."""

    DRAFT = "draft"
    IN_REVIEW = "in_review"
    PUBLISHED = "published"
    REPLACED = "replaced"
    WITHDRAWN = "withdrawn"


LONGEST_SLUG = 80
WORKING = (Status.DRAFT, Status.IN_REVIEW)
"""The states of a working draft; a brief has one working draft at most."""


HEADLINES = (
    *("serious-violence", "any-violence", "knife-carrying", "reoffending", "offending-and-arrests"),
    *(
        "sexual-violence",
        "relationship-abuse",
        "repeat-domestic-abuse",
        "child-maltreatment",
        "bullying",
        "victimisation",
    ),
)
"""The outcomes that a reader asks about first; a benefit in something else must not stand before them."""

SECTIONS = (
    "what_it_is",
    "does_it_work",
    "why_it_works",
    "who_for",
    "how_to_do_it",
    "costs",
    "cautions",
    "what_we_dont_know",
    "what_has_changed",
    "how_to_refer",
)
"""The Markdown sections of a brief, in reading order."""


@dataclass(frozen=True, slots=True)
class Brief:
    """A short summary of what is known about one thing. Texts are plain or Markdown; "" means not given."""

    slug: str
    kind: Kind
    title: str
    one_line: str
    short_answer: str
    key_points: tuple[str, ...]
    what_it_is: str
    main_caution: str = ""
    actions: Actions = NO_ACTIONS
    claim: str = ""
    dont_claim: str = ""
    measures: tuple[str, ...] = ()
    does_it_work: str = ""
    why_it_works: str = ""
    who_for: str = ""
    how_to_do_it: str = ""
    costs: str = ""
    cautions: str = ""
    what_we_dont_know: str = ""
    what_has_changed: str = ""
    how_to_refer: str = ""
    lenses: Lenses = NO_LENSES
    outcomes: tuple[Outcome, ...] = ()
    figures: tuple[Figure, ...] = ()
    source_ratings: tuple[SourceRating, ...] = ()
    cost_band: CostBand | None = None
    cost_note: str = ""
    nearness: Nearness = Nearness.UK
    status: ProjectStatus | None = None
    contacts: tuple[Contact, ...] = ()
    lead_for: tuple[str, ...] = ()
    approaches: tuple[str, ...] = ()
    settings: tuple[str, ...] = ()
    ages: tuple[str, ...] = ()
    prevention_levels: tuple[str, ...] = ()
    place: str = ""
    places: tuple[str, ...] = ()
    violence_types: tuple[str, ...] = ()
    artforms: tuple[str, ...] = ()
    asked: tuple[str, ...] = ()
    sources: tuple[Source, ...] = ()
    facts: tuple[str, ...] = ()
    related: tuple[str, ...] = ()
    open_questions: tuple[OpenQuestion, ...] = ()
    read_by: tuple[Reading, ...] = ()
    thin: bool = False
    checked_on: date | None = None
    check_by: date | None = None
    owner_role: str = ""
    language: str = ""
    translation_of: str = ""
    licence: str = ""

    def sections(self) -> Iterator[tuple[str, str]]:
        """Return (name, Markdown) for each section that has text, in reading order."""
        for name in SECTIONS:
            if text := getattr(self, name):
                yield name, text

    def overdue(self, today: date) -> bool:
        """Return whether the date to check it again by has passed."""
        return self.check_by is not None and self.check_by < today

    def effects(self) -> tuple[Effect, ...]:
        """Return the effects found, without repeats, in the order of the outcomes."""
        return tuple(dict.fromkeys(outcome.effect for outcome in self.outcomes))

    def ordered(self) -> tuple[Outcome, ...]:
        """Return the outcomes as readers ask for them: violence and crime before anything else."""
        order = {outcome: place for place, outcome in enumerate(HEADLINES)}
        return tuple(sorted(self.outcomes, key=lambda outcome: order.get(outcome.outcome, len(order))))

    def headline(self) -> Outcome | None:
        """Return the outcome that comes first, measured or not."""
        return next(iter(self.ordered()), None)

    def told_first(self) -> tuple[Outcome, ...]:
        """Return what to tell where room is short: the headline, measured or not, then harm, then others measured."""
        main = self.headline()
        shown = [outcome for outcome in self.outcomes if outcome == main or outcome.effect is not Effect.NOT_MEASURED]
        return tuple(sorted(shown, key=lambda outcome: (outcome != main, outcome.effect is not Effect.HARM)))

    def verdict(self) -> tuple[Outcome, ...]:
        """Return the outcomes of the verdict: the headline, what was measured in its place, and a harm beside them."""
        measured = [outcome for outcome in self.ordered() if outcome.effect is not Effect.NOT_MEASURED]
        if not measured:
            return ()
        main = self.headline()
        shown = [main] if main else []
        if main not in measured:
            shown.append(measured[0])
        if all(outcome.effect is not Effect.HARM for outcome in shown):
            shown += [outcome for outcome in measured if outcome.effect is Effect.HARM][:1]
        return tuple(shown)

    def rated(self) -> Outcome | None:
        """Return the outcome whose confidence the verdict shows."""
        return next((outcome for outcome in self.verdict() if outcome.confidence is not None), None)

    def all_places(self) -> tuple[str, ...]:
        """Return the main place first, then the others."""
        return tuple(dict.fromkeys(place for place in (self.place, *self.places) if place))


def slug_from(title: str) -> str:
    """Make an address out of a title: small letters, digits and hyphens, cut at a word."""
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode().lower()
    slug = "-".join(re.findall(r"[a-z0-9]+", plain))
    return slug if len(slug) <= LONGEST_SLUG else slug[:LONGEST_SLUG].rpartition("-")[0]


def ratings(brief: Brief) -> set[tuple[str, str, int | None]]:
    """Return what a brief says happened, and how sure it is."""
    return {(outcome.outcome, outcome.effect, outcome.confidence) for outcome in brief.outcomes}
