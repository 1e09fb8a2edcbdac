"""A property: whatever is put, replaced, removed and merged, the fast engine answers as an exhaustive search does."""

import tempfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from library.search.engine import whoosh_files, whoosh_index
from library.search.engine.embeddings import SIZE
from library.search.engine.port import Document
from library.search.engine.whoosh_index import WhooshIndex
from library.search.models import Found, Query, Sort
from tests.contracts.engines import document, put, remove
from tests.contracts.scan_index import ScanIndex
from tests.tiers import examples

WORDS = ["knife", "knives", "school", "schools'", "A&E", "café", "the", "mentor", "ﷺ", "ﾞ", "hot-spot"]
TERMS = {"approach": ["arches", "mentoring"], "age": ["10-13", "14-17", "18-24"], "setting": ["school"]}

texts = st.lists(st.sampled_from(WORDS), max_size=8).map(" ".join)
facets = st.fixed_dictionaries(
    {group: st.lists(st.sampled_from(terms)).map(" ".join) for group, terms in TERMS.items()}
)


def vectors(lines: int) -> st.SearchStrategy[bytes]:
    """Draw the meaning of some lines, as an index keeps it."""
    return st.integers(0, 5).map(
        lambda seed: np.random.default_rng(seed).normal(0, 0.05, (lines, SIZE)).astype(np.float16).tobytes()
    )


meant = st.integers(0, 3).flatmap(vectors)


@st.composite
def documents(draw: st.DrawFn) -> Document:
    """Draw a document; few ids and dates, so that it often replaces or ties with another."""
    id, days, change = draw(st.tuples(st.integers(1, 9), st.integers(0, 2), st.integers(1, 99)))
    made = document(id, draw(texts), days=days, title=draw(texts) or " ", change=f"{change}-x", **draw(facets))
    return replace(made, asked=draw(texts), meant=draw(meant))


chosen = st.fixed_dictionaries(
    {}, optional={group: st.lists(st.sampled_from([*terms, "none"]), max_size=2) for group, terms in TERMS.items()}
).map(lambda filters: {group: tuple(terms) for group, terms in filters.items()})
pieces = st.sampled_from([*WORDS, '"knife school"', '"café the mentor"', "-school", "-A&E", '"knife', "-", "-the"])
asked = st.lists(pieces, max_size=5).map(" ".join)
queries = st.builds(
    Query,
    asked,
    chosen,
    st.sampled_from(Sort),
    st.integers(1, 3),
    st.sampled_from([1, 3, 100]),
    meant=st.just(b"") | vectors(1),
    outside=st.none() | st.floats(0, 1),
)

Step = Callable[[Path, WhooshIndex, ScanIndex], WhooshIndex]


def putting(drawn: list[Document]) -> Step:
    def step(_: Path, fast: WhooshIndex, plain: ScanIndex) -> WhooshIndex:
        put(fast, *drawn)
        put(plain, *drawn)
        return fast

    return step


def removing(drawn: list[int]) -> Step:
    def step(_: Path, fast: WhooshIndex, plain: ScanIndex) -> WhooshIndex:
        remove(fast, *drawn)
        remove(plain, *drawn)
        return fast

    return step


def tidying(_: Path, fast: WhooshIndex, plain: ScanIndex) -> WhooshIndex:
    fast.tidy()
    return fast


def reopening(folder: Path, fast: WhooshIndex, plain: ScanIndex) -> WhooshIndex:
    return WhooshIndex(folder)


def rebuilding(_: Path, fast: WhooshIndex, plain: ScanIndex) -> WhooshIndex:
    fast.rebuild(list(plain.documents.values()))
    return fast


steps = st.one_of(
    st.lists(documents(), min_size=1, max_size=4).map(putting),
    st.lists(documents(), min_size=1, max_size=4).map(putting),
    st.lists(st.integers(1, 9), min_size=1, max_size=3).map(removing),
    st.sampled_from([tidying, reopening, rebuilding]),
)


def plainly(found: Found) -> object:
    """Give an answer in a form that leaves out only the last digits of its scores."""
    hits = [(hit.id, pytest.approx(hit.score), hit.words) for hit in found.hits]
    known = [pytest.approx(found.cover, abs=1e-5), pytest.approx(found.nearest, abs=1e-5)]
    return hits, found.total, found.counts, found.match, known


@pytest.mark.slow("25 histories of an index, each asked many questions of two engines")
@settings(max_examples=examples(25), deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(steps, st.lists(queries, min_size=1, max_size=3)), min_size=1, max_size=8))
def test_the_fast_engine_answers_as_an_exhaustive_search_does(
    monkeypatch: pytest.MonkeyPatch, history: list[tuple[Step, list[Query]]]
) -> None:
    for module in (whoosh_index, whoosh_files):
        monkeypatch.setattr(module, "MOST_SEGMENTS", 2)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        fast, plain = WhooshIndex(folder), ScanIndex()
        fast.rebuild([])
        for step, asked in history:
            fast = step(folder, fast, plain)
            assert fast.changes() == plain.changes()
            for query in asked:
                assert plainly(fast.search(query)) == plainly(plain.search(query))


@settings(max_examples=examples(25), deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(st.lists(documents(), min_size=1, max_size=3), max_size=4),
    st.lists(documents(), max_size=4, unique_by=lambda document: document.id),
    st.sets(st.integers(1, 9)),
    st.lists(queries, min_size=1, max_size=4),
)
def test_what_is_put_right_in_memory_answers_as_if_it_had_been_committed(
    commits: list[list[Document]], fresh: list[Document], gone: set[int], asked: list[Query]
) -> None:
    with tempfile.TemporaryDirectory() as name:
        fast, plain = WhooshIndex(Path(name)), ScanIndex()
        fast.rebuild([])
        for commit in commits:
            put(fast, *commit)
            put(plain, *commit)
        before, held = fast.state(), dict(fast.state().held)
        gone |= {document.id for document in fresh}
        amended, wanted = before.amended(gone, fresh), plain.amended(gone, fresh)
        assert amended.held == wanted.held
        for query in asked:
            assert plainly(amended.search(query)) == plainly(wanted.search(query))
            assert plainly(before.search(query)) == plainly(plain.search(query))
        assert (fast.state(), before.held) == (before, held)
