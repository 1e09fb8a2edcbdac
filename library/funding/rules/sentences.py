"""The sentences of a brief that a bid may use, as people wrote and reviewed them.

What is claimed and the caution that goes with it always stand together. Everything else may be left out. Nothing is
put into other words: a sentence that would not read well on its own, or that repeats another, is not offered.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from library.briefs import texts
from library.briefs.models import Brief
from library.briefs.rules import number_extraction
from library.text import plain

DANGLES = re.compile(
    r"(?:It|Its|They|Their|Them|This|That|These|Those|He|She|His|Her|Both|Neither|Either|Each|Such|But|And|So|Then|Or"
    r"|Another|Others?|Some|Most|Many|Few|None|All|Half|Here|There,|After (?:that|this)|(?:In|Of|For|At|On|By|From) "
    r"(?:that|this|those|these|them|it)|The (?:same|other|others|first|second|third|rest)|An earlier|A later|Two|One|"
    r"Yes|No|Probably|Not)\b"
)
"""How a sentence starts that needs the one before it."""
SPEAKS = re.compile(r"\b(?:we|we're|we've|our|ours|us|you|your|yours|you're|i|this page|this brief)\b", re.IGNORECASE)
"""Words with which the library speaks of itself or to its reader."""
QUESTION_WORDS = ("Whether", "How", "Which", "What", "If", "Who", "Why", "When", "Where")
OPEN_QUESTION = re.compile(rf"(?:{'|'.join(QUESTION_WORDS)})\b[^?]*\.")
SMALL_WORDS = frozenset(
    re.findall(
        r"\w+",
        "the a an and or of to in on for with by at from as is are was were be been it its that this these those than "
        "not no but who which their they them has have had about into more most one some may can said says say",
    )
)
MOST_ADVICE = 6
SHORTEST_LAST = 6
"""Words; a shorter sentence often announces the next, so that a text is not cut behind it."""
TOO_ALIKE, ALIKE = 0.55, 0.25
"""The share of a sentence's words that another has: a repetition, and a repetition if they share a figure too."""


@dataclass(frozen=True, slots=True)
class Extra:
    """What may be added about a brief: its longest form first grows sentence by sentence. `worth` is for each word."""

    part: str
    choices: tuple[str, ...]
    worth: int


@dataclass(frozen=True, slots=True)
class Material:
    """What there is to say from one brief: claim and caution, which go together, and what may be added."""

    slug: str
    claim: str
    caution: str
    extras: tuple[Extra, ...]


class Said:
    """What a text says already, so that nothing is said twice."""

    def __init__(self) -> None:
        """Start with nothing said."""
        self.sentences: list[tuple[set[str], set[float]]] = []

    def add(self, text: str) -> None:
        """Note every sentence of a text."""
        self.sentences += [(content_words(each), _values(each)) for each in plain.sentences(text)]

    def has(self, sentence: str) -> bool:
        """Return whether a sentence repeats one that was noted."""
        words, values = content_words(sentence), _values(sentence)
        return any(
            (share := len(words & other) / max(1, min(len(words), len(other)))) >= TOO_ALIKE
            or (share >= ALIKE and bool(values & numbers))
            for other, numbers in self.sentences
        )


def content_words(sentence: str) -> set[str]:
    """Return the words of a sentence that carry its meaning."""
    return set(re.findall(r"[a-z0-9£%]+", sentence.lower())) - SMALL_WORDS


def _values(sentence: str) -> set[float]:
    return {value for _, value in number_extraction.figures(sentence)}


def materials(briefs: Sequence[Brief]) -> list[Material]:
    """Return what there is to say from each brief that has a claim, in order; nothing stands in two of them."""
    claiming = [brief for brief in briefs if brief.claim]
    said = Said()
    for brief in claiming:
        said.add(brief.claim)
        said.add(brief.main_caution)
    return [
        Material(brief.slug, on_one_line(brief.claim), on_one_line(brief.main_caution), tuple(_extras(brief, said)))
        for brief in claiming
    ]


