"""Processes that change and search one library at the same time, each with parts of its own."""

import random
import signal
import time
from collections.abc import Callable
from multiprocessing.synchronize import Barrier, Event
from typing import Any

from library.accounts import repository as people
from library.bootstrap import connect
from library.db.store import Store
from library.editing.drafts import service as desk
from library.search import indexing
from library.search.engine.port import IndexUnavailable
from library.security.permissions import Person, Role
from library.services import Services
from library.settings import Settings
from tests import builders
from tests.forks import CONTEXT, LONGEST
from tests.machines.exhaustive import FILTERS, WORDS, both, question

LEAST_COMPARED = 10
"""Searches that each reader compares at least; most compare far more while others write."""


def run(*work: tuple[Any, ...]) -> list[int | None]:
    """Run functions with their arguments at the same time, each in a process; give the exit codes."""
    started = [CONTEXT.Process(target=function, args=arguments) for function, *arguments in work]
    for process in started:
        process.start()
    for process in started:
        process.join()
    return [process.exitcode for process in started]


def migrate(address: str, together: Barrier) -> None:
    """Make the tables of a database once others are about to do so too."""
    store = Store(address)
    together.wait(LONGEST)
    store.migrate()
    store.close()


def write(settings: Settings, seed: int, deeds: int, done: Event) -> None:
    """Publish, edit and withdraw at random, and look after the index now and then."""
    services, chance = connect(settings), random.Random(seed)
    editor = _editor(services)
    mine: list[int] = []
    try:
        for number in range(deeds):
            deed = chance.choice([_publish, _publish, _edit, _withdraw, _upkeep])
            deed(services, editor, chance, mine, f"{seed}-{number}")
    finally:
        done.set()


def _editor(services: Services) -> Person:
    with services.store.reading() as database:
        found = people.find(database, "reviewer@example.org")
    assert found is not None
    return found[0]


def _content(chance: random.Random, name: str) -> dict[str, Any]:
    return builders.content(
        f"brief-{name}",
        title=" ".join(chance.choices(WORDS, k=4)),
        what_it_is=" ".join(chance.choices(WORDS, k=chance.randrange(2, 15))) + ".",
        settings=chance.sample(FILTERS["setting"], 1),
        ages=sorted(chance.sample(FILTERS["age"], 2)),
        approaches=chance.sample(FILTERS["approach"], 1),
    )


def _publish(services: Services, editor: Person, chance: random.Random, mine: list[int], name: str) -> None:
    typed = _content(chance, name)
    writer = builders.person(services, Role.CONTRIBUTOR, f"writer-{name}@example.org")
    saved = desk.start(services, writer, typed, f"form-{name}")
    assert isinstance(saved, desk.Saved)
    lock = desk.open_draft(services, editor, saved.brief_id).lock
    done = desk.publish(services, editor, saved.brief_id, typed, lock)
    assert isinstance(done, desk.Published), done
    mine.append(saved.brief_id)


def _edit(services: Services, editor: Person, chance: random.Random, mine: list[int], name: str) -> None:
    if mine:
        draft = desk.open_draft(services, editor, chance.choice(mine))
        done = desk.publish(services, editor, draft.brief_id, _content(chance, name), draft.lock)
        assert isinstance(done, desk.Published), done


def _withdraw(services: Services, editor: Person, chance: random.Random, mine: list[int], _: str) -> None:
    if mine:
        assert desk.withdraw(services, editor, chance.choice(mine), "It was wrong.") == []


def _upkeep(services: Services, _: Person, chance: random.Random, *__: Any) -> None:
    """Merge, rebuild or lose the index; another process may be writing to it just then."""
    act: Callable[[Services], object] = chance.choice([lambda services: services.index.tidy(), indexing.reindex, _lose])
    try:
        act(services)
    except IndexUnavailable:
        return


def _lose(services: Services) -> None:
    (services.settings.index / "current").unlink(missing_ok=True)


def read(settings: Settings, seed: int, done: list[Event]) -> None:
    """Search at random until the writers are done, and hold each answer against an exhaustive search."""
    signal.alarm(300)
    services, chance, compared = connect(settings), random.Random(seed), 0
    while compared < LEAST_COMPARED or not all(each.is_set() for each in done):
        query = question(chance)
        ours, plain = both(services, query)
        assert ours == plain, query
        compared += 1
    print(f"{compared} searches compared")


def keep(settings: Settings, done: list[Event]) -> None:
    """Bring a machine's index up to date until the writers are done, as its worker does."""
    services = connect(settings)
    while not all(each.is_set() for each in done):
        try:
            indexing.catch_up(services)
        except IndexUnavailable:
            time.sleep(0.01)
