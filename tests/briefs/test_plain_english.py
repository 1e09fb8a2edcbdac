"""Plain English: what is pointed at, and what is left alone."""

import pytest

from library.briefs.rules.plain_english import sentence_faults, text_reading_age


@pytest.mark.parametrize(
    ("sentence", "said"),
    [
        ("Stakeholders met.", "partners, or say who"),
        ("We use CASCADE here.", "Spell out CASCADE once"),
        ("word " * 40, "This sentence has 40 words"),
    ],
)
def test_what_is_hard_to_read_is_named_with_a_way_out(sentence: str, said: str) -> None:
    assert any(said in message for message in sentence_faults(sentence, set()))


@pytest.mark.parametrize(
    "sentence", ["The NHS and the GP agree.", "Ask the Violence Intervention Project first.", "Use MST here."]
)
def test_well_known_short_forms_names_and_explained_acronyms_are_left_alone(sentence: str) -> None:
    assert list(sentence_faults(sentence, {"MST"})) == []


def test_long_words_and_sentences_raise_the_reading_age() -> None:
    plain = text_reading_age("We went to the park. The sun was out.")
    hard = text_reading_age(
        "Interdisciplinary implementation necessitates organisational reconfiguration notwithstanding considerations."
    )
    assert plain < 12 < hard
