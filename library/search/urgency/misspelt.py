"""Words of trouble as they are misspelt in a hurry: a letter more, less, wrong or swapped."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from functools import lru_cache
from itertools import pairwise

SHORTEST = 6
"""Letters of a word that is worth putting right; shorter ones are near too many others, and are listed as misspelt."""


class Speller:
    """Puts words right that are one slip away from a word that matters; nothing else is touched."""

    def __init__(self, known: Collection[str], others: Collection[str], aliases: Mapping[str, str]) -> None:
        """Take in the words that matter, real words that only look like them, and other ways to write some."""
        self._right, self._aliases = frozenset(known) | frozenset(others), aliases
        slips: dict[str, set[str]] = defaultdict(set)
        for word in known:
            if len(word) >= SHORTEST and word.isascii() and word.isalpha():
                for slip in _slips(word):
                    slips[slip].add(word)
        self._by_slip = {slip: min(words) for slip, words in slips.items()}
        self._word = lru_cache(maxsize=10_000)(self._nearest)

    def put_right(self, line: str) -> str:
        """Return a line in plain form with its words put right."""
        return "".join(f"{self._word(word)} " for word in line.split())

    def _nearest(self, word: str) -> str:
        if word in self._aliases:
            return self._aliases[word]
        if word in self._right or len(word) < SHORTEST - 1 or not word.isascii() or not word.isalpha():
            return word
        near = (self._by_slip[slip] for slip in sorted(_slips(word)) if slip in self._by_slip)
        return next((other for other in near if other[0] == word[0] and _a_slip_away(word, other)), word)


def _slips(word: str) -> set[str]:
    """Return a word, and it with each letter but the first taken out."""
    return {word, *(word[:place] + word[place + 1 :] for place in range(1, len(word)))}


def _a_slip_away(word: str, other: str) -> bool:
    """Return whether two words differ by one letter, by two that are swapped, or by doubled letters only."""
    if _single(word) == _single(other):
        return True
    if len(word) != len(other):
        return abs(len(word) - len(other)) == 1
    wrong = [place for place in range(len(word)) if word[place] != other[place]]
    swapped = len(wrong) == 2 and wrong[1] == wrong[0] + 1 and sorted(word) == sorted(other)
    return len(wrong) == 1 or swapped


def _single(word: str) -> str:
    """Return a word with each doubled letter once."""
    return word[:1] + "".join(letter for before, letter in pairwise(word) if letter != before)
