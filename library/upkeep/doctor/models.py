"""What the doctor found."""

from dataclasses import dataclass
from enum import StrEnum


class Level(StrEnum):
    """How a finding is to be taken."""

    WELL = "well"
    ADVICE = "advice"
    WRONG = "wrong"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at: how it is, and what that means or what to do."""

    name: str
    level: Level
    words: str


def well(name: str, words: str) -> Finding:
    """Return that something is as it should be."""
    return Finding(name, Level.WELL, words)


def advice(name: str, words: str) -> Finding:
    """Return that something works and could be better."""
    return Finding(name, Level.ADVICE, words)


def wrong(name: str, words: str) -> Finding:
    """Return that something has to be put right."""
    return Finding(name, Level.WRONG, words)
