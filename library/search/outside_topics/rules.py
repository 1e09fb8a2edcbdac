"""What the library is not about, as vectors: how close a question comes to it, and to which topic."""

import base64
import hashlib
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

import numpy as np

from library.search.engine import embeddings
from library.search.engine.embeddings import Meaning, Vectors
from library.search.judgement import KEPT
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
    near = _vectors(model, tuple(line for _, line in lines)) @ embeddings.rows(question)[0]
    best = int(np.argmax(near))
    return Nearest(lines[best][0], max(0.0, float(near[best])))


@lru_cache(maxsize=4)
def _vectors(model: Meaning, lines: tuple[str, ...]) -> Vectors:
    """Return a vector for each line: those of the lines that the library comes with are kept, others are worked out."""
    fresh = [line for line in dict.fromkeys(lines) if key(line) not in kept()]
    known = kept() | dict(zip(map(key, fresh), model.vectors(fresh), strict=True))
    return np.stack([known[key(line)] for line in lines])


@cache
def kept() -> dict[str, Vectors]:
    """Read the vectors of the lines that the library comes with, unless another model made them."""
    learnt = json.loads(KEPT.read_text("utf-8"))
    if learnt["model"] != embeddings.MODEL:
        return {}
    return dict(zip(learnt["lines"], embeddings.rows(base64.b64decode(learnt["vectors"])), strict=True))


def keep(lines: Iterable[str], vectors: Vectors) -> dict[str, object]:
    """Return lines and their vectors as a file keeps them."""
    packed = base64.b64encode(vectors.astype(np.float16).tobytes()).decode()
    return {"model": embeddings.MODEL, "lines": [key(line) for line in lines], "vectors": packed}


def key(line: str) -> str:
    """Return what a line is kept by."""
    return hashlib.sha256(line.encode()).hexdigest()[:16]
