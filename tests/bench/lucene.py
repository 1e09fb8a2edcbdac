"""BM25 as Lucene has it, exact: its idf, k1 1.2, b 0.75, one field, its short English stop list; our stemmer."""

import math
from collections import Counter, defaultdict
from collections.abc import Mapping

import numpy as np

from library.search.engine.words import WORD, stem

K1, B = 1.2, 0.75
STOP_LIST = """
    a an and are as at be but by for if in into is it no not of on or such that the their then there these they this to was will with
"""
STOPPED = frozenset(STOP_LIST.split())


class Lucene:
    """Documents by number, scored with arrays."""

    def __init__(self, texts: Mapping[int, str]) -> None:
        """Count the words of every text."""
        self._ids = list(texts)
        counts = [Counter(_stems(text)) for text in texts.values()]
        lengths = np.array([each.total() for each in counts], np.float64)
        self._norms = K1 * (1 - B + B * lengths / max(lengths.mean(), 1.0))
        self._postings: dict[str, list[tuple[int, int]]] = defaultdict(list)
        for number, each in enumerate(counts):
            for word, count in each.items():
                self._postings[word].append((number, count))

    def ranked(self, question: str, most: int = 10) -> list[int]:
        """Give the ids of the best documents; a word said twice counts twice."""
        scores = np.zeros(len(self._ids))
        for word, said in Counter(_stems(question)).items():
            if held := self._postings.get(word):
                numbers, counts = np.array(held).T
                idf = math.log(1 + (len(self._ids) - len(held) + 0.5) / (len(held) + 0.5))
                scores[numbers] += said * idf * counts / (counts + self._norms[numbers])
        best = np.argsort(-scores, kind="stable")[:most]
        return [self._ids[number] for number in best if scores[number] > 0]


def _stems(text: str) -> list[str]:
    return [found for word in WORD.findall(text) if word.casefold() not in STOPPED and (found := stem(word))]
