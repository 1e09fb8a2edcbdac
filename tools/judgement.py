"""Works out seed_data/judgement.json again: run it when outside topics, the briefs' lines or findable pages change.

    python -m tools.judgement

What a question has to show before the library says that it knows about it is learnt from four sets of questions of
the bench by logistic regression. A question that no brief answers counts once as it is, and a quarter as it would be if
the topic nearest to it were not on the list, since people ask about more than any list holds. Words of the vocabulary
count a little as questions that briefs answer.
"""

import json
import tempfile
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from itertools import chain
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from library.bootstrap import connect
from library.briefs import seed_files
from library.briefs.vocabulary import repository as vocabulary
from library.browse import findable as browse
from library.funding import findable as funding
from library.involve import findable as involve
from library.search import indexing, line_vectors
from library.search import service as searches
from library.search.engine import embeddings, query_parser
from library.search.judgement import KEPT, Judgement, signs
from library.search.models import Query
from library.search.outside_topics.models import OutsideTopic
from library.search.outside_topics.rules import Outside
from library.search.synonyms import LEADING
from library.services import Services
from library.settings import Settings
from library.transfer import seeding
from tests.bench.asking import TUNED_ON, public_questions

STIFFNESS = 1.0
UNLISTED = 0.25
"""What a question counts once more as it would be if its topic were not on the list."""
WORD_FOR_A_TERM = 0.15
"""What a label of the vocabulary, or a word that leads to it, counts: few questions of the sets are a word or two."""
NOT_GOOD, NOT_AT_ALL = 0.08, 0.01
"""Shares of answerable questions that may be called less than good, and nothing at all."""
Numbers = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Asked:
    """A question as it is judged: its cover, its nearest line, the outside lines nearest to it, its different words.

    `next_outside` is of another topic than `outside`.
    """

    answerable: bool
    cover: float
    nearest: float
    outside: float
    next_outside: float
    words: int

    def row(self, outside: float) -> tuple[float, ...]:
        """Return what is learnt from."""
        return signs(self.cover, self.nearest, outside, self.words)


def main() -> None:
    """Learn what counts how much, and keep it with the vectors of the outside lines."""
    model = embeddings.find()
    assert model is not None
    lines = kept_lines()
    vectors = np.concatenate([model.vectors(lines[start : start + 64]) for start in range(0, len(lines), 64)])
    kept = line_vectors.keep(lines, vectors)
    KEPT.write_text(json.dumps({"judgement": asdict(Judgement(0, 0, 0, 0, 0, 0))} | kept), "utf-8")
    with tempfile.TemporaryDirectory() as folder:
        asked, words = gathered(Path(folder))
    KEPT.write_text(json.dumps({"judgement": asdict(learnt(asked, words))} | kept, indent=1) + "\n", "utf-8")


def kept_lines() -> list[str]:
    """Return the lines whose vectors are kept: of outside topics, and of the pages that searches find."""
    pages = (each for feature in (browse, funding, involve) for each in feature.OWN_PAGES)
    return [line for topic in seed_files.outside_topics() for line in topic["lines"]] + [
        line for page in pages for line in page.asked
    ]


def gathered(folder: Path) -> tuple[list[Asked], list[Asked]]:
    """Ask a library of its own all questions, and all words for terms as if each were a question."""
    services = connect(Settings(instance=folder / "instance", index=folder / "index"))
    services.store.migrate()
    seeding.seed(services)
    indexing.reindex(services)
    topics = [seeding.outside_topic(raw) for raw in seed_files.outside_topics()]
    questions = [
        _asked(services, topics, question["q"], bool(question["judgements"]))
        for question in chain.from_iterable(map(public_questions, TUNED_ON))
    ]
    with services.store.reading() as database:
        terms = vocabulary.read(database)
    words = [
        _asked(services, topics, said, answerable=True)
        for scheme in LEADING
        for term in terms.terms(scheme)
        for said in (term.label, *term.lay_words)
    ]
    services.store.close()
    return questions, words


def _asked(services: Services, topics: Sequence[OutsideTopic], text: str, answerable: bool) -> Asked:
    answer = searches.search(services, Query(text))
    near = Outside(topics).nearest(services.meaning, answer.query.meant)
    assert near is not None
    rest = Outside(each for each in topics if each != near.topic)
    others = rest.nearest(services.meaning, answer.query.meant)
    assert others is not None
    words = len(query_parser.read(answer.query.wanted).words)
    return Asked(answerable, answer.found.cover, answer.found.nearest, near.closeness, others.closeness, words)


def learnt(asked: Sequence[Asked], words: Sequence[Asked]) -> Judgement:
    """Return what counts how much, with thresholds that leave few answerable questions below them."""
    others = [replace(each, outside=each.next_outside) for each in asked if not each.answerable]
    every = (*asked, *others, *words)
    rows = np.array([each.row(each.outside) for each in every])
    known = np.array([each.answerable for each in every], np.float64)
    counts = np.r_[np.ones(len(asked)), np.full(len(others), UNLISTED), np.full(len(words), WORD_FOR_A_TERM)]
    weights = _regression(np.c_[rows, np.ones(len(rows))], known, counts)
    sure = (rows @ weights[:-1] + weights[-1])[: len(asked)][known[: len(asked)] == 1]
    good, weak = np.quantile(sure, NOT_GOOD), np.quantile(sure, NOT_AT_ALL)
    return Judgement(*(round(float(each), 3) for each in (*weights[:-1], weights[-1] - good, good - weak)))


def _regression(rows: Numbers, known: Numbers, counts: Numbers) -> Numbers:
    """Return the weights of a logistic regression, the last the offset, with both answers counting alike."""
    weights = np.zeros(rows.shape[1])
    unknown = known == 0
    counts = np.where(unknown, counts * counts[~unknown].sum() / counts[unknown].sum(), counts)
    stiff = np.diag([*np.full(rows.shape[1] - 1, STIFFNESS / 25), 0.0])
    for _ in range(100):
        guess = 1 / (1 + np.exp(-rows @ weights))
        slope = rows.T @ (counts * (guess - known)) + stiff @ weights
        bend = (rows * (counts * guess * (1 - guess))[:, None]).T @ rows + stiff
        weights -= np.linalg.solve(bend, slope)
    return weights


if __name__ == "__main__":
    main()
