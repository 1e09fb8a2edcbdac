"""Answers that are exact whatever state the index is in: what it holds wrongly is put right in memory first.

The index may be behind the database, since another process or machine has just published, or ahead of it, as after a
backup was put back, or gone. Each change leaves a new mark in the database, so that one look at it is enough while
nothing has changed. Only where the index is gone and there is more than a search can read, an answer is of what is
likeliest.
"""

import logging
import threading
from collections.abc import Callable, Iterable, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass
from enum import Enum, auto
from typing import Protocol, TypeVar

from library.search.engine.index_reader import Snapshot
from library.search.engine.port import Document, IndexState, IndexUnavailable, SearchIndex

log = logging.getLogger(__name__)
SECONDS_TO_WAIT = 10
"""How long a search waits for another that is putting the same right."""
MOST_READ = 200
"""Documents that a search without the index reads: half a second's work."""
MOST_AMENDED = 100
"""Documents that are put right again with each change before they are kept as they are."""
Answer = TypeVar("Answer")


class Answered(Enum):
    """What an answer was given from."""

    INDEX = auto()
    DATABASE = auto()
    PART_OF_DATABASE = auto()


class Truth(Protocol):
    """What the index should hold at a mark of the database, or since."""

    @property
    def mark(self) -> str:
        """Return the mark of the newest change: another one after each change, and in another database."""

    def reading(self) -> AbstractContextManager["Content"]:
        """Read in one transaction what the index should hold."""


class Content(Protocol):
    """What the index should hold, as one transaction of the database sees it."""

    def changes(self) -> Mapping[int, str]:
        """Return id -> mark of its last change of everything that is published."""

    def documents(self, ids: Iterable[int]) -> Iterable[Document]:
        """Return documents by their ids."""

    def likeliest(self, text: str, most: int) -> Iterable[int]:
        """Return the ids of those that hold most of the words of a question."""


@dataclass(frozen=True, slots=True)
class Amended:
    """A state of the index, a mark of the database, and the state as it should be by that mark."""

    base: IndexState
    mark: str
    state: IndexState


class ExactIndex:
    """The index of this machine, put right in memory wherever it differs from the database."""

    def __init__(self, index: SearchIndex) -> None:
        """Follow an index; nothing is read until first asked."""
        self.index = index
        self._over_index = Amending()
        self._over_nothing = Amending()
        self._memory: IndexState = Snapshot([])

    def ask(self, truth: Truth, text: str, question: Callable[[IndexState], Answer]) -> tuple[Answer, Answered]:
        """Ask what holds exactly what the database does; return the answer, and what it was given from."""
        try:
            return question(self._over_index.state(self.index.state(), truth)), Answered.INDEX
        except IndexUnavailable as trouble:
            log.warning("searching without the index: %s", trouble)
        with truth.reading() as content:
            if len(content.changes().items() - self._memory.held.items()) > MOST_READ:
                return question(_likeliest(content, text)), Answered.PART_OF_DATABASE
        return question(self._without_index(truth)), Answered.DATABASE

    def _without_index(self, truth: Truth) -> IndexState:
        """Read everything from the database, once; later changes are put right like those of an index."""
        state = self._over_nothing.state(self._memory, truth)
        if state is not self._memory and len(state.held.items() - self._memory.held.items()) > MOST_AMENDED:
            self._memory = state
        return state


class Amending:
    """Puts states of an index right, one at a time, and remembers the last."""

    def __init__(self) -> None:
        self._turn = threading.Lock()
        self._last: Amended | None = None

    def state(self, base: IndexState, truth: Truth) -> IndexState:
        """Return a state as it should be; raise IndexUnavailable if others take too long over theirs."""
        if known := self._known(base, truth):
            return known
        if not self._turn.acquire(timeout=SECONDS_TO_WAIT):
            raise IndexUnavailable("the database is being read for other searches")
        try:
            state = self._known(base, truth) or put_right(base, truth)
            self._last = Amended(base, truth.mark, state)
        finally:
            self._turn.release()
        return state

    def _known(self, base: IndexState, truth: Truth) -> IndexState | None:
        last = self._last
        return last.state if last and last.base is base and last.mark == truth.mark else None


def _likeliest(content: Content, text: str) -> IndexState:
    """Return a state that holds what is likeliest to answer a question; for the rest of it the index has to be back."""
    return Snapshot([]).amended((), content.documents(content.likeliest(text, MOST_READ)))


def put_right(base: IndexState, truth: Truth) -> IndexState:
    """Replace in a state of the index whatever differs from the database."""
    with truth.reading() as content:
        held, wanted = base.held, content.changes()
        if held == wanted:
            return base
        fresh = [id for id, change in wanted.items() if held.get(id) != change]
        return base.amended({*fresh, *(held.keys() - wanted.keys())}, content.documents(fresh))
