"""The words that the checker of bids goes by, from a list that people read and change: seed_data/claim_words.json."""

import json
import re
from functools import cache
from typing import Any

from library.settings import ROOT

FILE = ROOT / "seed_data" / "claim_words.json"
IN_CAPITALS = {"study", "here", "in_the_uk", "elsewhere"}
"""The lists with names, which count only as they are written."""


@cache
def _lists() -> dict[str, Any]:
    read: dict[str, Any] = json.loads(FILE.read_text("utf-8"))
    return read


def pattern(words: list[str], *, exact: bool = False) -> re.Pattern[str]:
    """Return a pattern that finds one of some words, as whole words."""
    return re.compile(rf"\b(?:{'|'.join(words)})(?!\w)", 0 if exact else re.IGNORECASE)


@cache
def words(name: str) -> re.Pattern[str]:
    """Return the pattern of a list."""
    return pattern(_lists()[name], exact=name in IN_CAPITALS)


def found(name: str, sentence: str) -> str:
    """Return the first words of a sentence that stand in a list, or ""."""
    match = words(name).search(sentence)
    return match[0] if match else ""


@cache
def rows(name: str) -> tuple[tuple[re.Pattern[str], tuple[str, ...]], ...]:
    """Return (pattern, terms) for each row of a list whose words stand for terms of the vocabulary."""
    return tuple((pattern(row["words"]), tuple(row["terms"])) for row in _lists()[name])


def topics(approach: str) -> list[str]:
    """Return further words for an approach, as they stand in bids."""
    return list(_lists()["topics"].get(approach, ()))


@cache
def too_common() -> frozenset[str]:
    """Return words for an approach that also stand in sentences about others."""
    return frozenset(_lists()["too_common"])
