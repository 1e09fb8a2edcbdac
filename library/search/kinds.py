"""What a search finds besides briefs: things of other kinds, each in a list of its own, never ranked with the evidence.

Features say what there is to find (`library/contributions.py`). A thing is found if it holds most of the question's
words, by how telling they are among such things, or if it is asked for in a line that means the same.
"""

import math
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from library.contributions import Findable, SearchKind
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


def found(
    services: Services, kinds: Sequence[SearchKind], text: str, meant: bytes = b"", first: str = ""
) -> list[Kind]:
    """Return what a question finds of each kind that has any.

    `meant` is its meaning where that is known, and `first` the slug of the brief that comes first for it, if that fits.
    """
    wanted = frozenset(stems(text[:LONGEST]))
    there: dict[str, list[Findable]] = {kind.name: [] for kind in kinds}
    for kind in kinds if wanted or meant else ():
        there[kind.name] += kind.documents(services)
    telling = _telling(wanted, [each for documents in there.values() for each in documents])
    known = {kind.name: kind for kind in reversed(kinds)}
    listed = (
        Kind(name, known[name].label, known[name].note, _best(services.meaning, documents, telling, meant, first))
        for name, documents in there.items()
    )
    return [kind for kind in listed if kind.found]


def _telling(wanted: frozenset[str], documents: Sequence[Findable]) -> dict[str, float]:
    """Say how telling each word of a question is: the fewer things hold it, the more."""
    held = Counter(stem for each in documents for stem in frozenset.union(*_texts(each)) & wanted)
    return {stem: math.log(1 + (len(documents) + 1) / (held[stem] + 0.5)) for stem in wanted}


def _best(
    model: Meaning | None, documents: Sequence[Findable], telling: dict[str, float], meant: bytes, first: str
) -> tuple[Findable, ...]:
    scored = [(_by_words(each, telling), each) for each in documents]
    near = _by_meaning(model, documents, meant)
    fits = [
        (max(words, closeness), each)
        for (words, each), closeness in zip(scored, near, strict=True)
        if words >= LEAST_WORDS or closeness >= LEAST_MEANING or (first and first in each.beside)
    ]
    fits.sort(key=lambda pair: (-pair[0], -(pair[1].on.toordinal() if pair[1].on else 0)))
    return tuple(each for _, each in fits[:MOST])


def _by_words(document: Findable, telling: dict[str, float]) -> float:
    """Return the share of a question's words that the thing holds, or a line of which the question says at least half.

    A single word of a line is no sign that the line is meant: "boxing" does not ask for funding for a boxing club.
    """
    own, *asked = _texts(document)
    texts = [own, *(line for line in asked if 2 * len(line & telling.keys()) >= len(line))]
    whole = sum(telling.values())
    return max(sum(telling.get(stem, 0.0) for stem in text) for text in texts) / whole if whole else 0.0


def _by_meaning(model: Meaning | None, documents: Sequence[Findable], meant: bytes) -> list[float]:
    """Say how close the nearest line of each thing is to a question; 0 for those without lines."""
    lines = tuple(line for each in documents for line in each.asked)
    if not (model and meant and lines):
        return [0.0] * len(documents)
    near = vectors(model, lines) @ embeddings.rows(meant)[0]
    ends = np.cumsum([len(each.asked) for each in documents])
    return [float(max(part, default=0.0)) for part in np.split(near, ends[:-1])]


def _texts(document: Findable) -> list[frozenset[str]]:
    """Return the words of a thing, and those of each line that it is asked for by."""
    return [_stems(text) for text in ("\n".join((document.title, document.line, document.says)), *document.asked)]


@lru_cache(maxsize=4_000)
def _stems(text: str) -> frozenset[str]:
    return frozenset(stems(text))


def named(kinds: Iterable[Kind], name: str) -> Kind | None:
    """Return the kind of a name, None if nothing of it was found."""
    return next((kind for kind in kinds if kind.name == name), None)
