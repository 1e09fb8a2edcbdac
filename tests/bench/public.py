"""Relevance on public test collections: our lexical engine beside Lucene's BM25 and the peers, as nDCG at ten."""

import tempfile
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from library.search.engine import embeddings
from library.search.engine.port import Document
from library.search.engine.whoosh_index import WhooshIndex
from library.search.engine.words import words
from library.search.models import Query
from tests.bench.collection import Collection
from tests.bench.lucene import Lucene
from tests.bench.peers import Asked
from tests.bench.peers.fts5 import Fts5
from tests.bench.peers.native import Tantivy
from tests.bench.scores import ndcg

LUCENE = "Lucene BM25"
NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
Ranker = Callable[[str], list[int]]


def measured(collection: Collection) -> dict[str, float]:
    """Give the mean over the judged questions for each engine."""
    numbers = dict(enumerate(collection.documents, 1))
    documents = [_document(number, *collection.documents[id]) for number, id in numbers.items()]
    with tempfile.TemporaryDirectory() as folder:
        rankers = _rankers(Path(folder), documents)
        scores: dict[str, list[float]] = {name: [] for name in rankers}
        for question, judged in collection.judged.items():
            if question in collection.questions and any(gain > 0 for gain in judged.values()):
                for name, ranked in rankers.items():
                    ids = [numbers[number] for number in ranked(collection.questions[question])]
                    scores[name].append(ndcg(ids, judged))
    return {name: sum(all_of) / len(all_of) for name, all_of in scores.items()}


def _rankers(folder: Path, documents: list[Document]) -> dict[str, Ranker]:
    ours, lucene = WhooshIndex(folder / "ours"), Lucene({each.id: each.text for each in documents})
    model = embeddings.find()
    ours.rebuild(replace(each, meant=embeddings.of_lines(model, [each.text])) for each in documents)
    fts5, tantivy = Fts5(folder, documents), Tantivy(folder, documents)
    return {
        "ours": lambda text: [hit.id for hit in ours.search(Query(text)).hits],
        "ours with the model": lambda text: [
            hit.id for hit in ours.search(Query(text, meant=embeddings.of_question(model, text))).hits
        ],
        LUCENE: lucene.ranked,
        "FTS5": lambda text: list(fts5.answer(_asked(text)).ids),
        "tantivy": lambda text: list(tantivy.answer(_asked(text)).ids),
    }


def _asked(text: str) -> Asked:
    """Leave out the words of our stop list, which does the peers good."""
    return Asked(tuple(word.text for word in words(text)) or ("nothing",))


def _document(number: int, title: str, text: str) -> Document:
    """Make a document as a brief becomes one: the title is part of the text and stands by itself too."""
    return Document(number, f"{number}", title, f"{title}\n{text}", NOW)
