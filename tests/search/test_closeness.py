"""How close documents come in meaning to a question: what is gone through roughly leaves nothing out."""

import numpy as np
import pytest

from library.search.engine import embeddings
from library.search.engine.closeness import VECTOR, Closeness, Lines, Sketches
from library.search.engine.embeddings import SIZE
from library.search.engine.scores import Scores

DOCUMENTS = 400


@pytest.fixture(scope="module")
def vectors() -> np.ndarray:
    """Give the lines of documents, of which many are nearly the same, as an index keeps them."""
    chance = np.random.default_rng(5)
    topics, differences = chance.normal(size=(20, SIZE)), chance.normal(size=(DOCUMENTS * 3, SIZE))
    drawn = topics[np.arange(DOCUMENTS * 3) % 20] + 0.3 * differences
    return (drawn / np.linalg.norm(drawn, axis=1, keepdims=True)).astype(np.float16)


@pytest.fixture(scope="module")
def question(vectors: np.ndarray) -> bytes:
    """Give a question that is near a few lines."""
    near = vectors[:3].astype(np.float32).sum(axis=0)
    return (near / np.linalg.norm(near)).astype(np.float16).tobytes()


@pytest.fixture
def close(vectors: np.ndarray, question: bytes) -> Closeness:
    """Give the documents, two apart without lines, as close as they roughly are."""
    counts = np.full(DOCUMENTS + 2, 3)
    counts[[0, 7]] = 0
    lines = Lines(counts, vectors, Sketches.of(vectors.astype(np.float32)))
    return Closeness([(lines, 0)], len(counts), question)


@pytest.fixture
def exact(vectors: np.ndarray, question: bytes) -> tuple[np.ndarray, np.ndarray]:
    """Give how close documents and their nearest lines are, worked out for each line."""
    near = (vectors.astype(np.float32) @ embeddings.rows(question)[0]).astype(np.float64)
    return tuple(np.insert(each, [0, 6], 0.0) for each in embeddings.closeness(near, np.arange(0, len(vectors), 3)))


def test_what_is_rough_is_off_by_no_more_than_is_said(close, exact):
    off = np.abs(close.close - exact[0])
    assert 1e-5 < off.max() <= close.doubt
    assert np.abs(close.nearest - exact[1]).max() <= close.doubt < 0.05


def test_what_is_settled_is_exact_and_only_that(close, exact):
    rough = close.close.copy()
    close.settle(np.array([0, 5, 6, 7, 8]))
    assert close.close[:9] == pytest.approx([*rough[:5], *exact[0][5:9]], abs=1e-6)


def test_the_nearest_line_is_exact(close, exact):
    everything = np.ones(len(close.close), np.bool_)
    assert close.nearest_line(everything) == pytest.approx(exact[1].max(), abs=1e-6)


def test_of_those_that_may_come_first_none_is_left_out_and_all_are_exact(close, exact):
    words = np.linspace(1, 1.5, len(close.close))
    scores, wanted = Scores(words, 20.0, close), words + 20.0 * exact[0]
    first = scores.first(np.arange(len(words)), 10)
    assert set(np.argsort(-wanted)[:10]) <= set(first) < set(range(len(words)))
    assert scores.of(first) == pytest.approx(wanted[first], abs=1e-4)


def test_a_question_without_a_meaning_is_near_nothing(vectors):
    nothing = Closeness([], 5, b"")
    assert (nothing.nearest_line(np.ones(5, np.bool_)), nothing.doubt) == (0.0, 0.0)
    assert Sketches.of(np.frombuffer(b"", VECTOR).astype(np.float32)).numbers.shape == (0, SIZE)
