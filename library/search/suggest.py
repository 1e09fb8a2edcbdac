"""Suggesting where to go while somebody types: approaches and briefs whose words begin as the typed ones do."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from heapq import nsmallest

from library.briefs import repository as briefs
from library.briefs.vocabulary import repository as vocabulary
from library.briefs.vocabulary.models import Vocabulary
from library.services import Services

MOST = 8
MOST_TYPED = 8
"""Words of what was typed that are looked at."""
MOST_TITLES = 20_000


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A brief or approach to go to: its words, and the slug or term it is found by."""

    text: str
    name: str
    is_approach: bool = False


class Options:
    """Everything that can be suggested, found by how its words begin."""

    def __init__(self, options: Iterable[tuple[str, Suggestion]]) -> None:
        """Lay out suggestions, each with the text whose words lead to it, in the order they are to be shown."""
        self._suggestions: list[Suggestion] = []
        leading: list[tuple[str, int]] = []
        for place, (text, suggestion) in enumerate(options):
            self._suggestions.append(suggestion)
            leading += [(word, place) for word in _words(text)]
        leading.sort()
        self._words = [word for word, _ in leading]
        self._places = [place for _, place in leading]

    def starting(self, begun: Iterable[str]) -> list[Suggestion]:
        """Return the first of those that have, for each beginning, a word that begins so."""
        found = set.intersection(*map(self._reached, begun))
        return [self._suggestions[place] for place in nsmallest(MOST, found)]

    def _reached(self, start: str) -> set[int]:
        first = bisect_left(self._words, start)
        last = bisect_right(self._words, start, first, key=lambda word: word[: len(start)])
        return set(self._places[first:last])


def suggest(services: Services, text: str) -> list[Suggestion]:
    """Suggest approaches, then briefs; every word typed has to begin one of theirs."""
    begun = [word.casefold() for word in text.split()][:MOST_TYPED]
    if not begun:
        return []
    with services.store.reading() as database:
        terms, newest = vocabulary.read(database), briefs.newest_change(database)
    return _options(services, terms, newest).starting(begun)


@lru_cache(maxsize=2)
def _options(services: Services, terms: Vocabulary, _newest: str) -> Options:
    """Lay out all options, again only when the vocabulary or what is published has changed."""
    with services.store.reading() as database:
        titles = briefs.titles(database, MOST_TITLES)
    approaches = [
        (" ".join((term.label, *term.lay_words)), Suggestion(term.label, term.id, is_approach=True))
        for term in terms.terms("approach")
    ]
    return Options(approaches + [(title, Suggestion(title, slug)) for slug, title in titles])


def _words(text: str) -> frozenset[str]:
    return frozenset(word.strip("“”\"'():,?!") for word in text.casefold().split())
