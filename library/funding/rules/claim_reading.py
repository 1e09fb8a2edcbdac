"""What a sentence of a bid says: its figures, which outcome it speaks of, how strongly, about whom and where.

Rules with word lists that people can read and change; nothing is guessed from meaning.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import IntEnum

from library.briefs.rules import claims, number_extraction
from library.funding.rules.claim_words import found, rows, words


class Strength(IntEnum):
    """How strongly a sentence says that something changes something, the rungs of a ladder."""

    NONE = 0
    LINK = 1
    MAY = 2
    PROBABLY = 3
    DIRECT = 4
    PROMISE = 5


GOOD = {
    *("attainment", "employment-and-learning", "wellbeing", "engagement", "trust-in-police", "feeling-safe"),
    *("attitudes-and-knowledge", "referral-to-help", "staff-confidence", "partnership-working", "cost-saving"),
}
"""Outcomes of which more is better."""
HEDGED = re.compile(r"\b(?:to|not|did|may|might|could|can|probably) $", re.IGNORECASE)
"""What stands before a verb that doesn't say what always happens."""
BUT = re.compile(r"\bbut\b|\bthough\b", re.IGNORECASE)
SHARE = re.compile(r"[a-z]")
SMALLEST_COUNT = 10
"""A smaller number of people, places or times is mostly a way of speaking."""


@dataclass(frozen=True, slots=True)
class Quantity:
    """A figure: as written, its value, and what it counts in: "%", "£" or "" for people, places or times."""

    words: str
    value: float
    unit: str

    @property
    def shown(self) -> str:
        """Return the figure as people write it."""
        sign = "%" if self.unit == "%" and self.words[-1:].isdigit() else ""
        return f"{'£' if self.unit == '£' else ''}{self.words}{sign}"


@dataclass(frozen=True, slots=True)
class Reading:
    """What one sentence says: how strongly, which way (better, worse, same or mixed), and with which words.

    `finding` says that it tells what was found, and not what always happens; `attributed` that it says who found it.
    """

    text: str
    quantities: tuple[Quantity, ...]
    outcomes: tuple[tuple[str, ...], ...]
    strength: Strength
    direction: str
    doubt: bool
    study: bool
    finding: bool
    attributed: bool
    own: bool
    plan: bool
    promise: str
    big: str
    everyone: str
    girls: str
    here: str
    uk: str
    elsewhere: tuple[str, ...]
    ages: tuple[tuple[str, tuple[str, ...]], ...]

    @property
    def claims(self) -> bool:
        """Return whether the sentence says that something changes or changed."""
        return self.strength > Strength.NONE and not self.doubt


def read(sentence: str) -> Reading:
    """Return what a sentence says."""
    outcomes, said = _outcomes(sentence), {name: found(name, sentence) for name in SAID}
    never = claims.NEVER.search(sentence)
    promise = said["promises"] or (never[0] if never else "")
    return Reading(
        text=sentence,
        quantities=tuple(quantities(sentence)),
        outcomes=outcomes,
        strength=_strength(said, bool(outcomes), promise),
        direction=_direction(said, outcomes, sentence),
        doubt=bool(said["doubt"]) and not promise,
        study=bool(said["study"]),
        finding=bool(said["study"]) or not _always(sentence),
        attributed=bool(said["study"] and said["found"]),
        own=bool(said["own"]),
        plan=bool(said["plan"]),
        promise=promise,
        big=said["big"],
        everyone=said["everyone"],
        girls=said["girls"],
        here=said["here"],
        uk=said["in_the_uk"],
        elsewhere=tuple(words("elsewhere").findall(sentence)),
        ages=tuple((match[0], terms) for ages, terms in rows("ages") if (match := ages.search(sentence))),
    )


SAID = (
    *(
        "promises",
        "falls",
        "rises",
        "no_change",
        "works",
        "linked",
        "may",
        "probably",
        "for_the_better",
        "for_the_worse",
    ),
    *("doubt", "study", "found", "own", "plan", "big", "everyone", "girls", "here", "in_the_uk"),
)
"""The lists that every sentence is held against."""


def quantities(text: str) -> list[Quantity]:
    """Return the figures of a text with what they count in; a share counts in per cent."""
    counted = []
    text = words("no_quantity").sub(" ", text)
    for figure, value in number_extraction.figures(text):
        place = text.find(figure)
        before, after = text[max(0, place - 1) : place], text[place + len(figure) :].lstrip()[:8]
        share = value < 1 and bool(SHARE.search(figure))
        unit = "£" if before == "£" else "%" if share or after.startswith(("%", "per cent", "percent")) else ""
        if unit or value >= SMALLEST_COUNT:
            counted.append(Quantity(figure, value * 100 if share else value, unit))
    return counted


def _outcomes(sentence: str) -> tuple[tuple[str, ...], ...]:
    """Return the terms that each outcome of a sentence can mean; what one row takes no later row reads again."""
    spoken_of, left = [], words("no_outcome").sub(" ", sentence)
    for outcome, terms in rows("outcomes"):
        if outcome.search(left):
            spoken_of.append(terms)
            left = outcome.sub(" ", left)
    return tuple(spoken_of)


def _always(sentence: str) -> bool:
    """Return whether a sentence says what always happens, and not what was found once."""
    return any(not HEDGED.search(sentence[: verb.start()]) for verb in words("always_happens").finditer(sentence))


def _strength(said: Mapping[str, str], outcome: bool, promise: str) -> Strength:
    changes = outcome and (said["falls"] or said["rises"] or said["no_change"])
    if promise and (changes or said["works"] or outcome):
        return Strength.PROMISE
    if said["linked"] and outcome:
        return Strength.LINK
    if not (changes or said["works"]):
        return Strength.NONE
    if said["may"]:
        return Strength.MAY
    return Strength.PROBABLY if said["probably"] else Strength.DIRECT


def _direction(said: Mapping[str, str], outcomes: tuple[tuple[str, ...], ...], sentence: str) -> str:
    """Return which way a sentence says that things went."""
    falls, rises = bool(said["falls"]), bool(said["rises"])
    if said["no_change"]:
        return "mixed" if BUT.search(sentence) and (falls or rises) else "same"
    if said["for_the_better"] or said["for_the_worse"]:
        return "worse" if said["for_the_worse"] else "better"
    good = bool(outcomes) and all(set(terms) & GOOD for terms in outcomes)
    return "better" if falls == rises or rises == good else "worse"
