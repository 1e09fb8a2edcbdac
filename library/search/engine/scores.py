"""What documents score by their words and their meaning, made exact for those that may come first."""

import numpy as np
from numpy.typing import NDArray

from library.search.engine.closeness import Closeness
from library.search.engine.embeddings import Amounts

Documents = NDArray[np.intp]


class Scores:
    """The scores of all documents for one question; nothing is scored that words did not find."""

    def __init__(self, words: Amounts, meaning: float, close: Closeness) -> None:
        """Take what each document scores by its words, and what it counts to be wholly the same in meaning."""
        self._words, self._meaning, self._close = words, meaning, close

    def of(self, documents: Documents) -> Amounts:
        """Return the scores of some documents."""
        words = self._words[documents]
        return np.where(words > 0, words + self._meaning * self._close.close[documents], 0.0)

    def first(self, documents: Documents, many: int) -> Documents:
        """Return those of some documents that may be among the first, and settle how close they come in meaning."""
        doubt = self._meaning * self._close.doubt
        if not doubt:
            return documents
        if many < len(documents):
            roughly = self.of(documents)
            documents = documents[roughly >= np.partition(roughly, -many)[-many] - 2 * doubt]
        self._close.settle(documents)
        return documents
