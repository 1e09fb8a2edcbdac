"""How a brief reads to people: headings, ratings, figures. Used by pages, mails and paper alike."""

from typing import Any

from library.briefs import emmie_coverage
from library.briefs.figure_pairs import Figure, Unit
from library.briefs.models import Brief
from library.briefs.parts import Outcome, Source
from library.briefs.ratings import CONFIDENCE_WORDS, Effect, Kind, Reader
from library.briefs.schemas.brief import BRIEF
from library.briefs.vocabulary.models import Vocabulary
from library.i18n.messages import Message, gettext, marked

SHAPES = {
    Effect.LARGE_BENEFIT: "▲▲",
    Effect.SOME_BENEFIT: "▲",
    Effect.MIXED: "◆",
    Effect.NO_CLEAR_CHANGE: "▬",
    Effect.HARM: "▼",
    Effect.NOT_MEASURED: "?",
}
"""One shape to each effect, so that no rating is told by colour alone."""
COUNTED = {
    Unit.PERCENT: marked("%(number)s%%"),
    Unit.PER_HUNDRED: marked("%(number)s in 100"),
    Unit.PER_THOUSAND: marked("%(number)s in 1,000"),
    Unit.PER_HUNDRED_THOUSAND: marked("%(number)s in 100,000"),
    Unit.COUNT: marked("%(number)s"),
}
"""How a figure is said with what it counts in."""


def heading(section: str) -> str:
    """Return the heading of a section: the label of its field."""
    return gettext(str(BRIEF.fields[section].metadata["label"]))


def lens_heading(lens: str) -> str:
    """Return the name of the reader a lens speaks to."""
    return Reader(lens).label  # type: ignore[call-arg]


def shape(effect: Effect) -> str:
    """Return the shape that stands for an effect."""
    return SHAPES[effect]


def outcome_name(outcome: Outcome, terms: Vocabulary) -> str:
    """Return what an outcome is called: its own label, or that of its term."""
    return outcome.label or terms.label("outcome", outcome.outcome)


def confidence(outcome: Outcome) -> str:
    """Return the confidence in an outcome as a word and a number, "" where nothing was measured."""
    if outcome.confidence is None:
        return ""
    word = gettext(CONFIDENCE_WORDS[outcome.confidence])
    return gettext(Message("%(word)s, %(number)s of 5", word=word, number=outcome.confidence))


def dots(outcome: Outcome) -> str:
    """Return the confidence in an outcome as five dots."""
    return "" if outcome.confidence is None else "●" * outcome.confidence + "○" * (5 - outcome.confidence)


def counted(value: float, unit: Unit) -> str:
    """Say a figure with what it counts in, such as 55% or 14 in 1,000."""
    return gettext(COUNTED[unit]) % {"number": f"{value:,.10g}"}


def bars_in_words(figure: Figure) -> str:
    """Say two figures side by side in a line, with their source and the caution that goes with them."""
    (label, value), (other_label, other_value) = figure.values()
    words = {
        "measure": figure.measure,
        "label": label,
        "value": counted(value, figure.unit),
        "other_label": other_label,
        "other_value": counted(other_value, figure.unit),
        "source": figure.source,
        "note": figure.note,
    }
    said = gettext("%(measure)s. %(label)s: %(value)s. %(other_label)s: %(other_value)s [%(source)s]. %(note)s")
    return said % words


def in_short(brief: Brief) -> str:
    """Say in one line what happened, for a list: the outcomes that were measured, or that none was."""
    measured = [outcome for outcome in brief.outcomes if outcome.effect is not Effect.NOT_MEASURED]
    if not measured:
        return gettext("Not measured") if brief.outcomes else ""
    return "; ".join(dict.fromkeys(outcome.effect.label for outcome in measured))


def is_copy(source: Source) -> bool:
    """Return whether a source is a copy on another site, which is named and not linked."""
    return not source.url or "copy on another site" in source.limitations.lower()


HELPERS: dict[str, Any] = {
    "Kind": Kind,
    "Reader": Reader,
    "Effect": Effect,
    "heading": heading,
    "lens_heading": lens_heading,
    "shape": shape,
    "outcome_name": outcome_name,
    "confidence": confidence,
    "dots": dots,
    "counted": counted,
    "bars_in_words": bars_in_words,
    "in_short": in_short,
    "known_parts": emmie_coverage.parts,
    "is_copy": is_copy,
}
"""What templates may call of a brief, on pages and in mails alike."""
FILTERS: dict[str, Any] = {"term_label": lambda id, scheme, terms: terms.label(scheme, id)}
"""What templates of pages may put values of a brief through."""
