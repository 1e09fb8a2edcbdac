"""What the library is not about, as vectors: how close a question comes to it, and to which topic."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property, lru_cache

import numpy as np

from library.search.engine import embeddings
from library.search.engine.embeddings import Meaning
from library.search.engine.words import spoken
from library.search.line_vectors import vectors
from library.search.outside_topics.models import OutsideTopic

CLOSE_ENOUGH = 0.45
"""How close a question has to come to a topic before readers are told where to turn with it."""


@dataclass(frozen=True, slots=True)
class Nearest:
    """The outside topic that a question is closest to, and how close, from 0 to 1."""

    topic: OutsideTopic
    closeness: float


class Outside:
    """All that the library is not about, laid out once to be asked many times."""

    def __init__(self, topics: Iterable[OutsideTopic]) -> None:
        """Put the lines of all topics side by side."""
        pairs = [(topic, line) for topic in topics for line in topic.lines]
        self._topics, self._lines = [topic for topic, _ in pairs], tuple(line for _, line in pairs)

    def nearest(self, model: Meaning | None, question: bytes) -> Nearest | None:
        """Return the topic that a question is closest to; None where there is no telling."""
        if not model or not question or not self._lines:
            return None
        near = vectors(model, self._lines) @ embeddings.rows(question)[0]
        best = int(np.argmax(near))
        return Nearest(self._topics[best], max(0.0, float(near[best])))

    @cached_property
    def words(self) -> frozenset[str]:
        """Return the words that people use for all that the library is not about."""
        return frozenset(word for line in self._lines for word in spoken(line))


@lru_cache(maxsize=2)
def laid_out(topics: tuple[OutsideTopic, ...]) -> Outside:
    """Return topics laid out, the same as long as they are the same."""
    return Outside(topics)


def has_words(topic: OutsideTopic, words: str) -> bool:
    """Return whether a topic has all of some words in its name, its lines or the service it leads to."""
    text = " ".join([topic.name, topic.turn_to, *topic.lines]).lower()
    return all(word in text for word in words.lower().split())
