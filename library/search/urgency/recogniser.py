"""Recognising somebody in trouble by what they typed, before anything else reads or rewrites the words.

Each sentence is read twice. Rules say who and what ("my son", "stabbed"); they stand in seed_data/urgent_words.json, in
the spellings people use, and those of other languages beside it. Where they find nothing, the sentence model says how
much a sentence means what the cries for help of seed_data/urgent_sentences.json mean (tools/urgent_meaning.py learns
that from them). Either reading is enough: help shown to somebody who didn't need it costs them a line of reading. Words
that ask about evidence ("does it work", "funding") hold back all but sure signs.
"""

import base64
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np

from library.search.engine import embeddings
from library.search.engine.embeddings import Meaning
from library.search.urgency import shapes
from library.search.urgency.misspelt import Speller
from library.search.urgency.other_languages import OtherLanguages

LONGEST = 4_000
"""Characters of a text that are read."""
MOST_SENTENCES = 12
"""Sentences of a text whose meaning is looked at, so that a long one costs little."""
FEWEST_WORDS = 3
"""Words of a sentence whose meaning says enough."""
ALARM, ALARM_ABOUT_NOBODY, ALARM_WHEN_ASKING, FOR_EACH_MORE, AT_MOST = 0.0, 0.1, 0.1, 0.02, 0.15
"""How much a sentence has to mean what cries for help mean, from about -1 to 1: where it speaks of a person, where it
does not, where it asks about evidence; and how much more in long texts, of which some sentence is always near to it.
"""


@dataclass(frozen=True, slots=True)
class Rule:
    """One shape of words that speaks of a need; a sure one counts even where the words also ask about evidence."""

    need: str
    sure: bool
    shape: str


@dataclass(frozen=True, slots=True)
class Line:
    """One sentence as typed (or put right), in plain form before that and after, and what it is: asking, personal."""

    typed: str
    slips: str
    plain: str
    asking: bool
    personal: bool


class Recogniser:
    """Says what somebody needs, by rules and, where there is a model, by meaning."""

    def __init__(self, words: Mapping[str, Any], learnt: Mapping[str, Any], others: OtherLanguages) -> None:
        """Take in the words, what was learnt from the sentences, as seed_data keeps them, and other languages."""
        made = shapes.Shapes(words["groups"])
        self._signs: Mapping[str, str] = words["signs"]
        self._rules = tuple(
            Rule(need, line.startswith("!"), line.removeprefix("!"))
            for need, lines in words["rules"].items()
            for line in lines
        )
        self._any_rule = made.compiled(*(rule.shape for rule in self._rules))
        self._compiled = cache(made.compiled)
        self._asking, self._personal = made.compiled(*words["asking"]), made.compiled(*words["personal"])
        self._about = {need: made.compiled(*lines) for need, lines in words["about"].items()}
        known = {word for name in words["spelt"] for entry in words["groups"][name] for word in entry.split()}
        self._others = others
        self._speller = Speller(known, words["not_misspelt"], words["aliases"])
        self._order = (*words["rules"], *words["about"])
        rows = np.frombuffer(base64.b64decode(learnt["weights"]), np.float16).astype(np.float32)
        self._directions, self._kinds = rows.reshape(-1, embeddings.SIZE + 1), tuple(learnt["needs"])

    def needs(self, text: str, model: Meaning | None) -> tuple[str, ...]:
        """Return what a text says that somebody needs, the most pressing first; nothing if nobody is in trouble."""
        lines = [self._line(typed) for typed in shapes.sentences(text[:LONGEST], self._signs)]
        speaking = [line for line in lines if self._any_rule.search(line.plain)]
        found = {rule.need for line in speaking for rule in self._rules if self._counts(rule, line)}
        found |= {need for line in lines for need in self._others.needs(line.slips)}
        if model and not found:
            found |= set(self._meant(lines, model))
        if not found:
            return ()
        whole = "".join(line.plain for line in lines)
        found |= {need for need, about in self._about.items() if about.search(whole)}
        return tuple(need for need in self._order if need in found)

    def _counts(self, rule: Rule, line: Line) -> bool:
        """Return whether a line says what a rule does, whose shape is compiled now: few lines say anything at all."""
        return (rule.sure or not line.asking) and self._compiled(rule.shape).search(line.plain) is not None

    def _line(self, typed: str) -> Line:
        slips = shapes.in_plain_form(typed)
        plain = self._speller.put_right(slips)
        asking, personal = (shape.search(plain) is not None for shape in (self._asking, self._personal))
        return Line(typed if plain == slips else plain, slips, plain, asking, personal)

    def _meant(self, lines: Sequence[Line], model: Meaning) -> Iterator[str]:
        """Return the needs of the lines that mean what cries for help mean."""
        long_enough = [line for line in lines if len(line.plain.split()) >= FEWEST_WORDS]
        if len(long_enough) > 1:
            long_enough = [line for line in long_enough if line.personal][:MOST_SENTENCES]
        more = min(AT_MOST, FOR_EACH_MORE * (len(long_enough) - 1))
        for line in long_enough:
            if question := embeddings.of_question(model, line.typed):
                alarm, *kinds = self._directions @ np.append(embeddings.rows(question)[0], np.float32(1))
                if alarm >= more + _enough(line):
                    yield self._kinds[int(np.argmax(kinds))]


def _enough(line: Line) -> float:
    if line.asking:
        return ALARM_WHEN_ASKING
    return ALARM if line.personal else ALARM_ABOUT_NOBODY
