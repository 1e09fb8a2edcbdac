"""One search over the arrays of an index: scores, filters and counts for all documents at once, with numpy and bitsets.

A segment never changes, so its arrays are decoded once; a commit changes only which segments there are and which
documents are deleted.
"""

from collections.abc import Collection, Iterable
from functools import cached_property
from itertools import chain, compress

import numpy as np
from numpy.typing import NDArray

from library.search.engine import query_parser, ranking
from library.search.engine.closeness import Closeness
from library.search.engine.documents import PLACE_BITS, SPOKEN
from library.search.engine.memory import MemorySegment
from library.search.engine.port import Document
from library.search.engine.query_parser import Question
from library.search.engine.scores import Documents, Scores
from library.search.engine.segments import (
    NO_AMOUNTS,
    NO_IDS,
    NO_MASK,
    NOTHING,
    Amounts,
    Mask,
    Postings,
    Segment,
    mask_bits,
)
from library.search.engine.spelling import nearest
from library.search.engine.words import stem
from library.search.models import FACETS, GROUPS, Found, Hit, Lead, Match, Query, Sort

MOST_JOINED, LEAST_COUNTED = 1_000_000, 20
"""Postings over all segments that are kept, 20 bytes each; and how many a word counts for at least."""


class Snapshot:
    """All segments as they stood at one commit, searched as one."""

    def __init__(self, segments: list[tuple[Segment, Mask]]) -> None:
        """Join segments, each with the mask of its documents that are not deleted."""
        self.segments = [segment for segment, _ in segments]
        self.starts = np.cumsum([0, *(segment.file.size for segment in self.segments)])
        self.live: Mask = np.concatenate([NO_MASK, *(live for _, live in segments)])
        self.ids = np.concatenate([NO_IDS, *(segment.ids for segment in self.segments)])
        self.published = np.concatenate([NO_AMOUNTS, *(segment.numbers["published"] for segment in self.segments)])
        self.total = int(self.live.sum())
        self._fields: dict[str, tuple[Amounts, float]] = {}
        self._joined: dict[tuple[str, str], Postings] = {}
        self._weighed: dict[tuple[str, str], Amounts] = {}
        self._kept = 0
        self._close: Closeness | None = None

    @cached_property
    def held(self) -> dict[int, str]:
        """Return id -> mark of the last change of every document that is not deleted."""
        return dict(compress(chain.from_iterable(segment.changes for segment in self.segments), self.live.tolist()))

    def amended(self, gone: Collection[int], fresh: Iterable[Document]) -> "Snapshot":
        """Return the same with some documents gone and others in their place, which are held in memory only."""
        added = Segment(MemorySegment(fresh))
        kept = self.live & ~np.isin(self.ids, list(gone))
        masks = [
            kept[start : start + segment.file.size] for segment, start in zip(self.segments, self.starts, strict=False)
        ]
        return Snapshot([*zip(self.segments, masks, strict=True), (added, np.ones(added.file.size, np.bool_))])

    @cached_property
    def facets(self) -> dict[str, dict[str, int]]:
        """Return group -> term -> the documents that have it, as bits over all segments."""
        joined: dict[str, dict[str, int]] = {group: {} for group in FACETS}
        for segment, start in zip(self.segments, self.starts, strict=False):
            for group, terms in segment.facets.items():
                for term, bits in terms.items():
                    joined[group][term] = joined[group].get(term, 0) | bits << int(start)
        return joined

    def lengths(self, field: str) -> tuple[Amounts, float]:
        """Return the lengths of a field and their mean over the documents that are not deleted."""
        if field not in self._fields:
            lengths = np.concatenate([NO_AMOUNTS, *(segment.numbers[field] for segment in self.segments)])
            self._fields[field] = (lengths, float(lengths[self.live].mean()) if self.total else 1.0)
        return self._fields[field]

    def postings(self, field: str, word: str) -> Postings:
        """Return a word's postings over all segments, deleted documents left out; the last ones asked for are kept."""
        key = (field, word)
        if known := self._joined.get(key):
            return known
        if self._kept >= MOST_JOINED:
            self._joined, self._weighed, self._kept = {}, {}, 0
        found = self._joined[key] = self._join(field, word)
        self._kept += max(LEAST_COUNTED, len(found[0]))
        return found

    def _join(self, field: str, word: str) -> Postings:
        parts = [NOTHING, *(segment.postings(field, word) for segment in self.segments)]
        starts = (0, *self.starts)
        documents = np.concatenate([documents + start for (documents, _), start in zip(parts, starts, strict=False)])
        counts = np.concatenate([counts for _, counts in parts])
        live = self.live[documents]
        return documents[live], counts[live]

    def correct(self, words: Iterable[str]) -> dict[str, str]:
        """Return the nearest word for each that no document uses."""
        return {word: near for word in words if (near := nearest(word, self))}

    def uses(self, word: str) -> bool:
        """Return whether a document uses a word, in whatever form."""
        return any(len(self.postings(field, stem(word))[0]) for field in ("text", "title"))

    def holding(self, word: str) -> int:
        """Say how many documents hold a word as it is written."""
        return len(self.postings(SPOKEN, word)[0])

    def alike(self, word: str) -> Iterable[str]:
        """Return the words, at least, that begin as a word does and are a letter longer or shorter at most."""
        return (other for segment in self.segments for other in segment.spoken.alike(word))

    def search(self, query: Query) -> Found:
        """Answer a search."""
        question = query_parser.read(query.wanted)
        asked = question.words
        weights = {word: ranking.idf(self.total, len(self.postings("text", word)[0])) for word in asked}
        words, close = self._scores(asked, query.leads), self._closeness(query.meant)
        found, put = words > 0, self._by_words(ranking.PUT, question.put, ranking.PUT_WEIGHT)
        scores = Scores(np.where(found, words + put, 0.0), ranking.by_meaning(weights, asked), close)
        matching = self._narrowed(self.live if _asks_all(query, question) else found, question)
        groups = {group: self._passing(group, terms) for group, terms in query.filters.items() if terms}
        bits = mask_bits(matching)
        passing = self._mask(_meet(bits, groups.values())) if groups else matching
        order = self._order(np.flatnonzero(passing), scores, query)
        shown = order[(query.page - 1) * query.size : query.page * query.size]
        close.settle(shown)
        scored = zip(shown.tolist(), scores.of(shown).tolist(), close.close[shown].tolist(), strict=True)
        hits = tuple(
            Hit(int(self.ids[number]), score, self._held(number, asked, query.leads), near)
            for number, score, near in scored
        )
        nearest = close.nearest_line(self.live)
        cover, match = self._match(query, order, scores, weights, close, nearest)
        return Found(hits, int(passing.sum()), self._counts(bits, groups), match, cover, nearest)

    def _scores(self, asked: dict[str, int], leads: tuple[Lead, ...]) -> NDArray[np.float64]:
        scores = np.zeros(len(self.live), np.float64)
        for name, weight in ranking.FIELDS.items():
            scores += self._by_words(name, asked, weight)
        for lead in leads:
            having = self.facets[lead.group].get(lead.term, 0) & self._live_bits
            if having:
                scores[self._mask(having)] += ranking.LEAD_WEIGHT * ranking.idf(self.total, having.bit_count())
        return scores

    def _by_words(self, field: str, asked: dict[str, int], weight: float) -> NDArray[np.float64]:
        """Score all documents by the words of a question that they hold in a field."""
        scores = np.zeros(len(self.live), np.float64)
        for word, said in asked.items():
            documents, _ = self.postings(field, word)
            if len(documents):
                scores[documents] += weight * said * self._weight(field, word)
        return scores

    def _weight(self, field: str, word: str) -> Amounts:
        """Return what each document that holds a word in a field scores by it; kept as long as the postings are."""
        key = (field, word)
        if (known := self._weighed.get(key)) is not None:
            return known
        documents, counts = self.postings(field, word)
        lengths, mean = self.lengths(field)
        norm = ranking.K1 * (1 - ranking.B + ranking.B * lengths[documents] / mean)
        scored = ranking.idf(self.total, len(documents)) * counts * (ranking.K1 + 1) / (counts + norm)
        self._weighed[key] = scored
        return scored

    def _closeness(self, question: bytes) -> Closeness:
        """Say how close documents are in meaning to a question; the last is kept, as one search may ask twice."""
        known = self._close
        if not known or known.question != question:
            parts = [(segment.lines, int(start)) for segment, start in zip(self.segments, self.starts, strict=False)]
            known = self._close = Closeness(parts if question else [], len(self.live), question)
        return known

    @cached_property
    def _has_lines(self) -> Mask:
        """Return the mask of the documents whose meaning is known."""
        return np.concatenate([NO_MASK, *(segment.numbers["lines"] > 0 for segment in self.segments)])

    def _narrowed(self, matching: Mask, question: Question) -> Mask:
        """Keep what says every phrase and none of the words left out."""
        for phrase in question.phrases:
            matching = matching & self._saying(phrase)
        for word in question.without:
            matching = matching.copy()
            matching[self.postings("text", word)[0]] = False
        return matching

    def _saying(self, phrase: tuple[str, ...]) -> Mask:
        """Return the mask of the documents whose text says a phrase."""
        saying = np.zeros(len(self.live), np.bool_)
        for segment, start in zip(self.segments, self.starts, strict=False):
            saying[(segment.saying(phrase) >> PLACE_BITS) + start] = True
        return saying

    @cached_property
    def _live_bits(self) -> int:
        return mask_bits(self.live)

    def _passing(self, group: str, terms: tuple[str, ...]) -> int:
        bits = 0
        for term in terms:
            bits |= self.facets[group].get(term, 0)
        return bits

    def _mask(self, bits: int) -> Mask:
        size = len(self.live)
        packed = np.frombuffer(bits.to_bytes((size + 7) // 8, "little"), np.uint8)
        return np.unpackbits(packed, count=size, bitorder="little").astype(np.bool_)

    def _order(self, numbers: Documents, scores: Scores, query: Query) -> Documents:
        """Put documents in order; of those in order of score, only as many as the page reaches, and their equals."""
        last, best = query.page * query.size, np.zeros(len(numbers))
        if query.sort is Sort.BEST:
            numbers = scores.first(numbers, last)
            best = -np.round(scores.of(numbers), 6)
        if last < len(numbers):
            shown = best <= np.partition(best, last - 1)[last - 1]
            numbers, best = numbers[shown], best[shown]
        return numbers[np.lexsort((self.ids[numbers], -self.published[numbers], best))]

    def _held(self, number: int, asked: dict[str, int], leads: tuple[Lead, ...]) -> tuple[str, ...]:
        """Return the words of the question that a document holds, or holds the term of."""
        bit = 1 << number
        led = {word for lead in leads if self.facets[lead.group].get(lead.term, 0) & bit for word in lead.words}
        return tuple(word for word in asked if word in led or self._says(number, word))

    def _says(self, number: int, word: str) -> bool:
        documents = self.postings("text", word)[0]
        at = int(documents.searchsorted(documents.dtype.type(number)))  # Of another type, all would be copied.
        return at < len(documents) and int(documents[at]) == number

    def _counts(self, bits: int, groups: dict[str, int]) -> dict[str, dict[str, int]]:
        counts = {}
        for group in GROUPS:
            within = _meet(bits, (other for name, other in groups.items() if name != group))
            counts[group] = {
                term: count for term, having in self.facets[group].items() if (count := (within & having).bit_count())
            }
        return counts

    def _match(
        self,
        query: Query,
        order: Documents,
        scores: Scores,
        weights: dict[str, float],
        close: Closeness,
        nearest: float,
    ) -> tuple[float, Match]:
        """Return how much of the question the best brief holds, and whether the library knows about it."""
        if not len(order):
            return 0.0, Match.NONE
        if not weights and _asks_all(query, query_parser.read(query.wanted)):
            return 0.0, Match.GOOD
        best = int(order[0] if query.sort is Sort.BEST else self._order(order, scores, Query())[0])
        known = float(close.close[best]) if query.meant and self._has_lines[best] else None
        held = set(self._held(best, query_parser.read(query.wanted).words, query.leads))
        cover = ranking.cover(weights, held)
        return cover, ranking.judge(cover, known, nearest, query.outside, len(weights))


def _asks_all(query: Query, question: Question) -> bool:
    """Return whether a search lists all briefs, apart from what filters and words left out take away."""
    return question.lists_all or not query.text.strip()


def _meet(bits: int, others: Iterable[int]) -> int:
    for other in others:
        bits &= other
    return bits
