"""Reading a question: the words it asks for, the phrases that must stand together, and the words it leaves out."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from library.search.engine.words import common, spoken, stems

MOST_WORDS = 40
"""Different words of a question that are used; the rest of a very long question is left out."""
LONGEST = 20_000
"""Characters of a question that are read."""
QUOTED = re.compile(r'["“”]([^"“”]+)["“”]')
LEFT_OUT = re.compile(r"(?<!\S)-(?=[^\W\d_])(\S+)")


@dataclass(frozen=True, slots=True)
class Question:
    """A question as an engine needs it, in stems: how often each is said, in `put` of common words."""

    words: dict[str, int]
    put: dict[str, int]
    phrases: tuple[tuple[str, ...], ...]
    without: tuple[str, ...]

    @property
    def lists_all(self) -> bool:
        """Return whether all briefs answer it, but for words left out."""
        return not self.words and bool(self.without)


@lru_cache(maxsize=1_000)
def read(text: str) -> Question:
    """Read a question: "words in quotes" stand together, -word is left out."""
    text = text[:LONGEST]
    wanted = plain(text)
    phrases = (tuple(stems(words)) for words in QUOTED.findall(wanted))
    return Question(
        dict(list(Counter(stems(wanted)).items())[:MOST_WORDS]),
        dict(list(Counter(common(wanted)).items())[:MOST_WORDS]),
        tuple(dict.fromkeys(phrase for phrase in phrases if len(phrase) > 1))[:MOST_WORDS],
        tuple(dict.fromkeys(stem for words in LEFT_OUT.findall(text) for stem in stems(words)))[:MOST_WORDS],
    )


def plain(text: str) -> str:
    """Return a question without the words it leaves out."""
    return LEFT_OUT.sub(" ", text)


def as_meant(text: str) -> Iterator[str]:
    """Return the words, in small letters, that are to be taken as they are written: in quotes, or left out."""
    for words in (*QUOTED.findall(text), *LEFT_OUT.findall(text)):
        yield from spoken(words)
