"""How much a sentence sounds like a cry for help, by how its words begin: learnt from sentences in other languages.

Rules know what somebody says; this knows how people speak of their own trouble, which needs no language's dictionary.
`python -m tools.urgent_beginnings` learns one number for each beginning, whose place is given by a hash.
"""

import base64
import math
import zlib
from collections.abc import Mapping
from itertools import pairwise
from typing import Any

import numpy as np

SIZE = 1 << 13
"""Places for beginnings; some share one, which does little harm."""
BEGINNINGS = (3, 4)
"""Letters by which words are taken for the same."""
ENOUGH = 0.2
"""How much more, in log odds, a sentence has to sound like a cry than like anything else."""
LENGTHS, LONGEST = 3, 5
"""Words that make a step of length, and the last step."""


class Learnt:
    """What was learnt, kept small."""

    def __init__(self, kept: Mapping[str, Any]) -> None:
        """Take in the numbers, as seed_data keeps them."""
        self._weights = np.frombuffer(base64.b64decode(kept["weights"]), np.float16).astype(np.float32)
        self._bias: float = kept["bias"]

    def cry(self, plain: str) -> bool:
        """Return whether a sentence in plain form sounds more like a cry for help than like a question."""
        found = places(plain)
        return bool(self._weights[found].sum() / math.sqrt(len(found)) + self._bias > ENOUGH)


def places(plain: str) -> list[int]:
    """Return the places of what a sentence in plain form is made of: words, beginnings, pairs of them, its length."""
    words = plain.split()
    parts = {f"={word}" for word in words} | {f"{size}{word[:size]}" for word in words for size in BEGINNINGS}
    parts |= {f"+{first[:4]} {second[:4]}" for first, second in pairwise(words)}
    parts.add(f"#{min(len(words) // LENGTHS, LONGEST)}")
    return sorted({zlib.crc32(part.encode()) % SIZE for part in parts})
