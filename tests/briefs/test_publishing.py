"""When a brief may be published, and what is said when it may not."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from library.briefs import seed_files
from library.briefs.parts import Actions
from library.briefs.ratings import Design, Effect, Kind, SourceType
from library.briefs.rules import publishing
from tests import builders

KNOWN = {scheme: frozenset(term["id"] for term in terms) for scheme, terms in seed_files.vocabulary().items()}


def told(**changes: Any) -> list[str]:
    return [str(fault) for fault in publishing.faults(builders.brief(**changes), KNOWN)]


def test_a_sound_brief_has_no_fault() -> None:
    assert told() == []


def test_an_unknown_term_offers_the_nearest() -> None:
    assert "“mentorin” is not in the vocabulary; did you mean mentoring" in told(approaches=("mentorin",))[0]


def test_a_figure_needs_the_letter_of_its_source() -> None:
    assert "cites no source" in told(what_it_is="It reached 40 people.")[0]
    assert told(what_it_is="It reached 40 people [a].") == []


@pytest.mark.parametrize("text", ["1. Ask first\n2. Close the street", "Ask one person.", "It began in 2019."])
def test_a_numbered_list_a_single_one_and_a_year_are_no_figures(text: str) -> None:
    assert told(how_to_do_it=text) == []


def test_an_action_may_name_numbers_without_a_source() -> None:
    actions = replace(builders.brief().actions, school=("Ring 3 schools by Friday.",))
    assert told(actions=actions) == []


def test_a_citation_in_another_line_does_not_count() -> None:
    assert "cites no source" in told(what_it_is="It reached 40 people.\nIt was liked [a].")[0]


def test_two_sources_with_one_letter_are_pointed_out() -> None:
    assert "Two sources have the same letter" in told(sources=builders.brief().sources * 2)[0]


def test_an_outcome_may_cite_only_sources_that_are_there() -> None:
    outcome = replace(builders.brief().outcomes[0], sources=("a", "q"), outcome="magic")
    said = told(outcomes=(outcome,))
    assert any(each.startswith("outcomes-0-sources: It cites [q]") for each in said)
    assert any(each.startswith("outcomes-0-outcome: “magic” is not in the vocabulary") for each in said)


def test_a_brief_of_over_900_words_says_how_long_it_is() -> None:
    assert any("The brief has" in each for each in told(how_to_do_it="word " * 900))


@pytest.mark.parametrize("later", [0, -1])
def test_the_next_check_comes_after_the_last(later: int) -> None:
    checked = builders.brief().checked_on
    assert "choose a day after the day it was checked" in told(check_by=checked + timedelta(days=later))[0]


def test_a_letter_needs_a_source() -> None:
    assert "no source has that letter" in told(what_it_is="It reached people [z].")[0]


def test_a_first_part_over_200_words_says_how_long_it_is() -> None:
    assert "one role's actions have" in told(main_caution="word " * 200)[0]


def test_a_brief_without_its_main_caution_or_with_too_few_roles_is_not_ready() -> None:
    assert "the one caution that matters most" in told(main_caution="")[0]
    assert "at least 3 roles" in told(actions=Actions(parent=("Walk over with your child.",)))[0]


@pytest.mark.parametrize("kind", [Kind.WHO_MUST_ACT, Kind.FACTS_AND_FIGURES, Kind.SIGNPOST])
def test_where_there_is_nothing_to_rate_there_are_no_ratings(kind: Kind) -> None:
    assert "has no ratings: remove the outcomes" in told(kind=kind)[0]


@pytest.mark.parametrize("effect", [Effect.HARM, Effect.LARGE_BENEFIT, Effect.NO_CLEAR_CHANGE])
def test_a_strong_impact_needs_a_comparison(effect: Effect) -> None:
    outcome = replace(builders.brief().outcomes[0], effect=effect, design=Design.BEFORE_AFTER)
    assert "needs a comparison" in told(outcomes=(outcome,))[0]
    assert told(outcomes=(replace(outcome, design=Design.COMPARISON),)) == []


@pytest.mark.parametrize("type", [SourceType.PROTOCOL, SourceType.NEWS])
def test_an_impact_never_rests_on_a_protocol_or_on_news(type: SourceType) -> None:
    source = replace(builders.brief().sources[0], type=type)
    assert "can't rest on a protocol or news" in told(sources=(source,))[0]


def test_an_impact_names_its_source() -> None:
    outcome = replace(builders.brief().outcomes[0], sources=())
    assert told(outcomes=(outcome,)) == ["outcomes-0-sources: Give the letter of the source of this impact, such as a"]


def test_research_on_one_source_says_so() -> None:
    assert "one source" in told(kind=Kind.WHAT_WORKS)[0]
    assert told(kind=Kind.WHAT_WORKS, cautions="This rests on one source.") == []


@pytest.mark.parametrize(("kind", "months"), [(Kind.EARLY_LEARNING, 6), (Kind.GOOD_PRACTICE, 24)])
def test_a_brief_has_to_be_checked_again_in_time(kind: Kind, months: int) -> None:
    last = publishing.months_after(date(2026, 11, 22), months)
    assert told(kind=kind, check_by=last) == []
    assert f"at most {months} months" in told(kind=kind, check_by=last.replace(year=last.year + 1))[0]


def test_a_month_without_that_day_ends_early() -> None:
    assert publishing.months_after(date(2026, 8, 31), 6) == date(2027, 2, 28)


def test_violence_is_told_before_a_benefit_in_something_else() -> None:
    headline = builders.brief().headline()
    assert headline
    assert (headline.outcome, headline.effect) == ("any-violence", "not_measured")
