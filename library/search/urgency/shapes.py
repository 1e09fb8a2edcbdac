"""Shapes of words: short patterns that say who does what to whom, as seed_data/urgent_words.json writes them.

A shape is words with spaces between: `<me>` is any word of a group, `hit|hits` either, `threat*` any ending, `~3` up to
three words of whatever kind, `^` the beginning and `$` the end of the sentence. Text is put into the same plain form
first: small letters without accents or apostrophes, single spaces. In a shape `my+self` is one entry of two words.
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence

from library.search.one_spelling import PLAIN, without_marks

ENDS = re.compile(r"[.!?;।۔…]+(?=\s|$)|\n")
APOSTROPHES = re.compile(r"['’‘`´]")
WORD = re.compile(r"[\w£\u0900-\u0aff\u0600-\u06ff]+")
LETTERS = PLAIN | str.maketrans({"@": "a", "$": "s", "ـ": None})
IN_DISGUISE = str.maketrans({"0": "o", "1": "i", "3": "e", "4": "a", "5": "s"})
STRETCHED = re.compile(r"([a-z])\1{2,}")
LONGEST_SENTENCE = 30
"""Words that are taken as one sentence, where somebody writes on without a full stop."""


class Shapes:
    """Compiles shapes, whose groups stand in one place."""

    def __init__(self, groups: Mapping[str, Sequence[str]]) -> None:
        """Take in the groups; one may name those that stand before it."""
        self._groups: dict[str, str] = {}
        for name, entries in groups.items():
            self._groups[name] = self._either(entries)

    def compiled(self, *shapes: str) -> re.Pattern[str]:
        """Return shapes as one pattern, for text in plain form, that finds any of them."""
        either = "|".join("".join(self._part(part) for part in shape.split()) for shape in shapes)
        return re.compile(rf"(?<!\S)(?:{either})")

    def _part(self, part: str) -> str:
        if part in {"^", "$"}:
            return {"^": r"\A", "$": r"\Z"}[part]
        if part.startswith("~"):
            return rf"(?:\S+ ){{0,{int(part[1:])}}}"
        return self._either([entry.replace("+", " ") for entry in part.split("|")])

    def _either(self, entries: Sequence[str]) -> str:
        return f"(?:{'|'.join(self._entry(entry) for entry in entries)})"

    def _entry(self, entry: str) -> str:
        if entry.startswith("<"):
            return self._groups[entry[1:-1]]
        return "".join(self._word(word) for word in entry.split())

    def _word(self, word: str) -> str:
        ending = r"\S* " if word.endswith("*") else " "
        return re.escape(in_plain_form(word.rstrip("*")).strip()) + ending


def in_plain_form(text: str) -> str:
    """Return a text's words in small letters, without accents, apostrophes or stretched letters, a space after each."""
    folded = unicodedata.normalize("NFKD", APOSTROPHES.sub("", without_marks(text).casefold()))
    letters = "".join(letter for letter in folded if not unicodedata.combining(letter)).translate(LETTERS)
    return "".join(f"{_undisguised(word)} " for word in WORD.findall(STRETCHED.sub(r"\1", letters)))


def _undisguised(word: str) -> str:
    """Return a word with the digits that stand for letters in "r4ped" put back; ages and amounts stay."""
    return word.translate(IN_DISGUISE) if word[0].isalpha() and word[-1].isalpha() else word


def sentences(text: str, signs: Mapping[str, str]) -> Iterator[str]:
    """Return the sentences of a text, very long ones in pieces; `signs` are emoji and what they say."""
    for sign, word in signs.items():
        text = text.replace(sign, f" {word} ")
    for sentence in ENDS.split(text):
        words = sentence.split()
        for start in range(0, len(words), LONGEST_SENTENCE):
            yield " ".join(words[start : start + LONGEST_SENTENCE])
