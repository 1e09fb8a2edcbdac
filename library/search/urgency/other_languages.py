"""Cries for help in other languages than English, which the sentence model does not read.

Whole sentences are too many to list and single words say too little. So for each language there are people ("my son",
"he"), acts ("hits", "knife") and cries ("I'm afraid"), by how their words begin: an act counts beside a person anywhere
in the sentence, a cry by itself. They stand in seed_data/urgent_languages.json. Where they find nothing, a sentence
that names a person may still sound like a cry (`beginnings`). Words that ask about evidence hold back all but sure
cries.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from library.search.urgency.beginnings import Learnt
from library.search.urgency.shapes import Shapes

Lines = Mapping[str, Sequence[str]]
"""Shapes by the need that they speak of."""
Compiled = Callable[[], Mapping[str, re.Pattern[str]]]
"""Gives one pattern for each need."""
SOME_TROUBLE = "other_language"
"""The need of somebody whose trouble is heard but not understood."""
FEWEST_WORDS = 4
"""Words of a sentence that may sound like a cry."""


@dataclass(frozen=True, slots=True)
class Language:
    """What is looked for in one language; in Latin letters or not."""

    latin: bool
    people: re.Pattern[str]
    asking: re.Pattern[str]
    any_sign: re.Pattern[str]
    acts: Compiled
    cries: Compiled
    sure: Compiled

    def needs(self, plain: str) -> set[str]:
        """Return what a sentence in plain form says that somebody needs."""
        if not self.any_sign.search(plain):
            return set()
        if self.asking.search(plain):
            return _found(self.sure, plain)
        acts = _found(self.acts, plain) if self.people.search(plain) else set()
        return _found(self.sure, plain) | _found(self.cries, plain) | acts


class OtherLanguages:
    """Says what somebody needs, in whichever of the languages they write."""

    def __init__(self, languages: Mapping[str, Any], learnt: Mapping[str, Any]) -> None:
        """Take in the words of each language and what was learnt, as seed_data keeps them."""
        self._every = tuple(_language(words) for words in languages.values())
        self._learnt = Learnt(learnt)

    def needs(self, plain: str) -> set[str]:
        """Return what a sentence in plain form says that somebody needs."""
        latin = plain.isascii()
        asked = [language for language in self._every if language.latin or not latin]
        found = {need for language in asked for need in language.needs(plain)} or self._heard(asked, plain)
        return found - {SOME_TROUBLE} or found

    def _heard(self, asked: Sequence[Language], plain: str) -> set[str]:
        named = len(plain.split()) >= FEWEST_WORDS and any(language.people.search(plain) for language in asked)
        if not named or any(language.asking.search(plain) for language in asked) or not self._learnt.cry(plain):
            return set()
        return {SOME_TROUBLE}


def _language(words: Mapping[str, Any]) -> Language:
    made, acts, cries = Shapes({}), words["acts"], words["cries"]
    every = [line.removeprefix("!") for lines in (*acts.values(), *cries.values()) for line in lines]
    return Language(
        all(line.isascii() for line in every),
        made.compiled(*words["people"]),
        made.compiled(*words["asking"]),
        made.compiled(*every),
        _compiled(made, acts),
        _compiled(made, {need: [line for line in lines if line[0] != "!"] for need, lines in cries.items()}),
        _compiled(made, {need: [line[1:] for line in lines if line[0] == "!"] for need, lines in cries.items()}),
    )


def _compiled(made: Shapes, lines: Lines) -> Compiled:
    """Compile the shapes of each need when they are first asked for: few sentences have any sign."""
    return cache(lambda: {need: made.compiled(*shapes) for need, shapes in lines.items() if shapes})


def _found(shapes: Compiled, plain: str) -> set[str]:
    return {need for need, shape in shapes().items() if shape.search(plain)}
