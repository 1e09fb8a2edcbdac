"""The vectors of lines that stand outside the index: of outside topics, and of what searches find besides briefs.

Those of the lines that the library comes with are kept in a file, so that no process has to work them out.
"""

import base64
import hashlib
import json
from collections.abc import Iterable
from functools import cache, lru_cache

import numpy as np

from library.search.engine import embeddings
from library.search.engine.embeddings import Meaning, Vectors
from library.search.judgement import KEPT


@lru_cache(maxsize=4)
def vectors(model: Meaning, lines: tuple[str, ...]) -> Vectors:
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
