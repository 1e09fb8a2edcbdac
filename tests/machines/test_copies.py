"""Two running copies on one PostgreSQL: what one publishes or withdraws, the other finds or loses."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from library.app import create_app
from library.bootstrap import connect
from library.editing.drafts import service as desk
from library.search import indexing
from library.security.permissions import Person, Role
from library.services import Services
from library.settings import Settings
from library.upkeep.corrections import repository as correction_rows
from tests import builders, postgres
from tests.browser import Browser
from tests.crash.aftermath import check_whole
from tests.crash.points import AFTER, BEFORE, BEHIND_THE_COMMIT, IN_THE_TRANSACTION
from tests.crash.victim import KILLED, Point, run
from tests.machines.conftest import Machine
from tests.machines.copies import comes, serving, told

pytestmark = pytest.mark.slow("machines are started in processes of their own, and some are killed")


@pytest.fixture
def here(machine: Machine) -> Iterator[Services]:
    """Give the parts of the first machine, on which staff work."""
    services = connect(machine("one"))
    yield services
    services.store.close()


@pytest.fixture
def reviewer(here: Services) -> Person:
    """Give the one whom the killed processes act as; an admin, since they change a title alone."""
    return builders.person(here, Role.ADMIN, "reviewer@example.org")


def repairing(text: str) -> bool:
    return "Search is being repaired" in text


@pytest.mark.deep
def test_each_finds_what_the_other_publishes_and_loses_what_it_withdraws(
    here: Services, reviewer: Person, machine: Machine
) -> None:
    with serving(here.settings) as first, serving(machine("two")) as second:
        assert second.found("quidditch") == []
        brief_id = builders.published(here, reviewer, "quidditch", title="Quidditch in the park")
        assert first.found("quidditch") == second.found("quidditch") == ["quidditch"]
        assert second.get("/briefs/quidditch")[0] == 200
        desk.withdraw(here, reviewer, brief_id, "It was wrong.")
        assert first.found("quidditch") == second.found("quidditch") == []
        assert second.get("/briefs/quidditch")[0] == 410


@pytest.mark.deep
def test_one_that_was_away_knows_all_that_happened_meanwhile_and_brings_its_index_up_to_date(
    here: Services, reviewer: Person, machine: Machine
) -> None:
    old = builders.published(here, reviewer, "old", title="Quidditch of old")
    there = connect(machine("two"))
    indexing.catch_up(there)
    with serving(there.settings) as second:
        assert second.found("quidditch") == ["old"]
    desk.withdraw(here, reviewer, old, "It was wrong.")
    builders.published(here, reviewer, "new", title="Quidditch again")
    assert len(indexing.differing(there)) == 2
    with serving(there.settings) as second:
        assert second.found("quidditch") == ["new"]
        comes(lambda: indexing.differing(there) == {})
        assert second.found("quidditch") == ["new"]
    there.store.close()


def test_a_form_that_one_gave_out_is_taken_by_the_other(here: Services, reviewer: Person, machine: Machine) -> None:
    builders.published(here, reviewer, "park", title="Quidditch in the park")
    there = connect(machine("two"))
    indexing.catch_up(there)
    first, second = (Browser(create_app(services)) for services in (here, there))
    page = first.get("/briefs/park/mistake")
    sent = second.send("/briefs/park/mistake", {"words": "The year is wrong."}, page)
    there.store.close()
    assert sent.status_code in {200, 303}
    with here.store.reading() as database:
        assert [each.words for each in correction_rows.waiting(database)] == ["The year is wrong."]


@pytest.mark.deep
def test_a_broken_index_mends_itself_where_only_the_site_runs(
    here: Services, reviewer: Person, machine: Machine
) -> None:
    builders.published(here, reviewer, "park", title="Quidditch in the park")
    there = connect(machine("two"))
    indexing.catch_up(there)
    with serving(there.settings) as second:
        for befalls in (lose, garble):
            befalls(there.settings.index)
            assert second.found("quidditch") == ["park"]
            comes(lambda: second.get("/readyz")[1].count("index") == 0)
            comes(lambda: not repairing(second.get("/search?q=quidditch")[1]))
            assert second.found("quidditch") == ["park"]
    there.store.close()


def lose(folder: Path) -> None:
    shutil.rmtree(folder, ignore_errors=True)


def garble(folder: Path) -> None:
    for file in folder.glob("*/*.pst"):
        file.write_bytes(bytes(byte ^ 85 for byte in file.read_bytes()))


@pytest.mark.parametrize(
    "deed", ["edit", *(pytest.param(deed, marks=pytest.mark.deep) for deed in AFTER if deed != "edit")]
)
@pytest.mark.parametrize("point", [*IN_THE_TRANSACTION.values(), None], ids=[*IN_THE_TRANSACTION, "after it all"])
def test_a_machine_that_is_killed_at_any_step_leaves_it_done_or_not_done(
    here: Services, reviewer: Person, deed: str, point: Point | None
) -> None:
    for slug in ("old", "other"):
        builders.published(here, reviewer, slug)
    assert run(here.settings, deed, point) == KILLED
    assert check_whole(here.settings) == (BEFORE if point else AFTER[deed])


@pytest.mark.parametrize("name", ["before the index hears of it", "before the contents are renamed", "before the seal"])
def test_what_a_killed_machine_had_published_another_finds(
    here: Services, reviewer: Person, machine: Machine, name: str
) -> None:
    for slug in ("old", "other"):
        builders.published(here, reviewer, slug)
    assert run(here.settings, "edit", BEHIND_THE_COMMIT[name]) == KILLED
    assert check_whole(machine("two")) == check_whole(here.settings) == AFTER["edit"]


def test_before_the_tables_are_there_everything_says_so_and_works_once_they_are(bare_machine: Machine) -> None:
    settings = bare_machine("one")
    services = connect(settings)
    client = create_app(services).test_client()
    assert client.get("/readyz").status_code == 503
    assert client.get("/search?q=knife").status_code == 503
    assert told(settings, "work", "--once")[0] == 0
    code, said = told(settings, "check")
    assert (code, said.count("Traceback"), said.count("does not exist")) == (1, 0, 1)
    assert told(settings, "init")[0] == 0
    assert client.get("/readyz").status_code == 200
    assert client.get("/search?q=knife").status_code == 200
    services.store.close()


@pytest.mark.deep
def test_while_the_server_restarts_pages_say_when_to_come_back_and_then_all_is_well(tmp_path: Path) -> None:
    with postgres.restartable() as (address, stop, start):
        services = connect(
            Settings(instance=tmp_path / "instance", index=tmp_path / "index", meaning="off", database_url=address)
        )
        services.store.migrate()
        builders.vocabulary(services)
        builders.published(services, builders.person(services), "park", title="Quidditch in the park")
        with serving(services.settings) as copy:
            assert copy.found("quidditch") == ["park"]
            stop()
            for path in ("/search?q=quidditch", "/briefs/park", "/readyz", "/"):
                assert copy.get(path)[0] == 503
            assert copy.get("/healthz")[0] == 200
            start()
            comes(lambda: copy.get("/readyz")[0] == 200)
            assert copy.found("quidditch") == ["park"]
        services.store.close()
