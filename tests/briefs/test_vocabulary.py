"""The vocabulary, and the values that carry their own words."""

import pytest

from library.briefs.models import Brief
from library.briefs.parts import Lenses
from library.briefs.ratings import Effect, Kind
from library.briefs.vocabulary.models import Term, Vocabulary
from tests import builders

TERMS = Vocabulary.of(
    [Term("age", "14-17", "14 to 17"), Term("place", "leicester", "Leicester"), Term("age", "0-4", "Under 5")]
)


def test_terms_keep_their_order_within_their_scheme():
    assert [term.id for term in TERMS.terms("age")] == ["14-17", "0-4"]
    assert list(TERMS.terms("nothing")) == []
    assert TERMS.ids() == {"age": {"14-17", "0-4"}, "place": {"leicester"}}


def test_a_term_is_found_in_its_own_scheme_only():
    assert TERMS.find("place", "leicester").label == "Leicester"
    assert TERMS.find("age", "leicester") is None


def test_an_unknown_term_is_made_readable():
    assert TERMS.label("place", "leicester") == "Leicester"
    assert TERMS.label("place", "north-west-leicestershire") == "North west leicestershire"


@pytest.mark.parametrize("enum", [Effect, Kind])
def test_each_value_is_its_own_text_and_has_words(enum):
    for member in enum:
        assert enum(str(member)) is member
        assert member.label
    assert len({member.label for member in enum}) == len(enum)


def test_a_brief_is_overdue_the_day_after_its_date():
    brief: Brief = builders.brief()
    assert not brief.overdue(brief.check_by)
    assert brief.overdue(brief.check_by.replace(day=brief.check_by.day + 1))
    assert not builders.brief(check_by=None).overdue(brief.check_by)


def test_what_is_said_twice_of_a_brief_is_given_once():
    brief = builders.brief(place="england", places=("leicester", "england"), outcomes=builders.brief().outcomes * 2)
    assert brief.all_places() == ("england", "leicester")
    assert brief.effects() == (Effect.SOME_BENEFIT, Effect.NOT_MEASURED)
    assert list(Lenses(nhs="Ask.").filled()) == [("nhs", "Ask.")]
