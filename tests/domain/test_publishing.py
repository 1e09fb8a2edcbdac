"""When a brief may be published, and what is said when it may not."""

from datetime import date
from typing import Any

import pytest

from library.actions import seeds
from library.domain import publishing
from library.domain.ratings import Kind
from tests import builders

KNOWN = {scheme: frozenset(term["id"] for term in terms) for scheme, terms in seeds.vocabulary().items()}


def told(**changes: Any) -> list[str]:
    return [str(fault) for fault in publishing.faults(builders.brief(**changes), KNOWN)]


def test_a_sound_brief_has_no_fault() -> None:
    assert told() == []


def test_an_unknown_term_offers_the_nearest() -> None:
    assert "“mentorin” is not in the vocabulary; did you mean mentoring" in told(approaches=("mentorin",))[0]


def test_a_figure_needs_the_letter_of_its_source() -> None:
    assert "cites no source" in told(what_it_is="It reached 40 people.")[0]
    assert told(what_it_is="It reached 40 people [a].") == []


def test_a_letter_needs_a_source() -> None:
    assert "no source has that letter" in told(what_it_is="It reached people [z].")[0]


def test_a_front_over_400_words_says_how_long_it_is() -> None:
    assert "The front (title to cautions) has" in told(cautions="word " * 400)[0]


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
