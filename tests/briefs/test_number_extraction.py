"""Figures are found in prose, number words included, and held against records."""

import pytest

from library.briefs.rules.number_extraction import figures, known_figures, unknown_figures
from tests import builders


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("55% against 53%", [55, 53]),
        ("1,200 families", [1200]),
        ("£3.5 million", [3_500_000]),
        ("one in five children", [0.2]),
        ("16 in every 1,000", [0.016]),
        ("half of them", [0.5]),
        ("two thirds", [2 / 3]),
        ("twenty-two schools", [22]),
        ("two hundred people", [200]),
        ("twice as many", [2]),
        ("a dozen", [12]),
        ("one of them", []),
        ("the third visit", []),
        ("in 2024 and in 2023/24", []),
        ("on 22 November", []),
        ("call 0800 1111 or 999", []),
        ("less crime [a]", []),
        ("see https://example.org/100", []),
        ("one A4 side", []),
        ("three out of four young people", [0.75]),
        ("9 out of every 10 children", [0.9]),
        ("a quarter", [0.25]),
        ("three-quarters", [0.75]),
        ("12k views and 3m plays", [12_000, 3_000_000]),
        ("violence halved", [0.5]),
        ("TWENTY people", [20]),
        ("ages 10-13", [10, 13]),
        ("2,019 people", [2019]),
        ("1990 people", [1990]),
        ("on the 3rd floor", []),
        ("", []),
    ],
)
def test_the_figures_of_a_text(text: str, values: list[float]) -> None:
    assert [value for _, value in figures(text)] == pytest.approx(values)


def test_what_a_record_lists_as_unverified_is_not_known() -> None:
    record = {
        "effect": "33% less",
        "cost": "£900 each",
        "unverified_fields": ["cost"],
        "sources": [{"url": "https://x.org/77"}],
    }
    assert 33 in known_figures([record])
    assert 900 not in known_figures([record])
    assert 77 not in known_figures([record])


def test_a_figure_in_no_record_is_named_with_its_sentence() -> None:
    brief = builders.brief(short_answer="It cut violence by 40%.")
    faults = unknown_figures(brief, [{"effect": "cut by 30%"}])
    assert [(fault.field, fault.sentence) for fault in faults] == [("short_answer", "It cut violence by 40%.")]


def test_a_share_may_be_said_in_words_or_as_a_percentage() -> None:
    brief = builders.brief(short_answer="About a third fewer.")
    assert unknown_figures(brief, [{"effect": "33% less"}]) == []
