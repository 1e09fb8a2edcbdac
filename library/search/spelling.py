"""Spelling: the nearest word that briefs do use, found through a table of words with one letter taken out."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from difflib import SequenceMatcher

from library.search.words import stem

SHORTEST = 6
"""Letters of a word that is worth correcting; shorter ones are near too many others."""
LEAST_LIKE = 0.79
"""How like its correction a word must be, from 0 to 1: a rare word that is spelt right is best left alone."""
LEAST_HOLDING = 2
"""Briefs that must use a word before another is corrected to it."""


class Speller:
    """Knows the words that briefs use and how many hold each."""

    def __init__(self, holding: Mapping[str, int]) -> None:
        """Lay out every word under itself and under each form with one letter less."""
        self._holding = holding
        self._stems = {stem(word) for word in holding}
        self._near: dict[str, list[str]] = defaultdict(list)
        for word, count in holding.items():
            if len(word) >= SHORTEST and count >= LEAST_HOLDING:
                for form in _forms(word):
                    self._near[form].append(word)

    def nearest(self, word: str) -> str | None:
        """Give the likeliest word a letter or two away, or None; a word some brief uses is right as it is."""
        if len(word) < SHORTEST or stem(word) in self._stems or not word.isalpha():
            return None
        near = {other for form in _forms(word) for other in self._near.get(form, ()) if other[0] == word[0]}
        best = max(near, key=lambda other: self._likeness(word, other), default=None)
        return best if best and self._likeness(word, best)[0] >= LEAST_LIKE else None

    def _likeness(self, word: str, other: str) -> tuple[float, int, str]:
        return round(SequenceMatcher(None, word, other).ratio(), 2), self._holding[other], other


def _forms(word: str) -> Iterable[str]:
    return {word, *(word[:place] + word[place + 1 :] for place in range(len(word)))}
