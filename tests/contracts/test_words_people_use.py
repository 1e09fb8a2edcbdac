"""Widening and spelling, the same for any engine."""

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from library.domain.searches import Lead, Match, Query
from library.search.port import SearchIndex
from tests.contracts.engines import ENGINES, document, ids, put, remove, scan, whoosh
from tests.tiers import examples

LEAD = Lead("setting", "hospital", ("casualti",), "casualty")


@pytest.fixture(params=ENGINES.values(), ids=ENGINES.keys())
def index(request: pytest.FixtureRequest, tmp_path: Path) -> SearchIndex:
    """Give an empty engine of each kind."""
    made: Callable[[Path], SearchIndex] = request.param
    return made(tmp_path / "index")


def test_a_lead_finds_what_has_its_term_and_counts_as_the_word_that_led_there(index: SearchIndex) -> None:
    put(index, document(1, "youth workers", setting="hospital"), document(2, "youth workers", setting="school"))
    found = index.search(Query("casualty", leads=(LEAD,)))
    assert (ids(found), found.match, found.hits[0].words) == ([1], Match.GOOD, ("casualti",))


def test_a_lead_to_a_term_that_nothing_has_changes_nothing(index: SearchIndex) -> None:
    put(index, document(1, "youth workers"))
    assert ids(index.search(Query("youth", leads=(LEAD,)))) == [1]


def test_a_misspelt_word_is_put_right_and_a_rare_one_is_left_alone(index: SearchIndex) -> None:
    put(index, document(1, "mentoring for violence"), document(2, "mentoring and networks"))
    assert index.correct(["mentering", "mentoring", "heroin", "mosque"]) == {"mentering": "mentoring"}


def test_a_word_is_put_right_by_what_is_there_now_and_by_nothing_that_is_gone(index: SearchIndex) -> None:
    put(index, *(document(number, "mentoring and tutoring") for number in (1, 2, 3)))
    remove(index, 1)
    assert index.correct(["mentering"]) == {"mentering": "mentoring"}
    put(index, document(2, "tutoring"), document(4, "mentering"))
    assert index.correct(["mentering", "tutering"]) == {"tutering": "tutoring"}
    remove(index, 3, 4)
    assert index.correct(["mentering"]) == {}


def test_a_word_is_put_right_by_words_of_several_commits(index: SearchIndex) -> None:
    put(index, document(1, "mentoring"))
    put(index, document(2, "mentoring"))
    assert index.correct(["mentering", "mentorin", "entering"]) == dict.fromkeys(["mentering", "mentorin"], "mentoring")


TERMS = st.sampled_from(["hospital", "school", "street"])
TEXTS = st.lists(st.sampled_from(["youth", "worker", "knife", "school", "arts", "police"]), min_size=1, max_size=8).map(
    " ".join
)


@settings(max_examples=examples(40), deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    stock=st.lists(st.tuples(TEXTS, TERMS), min_size=1, max_size=12),
    asked=TEXTS,
    wanted=st.lists(TERMS, max_size=2, unique=True),
)
def test_both_engines_rank_widened_questions_alike(
    tmp_path_factory: pytest.TempPathFactory, stock: list[tuple[str, str]], asked: str, wanted: list[str]
) -> None:
    engines = [whoosh(tmp_path_factory.mktemp("index")), scan(Path())]
    for engine in engines:
        put(engine, *(document(number, text, setting=term) for number, (text, term) in enumerate(stock, 1)))
    query = Query(asked, leads=tuple(Lead("setting", term, (term,), term) for term in wanted), size=50)
    first, second = (engine.search(query) for engine in engines)
    assert (ids(first), first.total, first.counts, first.match) == (
        ids(second),
        second.total,
        second.counts,
        second.match,
    )
