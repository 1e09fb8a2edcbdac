"""Figures in a text held against the records it draws on: a figure that stands in no record is a fault.

Number words count ("half", "one in five"); years, days of a month, telephone numbers, addresses and ids do not.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Set
from typing import Any

from library.briefs import texts
from library.briefs.models import Brief
from library.forms.problems import Fault
from library.i18n.messages import Message
from library.text import plain

SMALL = """zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen
sixteen seventeen eighteen nineteen"""
UNITS = {word: value for value, word in enumerate(SMALL.split())}
TENS = {
    word: value * 10
    for value, word in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), 2)  # noqa: SIM905
}
SCALES = {"hundred": 100.0, "thousand": 1e3, "million": 1e6, "billion": 1e9, "m": 1e6, "bn": 1e9, "k": 1e3}
FRACTIONS = {
    "half": 1 / 2,
    "third": 1 / 3,
    "thirds": 1 / 3,
    "quarter": 1 / 4,
    "quarters": 1 / 4,
    "fifth": 1 / 5,
    "fifths": 1 / 5,
}
TIMES = {"twice": 2.0, "double": 2.0, "doubled": 2.0, "dozen": 12.0, "triple": 3.0, "tripled": 3.0, "halved": 0.5}

MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
NOT_FIGURES = re.compile(
    r"https?://\S+|\b\d{1,2}(?:st|nd|rd|th)? (?:"
    + MONTHS
    + r")\b|\b(?:19|20)\d\d(?:[/–-]\d{2,4})?\b(?!\s*(?:people|children))"
    r"|\b0\d{3,4}(?: ?\d{3,4}){1,2}\b|\b(?:999|111|101)\b|\bA4\b|\b\d+(?:st|nd|rd|th)\b"
)
WORDS = "|".join((*UNITS, *TENS))
FIGURE = re.compile(
    rf"(?P<share>\b(?P<part>{WORDS}|\d[\d,]*)(?: people| children| young people)? (?:in|out of)(?: every)?"
    rf" (?P<of>{WORDS}|a hundred|\d[\d,]*\d|\d)\b)"
    rf"|(?P<fraction>\b(?:(?P<count>an?|one|two|three|four|half)[ -])?(?P<name>half|thirds?|quarters?|fifths?)\b)"
    rf"|(?P<digits>(?<![\w.])\d[\d,]*(?:\.\d+)?)[ -]?(?P<scale>million|billion|thousand|hundred|bn\b|m\b|k\b)?"
    rf"|(?P<times>\b(?:{'|'.join(TIMES)})\b)"
    rf"|(?P<word>\b(?:{WORDS})(?:-(?:{'|'.join(UNITS)}))?\b(?: (?:{'|'.join(s for s in SCALES if len(s) > 2)})\b)?)",
    re.IGNORECASE,
)


def figures(text: str) -> Iterator[tuple[str, float]]:
    """Return each figure of a text as (the words that say it, its value); a share or fraction as a part of 1."""
    for match in FIGURE.finditer(NOT_FIGURES.sub(" ", plain.without_citations(text))):
        value = _value(match)
        if value is not None:
            yield match.group().strip(), value


def _value(match: re.Match[str]) -> float | None:
    """Work out what one match says, or None for a word that only looks like a number ("one of them")."""
    if match["share"]:
        return _number(match["part"]) / _number(match["of"].removeprefix("a "))
    if match["fraction"]:
        return _fraction((match["count"] or "").lower(), match["name"].lower())
    if match["digits"]:
        return float(match["digits"].replace(",", "")) * SCALES.get((match["scale"] or "").lower(), 1)
    if match["times"]:
        return TIMES[match["times"].lower()]
    return None if match["word"].lower() in {"one", "zero"} else _number(match["word"])


def _fraction(count: str, name: str) -> float | None:
    """Read "two thirds" as a part of 1; a bare "third" or "fifth" is an order, not a share."""
    if name not in {"half", "thirds", "quarters", "fifths"} and not count:
        return None
    return UNITS.get(count, 1) * FRACTIONS[name]


def _number(words: str) -> float:
    """Read "22", "twenty-two" or "two hundred"."""
    if words[0].isdigit():
        return float(words.replace(",", ""))
    total = 0.0
    for word in re.split(r"[ -]", words.lower()):
        total = (total or 1) * SCALES[word] if word in SCALES else total + UNITS.get(word, TENS.get(word, 0))
    return total


UNCOUNTED = {
    "url",
    "slug",
    "id",
    "ids",
    "checked",
    "source_index",
    "verified",
    "unverified_fields",
    "unverified",
    "memory_only",
    "address",
}


def texts_of(record: Any, left_out: frozenset[str] = frozenset()) -> Iterator[str]:
    """Return every text and number of a fact record, leaving out addresses, ids and what was not verified."""
    if isinstance(record, Mapping):
        unverified = {name for name in record.get("unverified_fields", ()) if name in record}
        for name, value in record.items():
            if name not in UNCOUNTED | unverified | left_out:
                yield from texts_of(value, left_out)
    elif isinstance(record, list):
        for value in record:
            yield from texts_of(value, left_out)
    elif record is not None:
        yield str(record)


def known_figures(records: Iterable[Any]) -> set[float]:
    """Collect every value that the records state, each share also as a percentage and the other way round."""
    values = {value for record in records for text in texts_of(record) for _, value in figures(text)}
    return values | {value * 100 for value in values if value < 1} | {value / 100 for value in values if value <= 100}


def unknown_figures(brief: Brief, records: Iterable[Any]) -> list[Fault]:
    """List the figures of a brief that stand in none of its records."""
    known = known_figures(records)
    return [
        Fault(field, Message("The figure “%(words)s” stands in none of the fact records", words=words), sentence)
        for field, text in texts.whole(brief)
        for sentence in plain.sentences(text)
        for words, value in figures(sentence)
        if not _stated(value, known)
    ]


def misattributed_figures(brief: Brief, documents: Mapping[str, Set[float]]) -> Iterator[Fault]:
    """Return the figures that stand in none of the documents they are cited from: letter of a source -> its figures."""
    for field, text in texts.whole(brief):
        for paragraph in text.splitlines():
            cited = plain.citations(paragraph)
            if not cited or not cited <= documents.keys():
                continue
            known = set[float]().union(*(documents[letter] for letter in cited))
            said = plain.plain(paragraph)
            for words, value in figures(said):
                if not _stated(value, known):
                    yield Fault(
                        field,
                        Message(
                            "We cannot find “%(words)s” in source %(value)s: look again",
                            words=words,
                            value=", ".join(sorted(cited)),
                        ),
                        said,
                    )


def _stated(value: float, known: Set[float]) -> bool:
    """Return whether a value is known: to the letter, or within a hundredth for a share ("a third" for 33%)."""
    allowed = 0.011 if value < 1 else 1e-9
    return any(abs(value - other) <= allowed * max(value, other) for other in known)
