"""Choosing the key points that a draft begins with: the sentences of a document that most look like a finding."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from library.editing.documents.telling import (
    FOUND,
    JUDGED,
    LITERATURE,
    is_about_method,
    is_clause,
    is_guess,
    stands_alone,
)

LEAST_POINTS, MOST_POINTS = 3, 5
WORTH = {"key_points": 4, "strengths": 3, "to_improve": 3, "summary": 3, "conclusions": 3, "does_it_work": 2, "": 1}
"""How much a sentence is worth as a key point by the part it stands in; none is what comes before any heading."""
SAME = 0.6
"""Two lines that share so much of their longer words say the same."""
FROM_STRENGTHS, OPENING_PAGES = 3, 2
"""Of an inspection, so many points say what is good; the text of its first pages counts without a heading."""
LEAST_WORTH = 3
MOVED = re.compile(
    r"\b(?:fell|rose|fewer|reduc\w+|decreas\w+|increas\w+|dropped|improv\w+|less|change)\b|%", re.IGNORECASE
)
ABOUT_ITSELF = re.compile(
    r"(?:this|the|our) (?:report|paper|study|guide|evaluation|review|document)\b|"
    r"we (?:look|compare|ask|count|spoke|speak|interview|survey|analy[sz])",
    re.IGNORECASE,
)
NO_RESULT = re.compile(r"\b(?:19|20)\d\d\b|\b(?:aged?|years?) \d+(?:(?: to | and |[–-])\d+)?", re.IGNORECASE)
"""Numbers that tell no result: years, ages."""


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence of a document, its heading and page, and whether it begins a paragraph or is in a list."""

    words: str
    heading: str
    page: int
    first: bool = False
    item: bool = False


def points(parts: dict[str, list[Said]], results: list[Said]) -> list[Said]:
    """Return the key findings; where there are too few, the sentences that most look like one, in their order."""
    if parts.get("to_improve"):
        return _of_inspection(parts)
    own = _standing(parts.get("key_points", []))
    if len(own) >= LEAST_POINTS:
        return _chosen(own, "key_points", MOST_POINTS)
    once = {said.words: (said, name) for name in reversed(WORTH) for said in reversed(_counted(parts, name))}
    worth = {said: worth_of(said, name) for said, name in reversed(once.values()) if stands_alone(said.words)}
    if not any(value >= LEAST_WORTH for value in worth.values()):
        worth = {said: worth_of(said, "does_it_work") for said in results if stands_alone(said.words)}
    ranked = sorted((said for said in worth if worth[said] >= LEAST_WORTH), key=lambda said: -worth[said])
    enough = _distinct(ranked)[:MOST_POINTS]
    first = [lines[0] for name in ("costs", "who_for", "how_to_do_it") if (lines := parts.get(name))]
    more = [said for said in first if stands_alone(said.words)][: max(0, LEAST_POINTS - len(enough))]
    return list(dict.fromkeys((*own, *(said for said in worth if said in enough), *more)))[:MOST_POINTS]


def _standing(lines: list[Said]) -> list[Said]:
    return [said for said in lines if stands_alone(said.words) and not LITERATURE.search(said.words)]


def _whole(lines: list[Said]) -> list[Said]:
    """Return the lines that can be points by themselves; what inspectors list is often less than a sentence."""
    return [said for said in _standing(lines) if not said.item or is_clause(said.words)]


def _counted(parts: dict[str, list[Said]], name: str) -> list[Said]:
    """Return the sentences of a part; of what comes before any heading, those of the first pages."""
    return [said for said in parts.get(name, []) if name or said.page <= OPENING_PAGES]


def _of_inspection(parts: dict[str, list[Said]]) -> list[Said]:
    """Return what inspectors found good, from its key findings, summary or opening, and what has to improve."""
    weak = _chosen(_whole(parts["to_improve"]), "to_improve", MOST_POINTS - FROM_STRENGTHS)
    good: list[Said] = []
    for name in ("key_points", "strengths", "summary", ""):
        if len(good) < FROM_STRENGTHS:
            good += _chosen(_whole(_counted(parts, name)), name, MOST_POINTS - len(weak) - len(good))
    return [*good, *weak]


def _chosen(lines: list[Said], part: str, most: int) -> list[Said]:
    """Choose the lines worth most, in their order: those that begin a paragraph say what it is about."""
    ranked = sorted(lines, key=lambda said: -worth_of(said, part) - said.first)
    chosen = _distinct(ranked)[:most]
    return [said for said in lines if said in chosen]


def _distinct(ranked: Iterable[Said]) -> list[Said]:
    """Return lines without those that say much the same as one before."""
    found: list[tuple[Said, set[str]]] = []
    for said in ranked:
        words = set(re.findall(r"\w{4,}", said.words.casefold()))
        if all(len(words & other) < SAME * min(len(words), len(other)) for _, other in found):
            found.append((said, words))
    return [said for said, _ in found]


def worth_of(said: Said, part: str) -> int:
    """Say how much a sentence is worth as a key point.

    What was found, moved or judged, figures, and the beginning of a paragraph count; method, guesses and codes do not.
    """
    plain = NO_RESULT.sub("", said.words)
    score = 2 * bool(MOVED.search(plain)) + bool(FOUND.search(plain)) + bool(re.search(r"\d", plain))
    score += bool(JUDGED.search(plain))
    less = 6 * is_about_method(said.words) + 3 * bool(ABOUT_ITSELF.match(said.words)) + 4 * is_guess(said.words)
    return WORTH.get(part, 0) + score + said.first - less if score else 0
