"""An engine without an index: it reads every document, in memory. Slow and plain, so the fast one is compared with it."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager

import numpy as np

from library.search.engine import embeddings, query_parser, ranking
from library.search.engine.port import Document
from library.search.engine.query_parser import Question
from library.search.engine.spelling import nearest
from library.search.engine.words import common, spoken, stem, stems
from library.search.models import GROUPS, Found, Hit, Lead, Match, Query, Sort


class ScanIndex:
    """Documents in a dictionary, with the words of each counted once."""

    def __init__(self, documents: Iterable[Document] = ()) -> None:
        """Take a first stock of documents."""
        self.documents: dict[int, Document] = {}
        self._words: dict[str, dict[int, Counter[str]]] = {name: {} for name in ranking.FIELDS}
        self._put: dict[int, Counter[str]] = {}
        self._lines: dict[int, str] = {}
        self.rebuild(documents)

    def put(self, document: Document) -> None:
        """Add or replace a document."""
        self.documents[document.id] = document
        for name, counted in self._words.items():
            counted[document.id] = Counter(stems(getattr(document, name)))
        self._put[document.id] = Counter(common(document.asked))
        self._lines[document.id] = _line(stems(document.text))

    def remove(self, id: int) -> None:
        """Take a document out."""
        self.documents.pop(id, None)
        for counted in (*self._words.values(), self._put):
            counted.pop(id, None)

    @property
    def held(self) -> dict[int, str]:
        """Return id -> mark of its last change."""
        return self.changes()

    def state(self) -> "ScanIndex":
        """Return what is held now."""
        return ScanIndex(self.documents.values())

    def amended(self, gone: Collection[int], fresh: Iterable[Document]) -> "ScanIndex":
        """Return the same with some documents gone and others in their place."""
        return ScanIndex([*(each for each in self.documents.values() if each.id not in gone), *fresh])

    @contextmanager
    def writing(self) -> Iterator["ScanIndex"]:
        """Change the documents in place."""
        yield self

    def rebuild(self, documents: Iterable[Document]) -> None:
        """Forget everything and take these documents."""
        for id in list(self.documents):
            self.remove(id)
        for document in documents:
            self.put(document)

    def changes(self) -> dict[int, str]:
        """Return id -> mark of its last change."""
        return {document.id: document.change for document in self.documents.values()}

    def correct(self, words: Iterable[str]) -> dict[str, str]:
        """Return the nearest word for each that no document uses."""
        return {word: near for word in words if (near := nearest(word, self))}

    def uses(self, word: str) -> bool:
        """Return whether a document uses a word, in whatever form."""
        return any(stem(word) in counted for words in self._words.values() for counted in words.values())

    def holding(self, word: str) -> int:
        """Say how many documents hold a word as it is written."""
        return sum(word in spoken(f"{each.title} {each.text}") for each in self.documents.values())

    def alike(self, word: str) -> Iterable[str]:
        """Return every word that is used."""
        return (other for each in self.documents.values() for other in spoken(f"{each.title} {each.text}"))

    def tidy(self) -> None:
        """Nothing to do."""

    def search(self, query: Query) -> Found:
        """Score every document and count every facet."""
        question = query_parser.read(query.wanted)
        asked, everything = question.words, question.lists_all or not query.text.strip()
        scores = {id: self._score(id, asked) + self._led(id, query.leads) for id in self.documents}
        near = {id: self._closeness(id, query.meant) for id in self.documents}
        close = {id: each[0] if each else None for id, each in near.items()}
        nearest = max((each[1] for each in near.values() if each), default=0.0)
        for id, score in scores.items():
            if score > 0:
                scores[id] += ranking.by_meaning(self._weights(asked), asked) * (close[id] or 0.0)
                scores[id] += ranking.PUT_WEIGHT * _field_score(self._put, id, question.put)
        matching = {id for id, score in scores.items() if (everything or score > 0) and self._says(id, question)}
        passing = {id for id in matching if self._passes(id, query.filters)}
        ranked = sorted(passing, key=lambda id: self._order(id, scores, query))
        shown = ranked[(query.page - 1) * query.size : query.page * query.size]
        hits = tuple(Hit(id, scores[id], self._held(id, asked, query.leads), close[id] or 0.0) for id in shown)
        cover, match = self._match(query, passing, scores, asked, close, nearest)
        match = Match.GOOD if everything and passing else match
        return Found(hits, len(passing), self._counts(matching, query.filters), match, cover, nearest)

    def _says(self, id: int, question: Question) -> bool:
        """Return whether a document says every phrase and none of the words left out."""
        if any(self._words["text"][id][word] for word in question.without):
            return False
        return all(_line(phrase) in self._lines[id] for phrase in question.phrases)

    def _score(self, id: int, asked: dict[str, int]) -> float:
        return sum(weight * _field_score(self._words[name], id, asked) for name, weight in ranking.FIELDS.items())

    def _led(self, id: int, leads: tuple[Lead, ...]) -> float:
        """Score the terms that the reader's words lead to."""
        score = 0.0
        for lead in leads:
            having = [each.id for each in self.documents.values() if lead.term in each.facets.get(lead.group, ())]
            if id in having:
                score += ranking.LEAD_WEIGHT * ranking.idf(len(self.documents), len(having))
        return score

    def _passes(self, id: int, filters: dict[str, tuple[str, ...]]) -> bool:
        facets = self.documents[id].facets
        return all(set(terms) & set(facets.get(group, ())) for group, terms in filters.items() if terms)

    def _order(self, id: int, scores: dict[int, float], query: Query) -> tuple[float, float, int]:
        newest = -self.documents[id].published.timestamp()
        best = -round(scores[id], 6) if query.sort is Sort.BEST else 0.0
        return (best, newest, id)

    def _held(self, id: int, asked: dict[str, int], leads: tuple[Lead, ...]) -> tuple[str, ...]:
        facets = self.documents[id].facets
        led = {word for lead in leads if lead.term in facets.get(lead.group, ()) for word in lead.words}
        return tuple(word for word in asked if word in led or self._words["text"][id][word])

    def _counts(self, matching: set[int], filters: dict[str, tuple[str, ...]]) -> dict[str, dict[str, int]]:
        counts: dict[str, dict[str, int]] = {}
        for group in GROUPS:
            others = {name: terms for name, terms in filters.items() if name != group}
            terms = Counter(
                term
                for id in matching
                if self._passes(id, others)
                for term in set(self.documents[id].facets.get(group, ()))
            )
            counts[group] = dict(terms)
        return counts

    def _match(
        self,
        query: Query,
        passing: set[int],
        scores: dict[int, float],
        asked: dict[str, int],
        close: dict[int, float | None],
        nearest: float,
    ) -> tuple[float, Match]:
        if not passing:
            return 0.0, Match.NONE
        best = min(passing, key=lambda id: (-round(scores[id], 6), -self.documents[id].published.timestamp(), id))
        cover = ranking.cover(self._weights(asked), set(self._held(best, asked, query.leads)))
        return cover, ranking.judge(cover, close[best], nearest, query.outside, len(asked))

    def _weights(self, asked: dict[str, int]) -> dict[str, float]:
        everything = self._words["text"].values()
        return {word: ranking.idf(len(everything), sum(1 for counted in everything if counted[word])) for word in asked}

    def _closeness(self, id: int, question: bytes) -> tuple[float, float] | None:
        """Say how close in meaning a document and its nearest line are to a question, None where that is not known."""
        kept = embeddings.rows(self.documents[id].meant)
        if not question or not len(kept):
            return None
        near = (kept @ embeddings.rows(question)[0]).astype(np.float64)
        close, nearest = embeddings.closeness(near, np.zeros(1, np.intp))
        return float(close[0]), float(nearest[0])


def _field_score(words: dict[int, Counter[str]], id: int, asked: dict[str, int]) -> float:
    length, total = words[id].total(), sum(counted.total() for counted in words.values())
    score = 0.0
    for word, said in asked.items():
        if count := words[id][word]:
            holding = sum(1 for counted in words.values() if counted[word])
            norm = ranking.K1 * (1 - ranking.B + ranking.B * length * len(words) / total)
            score += said * ranking.idf(len(words), holding) * count * (ranking.K1 + 1) / (count + norm)
    return score


def _line(words: Iterable[str]) -> str:
    return f" {' '.join(words)} "
