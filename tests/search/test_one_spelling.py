"""One idea finds one brief, whichever way it is written."""

import pytest
from flask.testing import FlaskClient

from library.search import one_spelling
from library.search.engine.words import stems
from library.services import Services
from tests import builders

ONE_IDEA = [
    ("well-being", "wellbeing", "Well being"),
    ("A&E", "A and E", "a & e", "A+E"),
    ("pre-school", "preschool", "pre‑schools"),
    ("multi-agency", "multiagency"),
    ("anti-social", "antisocial", "anti social"),
    ("self-harm", "selfharm", "self harming"),
    ("youth work", "youthwork", "youth-work"),
    ("non-violent", "nonviolent"),
    ("body-worn", "bodyworn"),
    ("prevention", "preven\u00adtion", "pre\u200bvention", "prevent\u2060ion", "\u202aprevention\u202c"),
    ("Łódź", "Lodz"),
    ("Đorđe Æbelø", "Dorde Aebelo"),
]


@pytest.mark.parametrize("ways", ONE_IDEA, ids=lambda ways: str(ways[0]))
def test_each_way_of_writing_an_idea_has_the_same_stems(ways: tuple[str, ...]) -> None:
    assert [stems(way) for way in ways] == [stems(ways[0])] * len(ways)
    assert stems(ways[0])


def test_each_part_of_a_word_written_in_two_counts_too() -> None:
    assert set(stems("bullying")) <= set(stems("antibullying")) == set(stems("anti-bullying"))


@pytest.mark.parametrize("ways", ONE_IDEA, ids=lambda ways: str(ways[0]))
def test_a_brief_is_found_whichever_way_its_words_and_the_question_are_written(
    services: Services, client: FlaskClient, reviewer: builders.Person, ways: tuple[str, ...]
) -> None:
    for number, way in enumerate(ways):
        builders.published(services, reviewer, f"brief-{number}", title=f"What to know about {way} here")
    found = [client.get("/api/v1/search", query_string={"q": way}).json["total"] for way in ways]
    assert found == [len(ways)] * len(ways)


def test_a_mark_that_nobody_sees_is_not_called_a_slip_of_spelling(client: FlaskClient) -> None:
    page = client.get("/search", query_string={"q": "preven\u00adtion"}).text
    assert "You typed" not in page
    assert "“prevention”" in page


def test_both_ways_of_writing_a_word_are_marked_in_an_excerpt(
    services: Services, client: FlaskClient, reviewer: builders.Person
) -> None:
    builders.published(services, reviewer, "selves", short_answer="Nobody has measured selfharm or self-harm there.")
    page = client.get("/search?q=self-harm").text
    assert "<mark>selfharm</mark> or <mark>self</mark>-<mark>harm</mark>" in page


@pytest.mark.parametrize(
    ("typed", "one"),
    [
        ("Anti-Social", "AntiSocial"),
        ("_anti social", "_antisocial"),
        ("xanti-social", "xanti-social"),
        ("BA and E", "BA and E"),
    ],
)
def test_words_are_written_as_one_where_a_word_begins_and_not_inside_one(typed: str, one: str) -> None:
    assert one_spelling.as_one(typed) == one
