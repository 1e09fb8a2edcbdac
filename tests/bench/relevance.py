"""How well the public questions are answered, by the library as it is and with each ingredient left out in turn.

An ingredient is left out at the search port, by changing what is asked or what is indexed, so that nothing else changes.
"""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np

from library.search import indexing
from library.search import service as searches
from library.search.engine import embeddings
from library.search.engine.port import Batch, Document, IndexUnavailable, SearchIndex
from library.search.engine.whoosh_index import WhooshIndex
from library.search.engine.words import STOP_WORDS, WORD
from library.search.models import Found, Match, Query
from library.services import Services
from library.transfer import seeding
from tests.bench import corpus
from tests.bench.adapters import searching
from tests.bench.asking import SETS, public_questions
from tests.bench.scores import ndcg

Question = dict[str, Any]
RESAMPLED = 2_000
RIGHT = 3
"""What the brief that answers a question is judged."""


@dataclass(frozen=True, slots=True)
class Told:
    """Fractions: of answerable questions, the right brief first or among three, called none or weak; of others, told so.

    `first_between` and `told_between` hold what nineteen of twenty such sets would give.
    """

    first: float
    three: float
    none: float
    weak: float
    told: float
    told_or_weak: float
    ndcg: float
    first_between: tuple[float, float]
    told_between: tuple[float, float]


@dataclass(frozen=True)
class Without:
    """An engine that changes what is asked of another, and what is put into it."""

    inner: SearchIndex
    question: Callable[[Query], Query] = lambda query: query
    document: Callable[[Document], Document] = lambda document: document
    spelling: SearchIndex | None = None

    @property
    def held(self) -> Mapping[int, str]:
        """Pass on."""
        return self.inner.changes()

    def state(self) -> "Without":
        """Give itself, as it does not change while it is measured."""
        return self

    def amended(self, gone: Collection[int], fresh: Iterable[Document]) -> "Without":
        """Refuse."""
        raise IndexUnavailable("what is measured does not change")

    def search(self, query: Query) -> Found:
        """Ask a changed question."""
        return self.inner.search(self.question(query))

    def correct(self, words: Iterable[str]) -> dict[str, str]:
        """Correct as another engine does, or not at all."""
        return self.spelling.correct(words) if self.spelling else {}

    def uses(self, word: str) -> bool:
        """Pass on."""
        return self.inner.state().uses(word)

    def changes(self) -> dict[int, str]:
        """Pass on."""
        return self.inner.changes()

    def writing(self) -> AbstractContextManager[Batch]:
        """Pass on."""
        return self.inner.writing()

    def rebuild(self, documents: Iterable[Document]) -> None:
        """Put changed documents."""
        self.inner.rebuild(self.document(each) for each in documents)

    def tidy(self) -> None:
        """Pass on."""
        self.inner.tidy()


def measured(folder: Path) -> dict[str, dict[str, Told]]:
    """Ask each set of questions, of the whole first and then without each ingredient; give set -> what -> how good."""
    services = corpus.connected(folder)
    services.store.migrate()
    seeding.seed(services)
    indexing.reindex(services)
    asked = {name: public_questions(name) for name in SETS}
    told = {name: {"everything": _told(services, questions)} for name, questions in asked.items()}
    for without, engine in _variants(folder, services.index).items():
        if engine.inner is not services.index:
            engine.rebuild(indexing.everything(services)[1])
        for name, questions in asked.items():
            told[name][f"without {without}"] = _told(searching(services, engine), questions)
    services.store.close()
    return told


def _variants(folder: Path, whole: SearchIndex) -> dict[str, Without]:
    def fresh(name: str) -> SearchIndex:
        return WhooshIndex(folder / name)

    return {
        "the sentence model": Without(whole, question=lambda query: replace(query, meant=b""), spelling=whole),
        "how people ask": Without(fresh("asked"), document=_unasked, spelling=whole),
        "both": Without(fresh("neither"), lambda query: replace(query, meant=b""), document=_unasked, spelling=whole),
        "the words people use": Without(whole, question=lambda query: replace(query, leads=()), spelling=whole),
        "spelling": Without(whole),
        "short forms": Without(whole, question=lambda query: replace(query, spelt_out=""), spelling=whole),
        "what we are not about": Without(whole, question=lambda query: replace(query, outside=None), spelling=whole),
        "counting repeated words": Without(whole, question=_said_once, spelling=whole),
        "the title's own weight": Without(
            fresh("title"), document=lambda each: replace(each, title=""), spelling=whole
        ),
        "the stop list": Without(
            fresh("stop"),
            question=lambda query: replace(query, text=_unstopped(query.wanted), spelt_out=""),
            document=lambda each: replace(each, title=_unstopped(each.title), text=_unstopped(each.text)),
            spelling=whole,
        ),
        "stemming": Without(
            fresh("stems"),
            question=lambda query: replace(query, text=_unstemmed(query.wanted), spelt_out=""),
            document=lambda each: replace(each, title=_unstemmed(each.title), text=_unstemmed(each.text)),
            spelling=whole,
        ),
    }


def _unasked(document: Document) -> Document:
    """Take out how people ask for a brief: its lines stand at the end of the text, and behind the first vector."""
    first = embeddings.SIZE * np.dtype(np.float16).itemsize
    return replace(document, asked="", text=document.text.removesuffix(document.asked), meant=document.meant[:first])


def _said_once(query: Query) -> Query:
    words = dict.fromkeys(match.group().casefold() for match in WORD.finditer(query.wanted))
    return replace(query, text=" ".join(words), spelt_out="")


def _unstopped(text: str) -> str:
    """Write stop words so that the list does not know them."""
    return WORD.sub(lambda match: f"{match.group()}9" if _stopped(match.group()) else match.group(), text)


def _unstemmed(text: str) -> str:
    """Write words so that the stemmer leaves them alone."""
    return WORD.sub(lambda match: match.group() if _stopped(match.group()) else f"{match.group()}9", text)


def _stopped(word: str) -> bool:
    return word.casefold().replace("’", "'") in STOP_WORDS


def _told(services: Services, questions: Sequence[Question]) -> Told:
    answerable, others = [], []
    for question in questions:
        answer = searches.search(services, Query(question["q"]))
        ranked = [result.found.brief.slug for result in answer.results]
        judged = question["judgements"]
        (answerable if judged else others).append((ranked, judged, answer.match))
    right = [[judged.get(slug, 0) == RIGHT for slug in ranked] for ranked, judged, _ in answerable]
    matches, told = [match for *_, match in answerable], [match for *_, match in others]
    return Told(
        _share(any(each[:1]) for each in right),
        _share(any(each[:3]) for each in right),
        _share(match is Match.NONE for match in matches),
        _share(match is Match.WEAK for match in matches),
        _share(match is Match.NONE for match in told),
        _share(match is not Match.GOOD for match in told),
        sum(ndcg(ranked, judged) for ranked, judged, _ in answerable) / len(answerable),
        interval([any(each[:1]) for each in right]),
        interval([match is not Match.GOOD for match in told]),
    )


def interval(facts: Sequence[bool]) -> tuple[float, float]:
    """Return between which shares nineteen of twenty sets of as many questions of the same kind would fall."""
    chance = np.random.default_rng(corpus.SEED)
    shares = chance.choice(np.array(facts, np.float64), (RESAMPLED, len(facts))).mean(axis=1)
    return float(np.quantile(shares, 0.025)), float(np.quantile(shares, 0.975))


def _share(facts: Iterable[bool]) -> float:
    listed = list(facts)
    return sum(listed) / len(listed)
