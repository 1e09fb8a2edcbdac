"""What a search finds besides briefs: things of other kinds, each in a list of its own, never ranked with the evidence.

Features say what there is to find (`library/contributions.py`). A thing is found if it holds most of the question's
words, by how telling they are among such things, or if it is asked for in a line that means the same.
"""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

import numpy as np

from library.contributions import TRANSLATED, Findable, SearchKind
from library.i18n import messages
from library.i18n.messages import Language
from library.search import beginnings, remembered
from library.search.engine import embeddings
from library.search.engine.embeddings import Meaning
from library.search.engine.words import stems
from library.search.line_vectors import vectors
from library.services import Services

LEAST_WORDS = 0.6
"""The share of a question's words, by how telling they are, that a thing has to hold."""
LEAST_MEANING = 0.57
"""How close a line that a thing is asked for by has to come to the question, from 0 to 1."""
BESIDE, MOST = 3, 50
"""How many of a kind are shown beside others, and how many alone."""
EVIDENCE = "evidence"
"""What the briefs are called where kinds are told apart."""
LONGEST = 400
"""Characters of a question that are looked at."""


@dataclass(frozen=True, slots=True)
class Kind:
    """What was found of one kind, the best first."""

    name: str
    label: str
    note: str
    found: tuple[Findable, ...]


class Shelf:
    """Everything of one kind, laid out once to be asked many times."""

    def __init__(self, kind: SearchKind, documents: Sequence[Findable]) -> None:
        """Cut the words of all things, and note which things hold each."""
        self.kind, self.documents = kind, documents
        self._texts = [_texts(each) for each in documents]
        self.holding: dict[str, list[int]] = {}
        for number, texts in enumerate(self._texts):
            for stem in frozenset.union(*texts):
                self.holding.setdefault(stem, []).append(number)
        self._lines = tuple(line for each in documents for line in each.asked)
        self._asked = [number for number, each in enumerate(documents) if each.asked]
        self._begins = np.cumsum([0, *(len(documents[number].asked) for number in self._asked)])[:-1]

    def best(self, model: Meaning | None, telling: dict[str, float], meant: bytes, first: str) -> tuple[Findable, ...]:
        """Return what a question finds, the best first, and of things as good the newest."""
        holding = {number for stem in telling for number in self.holding.get(stem, ())}
        by_words = {number: _by_words(self._texts[number], telling) for number in holding}
        by_meaning = self._by_meaning(model, meant)
        scored = [
            (by_words.get(number, 0.0), by_meaning.get(number, 0.0), each) for number, each in enumerate(self.documents)
        ]
        fits = [
            (max(words, closeness), each)
            for words, closeness, each in scored
            if words >= LEAST_WORDS or closeness >= LEAST_MEANING or (first and first in each.beside)
        ]
        fits.sort(key=lambda pair: (-pair[0], -(pair[1].on.toordinal() if pair[1].on else 0)))
        return tuple(each for _, each in fits[:MOST])

    def _by_meaning(self, model: Meaning | None, meant: bytes) -> dict[int, float]:
        """Say how close the nearest line of each thing that has some is to a question."""
        if not (model and meant and self._lines):
            return {}
        near = vectors(model, self._lines) @ embeddings.rows(meant)[0]
        return dict(zip(self._asked, np.maximum.reduceat(near, self._begins).tolist(), strict=True))


def found(
    services: Services, kinds: Sequence[SearchKind], text: str, meant: bytes = b"", first: str = "", asked: str = ""
) -> list[Kind]:
    """Return what a question finds of each kind that has any.

    `meant` is its meaning where that is known, `first` the slug of the brief that comes first for it, if that fits, and
    `asked` how it was typed: spelling is put right as English, which other languages are not.
    """
    text, asked = text[:LONGEST], asked[:LONGEST]
    wanted = frozenset(stems(text))
    if not (wanted or meant):
        return []
    shelves = _shelves(services, tuple(kinds), services.store.version(), services.today(), messages.spoken())
    telling = _telling(wanted, shelves)
    best = {
        shelf.kind: tuple(beginnings.found(shelf.documents, asked or text)[:MOST])
        if shelf.kind.by_beginnings
        else shelf.best(services.meaning, telling, meant, first)
        for shelf in shelves
    }
    return [Kind(kind.name, kind.label, kind.note, each) for kind, each in best.items() if each]


@lru_cache(maxsize=8)
def _shelves(
    services: Services, kinds: tuple[SearchKind, ...], _version: str, _day: date, _spoken: Language | None
) -> tuple[Shelf, ...]:
    """Lay out all there is, again only when anything was committed, on another day and in each language."""
    there: dict[str, list[Findable]] = {kind.name: [] for kind in kinds}
    for kind in kinds:
        there[kind.name] += kind.documents(services)
    known = {kind.name: kind for kind in reversed(kinds)}
    return tuple(Shelf(known[name], documents) for name, documents in there.items())


def _telling(wanted: frozenset[str], shelves: Sequence[Shelf]) -> dict[str, float]:
    """Say how telling each word of a question is: the fewer things hold it, the more."""
    total = sum(len(shelf.documents) for shelf in shelves)
    held = {stem: sum(len(shelf.holding.get(stem, ())) for shelf in shelves) for stem in wanted}
    return {stem: math.log(1 + (total + 1) / (held[stem] + 0.5)) for stem in wanted}


def _by_words(texts: Sequence[frozenset[str]], telling: dict[str, float]) -> float:
    """Return the share of a question's words that a thing holds, or a line of which the question says at least half.

    A single word of a line is no sign that the line is meant: "boxing" does not ask for funding for a boxing club.
    """
    own, *asked = texts
    meant = [own, *(line for line in asked if 2 * len(line & telling.keys()) >= len(line))]
    return max(sum(telling[stem] for stem in telling if stem in text) for text in meant) / sum(telling.values())


def _texts(document: Findable) -> list[frozenset[str]]:
    """Return the words of a thing, and those of each line that it is asked for by."""
    whole = "\n".join((document.title, document.line, document.says))
    return [remembered.stems_of(text) for text in (whole, *document.asked)]


def named(kinds: Iterable[Kind], name: str) -> Kind | None:
    """Return the kind of a name, None if nothing of it was found."""
    return next((kind for kind in kinds if kind.name == name), None)


def in_your_language(kinds: Iterable[Kind]) -> Kind | None:
    """Return what was found in the language of the reader, which stands before the evidence."""
    return named(kinds, TRANSLATED)
