"""How briefs are ranked and how an answer is judged; one place for the numbers, used by every engine.

Scores are BM25 with Lucene's idf, over one combined field, with the title counted a little more.
"""

import math

from library.domain.searches import Match

K1 = 1.2
B = 0.75
FIELDS = {"text": 1.0, "title": 0.35, "asked": 0.35}
"""What a word counts in each field; the text holds the words of the others too."""
LEAD_WEIGHT = 1.4
"""What a term counts that the reader's words lead to, beside one of their words in the text."""
GOOD_COVER = 0.5
WEAK_COVER = 0.25


def idf(total: int, holding: int) -> float:
    """Say how telling a word is that `holding` of `total` briefs hold."""
    return math.log(1 + (total - holding + 0.5) / (holding + 0.5))


def judge(weights: dict[str, float], held: set[str]) -> Match:
    """Say from how much of a question's meaning the best brief holds whether the library knows about it."""
    meant = sum(weights.values())
    cover = sum(weight for word, weight in weights.items() if word in held) / meant if meant else 0.0
    return Match.GOOD if cover >= GOOD_COVER else Match.WEAK if cover >= WEAK_COVER else Match.NONE
