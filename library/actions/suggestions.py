"""Suggesting where to go while somebody types: approaches and briefs whose words begin as the typed ones do."""

from dataclasses import dataclass
from functools import lru_cache

from library.domain.vocabulary import Vocabulary
from library.parts import Parts
from library.storage import briefs, vocabulary

MOST = 8
MOST_TYPED = 8
"""Words of what was typed that are looked at."""
MOST_TITLES = 20_000


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A brief or approach to go to, by its words and path."""

    text: str
    path: str


Option = tuple[frozenset[str], Suggestion]
"""The words that lead to a suggestion, in small letters."""


def suggest(parts: Parts, text: str) -> list[Suggestion]:
    """Suggest approaches, then briefs; every word typed has to begin one of theirs."""
    begun = [word.casefold() for word in text.split()][:MOST_TYPED]
    if not begun:
        return []
    with parts.store.reading() as database:
        terms, newest = vocabulary.read(database), briefs.newest_change(database)
    found = []
    for words, suggestion in _options(parts, terms, newest):
        if all(any(word.startswith(start) for word in words) for start in begun):
            found.append(suggestion)
            if len(found) == MOST:
                break
    return found


@lru_cache(maxsize=2)
def _options(parts: Parts, terms: Vocabulary, _newest: str) -> list[Option]:
    """Lay out all options, again only when the vocabulary or what is published has changed."""
    with parts.store.reading() as database:
        lines = briefs.listed(database, size=MOST_TITLES)
    approaches = [
        (_words(" ".join((term.label, *term.lay_words))), Suggestion(term.label, f"/approaches/{term.id}"))
        for term in terms.terms("approach")
    ]
    return approaches + [(_words(line.title), Suggestion(line.title, f"/briefs/{line.slug}")) for line in lines]


def _words(text: str) -> frozenset[str]:
    return frozenset(word.strip("“”\"'():,?!") for word in text.casefold().split())
