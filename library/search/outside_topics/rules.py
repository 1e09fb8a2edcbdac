"""What the library is not about, as vectors: how close a question comes to it, and to which topic."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

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


def nearest(model: Meaning | None, topics: Sequence[OutsideTopic], question: bytes) -> Nearest | None:
    """Return the topic that a question is closest to; None where there is no telling."""
    if not model or not question or not any(topic.lines for topic in topics):
        return None
    lines = [(topic, line) for topic in topics for line in topic.lines]
    near = vectors(model, tuple(line for _, line in lines)) @ embeddings.rows(question)[0]
    best = int(np.argmax(near))
    return Nearest(lines[best][0], max(0.0, float(near[best])))


@lru_cache(maxsize=2)
def words(topics: tuple[OutsideTopic, ...]) -> frozenset[str]:
    """Return the words that people use for all that the library is not about."""
    return frozenset(word for topic in topics for line in topic.lines for word in spoken(line))


def has_words(topic: OutsideTopic, words: str) -> bool:
    """Return whether a topic has all of some words in its name, its lines or the service it leads to."""
    text = " ".join([topic.name, topic.turn_to, *topic.lines]).lower()
    return all(word in text for word in words.lower().split())
