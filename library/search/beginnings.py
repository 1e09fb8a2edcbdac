"""Finding by how words begin: for texts in languages whose endings no stemmer here takes off.

"nóż" finds "noże" and "nożem", and "ਨੌਜਵਾਨ" finds "ਨੌਜਵਾਨਾਂ". What two words share of their letters says how much they
count, beside how telling a word is and whether it stands in the title.
"""

import math
from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import lru_cache

from library.contributions import Findable
from library.search.engine.words import LONGEST_WORD, WORD, folded

SHARED, LONGEST_ENDING = 3, 4
"""Letters that two words have to begin with together, and letters after them that may differ."""
IN_TITLE, IN_LINE = 3.0, 1.5
"""How much more a word counts there than in the rest of a text."""
LEAST, OF_THE_BEST = 0.25, 0.5
"""How much of a question a text has to hold, and how much of what the best text holds."""

Weights = Mapping[int, float]
"""How much a word counts in each text that has it, by the number of the text."""


def found(documents: Sequence[Findable], text: str) -> list[Findable]:
    """Return the things that a question is about, the best first."""
    known = _words(tuple(documents))
    asked = [_held(known, word) for word in dict.fromkeys(_cut(text))]
    telling = [math.log(1 + (len(documents) - len(held) + 0.5) / (len(held) + 0.5)) for held in asked]
    whole, scores = sum(telling), [0.0] * len(documents)
    for held, weight in zip(asked, telling, strict=True):
        for number, much in held.items():
            scores[number] += weight * much / whole
    least = max(LEAST, OF_THE_BEST * max(scores, default=0.0))
    best = sorted((number for number, score in enumerate(scores) if score >= least), key=lambda n: -scores[n])
    return [documents[number] for number in best]


def _held(known: Mapping[str, Sequence[tuple[str, Weights]]], word: str) -> dict[int, float]:
    """Say how much each text has of a word."""
    held: dict[int, float] = defaultdict(float)
    for other, weights in known.get(word[:SHARED], ()):
        if alike := _alike(word, other):
            for number, weight in weights.items():
                held[number] = max(held[number], alike * weight)
    return held


def _alike(word: str, other: str) -> float:
    """Return which share of their letters two words begin with together; 0 where their endings are too long."""
    longest = max(len(word), len(other))
    shared = next((n for n, (a, b) in enumerate(zip(word, other, strict=False)) if a != b), min(len(word), len(other)))
    return shared / longest if longest - shared <= LONGEST_ENDING else 0.0


@lru_cache(maxsize=8)
def _words(documents: tuple[Findable, ...]) -> dict[str, list[tuple[str, Weights]]]:
    """Return the words of all texts by how they begin, with how much they count in each."""
    weights: dict[str, dict[int, float]] = defaultdict(dict)
    for number, each in enumerate(documents):
        for text, weight in ((each.says, 1.0), (each.line, IN_LINE), (each.title, IN_TITLE)):
            for word in _cut(text):
                weights[word][number] = max(weight, weights[word].get(number, 0.0))
    by_start: dict[str, list[tuple[str, Weights]]] = defaultdict(list)
    for word, counts in weights.items():
        by_start[word[:SHARED]].append((word, counts))
    return dict(by_start)


def _cut(text: str) -> list[str]:
    return [word for each in WORD.findall(text) if (word := folded(each[:LONGEST_WORD]))]
