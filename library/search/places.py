"""Places that a reader names and nothing found is about: what to say, since what is nearest may be somewhere else."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache

from library.briefs import seed_files, texts
from library.briefs.models import Brief
from library.briefs.vocabulary.models import Vocabulary
from library.i18n.messages import Message, gettext, ngettext
from library.search.synonyms import PhraseBook

MOST_NAMED = 2
"""Places that something is said about."""


class Gazetteer:
    """The names of places, those of the vocabulary and smaller ones, and the term that each lies in."""

    def __init__(self, terms: Vocabulary, local: Mapping[str, Sequence[str]]) -> None:
        """Take in every name; other words for a place are known too, so that no name is found inside them."""
        self.wider = {name: term for term, names in local.items() for name in names}
        self.own = {term.label: term.id for term in terms.terms("place")}
        others = (word for term in terms.terms("place") for word in term.lay_words)
        names = dict.fromkeys((*self.wider, *self.own, *others))
        self._book = PhraseBook((name, name) for name in names)
        self._labels = {id: label for label, id in self.own.items()}

    def named(self, text: str) -> list[str]:
        """Return the places that a text names, without those whose name is part of a longer one."""
        found = {name: set(phrase) for name, phrase, _ in self._book.found(text)}
        whole = [name for name, words in found.items() if not any(words < other for other in found.values())]
        return [name for name in whole if name in self.wider or name in self.own][:MOST_NAMED]

    def around(self, name: str) -> Iterator[str]:
        """Yield the terms that a place lies in, the nearest first."""
        while term := self.wider.get(name):
            yield term
            name = self._labels.get(term, "")


@lru_cache(maxsize=2)
def _gazetteer(terms: Vocabulary) -> Gazetteer:
    return Gazetteer(terms, seed_files.local_places())


def notices(text: str, found: Sequence[Brief], counts: Mapping[str, int], terms: Vocabulary) -> Iterator[str]:
    """Say which places of a text nothing found is about; `counts` says how many results each place would give."""
    places = _gazetteer(terms)
    for name in places.named(text) if found else ():
        own = places.own.get(name)
        if counts.get(own, 0) if own else any(_is_about(brief, name) for brief in found):
            continue
        yield " ".join((_nothing(name), *_instead(places.around(name), counts, terms)))


def _is_about(brief: Brief, name: str) -> bool:
    """Return whether the front of a brief names a place; a mention further down does not make it one about it."""
    book = PhraseBook(((name, name),))
    return any(True for _, text in texts.front(brief) for _ in book.found(text))


def _nothing(name: str) -> str:
    return gettext(Message("Nothing here is about %(place)s itself.", place=name))


def _instead(around: Iterable[str], counts: Mapping[str, int], terms: Vocabulary) -> Iterator[str]:
    """Say how many results are about the nearest area that some are about."""
    term = next((each for each in around if counts.get(each)), None)
    if term is not None:
        count = counts[term]
        words = ngettext(
            "%(count)s of these results is about %(place)s.", "%(count)s of these results are about %(place)s.", count
        )
        yield words % {"count": count, "place": terms.label("place", term)}
