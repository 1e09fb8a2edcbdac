"""Draws what is asked in the speed runs: three words together that partners use in their questions."""

import itertools
import json
import random
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from library.search.engine.port import Document
from library.search.engine.words import stems, words
from tests.bench.corpus import SEED
from tests.bench.peers import Asked

SHORTEST = 4
MOST_READ = 1_000
"""Documents that are looked through for which words are there at all."""
FILTERED = ("age", "setting")


class Asking:
    """One stream of questions over some documents."""

    def __init__(self, documents: Sequence[Document], seed: int = SEED) -> None:
        """Ask about these documents."""
        self._chance = random.Random(seed)
        self._documents = documents
        self._words = _asked_words(documents[:MOST_READ])

    def question(self) -> Asked:
        """Draw three different words."""
        drawn: set[str] = set()
        while len(drawn) < 3:
            drawn.add(self._chance.choice(self._words))
        return Asked(tuple(sorted(drawn)))

    def filters(self) -> tuple[tuple[str, str], ...]:
        """Draw a term in each of two groups that some brief has together."""
        while True:
            facets = self._chance.choice(self._documents).facets
            if all(facets.get(group) for group in FILTERED):
                return tuple((group, self._chance.choice(facets[group])) for group in FILTERED)

    def phrase(self) -> Asked:
        """Draw two words that stand side by side somewhere."""
        while True:
            text = self._chance.choice(self._documents).text
            found = [word for word in words(text) if len(word.text) >= SHORTEST]
            sides = [(one, two) for one, two in itertools.pairwise(found) if two.start == one.end + 1]
            if sides:
                one, two = self._chance.choice(sides)
                return Asked((one.text.casefold(), two.text.casefold()), phrase=True)

    def start(self) -> str:
        """Draw the first three or four letters of a word of a title."""
        while True:
            title = self._chance.choice(self._documents).title
            long = [word.text for word in words(title) if len(word.text) >= SHORTEST and word.text.isalpha()]
            if long:
                return self._chance.choice(long)[: self._chance.choice((3, 4))].casefold()


SETS = {
    "public": "questions",
    "more": "questions_more",
    "fresh": "questions_fresh",
    "later": "questions_later",
    "people": "questions_people",
    "visitors": "questions_visitors",
}
"""Sets of questions by name; of the last two only the figures were looked at, so that they say what others would find."""
TUNED_ON = ("public", "more", "fresh", "later")


def public_questions(kept_in: str = "public") -> list[dict[str, Any]]:
    """Read a set of questions: `q`, `who` asks, `type`, and `judgements`: slug -> 0 to 3, nothing if unanswerable."""
    file = Path(__file__).parent / f"{SETS[kept_in]}.json"
    found: list[dict[str, Any]] = json.loads(file.read_text("utf-8"))
    return found


def _asked_words(documents: Sequence[Document]) -> list[str]:
    """Give the words of the public questions that documents hold, as often as they are asked."""
    held = {stem for each in documents for stem in stems(each.text)}
    asked = [word for question in public_questions() for word in words(question["q"])]
    return [word.text.casefold() for word in asked if word.stem in held and word.text.isalpha()]
