"""What lines mean is worked out once and kept, however often an index is rebuilt."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pytest

from library.db.store import StoreUnavailable
from library.editing.drafts import service as desk
from library.search import indexing
from library.search.embeddings import repository as embedding_rows
from library.search.engine.embeddings import SIZE, Vectors
from library.security.permissions import Person
from library.services import Services
from tests import builders


class Reader:
    """A model that remembers what it has read."""

    def __init__(self) -> None:
        self.read: list[str] = []

    def vectors(self, lines: Sequence[str]) -> Vectors:
        self.read += lines
        return np.eye(len(lines), SIZE, dtype=np.float32)


@pytest.fixture
def model() -> Reader:
    return Reader()


@pytest.fixture
def meant(services: Services, reviewer: Person, model: Reader) -> Services:
    """Give parts with two published briefs, and a model that has read them."""
    reading = replace(services, meaning=model)
    builders.published(reading, reviewer, "one", asked=["what about evenings"])
    builders.published(reading, reviewer, "two")
    return reading


def edit(services: Services, editor: Person, **changes: object) -> None:
    lock = desk.open_draft(services, editor, 1).lock
    assert isinstance(desk.publish(services, editor, 1, builders.content("one", **changes), lock), desk.Published)


def test_an_index_made_anew_reads_nothing_again(meant: Services, model: Reader) -> None:
    model.read.clear()
    indexing.reindex(meant)
    assert model.read == []
    assert all(document.meant for document in indexing.everything(meant)[1])


def test_a_brief_that_is_asked_for_in_other_words_is_read_again_and_no_other(
    meant: Services, reviewer: Person, model: Reader
) -> None:
    model.read.clear()
    edit(meant, reviewer, asked=["what about nights"])
    indexing.reindex(meant)
    assert len(model.read) == 2
    assert model.read[1] == "what about nights"


def test_without_a_place_to_keep_it_the_index_is_made_all_the_same(
    meant: Services, model: Reader, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise StoreUnavailable("the disk is full")

    with meant.store.writing() as database:
        embedding_rows.keep(database, {1: "", 2: ""}, {1: b"", 2: b""})
    monkeypatch.setattr(embedding_rows, "keep", full)
    model.read.clear()
    assert indexing.reindex(meant) == 2
    assert len(model.read) == 3
