"""nDCG at ten, as trec_eval works it out: linear gains, and the best possible order from all judgements."""

import math
from collections.abc import Mapping, Sequence

DEPTH = 10


def ndcg(ranked: Sequence[str], judged: Mapping[str, int]) -> float:
    """Give how good the first ten of a ranking are, from 0 to 1."""
    best = sorted((gain for gain in judged.values() if gain > 0), reverse=True)
    return _gained([judged.get(id, 0) for id in ranked]) / _gained(best) if best else 0.0


def _gained(gains: Sequence[int]) -> float:
    return sum(max(0, gain) / math.log2(place + 2) for place, gain in enumerate(gains[:DEPTH]))
