"""Carrying what was committed over to the copies that follow it: here, the search index of this machine.

The marks of change in the database are the notes. The process that holds the writer compares them with what the index
holds and acts on the *current* state of the briefs that differ, so it does not matter how often or in which order this
runs.
"""

import logging
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from functools import cached_property
from itertools import chain, islice

from library.briefs import repository as briefs
from library.briefs import texts
from library.briefs.states import PublishedBrief
from library.db.store import Database, Store
from library.search import repository
from library.search.embeddings import service as embeddings
from library.search.engine import query_parser
from library.search.engine.port import Document, IndexBusy, IndexUnavailable
from library.search.questions import repository as questions
from library.services import Services
from library.text import plain

log = logging.getLogger(__name__)
TRIES = 100
SECONDS_BETWEEN_TRIES = 0.02
AT_ONCE = 100
"""Briefs that are read from the database together."""
MOST_WORDS = 12
"""Words of a question that are looked for in the database itself, a twentieth of a second each at 10,000 briefs."""


def document(published: PublishedBrief, answers: tuple[str, ...] = (), meant: bytes = b"") -> Document:
    """Turn a published brief, and the questions staff answered with it, into what a search engine holds."""
    brief = published.brief
    asked = "\n".join((*brief.asked, *answers))
    text = "\n".join([*(plain.plain(part) for _, part in texts.whole(brief)), asked])
    return Document(
        published.id, published.change, brief.title, text, published.published_at, facets(published), asked, meant
    )


def facets(published: PublishedBrief) -> dict[str, tuple[str, ...]]:
    """Return the terms of a brief in each filter group."""
    brief = published.brief
    return {
        "approach": brief.approaches,
        "setting": brief.settings,
        "age": brief.ages,
        "place": brief.all_places(),
        "kind": (brief.kind.value,),
        "level": brief.prevention_levels,
        "outcome": tuple(dict.fromkeys(outcome.outcome for outcome in brief.outcomes)),
        "effect": tuple(effect.value for effect in brief.effects()),
        "violence_type": brief.violence_types,
        "artform": brief.artforms,
        "reader": tuple(reader for reader, _ in brief.lenses.filled()),
    }


class Published:
    """What is published, as one transaction sees it: what any index should hold."""

    def __init__(self, database: Database, services: Services | None = None) -> None:
        """Look through a transaction; with the parts, documents carry what their lines mean."""
        self._database, self._parts = database, services

    @cached_property
    def mark(self) -> str:
        """Return the mark of the newest change that readers can see."""
        return briefs.newest_change(self._database)

    def reading(self) -> AbstractContextManager["Published"]:
        """Go on in the same transaction."""
        return nullcontext(self)

    def changes(self) -> dict[int, str]:
        """Return id -> mark of the last change."""
        return briefs.marks(self._database)

    def documents(self, ids: Iterable[int]) -> Iterator[Document]:
        """Return briefs as an engine holds them, some at a time."""
        left = iter(ids)
        while some := list(islice(left, AT_ONCE)):
            found = list(briefs.by_ids(self._database, some).values())
            yield from _documents(self._parts, found, questions.answered(self._database, some))

    def likeliest(self, text: str, most: int) -> list[int]:
        """Return the ids of those that hold most of the words of a question."""
        words = list(query_parser.read(text).words)[:MOST_WORDS]
        return repository.holding_most(self._database, words, most)


class Newest:
    """What is published at a mark, or since: read only where an index has to be put right, which is rare."""

    def __init__(self, store: Store, mark: str) -> None:
        """Look into a store, whose newest change had this mark."""
        self._store, self.mark = store, mark

    @contextmanager
    def reading(self) -> Iterator[Published]:
        """Read it in a transaction of its own."""
        with self._store.reading() as database:
            yield Published(database)


def _documents(
    services: Services | None, published: Sequence[PublishedBrief], answers: Mapping[int, tuple[str, ...]]
) -> Iterator[Document]:
    meant = embeddings.of(services, published, answers) if services else {}
    for each in published:
        yield document(each, answers.get(each.id, ()), meant.get(each.id, b""))


def differing(services: Services) -> dict[int, str | None]:
    """Return the briefs that the index holds wrongly: id -> change it should hold, or None for not at all."""
    with services.store.reading() as database:
        wanted = Published(database).changes()
    held = services.index.changes()
    missing: dict[int, str | None] = {id: change for id, change in wanted.items() if held.get(id) != change}
    return missing | {id: None for id in held if id not in wanted}


def catch_up(services: Services) -> int:
    """Bring the index up to date; return how many briefs differed. A missing or garbled index is rebuilt."""
    return _rebuilding_if_broken(services, lambda: _carry_over(services) if differing(services) else 0)


def _rebuilding_if_broken(services: Services, bring_up_to_date: Callable[[], int]) -> int:
    try:
        return bring_up_to_date()
    except IndexBusy:
        raise
    except IndexUnavailable as trouble:
        log.warning("rebuilding the index: %s", trouble)
        return reindex(services)


def _carry_over(services: Services) -> int:
    """Write what differs, waiting for the writer: a process that commits meanwhile comes after, and waits likewise."""
    for _ in range(TRIES):
        try:
            return _write(services)
        except IndexBusy:
            time.sleep(SECONDS_BETWEEN_TRIES)
    raise IndexBusy("another process has been writing to the index for long")


def _write(services: Services) -> int:
    """Hold the writer, then look at what differs: nobody else can write in between."""
    with services.index.writing() as batch:
        wrong = differing(services)
        with services.store.reading() as database:
            for each in Published(database, services).documents(
                id for id, change in wrong.items() if change is not None
            ):
                batch.put(each)
        for id, change in wrong.items():
            if change is None:
                batch.remove(id)
    return len(wrong)


def everything(services: Services) -> tuple[int, Iterator[Document]]:
    """Return how many briefs are published, and each as an engine holds it, read some at a time: all are gigabytes."""
    with services.store.reading() as database:
        ids = list(Published(database).changes())
    some = (ids[start : start + AT_ONCE] for start in range(0, len(ids), AT_ONCE))
    return len(ids), chain.from_iterable(_read(services, each) for each in some)


def _read(services: Services, ids: Sequence[int]) -> Iterator[Document]:
    with services.store.reading() as database:
        found, answers = list(briefs.by_ids(database, ids).values()), questions.answered(database, ids)
    return _documents(services, found, answers)


def reindex(services: Services, tell: Callable[[int, int], None] = lambda done, total: None) -> int:
    """Rebuild the index beside the old one, telling how far it is, and switch; return how many briefs it holds."""
    total, documents = everything(services)
    services.index.rebuild(_told(documents, total, tell))
    _carry_over(services)
    return len(services.index.changes())


def _told(documents: Iterable[Document], total: int, tell: Callable[[int, int], None]) -> Iterator[Document]:
    for number, each in enumerate(documents, 1):
        yield each
        tell(number, total)


def after_commit(services: Services) -> None:
    """Bring the index up to date behind a change; if that fails now, the worker does it later and nothing is lost."""
    try:
        _rebuilding_if_broken(services, lambda: _carry_over(services))
    except IndexUnavailable as trouble:
        log.warning("the index is behind: %s", trouble)
