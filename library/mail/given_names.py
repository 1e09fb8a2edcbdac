"""The name that a stranger gives, as a mail may show it: letters, and nothing that could lead anywhere or stand out."""

import re
import unicodedata

LONGEST = 40
"""Characters; a name is shown to somebody who never asked for it, so there is no room for a message in it."""
LETTERS = {"Lu", "Ll", "Lt", "Lo"}
MARKS = {"Mn", "Mc"}
BETWEEN = "-'’"
SEVERAL_BETWEEN = re.compile(rf"[{BETWEEN}]{{2,}}")
MOST_MARKS = 3
"""On one letter: what living scripts need, and no towers of them."""


def as_letters(typed: str) -> str:
    """Return the letters of a name with single spaces, hyphens and apostrophes between them; "" if it has none.

    Other spellings of letters are read first, so that full-width and circled ones are plain and a dot stays no dot.
    """
    kept = "".join(_kept(each) for each in unicodedata.normalize("NFKC", typed))
    words = (word.strip(BETWEEN) for word in SEVERAL_BETWEEN.sub(" ", _without_towers(kept)).split())
    return " ".join(filter(None, words))


def _kept(character: str) -> str:
    category = unicodedata.category(character)
    if category in LETTERS | MARKS or character in BETWEEN:
        return character
    return "" if category == "Cf" else " "


def _without_towers(name: str) -> str:
    kept, room = "", 0
    for character in name:
        is_mark = unicodedata.category(character) in MARKS
        room = room - 1 if is_mark else MOST_MARKS if character.isalpha() else 0
        kept += character if room >= 0 else ""
    return kept
