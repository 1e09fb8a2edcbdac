"""What is kept of the names and words of documents that strangers made."""

import pytest

from library.editing.documents.models import Block, clean, figures_found, shown_name


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\reports\\final.docx", "final.docx"),
        ("a\r\nSet-Cookie: x=1.pdf", "a Set-Cookie: x=1.pdf"),
        ("\u202egpj.exe", "gpj.exe"),
        ("nul\0l.pdf", "null.pdf"),
        ("x" * 500 + ".pdf", "x" * 115 + "….pdf"),
        ("...", "Document without a name"),
        ("", "Document without a name"),
        ("Siân’s report.pdf", "Siân’s report.pdf"),
    ],
)
def test_a_name_is_shown_without_what_could_mislead(name: str, shown: str) -> None:
    assert shown_name(name) == shown


def test_words_are_kept_and_marks_that_nobody_sees_are_not() -> None:
    assert clean("o\u202eﬁ\u00adce\ud800\x00 \t\n £5 – “Siân” 👍") == "ofice £5 – “Siân” 👍"


@pytest.mark.parametrize(
    ("sentence", "words"),
    [
        ("It fell by 30% in 2024.", "30"),
        ("One in five came back, and £1.5 million was spent.", "One in five; 1.5 million"),
        ("See Table 3 and page 12.", ""),
        ("Two estates took part.", ""),
        ("Half of them stayed.", "Half"),
        ("Twenty-two stayed.", "Twenty-two"),
    ],
)
def test_figures_worth_quoting_are_told_from_numbers_that_are_not(sentence: str, words: str) -> None:
    assert [found.words for found in figures_found([Block(1, 0, sentence)])] == ([words] if words else [])


def test_contents_and_references_hold_no_figures() -> None:
    blocks = [
        (1, "Contents"),
        (0, "Costs ........ 12"),
        (1, "Costs"),
        (0, "It cost £5."),
        (1, "References"),
        (0, "44 pages."),
    ]
    found = figures_found(Block(1, level, text) for level, text in blocks)
    assert [figure.sentence for figure in found] == ["It cost £5."]
