"""The measures that small groups can use, read from the seed data once. What no source says is left empty."""

import json
from collections.abc import Callable, Iterator, Sequence
from functools import cache

from library.briefs.models import Brief
from library.funding.models import Group, Line, Measure, Price, Section
from library.funding.schemas import MEASURE
from library.i18n.messages import gettext, marked
from library.settings import ROOT

FILE = ROOT / "seed_data" / "measures.json"
FEW_QUESTIONS = 10
"""Up to so many questions a measure is short."""


@cache
def every() -> dict[str, Measure]:
    """Return all measures by their slugs, those that are free and short first."""
    loaded: list[Measure] = MEASURE.load(json.loads(FILE.read_text("utf-8")), many=True)
    return {measure.slug: measure for measure in sorted(loaded, key=_ease)}


def _ease(measure: Measure) -> tuple[int, bool, str]:
    """Order measures by what it takes to use them."""
    return list(Price).index(measure.cost), (measure.questions or 0) > FEW_QUESTIONS, measure.name


def by_group(group: Group | None) -> dict[Group, list[Measure]]:
    """Return the measures of one group, or of all, under their groups."""
    wanted = [each for each in Group if group in {None, each}]
    return {each: [measure for measure in every().values() if measure.group is each] for each in wanted}


FACTS = {
    "ages": marked("Ages"),
    "questions": marked("Questions"),
    "minutes": marked("Minutes"),
    "who": marked("Who answers"),
    "cost": marked("Free or paid"),
    "licence": marked("Licence"),
    "paper": marked("On paper"),
    "screen": marked("On a screen"),
    "reading_age": marked("Reading age"),
    "uk_norms": marked("UK figures to compare with"),
    "change": marked("Shows change in 3 to 6 months"),
    "adult": marked("Trained adult nearby"),
    "good_for": marked("Good for"),
    "not_for": marked("Not for"),
}
"""What is said of a measure, in order."""


def facts(measure: Measure) -> Iterator[tuple[str, str]]:
    """Yield (label, what is known) for each fact of a measure; "" where no source says."""
    special = {
        "cost": measure.cost.label if measure.cost is not Price.NOT_STATED else "",
        "questions": " ".join(part for part in (str(measure.questions or ""), measure.questions_note) if part),
    }
    for name, label in FACTS.items():
        yield gettext(label), special[name] if name in special else getattr(measure, name)


def of(briefs: Sequence[Brief]) -> list[Measure]:
    """Return the measures that some briefs name, those that more of them name first."""
    named = [slug for brief in briefs for slug in brief.measures]
    ranked = sorted(dict.fromkeys(named), key=lambda slug: -named.count(slug))
    return [every()[slug] for slug in ranked if slug in every()]


def section(briefs: Sequence[Brief], address: Callable[[str], str]) -> Section:
    """Return the measures to choose from; `address` gives where each is described."""
    lines: list[Line] = []
    for each in of(briefs):
        count = f" {each.questions} {gettext('questions')}." if each.questions else ""
        about = f"{each.measures}. {each.cost.label}.{count} {address(each.slug)}"
        lines.append(Line(about, f"{each.name}:", item=True, address=address(each.slug)))
    nothing = Line(gettext("These briefs name no measure. Count what you do, and ask people what changed for them."))
    return Section("measures", gettext("How you could measure it"), tuple(lines) or (nothing,))


def sentences(briefs: Sequence[Brief], most: int) -> Iterator[str]:
    """Yield a sentence that names one measure, two, and so on."""
    names = [_in_a_sentence(each.name) for each in of(briefs)[:most]]
    for count in range(1, len(names) + 1):
        *first, last = names[:count]
        yield f"How we plan to see what changes: {', '.join(first)}{' and ' if first else ''}{last}."


def _in_a_sentence(name: str) -> str:
    """Return a name with a small first letter, unless it is itself an acronym or a name."""
    first, _, second = name.partition(" ")
    kept = not first.replace("-", "").isalpha() or not first[1:].islower() or second[:1].isupper()
    return name if kept else name[:1].lower() + name[1:]
