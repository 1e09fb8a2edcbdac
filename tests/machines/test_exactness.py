"""Every process of every machine answers as an exhaustive search of the database would, whatever its index holds."""

import random

import pytest

from library.editing.drafts import service as desk
from library.search import indexing
from library.search import service as searches
from library.search.models import Query
from library.security.permissions import Person, Role
from library.services import Services
from library.settings import Settings
from tests import builders
from tests.machines import processes
from tests.machines.exhaustive import both, pinned, question
from tests.tiers import deeper

pytestmark = pytest.mark.filterwarnings("ignore:unclosed file:ResourceWarning")


@pytest.fixture
def reviewer(pair: tuple[Services, Services]) -> Person:
    """Give a reviewer, on both machines."""
    return builders.person(pair[0], Role.ADMIN, "reviewer@example.org")


def asked(services: Services, text: str = "", **filters: tuple[str, ...]) -> tuple[set[str], int, int]:
    """Give the slugs found, the total, and how many the facet says are set in a street."""
    answer = searches.search(services, Query(text, filters, size=100))
    counts = {choice.id: choice.gives for choice in answer.facets["setting"]}
    return {result.found.brief.slug for result in answer.results}, answer.total, counts.get("street", 0)


def test_what_one_withdraws_is_gone_from_the_others_totals_and_counts_with_the_next_search(
    pair: tuple[Services, Services], reviewer: Person
) -> None:
    here, there = pair
    first, _ = (builders.published(here, reviewer, slug) for slug in ("one", "two"))
    assert asked(there) == asked(there, "games") == ({"one", "two"}, 2, 2)
    desk.withdraw(here, reviewer, first, "It was wrong.")
    assert asked(there) == asked(there, "games") == asked(there, setting=("street",)) == ({"two"}, 1, 1)


def test_what_one_publishes_and_edits_is_found_by_the_other_with_the_next_search(
    pair: tuple[Services, Services], reviewer: Person
) -> None:
    here, there = pair
    assert asked(there) == (set(), 0, 0)
    brief_id = builders.published(here, reviewer, "one")
    assert asked(there, "games") == ({"one"}, 1, 1)
    draft = desk.open_draft(here, reviewer, brief_id)
    moved = builders.content("one", title="Boxing", what_it_is="Gloves.", settings=["school"])
    desk.publish(here, reviewer, brief_id, moved, draft.lock)
    assert asked(there, "gloves") == ({"one"}, 1, 0)
    assert asked(there, "close a street and run games", setting=("street",)) == (set(), 0, 0)


def test_an_index_that_was_away_for_long_answers_at_once_and_is_then_brought_up_to_date(
    pair: tuple[Services, Services], reviewer: Person
) -> None:
    here, there = pair
    indexing.catch_up(there)
    with there.index.writing() as batch:
        batch.put(builders.document(999, "games that never were", setting=("street",)))
    for slug in ("one", "two", "three"):
        builders.published(here, reviewer, slug)
    assert asked(there, "games") == ({"one", "two", "three"}, 3, 3)
    indexing.catch_up(there)
    assert indexing.differing(there) == {}
    assert asked(there, "games") == ({"one", "two", "three"}, 3, 3)


def test_a_transaction_that_began_before_a_change_sees_the_library_without_it(
    pair: tuple[Services, Services], reviewer: Person
) -> None:
    here, there = pair
    builders.published(here, reviewer, "one")
    chance = random.Random(1)
    with there.store.reading() as database:
        before = indexing.Published(database).mark
        builders.published(here, reviewer, "two")
        indexing.catch_up(there)
        old = pinned(there, database)
        answers = [both(old, question(chance)) for _ in range(20)]
        assert indexing.Published(database).mark == before
        assert asked(old) == ({"one"}, 1, 1)
    assert all(ours == plain for ours, plain in answers)
    assert asked(there) == ({"one", "two"}, 2, 2)


RUNS = [(kind, seed) for seed in (1, 2, 3, 4) for kind in ("sqlite", "postgres")]


@pytest.mark.slow("several processes write and read at the same time")
@pytest.mark.parametrize(("machines", "seed"), [RUNS[0], *(deeper(*run) for run in RUNS[1:])], indirect=["machines"])
def test_while_processes_write_every_reader_answers_as_an_exhaustive_search_of_the_same_moment(
    machines: tuple[Settings, Settings], pair: tuple[Services, Services], reviewer: Person, seed: int
) -> None:
    one, two = machines
    done = [processes.CONTEXT.Event(), processes.CONTEXT.Event()]
    ends = processes.run(
        (processes.write, one, seed, 25, done[0]),
        (processes.write, two, seed + 100, 25, done[1]),
        (processes.read, one, seed, done),
        (processes.read, two, seed + 1, done),
        (processes.keep, two, done),
    )
    assert ends == [0] * 5
    for services in pair:
        indexing.catch_up(services)
        assert indexing.differing(services) == {}
