"""Finding texts of other languages: by how words begin, however their letters are typed."""

import shutil
from pathlib import Path

import pytest

from library.contributions import Findable
from library.search import beginnings
from library.search.engine.words import folded
from tests.bench import languages

KNIVES = Findable("Kto nosi nóż i dlaczego?", "Głównie chłopcy", "home.home", says="Zapytaj, czego się boją.")
CLUBS = Findable("Czy kluby młodzieżowe pomagają?", "Trochę", "home.home", says="Klub to miejsce dla młodzieży.")
LEAST_FIRST, LEAST_AMONG_THREE = 0.7, 0.75
LEAST_FIRST_LATER, LEAST_AMONG_THREE_LATER = 0.7, 0.85
"""Shares of the questions of each language whose right translation is found; docs/languages.md has the figures."""


@pytest.mark.parametrize("asked", ["noże", "z nozem", "NÓŻ!", "kto nosi"])
def test_a_word_is_found_with_another_ending_without_its_accents_and_in_capitals(asked: str) -> None:
    assert beginnings.found([CLUBS, KNIVES], asked) == [KNIVES]


@pytest.mark.parametrize("asked", ["", "?!", "przepis na pierogi", "kl"])
def test_nothing_is_found_for_other_words(asked: str) -> None:
    assert beginnings.found([CLUBS, KNIVES], asked) == []
    assert beginnings.found([], asked) == []


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("țară", "tara"),
        ("ţară", "țară"),
        ("Łódź", "lodz"),
        ("كيسے", "کیسے"),
        ("مدد\u200cکریں", "مددکریں"),
        ("ہم", "ھم"),
        ("ਖ਼ਤਰਾ", "ਖਤਰਾ"),
        ("ਪੁੱਤ", "ਪੁਤ"),
        ("ક્\u200dષ", "ક્ષ"),
        ("દિકરી", "દીકરી"),
    ],
)
def test_letters_that_pass_for_each_other_are_the_same(one: str, other: str) -> None:
    assert folded(one) == folded(other)


@pytest.fixture(scope="module")
def answers(seeded: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[languages.Asked]]:
    """Return what a library with all briefs finds for the questions of each language, those written later after."""
    both = {code: [*lines, *languages.LATER[code]] for code, lines in languages.QUESTIONS.items()}
    folder = shutil.copytree(seeded, tmp_path_factory.mktemp("languages"), dirs_exist_ok=True)
    return dict(languages.asked(folder, meaning="off", questions=both))


@pytest.mark.parametrize("code", languages.QUESTIONS)
def test_questions_find_the_translation_that_answers_them(code: str, answers: dict[str, list[languages.Asked]]) -> None:
    asked = answers[code][: len(languages.QUESTIONS[code])]
    assert len(asked) == 15
    assert sum(each.among(1) for each in asked) >= LEAST_FIRST * len(asked)
    assert sum(each.among(3) for each in asked) >= LEAST_AMONG_THREE * len(asked)


@pytest.mark.slow("it makes a library of all briefs with their translations")
def test_questions_that_were_written_after_the_search_find_their_translation(
    answers: dict[str, list[languages.Asked]],
) -> None:
    asked = [each for code, found in answers.items() for each in found[len(languages.QUESTIONS[code]) :]]
    assert len(asked) == 40
    assert sum(each.among(1) for each in asked) >= LEAST_FIRST_LATER * len(asked)
    assert sum(each.among(3) for each in asked) >= LEAST_AMONG_THREE_LATER * len(asked)
