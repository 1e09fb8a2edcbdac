"""How sure the library is that it knows about a question, as learnt from questions by `python -m tools.judgement`.

Four things count: how much of the words the best brief holds, how close the nearest line of any brief is in meaning,
how much closer that is than anything the library is not about, and how many words there are: briefs hold a smaller
share of a long question.
"""

import json
import math
from dataclasses import dataclass
from functools import cache

from library.settings import ROOT

KEPT = ROOT / "seed_data" / "judgement.json"
LEAST_MARGIN, MOST_MARGIN = -0.1, 0.3
"""What lines that staff write can do, at most, for or against a question."""
LEAST_WORDS, MOST_WORDS = 4, 10
"""Between these it counts how many words a question has; a word or two may well be all that there is to say."""


@dataclass(frozen=True, slots=True)
class Judgement:
    """What counts how much; a question is known from 0 up, and perhaps known down to as far below as `doubt`."""

    cover: float
    nearest: float
    margin: float
    length: float
    offset: float
    doubt: float

    def sure(self, cover: float, nearest: float, outside: float, words: int) -> float:
        """Return how sure it is that a question is known about: below 0 it isn't."""
        weights = (self.cover, self.nearest, self.margin, self.length)
        shown = signs(cover, nearest, outside, words)
        return self.offset + sum(weight * each for weight, each in zip(weights, shown, strict=True))


def signs(cover: float, nearest: float, outside: float, words: int) -> tuple[float, float, float, float]:
    """Return what counts of a question that has so many different words."""
    margin = min(max(nearest - outside, LEAST_MARGIN), MOST_MARGIN)
    return cover, nearest, margin, math.log(min(max(words, LEAST_WORDS), MOST_WORDS))


@cache
def learnt() -> Judgement:
    """Read what was learnt."""
    return Judgement(**json.loads(KEPT.read_text("utf-8"))["judgement"])
