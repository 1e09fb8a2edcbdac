"""How briefs are ranked and how an answer is judged; one place for the numbers, used by every engine.

Scores are BM25 with Lucene's idf, over one combined field, with the title counted a little more.
"""

import math

from library.search import judgement
from library.search.models import Match

K1 = 1.2
B = 0.75
FIELDS = {"text": 1.0, "title": 0.6, "asked": 0.6}
"""What a word counts in each field; the text holds the words of the others too."""
PUT, PUT_WEIGHT = "put", 1.5
"""The field of the common words in which people put what they ask, and what such a word counts."""
LEAD_WEIGHT = 1.4
"""What a term counts that the reader's words lead to, beside one of their words in the text."""
GOOD_COVER = 0.5
WEAK_COVER = 0.25
MEANING_WEIGHT = 5.0
"""What meaning counts beside words; the words of a question, all said often, count about twice their weight."""
GOOD_WITH_MEANING = 0.95
WEAK_WITH_MEANING = 0.62
"""The same judgement where the share of words that are held and the closeness in meaning are added up."""


def idf(total: int, holding: int) -> float:
    """Say how telling a word is that `holding` of `total` briefs hold."""
    return math.log(1 + (total - holding + 0.5) / (holding + 0.5))


def by_meaning(weights: dict[str, float], asked: dict[str, int]) -> float:
    """Say what being wholly the same in meaning counts beside the words of a question."""
    return MEANING_WEIGHT * sum(weight * asked[word] for word, weight in weights.items())


def cover(weights: dict[str, float], held: set[str]) -> float:
    """Return how much of a question's words, by how telling they are, is held, from 0 to 1."""
    meant = sum(weights.values())
    return sum(weight for word, weight in weights.items() if word in held) / meant if meant else 0.0


def judge(
    cover: float, closeness: float | None = None, nearest: float = 0.0, outside: float | None = None, words: int = 1
) -> Match:
    """Say from how much of a question's words the best brief holds whether the library knows about it.

    Where it is known how close that brief is in meaning, from 0 to 1, that counts as much as the words. Where it is
    known, too, how close the question is to what the library is not about, what was learnt from questions decides;
    `words` is then how many different ones it has.
    """
    if closeness is None:
        sure, good, weak = cover, GOOD_COVER, WEAK_COVER
    elif outside is None:
        sure, good, weak = cover + closeness, GOOD_WITH_MEANING, WEAK_WITH_MEANING
    else:
        sure, good, weak = judgement.learnt().sure(cover, nearest, outside, words), 0.0, -judgement.learnt().doubt
    return Match.GOOD if sure >= good else Match.WEAK if sure >= weak else Match.NONE
