"""When a brief may be published: rules of meaning, over and above the shape that the schema holds."""

from collections.abc import Iterator, Mapping
from datetime import date
from difflib import get_close_matches
from math import isclose

from library.briefs import texts
from library.briefs.confidence import compares
from library.briefs.figure_pairs import Unit
from library.briefs.models import Brief
from library.briefs.ratings import Effect, Kind, SourceType
from library.briefs.rules.number_extraction import figures
from library.forms.problems import Fault
from library.i18n.messages import Message, marked
from library.text import plain

MOST_SHOWN_WORDS = 200
"""Words of title, answer, main caution and one role's actions; a page adds the verdict."""
WHOLE_WORDS = 900
LEAST_ROLES = 3
UNRATED = {Kind.WHO_MUST_ACT, Kind.FACTS_AND_FIGURES, Kind.SIGNPOST}
"""Kinds of brief in which there is nothing to rate."""
WEAK_ALONE = {SourceType.PROTOCOL, SourceType.NEWS}
"""Types of source that no effect may rest on alone."""
NEEDS_COMPARISON = {Effect.LARGE_BENEFIT, Effect.NO_CLEAR_CHANGE, Effect.HARM}
MONTHS_TO_CHECK = {Kind.EARLY_LEARNING: 6}
MOST_MONTHS_TO_CHECK = 24

TAGS = {
    "lead_for": "approach",
    "approaches": "approach",
    "settings": "setting",
    "ages": "age",
    "prevention_levels": "prevention_level",
    "places": "place",
    "violence_types": "violence_type",
    "artforms": "artform",
}
"""The tag fields of a brief and the scheme of the vocabulary each takes its terms from."""


def faults(brief: Brief, vocabulary: Mapping[str, frozenset[str]]) -> list[Fault]:
    """List what stands between this brief and its readers; `vocabulary` is scheme -> ids of its terms."""
    return [
        *_lengths(brief),
        *_first_part(brief),
        *_outcomes(brief),
        *_terms(brief, vocabulary),
        *_sources(brief),
        *_figures(brief),
        *_dates(brief),
    ]


def _lengths(brief: Brief) -> Iterator[Fault]:
    if (count := texts.shown_words(brief)) > MOST_SHOWN_WORDS:
        yield Fault(
            "short_answer",
            Message(
                "Title, answer, caution and one role's actions have %(count)s words together; cut them to %(most)s",
                count=count,
                most=MOST_SHOWN_WORDS,
            ),
        )
    body = ((field, text) for field, text in texts.whole(brief) if not field.startswith(("actions-", "lenses-")))
    if (count := plain.total_words(body)) > WHOLE_WORDS:
        yield Fault(
            "",
            Message("The brief has %(count)s words; cut it to %(whole_words)s", count=count, whole_words=WHOLE_WORDS),
        )


def _first_part(brief: Brief) -> Iterator[Fault]:
    if not brief.main_caution:
        yield Fault("main_caution", marked("Give the one caution that matters most"))
    if len(list(brief.actions.by_role())) < LEAST_ROLES:
        yield Fault("actions", Message("Say what at least %(least)s roles can do this week", least=LEAST_ROLES))


def _outcomes(brief: Brief) -> Iterator[Fault]:
    if brief.kind in UNRATED and brief.outcomes:
        yield Fault("outcomes", Message("“%(kind)s” has no ratings: remove the outcomes", kind=brief.kind.words))
    types = {source.key: source.type for source in brief.sources}
    for number, outcome in enumerate(brief.outcomes):
        if outcome.effect is Effect.NOT_MEASURED:
            continue
        if outcome.effect in NEEDS_COMPARISON and outcome.design and not compares(outcome.design):
            yield Fault(
                f"outcomes-{number}-effect",
                Message("“%(effect)s” needs a comparison: choose another impact", effect=outcome.effect.words),
            )
        if not outcome.sources:
            yield Fault(f"outcomes-{number}-sources", marked("Give the letter of the source of this impact, such as a"))
        elif {types.get(key) for key in outcome.sources} <= WEAK_ALONE:
            yield Fault(
                f"outcomes-{number}-sources", marked("An impact can't rest on a protocol or news: cite a study too")
            )


