"""The words of a brief: counted, cited and split as a reader would."""

import pytest

from library.briefs import texts
from library.briefs.models import slug_from
from library.briefs.parts import Lenses
from library.text import plain
from tests import builders


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("", 0),
        ("One two three.", 3),
        ("don't stop, it's well-known", 4),
        ("55% of 1,200 – that is half", 6),
        ("**bold** and _thin_ [a] [b]", 3),
        ("[the report](https://example.org/a b) says", 3),
        ("- one\n- two\n1. three", 3),
        ("# Heading", 1),
        ("… — !", 0),
    ],
)
def test_words_are_counted_without_marks_and_citations(text, count):
    assert plain.word_count(text) == count


@pytest.mark.parametrize(
    ("text", "letters"),
    [
        ("Fewer arrests [a] and less harm [bc].", {"a", "bc"}),
        ("A [link](https://example.org) is no citation.", set()),
        ("Neither is [A] nor [abc] nor [1].", set()),
        ("[a][b]", {"a", "b"}),
    ],
)
def test_a_citation_is_one_or_two_small_letters_in_brackets(text, letters):
    assert plain.citations(text) == letters


def test_sentences_end_at_stops_and_at_lines_and_not_at_short_forms_in_figures():
    text = "It helped. Did it last? “No.” Costs fell by 3.5 points.\n- A point\n- Another [a]\n\nThe end"
    assert plain.sentences(text) == [
        "It helped.",
        "Did it last?",
        "“No.",
        "Costs fell by 3.5 points.",
        "A point",
        "Another",
        "The end",
    ]


def test_the_front_is_part_of_the_whole_and_all_that_is_read_is_in_it():
    brief = builders.brief(lenses=Lenses(school="Tell families."), cost_note="Two workers.", how_to_do_it="Ask first.")
    whole = dict(texts.whole(brief))
    assert dict(texts.front(brief)).items() <= whole.items()
    assert (whole["lenses-school"], whole["cost_note"], whole["how_to_do_it"]) == (
        "Tell families.",
        "Two workers.",
        "Ask first.",
    )
    assert len([field for field, _ in texts.whole(brief)]) == len(whole)


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("Street games", "street-games"),
        ("  “Café & Co”: 10 tips!  ", "cafe-co-10-tips"),
        ("…", ""),
        ("知識", ""),
        ("a" * 81, ""),
        ("word " * 30, "word-" * 15 + "word"),
    ],
)
def test_an_address_is_made_of_small_letters_digits_and_hyphens(title, slug):
    assert slug_from(title) == slug
    assert len(slug_from(title)) <= 80


@pytest.mark.parametrize("run", [" ", " \n", "\t[", "[a](", "* ", "[a"])
def test_long_runs_of_anything_are_read_once_and_not_again_from_every_letter(run: str) -> None:
    """A pattern that began again at every letter would not come to an end here."""
    assert plain.sentences(f"One.\n\n{run * 150_000}\n\nTwo.")[-1].endswith("Two.")
