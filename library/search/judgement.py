"""How sure the library is that it knows about a question, as learnt from questions by `python -m tools.judgement`.

Three things count: how much of the words the best brief holds, how close the nearest line of any brief is in meaning,
and how much closer that is than anything the library is not about.
"""

import json
from dataclasses import dataclass
from functools import cache

from library.settings import ROOT

KEPT = ROOT / "seed_data" / "judgement.json"
LEAST_MARGIN, MOST_MARGIN = -0.15, 0.3
"""What lines that staff write can do, at most, for or against a question."""


@dataclass(frozen=True, slots=True)
class Judgement:
    """What counts how much; a question is known from 0 up, and perhaps known down to as far below as `doubt`."""

    cover: float
    nearest: float
    margin: float
    offset: float
    doubt: float

    def sure(self, cover: float, nearest: float, outside: float) -> float:
        """Return how sure it is that a question is known about: below 0 it isn't."""
        margin = min(max(nearest - outside, LEAST_MARGIN), MOST_MARGIN)
        return self.cover * cover + self.nearest * nearest + self.margin * margin + self.offset


@cache
def learnt() -> Judgement:
    """Read what was learnt."""
    return Judgement(**json.loads(KEPT.read_text("utf-8"))["judgement"])
