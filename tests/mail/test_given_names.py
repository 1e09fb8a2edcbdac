"""Names of strangers: living alphabets stay as they are, and nothing else comes through."""

import pytest

from library.mail.given_names import as_letters


@pytest.mark.parametrize(
    "name",
    [
        "Ann Lee",
        "Anne-Marie O'Neil",
        "O’Neil",
        "José Núñez",
        "Nguyễn Văn An",
        "प्रिया शर्मा",
        "محمد علي",
        "李小龙",
        "שרה",
    ],
)
def test_names_of_people_stay_as_they_are(name: str) -> None:
    assert as_letters(f"  {name} ") == name


@pytest.mark.parametrize(
    ("typed", "letters"),
    [
        ("", ""),
        ("--- ''' 123 !?", ""),
        ("Ann -- Lee", "Ann Lee"),
        ("'Ann'", "Ann"),
        ("a" + "\u0301" * 20, "á\u0301\u0301\u0301"),
        ("\u0301\u0301Ann", "Ann"),
        ("Ⓐⓝⓝ", "Ann"),
        ("℀", "a c"),
        ("evil․app", "evil app"),
        ("evil。app", "evil app"),
        ("ann\ue000lee😀", "ann lee"),
    ],
)
def test_what_is_no_letter_is_left_out(typed: str, letters: str) -> None:
    assert as_letters(typed) == letters
