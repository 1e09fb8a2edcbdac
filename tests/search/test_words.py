"""What counts as a word."""

from concurrent.futures import ThreadPoolExecutor
from itertools import product

import pytest
import snowballstemmer
from hypothesis import given
from hypothesis import strategies as st

from library.search.engine.words import stem, stems, words

ENDINGS = ("ational", "ingly", "fulness", "edly", "ization", "iveness", "ement")
ONE_STEM = [
    ("school", "schools"),
    ("mentor", "mentoring"),
    ("School", "SCHOOL"),
    ("café", "cafe"),
    ("café", "cafe\u0301"),
    ("naïve", "naive"),
    ("school", "school's"),
    ("school", "school’s"),
    ("youths", "youth's"),
    ("O'Neill", "O’Neill"),
    ("A&E", "a&e"),
    ("straße", "STRASSE"),
    ("ﬁght", "fight"),
]


@pytest.mark.parametrize(("one", "other"), ONE_STEM)
def test_forms_of_a_word_have_one_stem(one: str, other: str) -> None:
    assert stems(one) == stems(other) != []


@pytest.mark.parametrize(("one", "other"), [("school", "schooner"), ("A&E", "A&M"), ("10", "100"), ("knife", "crime")])
def test_words_that_differ_have_stems_that_differ(one: str, other: str) -> None:
    assert stems(one) != stems(other)


def test_words_that_only_make_a_question_do_not_count() -> None:
    assert stems("What's the best way of stopping a knife? Who can help, and why doesn’t it work?") == [
        "best",
        "stop",
        "knife",
        "help",
    ]


def test_a_hyphen_parts_words() -> None:
    assert stems("hot-spot") == stems("hot spot")


def test_an_ampersand_between_letters_does_not_part_a_word() -> None:
    assert [word.text for word in words("A&E, R&B & co")] == ["A&E", "R&B", "co"]


def test_an_underscore_and_punctuation_part_words() -> None:
    assert [word.text for word in words("knife_crime/schools,(prison)")] == ["knife", "crime", "schools", "prison"]


def test_numbers_are_words() -> None:
    assert stems("aged 10-13, 4.5%") == ["age", "10", "13", "4", "5"]


def test_a_word_knows_where_it_stands() -> None:
    text = "The school’s café: A&E"
    assert [(text[word.start : word.end], word.text) for word in words(text)] == [
        ("school’s", "school’s"),
        ("café", "café"),
        ("A&E", "A&E"),
    ]


@pytest.mark.parametrize("text", ["", "  \n", "the of", "…—!?", "😀", "'''&&&", "\0\ud800", "ﾞ", "ͺ"])
def test_a_text_without_words_has_no_stems(text: str) -> None:
    assert stems(text) == []


@given(st.text())
def test_a_stem_is_never_empty_and_holds_no_space(text: str) -> None:
    for word in words(text):
        assert word.stem
        assert not any(letter.isspace() for letter in word.stem)


@given(st.text())
def test_a_stem_does_not_depend_on_capitals(text: str) -> None:
    assert [stem(word.text.lower()) for word in words(text.lower())] == stems(text.lower())
    assert stem(text.upper()) == stem(text.upper().casefold())


@pytest.mark.parametrize(
    ("one", "many"), [("knife", "knives"), ("knife", "knifes"), ("child", "children"), ("woman", "women")]
)
def test_an_irregular_plural_finds_its_singular(one: str, many: str) -> None:
    assert stem(one) == stem(many)


@pytest.mark.usefixtures("hurried")
def test_many_threads_at_once_stem_as_one_does() -> None:
    said = [f"{first}{last}" for first in map("".join, product("bcdfg", "aeiou", "lmnrt")) for last in ENDINGS]
    alone = [snowballstemmer.stemmer("english").stemWord(word) for word in said]
    with ThreadPoolExecutor(8) as threads:
        assert list(threads.map(stem, said)) == alone