def _terms(brief: Brief, vocabulary: Mapping[str, frozenset[str]]) -> Iterator[Fault]:
    used = [(field, scheme, term) for field, scheme in TAGS.items() for term in getattr(brief, field)]
    used.append(("place", "place", brief.place))
    used += [
        (f"outcomes-{number}-outcome", "outcome", outcome.outcome) for number, outcome in enumerate(brief.outcomes)
    ]
    for field, scheme, term in used:
        known = vocabulary.get(scheme, frozenset())
        if term and term not in known:
            yield Fault(field, _unknown_term(term, get_close_matches(term, known, 3, 0.5)))


def _unknown_term(term: str, near: list[str]) -> str:
    if not near:
        return Message("“%(term)s” is not in the vocabulary", term=term)
    return Message("“%(term)s” is not in the vocabulary; did you mean %(near)s?", term=term, near=" or ".join(near))


def _sources(brief: Brief) -> Iterator[Fault]:
    keys = [source.key for source in brief.sources if source.key]
    if len(set(keys)) < len(keys):
        yield Fault("sources", marked("Two sources have the same letter. Each needs its own"))
    cited = [(field, key) for field, text in texts.whole(brief) for key in sorted(plain.citations(text))]
    cited += [
        (f"outcomes-{number}-sources", key) for number, outcome in enumerate(brief.outcomes) for key in outcome.sources
    ]
    cited += [(f"figures-{number}-source", figure.source) for number, figure in enumerate(brief.figures)]
    for field, key in cited:
        if key and key not in keys:
            yield Fault(field, Message("It cites [%(key)s], but no source has that letter", key=key))
    yield from _uncited_figures(brief)
    if (
        brief.kind is Kind.WHAT_WORKS
        and len(keys) == 1
        and "one source" not in " ".join(text for _, text in texts.whole(brief)).lower()
    ):
        yield Fault("sources", marked("It rests on one source. Add a second, or say “one source” in the text"))


def _uncited_figures(brief: Brief) -> Iterator[Fault]:
    """Hold that a paragraph with a figure in digits leads to its source."""
    for field, text in texts.whole(brief):
        if not field.startswith(("key_points", *dict(brief.sections()))) or field == "how_to_refer":
            continue
        for paragraph in filter(str.strip, text.splitlines()):
            said = plain.plain(paragraph)
            if any(words[:1].isdigit() for words, _ in figures(said)) and not plain.citations(paragraph):
                yield Fault(field, marked("It gives a figure but cites no source; add one, such as [a]"), said)


def _figures(brief: Brief) -> Iterator[Fault]:
    """Hold that two bars draw only what the text says."""
    beside = dict(texts.beside_bars(brief))
    said = [value for field, text in texts.whole(brief) if field not in beside for _, value in figures(text)]
    for number, figure in enumerate(brief.figures):
        for name in ("value", "other_value"):
            value = getattr(figure, name)
            if value is None:
                continue
            if not any(isclose(each, known, rel_tol=1e-6) for each in _as_said(value, figure.unit) for known in said):
                yield Fault(f"figures-{number}-{name}", marked("The text does not give this figure. Say it there too"))


def _as_said(value: float, unit: Unit | None) -> set[float]:
    """Return a figure as a text may say it: as it is, or as a share of the whole; a draft may have no unit yet."""
    return {value, value / unit.whole} if unit and unit.whole else {value}


def _dates(brief: Brief) -> Iterator[Fault]:
    if brief.checked_on is None or brief.check_by is None:
        return
    most = MONTHS_TO_CHECK.get(brief.kind, MOST_MONTHS_TO_CHECK)
    if brief.check_by <= brief.checked_on:
        yield Fault("check_by", marked("Check again by: choose a day after the day it was checked"))
    elif brief.check_by > months_after(brief.checked_on, most):
        yield Fault(
            "check_by", Message("Check again by: choose a day at most %(most)s months after it was checked", most=most)
        )


def months_after(day: date, months: int) -> date:
    """Return the same day of the month `months` later, or the last day that month has."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    for last in (day.day, 30, 29, 28):
        try:
            return date(year, month + 1, last)
        except ValueError:
            continue
    raise ValueError(day)
