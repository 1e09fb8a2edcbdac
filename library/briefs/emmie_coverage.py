"""What a brief tells of the five parts of EMMIE: effect, how it works, for whom, how to do it, and cost.

Each part stands for itself: there is no score and no sum.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from library.briefs.models import Brief
from library.i18n.labels import LabelledEnum
from library.i18n.messages import marked

MONEY = re.compile(r"[£$€] ?\d|\d (?:pounds|pence|(?:US )?dollars|euros)\b")
"""An amount of money, as opposed to words that say no cost is known."""
COMPARED = 3
"""From this confidence on, what happened was compared with a similar group."""


class Coverage(LabelledEnum):
    """How much a brief tells of one part."""

    WHOLE = "whole", marked("covered")
    PART = "part", marked("partly covered")
    NOT = "not", marked("not covered yet")


@dataclass(frozen=True, slots=True)
class Part:
    """One part: its name, how much the brief tells of it, and the section to read, "" where there is none."""

    name: str
    coverage: Coverage
    section: str


def parts(brief: Brief) -> Iterator[Part]:
    """Return the five parts of a brief that has rated outcomes, nothing for one that has none."""
    if not brief.outcomes:
        return
    yield Part(marked("What happened"), _effect(brief), "what-happened")
    yield _section(marked("How it works"), brief.why_it_works, "why_it_works")
    yield _section(marked("Who for"), brief.who_for, "who_for")
    yield _section(marked("How to do it"), brief.how_to_do_it, "how_to_do_it")
    yield _cost(brief)


def _effect(brief: Brief) -> Coverage:
    sure = [outcome.confidence for outcome in brief.outcomes if outcome.confidence is not None]
    return Coverage.NOT if not sure else Coverage.WHOLE if max(sure) >= COMPARED else Coverage.PART


def _section(name: str, text: str, section: str) -> Part:
    return Part(name, Coverage.WHOLE, section) if text else Part(name, Coverage.NOT, "")


def _cost(brief: Brief) -> Part:
    """Tell of the cost: whole where a source gives its band, in part where only an amount of money is named."""
    section = "costs" if brief.costs else "cost" if brief.cost_band or brief.cost_note else ""
    named = MONEY.search(f"{brief.costs} {brief.cost_note}")
    coverage = Coverage.WHOLE if brief.cost_band else Coverage.PART if named else Coverage.NOT
    return Part(marked("Cost"), coverage, section)
