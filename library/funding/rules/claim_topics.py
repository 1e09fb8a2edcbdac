"""Which briefs a sentence of a bid is about: by the names that people use for approaches and projects."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from library.briefs import texts
from library.briefs.models import Brief
from library.briefs.vocabulary.models import Vocabulary
from library.funding.rules.claim_reading import Quantity, Reading, quantities
from library.funding.rules.claim_words import pattern, too_common, topics
from library.search.engine.words import stems
from library.text import plain

NO_TOPIC = {
    *("commissioning-and-funding", "needs-data", "evidence-and-evaluation", "workforce-training", "law-and-duty"),
    *("national-guidance", "language-and-access", "money-and-food", "voting", "victim-support", "public-health"),
    *("multi-agency-working", "online-safety"),
}
"""Approaches whose words stand in every bid, so that they don't tell what a sentence is about."""
LEAST = 3.0
"""The least that has to speak for a brief."""


@dataclass(frozen=True, slots=True, eq=False)
class Profile:
    """What a brief says, cut up for looking things up: its names, its words, and its sentences with their figures."""

    brief: Brief
    named: frozenset[str]
    words: frozenset[str]
    sentences: tuple[tuple[str, tuple[Quantity, ...]], ...]
    texts: frozenset[str]
    warned: tuple[Quantity, ...]

    def saying(self, quantity: Quantity) -> list[str]:
        """Return the sentences that state a figure."""
        return [sentence for sentence, known in self.sentences if any(same(quantity, each) for each in known)]


def same(one: Quantity, other: Quantity) -> bool:
    """Return whether two figures say the same: a share may be a fraction or rounded."""
    if one.unit != other.unit:
        return False
    return abs(one.value - other.value) <= (
        0.02 * max(one.value, other.value) if "%" in one.unit and not one.words[0].isdigit() else 1e-9
    )


@lru_cache(maxsize=1_000)
def profile(brief: Brief) -> Profile:
    """Return what a brief says, cut up."""
    whole = [(field, plain.plain(text)) for field, text in texts.whole(brief)]
    sentences = [sentence for field, text in whole if field != "dont_claim" for sentence in plain.sentences(text)]
    return Profile(
        brief,
        frozenset(stems(brief.title)),
        frozenset(stems(" ".join((brief.one_line, brief.claim, *brief.key_points)))),
        tuple((sentence, tuple(quantities(sentence))) for sentence in sentences),
        frozenset(bare(sentence) for _, text in whole for sentence in plain.sentences(text)),
        tuple(quantities(brief.dont_claim)),
    )


LEAD = re.compile(r"^(?:[^“”]{0,60}: ?“|What it is: |It is not known )")
MARKS = re.compile(r"\s*\[\d+\]|[“”\"‘’'.?!]")


def bare(sentence: str) -> str:
    """Return a sentence without what a pack puts around it, to see whether a brief has it word for word."""
    return " ".join(MARKS.sub("", LEAD.sub("", sentence)).lower().split())


@lru_cache(maxsize=8)
def _patterns(terms: Vocabulary) -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Return (approach, pattern) for every way to name an approach; acronyms count in capitals only."""
    found = []
    for term in terms.terms("approach"):
        if term.id not in NO_TOPIC:
            names = [term.label.split(" (")[0], *(word for word in term.lay_words if word.lower() not in too_common())]
            found += [(term.id, pattern([_plural(name)], exact=name.isupper())) for name in names]
        found += [(term.id, pattern([words], exact=words.isupper())) for words in topics(term.id)]
    return tuple(found)


def _plural(name: str) -> str:
    """Return a pattern for a name in its singular and plural."""
    return re.escape(name[:-1]) + "(?:y|ies)" if name.endswith("y") else f"{re.escape(name)}s?"


def approaches(sentence: str, terms: Vocabulary) -> dict[str, int]:
    """Return the approaches that a sentence names, each with the length of the longest name."""
    found: dict[str, int] = {}
    for approach, name in _patterns(terms):
        if match := name.search(sentence):
            found[approach] = max(found.get(approach, 0), len(match[0]))
    return found


def candidates(reading: Reading, named: Iterable[str], briefs: Sequence[Brief]) -> list[Profile]:
    """Return the briefs that a sentence may be about, the likeliest first; `named` are its approaches."""
    wanted, said = set(named), set(stems(reading.text))
    scored = [(_score(reading, said, wanted, profile(brief)), brief.slug) for brief in briefs]
    best = sorted((pair for pair in scored if pair[0] >= LEAST), key=lambda pair: (-pair[0], pair[1]))[:MOST]
    by_slug = {brief.slug: brief for brief in briefs}
    return [profile(by_slug[slug]) for score, slug in best if score >= CLOSE * best[0][0]]


MOST, CLOSE = 6, 0.6
"""Briefs that a sentence is held against, and how near they must come to the likeliest."""
GENERAL = frozenset(
    stems(
        "violence crime young people children prevent reduce help school support police project programme "
        "leicester community knife work safe stop offending does pupils adults bring change"
    )
)
"""Words of titles that say little of what a brief is about."""


def _score(reading: Reading, said: set[str], wanted: set[str], known: Profile) -> float:
    """Return how much speaks for a brief: its approach, its name, its figures and its words."""
    brief, named = known.brief, (known.named & said) - GENERAL
    stated = sum(_tells_of(said, quantity, known) for quantity in reading.quantities)
    if not wanted & set(brief.approaches) and len(named) < 2 and not stated:
        return 0
    score = 3.0 * bool(wanted & set(brief.lead_for)) + 1.5 * bool(wanted & set(brief.approaches[:1]))
    score += 1.0 * bool(wanted & set(brief.approaches)) + 1.5 * len(named) + 0.2 * len(known.words & said)
    score += 2.0 * stated
    score += 2.0 * sum(place in brief.title or place in brief.claim for place in reading.elsewhere)
    return score


def _tells_of(said: set[str], quantity: Quantity, known: Profile) -> bool:
    """Return whether a brief states a figure in a sentence that is about the same."""
    return any(len(said & set(stems(sentence))) >= SHARED for sentence in known.saying(quantity))


SHARED = 3
"""Words that two sentences must share before one is taken to state the figure of the other."""


def sentences_with(words: Iterable[str], known: Profile) -> Iterator[str]:
    """Yield the sentences of a brief that have one of some words."""
    wanted = [word.lower() for word in words]
    yield from (sentence for sentence, _ in known.sentences if any(word in sentence.lower() for word in wanted))