def on_one_line(text: str) -> str:
    """Return a text on one line, without Markdown and without letters that cite sources."""
    return " ".join(plain.plain(text).split())


def _extras(brief: Brief, said: Said) -> Iterator[Extra]:
    points = [point for each in brief.key_points if (point := _point(each, said))]
    for place, point in enumerate(points):
        yield Extra("point", (point,), 6 - min(place, 3))
    if what := _growing(brief.what_it_is, said):
        yield Extra("what", tuple(f"What it is: {_lower(each, brief)}" for each in what), 3)
    for part, text, worth in (("why", brief.why_it_works, 1), ("care", brief.cautions, 2)):
        if choices := _growing(text, said):
            yield Extra(part, choices, worth)
    if how := _advice(brief.how_to_do_it, said):
        yield Extra("how", how, 1)
    if unknown := _unknown(brief.what_we_dont_know, said):
        yield Extra("unknown", (unknown,), 4)


def _point(point: str, said: Said) -> str:
    """Return a key point that can stand alone, or ""."""
    sentences = plain.sentences(point)
    if any(map(_unfit, sentences)) or DANGLES.match(on_one_line(point)) or any(map(said.has, sentences)):
        return ""
    said.add(point)
    return on_one_line(point)


def _unfit(sentence: str) -> bool:
    return bool(SPEAKS.search(sentence)) or sentence.endswith((":", "?"))


def _growing(text: str, said: Said) -> tuple[str, ...]:
    """Return the first paragraph of a section in one sentence, in two, and so on, up to one that doesn't fit."""
    first = text.split("\n\n")[0]
    if plain.LIST_MARK.search(first):
        return ()
    grown: list[str] = []
    for sentence in plain.sentences(first):
        dangling = not grown and DANGLES.match(sentence)
        if dangling or _unfit(sentence) or said.has(sentence):
            break
        grown.append(sentence)
    for sentence in grown:
        said.add(sentence)
    counts = (count for count in range(1, len(grown) + 1) if plain.word_count(grown[count - 1]) >= SHORTEST_LAST)
    return tuple(" ".join(grown[:count]) for count in counts)


def _advice(text: str, said: Said) -> tuple[str, ...]:
    """Return the library's advice on how to do it, its first item, its first two, and so on, in quotation marks."""
    items = [on_one_line(line) for line in text.splitlines() if plain.LIST_MARK.match(line)]
    fitting = [item for item in items if item.endswith(".") and '"' not in item and not said.has(item)][:MOST_ADVICE]
    for item in fitting:
        said.add(item)
    return tuple(
        f"On how to do it, the library says: “{' '.join(fitting[:count])}”" for count in range(1, len(fitting) + 1)
    )


def _unknown(text: str, said: Said) -> str:
    """Return the first open question of a brief as a sentence that repeats nothing, or ""."""
    sentence = open_question(text)
    if said.has(sentence):
        return ""
    said.add(sentence)
    return sentence


def open_question(text: str) -> str:
    """Return the first open question of a section as a sentence, or ""."""
    sentence = next(iter(plain.sentences(text)), "")
    if not OPEN_QUESTION.fullmatch(sentence) or _unfit(sentence):
        return ""
    return f"It is not known {sentence[:1].lower()}{sentence[1:]}"


def _lower(text: str, brief: Brief) -> str:
    """Return a text with a small first letter, unless it starts with a name or an acronym."""
    first, _, rest = text.partition(" ")
    word = first.strip(",;:")
    if word in {"A", "An", "The"}:
        return text[:1].lower() + text[1:]
    elsewhere = " ".join(words for _, words in texts.whole(brief))
    named = (
        word[1:] != word[1:].lower() or rest[:1].isupper() or re.search(rf"(?<=[a-z,] ){re.escape(word)}\b", elsewhere)
    )
    return text if named else text[:1].lower() + text[1:]
