"""The passage of a brief that speaks to a question."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import given
from hypothesis import strategies as st

from library.search import excerpts
from library.search.engine.words import stems
from library.search.excerpts import LENGTH, Passages, Piece, excerpt

FILLER = "Nothing of note is written in this sentence at all. "
SHOWN = LENGTH + len("… ") + len(" …")


def plain(text: str, wanted: str) -> str:
    return "".join(piece.text for piece in excerpt(text, set(stems(wanted))))


def marked(text: str, wanted: str) -> list[str]:
    return [piece.text for piece in excerpt(text, set(stems(wanted))) if piece.marked]


def test_a_short_text_is_shown_whole() -> None:
    assert plain("Knife crime fell. Schools said so.", "schools") == "Knife crime fell. Schools said so."


def test_the_words_asked_for_are_marked_as_they_are_written() -> None:
    text = "Mentoring helps: mentors meet young people. A mentor’s time counts."
    assert marked(text, "mentor") == ["Mentoring", "mentors", "mentor’s"]


def test_marks_take_nothing_from_the_text() -> None:
    text = "Knives, knife arches & schools: “knife crime”."
    assert plain(text, "knife crime school") == text


def test_the_beginning_is_shown_when_no_word_is_there() -> None:
    text = FILLER * 20
    shown = plain(text, "knife")
    assert shown.endswith(" …")
    assert text.startswith(shown.removesuffix(" …"))
    assert marked(text, "knife") == []


@pytest.mark.parametrize("wanted", [set(), {"knife"}])
def test_an_empty_text_has_no_excerpt(wanted: set[str]) -> None:
    assert excerpt("", wanted) == excerpt(" \n ", wanted) == ()


def test_a_passage_from_the_middle_starts_at_its_sentence_and_says_that_it_is_cut() -> None:
    text = FILLER * 10 + "Mentoring cut knife crime. " + FILLER * 10
    assert plain(text, "knife").startswith("… Mentoring cut knife crime. Nothing")
    assert plain(text, "knife").endswith(" …")


def test_a_passage_at_the_end_is_not_said_to_be_cut_there() -> None:
    assert plain(FILLER * 10 + "Mentoring cut knife crime.", "knife") == "… Mentoring cut knife crime."


def test_the_passage_with_most_of_the_question_is_chosen() -> None:
    text = "Knife crime. " + FILLER * 10 + "Knife crime fell after mentoring in schools. " + FILLER * 10
    assert "mentoring in schools" in plain(text, "knife crime mentoring schools")


def test_a_word_far_into_a_long_sentence_is_shown() -> None:
    text = "many words go by without a stop " * 30 + "knife " + "and on they go " * 30
    assert marked(text, "knife") == ["knife"]
    assert len(plain(text, "knife")) <= SHOWN


def test_spaces_and_lines_become_single_spaces() -> None:
    assert plain("knife\n\n  crime\tfell", "crime") == "knife crime fell"


def test_a_text_without_spaces_is_cut_at_the_length() -> None:
    assert plain("x" * 1000, "knife") == "x" * LENGTH + " …"


def test_a_long_address_before_the_word_hides_nothing() -> None:
    assert len(plain("Read https://example.org/" + "x" * 1000 + " on knives.", "read")) > LENGTH / 2


TEXTS = st.lists(st.sampled_from(["knife", "Knives.", "school’s", "and", "x" * 30, "A&E,", "…", "\n", "é. "])).map(
    " ".join
)


@given(TEXTS, st.sets(st.sampled_from(["knife", "school", "a&e", "none"])))
def test_an_excerpt_is_a_piece_of_the_text_with_only_wanted_words_marked(text: str, wanted: set[str]) -> None:
    pieces = excerpt(text, wanted)
    shown = "".join(piece.text for piece in pieces)
    assert len(shown) <= SHOWN
    assert shown.removeprefix("… ").removesuffix(" …") in " ".join(text.split()).join(["… ", " …"])
    assert all(set(stems(piece.text)) <= wanted for piece in pieces if piece.marked)
    assert bool(set(stems(text)) & wanted) == any(piece.marked for piece in pieces)


@pytest.mark.usefixtures("hurried")
def test_many_threads_at_once_cut_as_one_does(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(excerpts, "MOST_KEPT", 400)
    texts = [" ".join(f"games,{(number * 7 + word) % 900}" for word in range(40)) for number in range(120)]
    alone = [excerpt(text, {"game"}) for text in texts]
    kept = [Passages(text) for text in texts]

    def cut(number: int) -> tuple[tuple[Piece, ...], tuple[Piece, ...]]:
        return excerpt(texts[number], {"game"}), kept[number].excerpt({"game"})

    with ThreadPoolExecutor(8) as threads:
        assert list(threads.map(cut, range(len(texts)))) == list(zip(alone, alone, strict=True))
