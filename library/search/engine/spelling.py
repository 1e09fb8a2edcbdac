"""Spelling: the nearest word that briefs do use, one letter away or two that were swapped.

What is a word of English is never corrected, however rare it is here. seed_data/known_words.txt holds those that the
sentence model learnt whole, of five letters or more, from the vocabulary of BERT (uncased, Apache licence).
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from difflib import SequenceMatcher
from functools import cache
from typing import Protocol

from library.search.engine import left_as_typed
from library.settings import ROOT

SHORTEST, SHORT = 5, 6
"""Letters of a word that is worth correcting, and of one that is near many others: it has to be a single slip away."""
LEAST_LIKE = 0.79
"""How like its correction a word must be, from 0 to 1: a rare word that is spelt right is best left alone."""


class Usage(Protocol):
    """What is known of the words that briefs use."""

    def uses(self, word: str) -> bool:
        """Return whether some brief uses a word, in whatever form."""

    def holding(self, word: str) -> int:
        """Say how many briefs hold a word as it is written."""

    def alike(self, word: str) -> Iterable[str]:
        """Return the words, at least, that begin as a word does and are a letter longer or shorter at most."""


class Shelves:
    """Words by their first letter and length."""

    def __init__(self, words: Iterable[str]) -> None:
        """Put every word that another may be corrected to on its shelf."""
        self._shelves: dict[tuple[str, int], list[str]] = defaultdict(list)
        for word in words:
            self._shelves[word[0], len(word)].append(word)

    def alike(self, word: str) -> Iterator[str]:
        """Return the words that begin as a word does and are a letter longer or shorter at most."""
        for length in range(len(word) - 1, len(word) + 2):
            yield from self._shelves.get((word[0], length), ())


def nearest(word: str, usage: Usage) -> str | None:
    """Return the likeliest word a letter or two away, or None; a word some brief uses is right as it is.

    So is any word of English, and one of violence, of bodies or of people, whether a brief uses it or not.
    """
    if len(word) < SHORTEST or not word.isalpha() or usage.uses(word) or left_as_typed.left(word) or word in _english():
        return None
    forms = _forms(word)
    near = {other for other in usage.alike(word) if other[0] == word[0] and not forms.isdisjoint(_forms(other))}
    if len(word) <= SHORT:
        near = {other for other in near if _a_slip_away(word, other)}
    held = {other: usage.holding(other) for other in near if len(other) >= SHORTEST}
    best = max((_likeness(word, other, count) for other, count in held.items() if count), default=(0.0, 0, ""))
    return best[2] if best[0] >= LEAST_LIKE else None


@cache
def _english() -> frozenset[str]:
    return frozenset((ROOT / "seed_data" / "known_words.txt").read_text("utf-8").split())


def _likeness(word: str, other: str, holding: int) -> tuple[float, int, str]:
    return round(SequenceMatcher(None, word, other).ratio(), 2), holding, other


def _forms(word: str) -> set[str]:
    """Return a word and each form of it with one letter taken out."""
    return {word, *(word[:place] + word[place + 1 :] for place in range(len(word)))}


def _a_slip_away(word: str, other: str) -> bool:
    """Return whether one letter was left out, put in, mistaken, or swapped with the next."""
    if len(word) != len(other):
        longer, shorter = sorted((word, other), key=len, reverse=True)
        return any(longer[:place] + longer[place + 1 :] == shorter for place in range(len(longer)))
    wrong = [place for place in range(len(word)) if word[place] != other[place]]
    swapped = len(wrong) == 2 and wrong[1] == wrong[0] + 1 and sorted(word) == sorted(other)
    return len(wrong) == 1 or swapped
