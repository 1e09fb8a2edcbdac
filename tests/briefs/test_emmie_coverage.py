"""Which of the five parts of EMMIE a brief tells."""

import pytest

from library.briefs.emmie_coverage import parts
from library.briefs.parts import Outcome
from library.briefs.ratings import CostBand, Design, Effect
from tests import builders


def told(**changes):
    return {part.name: (part.coverage.label, part.section) for part in parts(builders.brief(**changes))}


def measured(design):
    return Outcome("any-violence", Effect.SOME_BENEFIT, "Counted.", design, sources=("a",))


UNMEASURED = Outcome("any-violence", Effect.NOT_MEASURED, "Nobody counted.")


@pytest.mark.parametrize(
    ("outcomes", "words"),
    [
        ((UNMEASURED,), "not covered yet"),
        ((measured(Design.BEFORE_AFTER), UNMEASURED), "partly covered"),
        ((measured(Design.TRIAL), UNMEASURED), "covered"),
    ],
)
def test_what_happened_is_told_only_once_it_was_compared(outcomes, words):
    assert told(outcomes=outcomes)["What happened"] == (words, "what-happened")


def test_a_part_without_a_section_is_not_told_and_leads_nowhere():
    assert told(why_it_works="")["How it works"] == ("not covered yet", "")
    assert told(why_it_works="Trust grows.")["How it works"] == ("covered", "why_it_works")


def test_the_cost_is_told_only_where_a_source_gives_it():
    assert told(costs="")["Cost"] == ("not covered yet", "")
    assert told(costs="No cost could be read.")["Cost"] == ("not covered yet", "costs")
    assert told(costs="About £1.65 a pupil.")["Cost"] == ("partly covered", "costs")
    assert told(costs="The book was 225 US dollars.")["Cost"] == ("partly covered", "costs")
    assert told(cost_note="£200 a place.")["Cost"] == ("partly covered", "cost")
    assert told(cost_band=CostBand.LOW)["Cost"] == ("covered", "cost")


def test_a_brief_without_rated_outcomes_has_no_bar():
    assert told(outcomes=()) == {}
