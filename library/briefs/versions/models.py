"""The history of a brief: what readers were shown when, and how two texts differ word by word."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from difflib import SequenceMatcher
from typing import Any

WORD = re.compile(r"\S+\s*|\s+")
"""A word with its marks and the space behind it: what can be put in or taken out."""
LINE = re.compile(r"[^\n]*\n|[^\n]+")


@dataclass(frozen=True, slots=True)
class Version:
    """One version that readers were shown, from when; `by` is for staff only."""

    number: int
    content: dict[str, Any]
    at: datetime
    note: str
    origin: str
    alone: bool = False
    by: str = ""


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """A time for which readers were shown nothing, and why; it has ended, or there would be no history to read."""

    reason: str
    at: datetime
    ended_at: datetime


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of text that two texts share, or that was taken out of the first or put into the second."""

    text: str
    kind: str = "same"


def pieces(old: str, new: str, units: re.Pattern[str] = WORD) -> Iterator[Piece]:
    """Return what stayed, what was taken out and what was put in, in reading order; word by word or line by line."""
    before, after = units.findall(old), units.findall(new)
    old_units, new_units = [unit.strip() for unit in before], [unit.strip() for unit in after]
    for deed, i, j, k, m in SequenceMatcher(None, old_units, new_units, autojunk=False).get_opcodes():
        if deed == "equal":
            yield Piece("".join(max(pair, key=len) for pair in zip(before[i:j], after[k:m], strict=True)))
        else:
            yield from _replaced("".join(before[i:j]), "".join(after[k:m]))


def _replaced(out: str, put: str) -> Iterator[Piece]:
    """Return a text taken out and one put in, with the space behind them outside."""
    last = put or out
    found = (out.rstrip(), "out"), (put.rstrip(), "in"), (last[len(last.rstrip()) :], "same")
    yield from (Piece(text, kind) for text, kind in found if text)


def line_pieces(old: str, new: str) -> Iterator[Piece]:
    """Return the same for a text in which each line says something of its own: lines are paired, then their words."""
    before, after = LINE.findall(old), LINE.findall(new)
    for deed, i, j, k, m in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if deed == "replace" and j - i == m - k:
            for one, other in zip(before[i:j], after[k:m], strict=True):
                yield from pieces(one, other)
        else:
            yield from pieces("".join(before[i:j]), "".join(after[k:m]), LINE)
