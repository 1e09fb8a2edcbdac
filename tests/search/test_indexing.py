"""The index follows the database, whatever happens to it; search goes on meanwhile."""

import gc
import os
import resource
import shutil
import signal
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from library.bootstrap import connect
from library.briefs import draft_repository as drafts
from library.briefs import repository as briefs
from library.editing.drafts import service as desk
from library.search import indexing
from library.search import service as searches
from library.search.engine import overlay
from library.search.engine.port import IndexBusy, IndexUnavailable
from library.search.models import Query
from library.security.permissions import Person
from library.services import Services
from library.upkeep import health
from tests import builders

pytestmark = pytest.mark.filterwarnings("ignore:unclosed file:ResourceWarning")
"""Whoosh leaves files open that it fails to read or write; they close when they are forgotten."""
REPAIRED = "Search is being repaired. Your results are complete, but may be slower than usual."
SOME_MISSING = "Search is being repaired, so some results may be missing. Try again in a few minutes."


def found(services: Services, text: str = "evenings") -> list[str]:
    """Give the slugs that a search finds."""
    return sorted(result.found.brief.slug for result in searches.search(services, Query(text)).results)


def repairing(services: Services) -> bool:
    """Tell whether search says that it answers from the database."""
    return REPAIRED in searches.search(services, Query("evenings")).notices


def generation(services: Services) -> Path:
    """Give the folder of the index in use."""
    folder = services.settings.index
    return folder / (folder / "current").read_text("utf-8")


def edit(services: Services, editor: Person, brief_id: int, slug: str = "street-games", **changes: object) -> None:
    """Publish an edit."""
    builders.changed(services, editor, brief_id, builders.content(slug, **changes))


@pytest.fixture(scope="module", autouse=True)
def forgotten() -> Iterator[None]:
    """Forget the files that these tests left open before tests begin that take one for a fault."""
    yield
    gc.collect()


@pytest.fixture
def stocked(services: Services, reviewer: Person) -> Services:
    """Give parts with two published briefs."""
    builders.published(services, reviewer, "one")
    builders.published(services, reviewer, "two")
    return services


@pytest.fixture
def started_anew(stocked: Services) -> Iterator[Services]:
    """Give the same library as another process has it."""
    other = connect(stocked.settings)
    yield other
    other.store.close()


def test_a_published_brief_is_found_at_once(services: Services, reviewer: Person) -> None:
    builders.published(services, reviewer)
    assert found(services) == ["street-games"]
    assert not repairing(services)
    assert indexing.differing(services) == {}


def test_an_edit_is_found_at_once_by_its_new_words_only(services: Services, reviewer: Person) -> None:
    brief_id = builders.published(services, reviewer)
    edit(services, reviewer, brief_id, title="Midnight basketball", what_it_is="Youth workers open a hall.")
    assert found(services, "basketball hall") == ["street-games"]
    assert found(services, "run") == []


def test_a_draft_is_not_found(services: Services, reviewer: Person) -> None:
    brief_id = builders.published(services, reviewer)
    draft = desk.open_draft(services, reviewer, brief_id)
    desk.save(services, reviewer, brief_id, builders.content(title="Midnight basketball"), draft.lock)
    desk.start(services, reviewer, builders.content("other", title="Basketball"), "form-other")
    indexing.catch_up(services)
    assert found(services, "basketball") == []


def test_a_withdrawn_brief_is_gone_at_once(stocked: Services, reviewer: Person) -> None:
    desk.withdraw(stocked, reviewer, 1, "It was wrong.")
    assert found(stocked) == ["two"]
    assert indexing.differing(stocked) == {}


def test_catching_up_again_does_nothing(stocked: Services) -> None:
    assert indexing.catch_up(stocked) == 0
    assert indexing.catch_up(stocked) == 0


def test_what_another_machine_published_is_carried_over(stocked: Services, reviewer: Person, tmp_path: Path) -> None:
    other = connect(type(stocked.settings)(instance=stocked.settings.instance, index=tmp_path / "another index"))
    indexing.catch_up(other)
    builders.published(other, reviewer, "three")
    desk.withdraw(other, reviewer, 1, "It was wrong.")
    assert len(indexing.differing(stocked)) == 2
    assert indexing.catch_up(stocked) == 2
    assert found(stocked) == found(other) == ["three", "two"]
    other.store.close()


def test_what_is_committed_while_the_index_is_written_comes_with_the_next_round(
    stocked: Services, reviewer: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    write = indexing._write

    def write_and_be_overtaken(services: Services) -> int:
        monkeypatch.setattr(indexing, "_write", write)
        carried = write(services)
        with services.store.writing() as database:
            drafts.withdraw(database, 1, "It was wrong.", builders.NOW)
        return carried

    monkeypatch.setattr(indexing, "_write", write_and_be_overtaken)
    builders.published(stocked, reviewer, "three")
    assert indexing.catch_up(stocked) == 1
    assert indexing.differing(stocked) == {}
    assert found(stocked) == ["three", "two"]


def test_a_brief_that_is_gone_from_the_database_is_not_shown_and_then_forgotten(stocked: Services) -> None:
    with stocked.index.writing() as batch:
        batch.put(builders.document(999, "evenings"))
    assert found(stocked) == ["one", "two"]
    assert indexing.differing(stocked) == {999: None}
    indexing.catch_up(stocked)
    assert 999 not in stocked.index.changes()


def test_publishing_succeeds_while_another_process_writes_to_the_index(
    stocked: Services, started_anew: Services, reviewer: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(indexing, "TRIES", 2)
    with started_anew.index.writing():
        brief_id = builders.published(stocked, reviewer, "three")
        with pytest.raises(IndexBusy):
            indexing.catch_up(stocked)
    with stocked.store.reading() as database:
        assert brief_id in briefs.by_ids(database, [brief_id])
    indexing.catch_up(started_anew)
    assert found(stocked) == ["one", "three", "two"]


Damage = Callable[[Path, Path], None]
"""Something that befalls an index folder and the generation in it."""


def delete_all(folder: Path, _: Path) -> None:
    shutil.rmtree(folder)


def delete_generation(_: Path, used: Path) -> None:
    shutil.rmtree(used)


def empty_generation(_: Path, used: Path) -> None:
    for file in used.iterdir():
        file.unlink()


def delete_pointer(folder: Path, _: Path) -> None:
    (folder / "current").unlink()


def garble_pointer(folder: Path, _: Path) -> None:
    (folder / "current").write_bytes(b"\xff\xfe\0../../etc")


def empty_pointer(folder: Path, _: Path) -> None:
    (folder / "current").write_bytes(b"")


def mislead_pointer(folder: Path, _: Path) -> None:
    (folder / "current").write_text("no-such-generation")


def to_each(pattern: str, change: Callable[[bytes], bytes]) -> Damage:
    def damage(_: Path, used: Path) -> None:
        files = list(used.glob(pattern))
        assert files
        for file in files:
            file.write_bytes(change(file.read_bytes()))

    return damage


def cut(data: bytes) -> bytes:
    return data[: len(data) // 2]


def flipped(data: bytes) -> bytes:
    middle = len(data) // 2
    return data[:middle] + bytes([data[middle] ^ 64]) + data[middle + 1 :]


def noise(data: bytes) -> bytes:
    return bytes((byte * 7 + 13) % 256 for byte in data)


FILES = {"terms": "*.trm", "postings": "*.pst", "numbers": "*.numbers.col", "changes": "*.change.col"}
FILE_DAMAGE = {
    f"{name} {change.__name__}": to_each(pattern, change)
    for name, pattern in FILES.items()
    for change in (cut, flipped, noise)
}
DAMAGE: dict[str, Damage] = {
    each.__name__: each
    for each in (
        delete_all,
        delete_generation,
        empty_generation,
        delete_pointer,
        garble_pointer,
        empty_pointer,
        mislead_pointer,
    )
} | FILE_DAMAGE
TOC_DAMAGE = {f"contents {change.__name__}": to_each("*.toc", change) for change in (cut, noise)}


@pytest.mark.parametrize("damage", (DAMAGE | TOC_DAMAGE).values(), ids=DAMAGE | TOC_DAMAGE)
def test_after_a_start_a_damaged_index_is_told_answered_around_and_made_anew(
    stocked: Services, started_anew: Services, damage: Damage
) -> None:
    damage(stocked.settings.index, generation(stocked))
    assert (found(started_anew), repairing(started_anew)) == (["one", "two"], True)
    assert health.ready(started_anew).degraded
    indexing.catch_up(started_anew)
    assert (found(started_anew), repairing(started_anew)) == (["one", "two"], False)
    assert not health.ready(started_anew).degraded


@pytest.mark.parametrize("damage", DAMAGE.values(), ids=DAMAGE)
def test_a_running_process_sees_damage_answers_and_is_well_once_the_worker_has_been(
    stocked: Services, started_anew: Services, damage: Damage
) -> None:
    assert found(stocked) == found(started_anew) == ["one", "two"]
    damage(stocked.settings.index, generation(stocked))
    searches.search(stocked, Query("street games"))
    assert health.ready(stocked).degraded
    indexing.catch_up(started_anew)
    assert (found(stocked), repairing(stocked)) == (["one", "two"], False)
    assert health.ready(stocked).degraded == []


@pytest.mark.parametrize("damage", DAMAGE.values(), ids=DAMAGE)
def test_publishing_over_a_damaged_index_heals_it(stocked: Services, reviewer: Person, damage: Damage) -> None:
    damage(stocked.settings.index, generation(stocked))
    builders.published(stocked, reviewer, "three")
    assert (found(stocked), repairing(stocked)) == (["one", "three", "two"], False)


def test_an_index_made_from_another_database_is_not_taken_for_current(
    stocked: Services, reviewer: Person, tmp_path: Path
) -> None:
    other = connect(type(stocked.settings)(instance=tmp_path / "other", index=tmp_path / "other index"))
    other.store.migrate()
    builders.vocabulary(other)
    builders.published(other, builders.person(other), "one", title="Midnight basketball")
    shutil.rmtree(stocked.settings.index)
    shutil.copytree(other.settings.index, stocked.settings.index)
    indexing.catch_up(stocked)
    assert found(stocked, "basketball") == []
    assert found(stocked) == ["one", "two"]
    other.store.close()


@contextmanager
def a_file_in_place_of(folder: Path) -> Iterator[None]:
    """Make a folder impossible to read and to write, for root too."""
    shutil.rmtree(folder)
    folder.write_text("This is not a folder.")
    yield
    folder.unlink()


def test_while_the_index_cannot_be_written_publishing_and_searching_go_on(stocked: Services, reviewer: Person) -> None:
    with a_file_in_place_of(stocked.settings.index):
        builders.published(stocked, reviewer, "three")
        assert (found(stocked), repairing(stocked)) == (["one", "three", "two"], True)
        with pytest.raises(IndexUnavailable):
            indexing.catch_up(stocked)
    indexing.catch_up(stocked)
    assert (found(stocked), repairing(stocked)) == (["one", "three", "two"], False)


@contextmanager
def files_of_at_most(size: int) -> Iterator[None]:
    """Let no file grow over a size, as on a disk that is full."""
    before, handler = resource.getrlimit(resource.RLIMIT_FSIZE), signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
        signal.signal(signal.SIGXFSZ, handler)


@pytest.mark.parametrize("size", [0, 100, 2000])
def test_a_disk_too_full_for_the_index_is_told_and_the_index_is_well_once_there_is_room(
    stocked: Services, started_anew: Services, size: int
) -> None:
    with started_anew.index.writing() as batch:
        batch.remove(1)
    with files_of_at_most(size), pytest.raises(IndexUnavailable):
        indexing.catch_up(stocked)
    assert indexing.catch_up(stocked) == 1
    assert (found(stocked), repairing(stocked)) == (["one", "two"], False)


@pytest.mark.parametrize("size", [0, 100, 2000])
def test_a_rebuild_on_a_full_disk_leaves_no_half_made_index(stocked: Services, size: int) -> None:
    used = generation(stocked)
    with files_of_at_most(size), pytest.raises(IndexUnavailable):
        indexing.reindex(stocked)
    assert [path for path in stocked.settings.index.iterdir() if path.is_dir()] == [used]
    assert (found(stocked), repairing(stocked)) == (["one", "two"], False)


def test_a_rebuild_tells_how_far_it_is_and_replaces_the_old_generation(stocked: Services) -> None:
    told: list[tuple[int, int]] = []
    before = generation(stocked)
    assert indexing.reindex(stocked, lambda done, total: told.append((done, total))) == 2
    assert told == [(1, 2), (2, 2)]
    assert generation(stocked) != before


def test_leftovers_of_older_generations_are_dropped_once_they_are_old(stocked: Services) -> None:
    folder = stocked.settings.index
    used = generation(stocked)
    half_made, pointer, young, readme = (folder / name for name in ("1f", "current.1f", "2f", "README.md"))
    half_made.mkdir()
    young.mkdir()
    (half_made / "MAIN_x.trm").write_bytes(b"half")
    pointer.write_text("1f")
    readme.write_text("Somebody's own file.")
    for old in (half_made, pointer, readme, folder / "current", used):
        os.utime(old, (0, 0))
    os.utime(young, (time.time(), time.time()))
    stocked.index.tidy()
    assert set(folder.iterdir()) == {used, folder / "current", young, readme}
    assert not repairing(stocked)


def test_what_is_committed_during_a_rebuild_is_in_the_new_index(
    stocked: Services, started_anew: Services, reviewer: Person
) -> None:
    def publish_another(done: int, total: int) -> None:
        if done == total:
            builders.published(started_anew, reviewer, "three")

    indexing.reindex(stocked, publish_another)
    assert found(stocked) == ["one", "three", "two"]
    assert indexing.differing(stocked) == {}


def test_one_process_at_a_time_makes_the_index_anew_and_the_other_is_told(
    stocked: Services, started_anew: Services
) -> None:
    def another(done: int, total: int) -> None:
        with pytest.raises(IndexBusy):
            indexing.reindex(started_anew)

    assert indexing.reindex(stocked, another) == 2
    assert indexing.reindex(started_anew) == 2
    assert (found(stocked), repairing(stocked)) == (["one", "two"], False)


def test_upkeep_leaves_alone_what_another_process_has_been_building_for_long(
    stocked: Services, started_anew: Services
) -> None:
    def long_after(done: int, total: int) -> None:
        for each in stocked.settings.index.iterdir():
            os.utime(each, (0, 0))
        started_anew.index.tidy()

    assert indexing.reindex(stocked, long_after) == 2
    assert (found(stocked), repairing(stocked)) == (["one", "two"], False)


def test_a_file_garbled_under_a_running_process_is_noticed_by_search_alone(stocked: Services) -> None:
    assert not repairing(stocked)
    FILE_DAMAGE["postings noise"](stocked.settings.index, generation(stocked))
    assert (found(stocked, "neighbours"), repairing(stocked)) == (["one", "two"], True)


def test_without_an_index_what_is_published_meanwhile_is_found_and_what_is_withdrawn_is_not(
    stocked: Services, reviewer: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(overlay, "MOST_AMENDED", 1)
    with a_file_in_place_of(stocked.settings.index):
        assert found(stocked) == ["one", "two"]
        builders.published(stocked, reviewer, "three")
        desk.withdraw(stocked, reviewer, 1, "It was wrong.")
        assert found(stocked) == ["three", "two"]
        builders.published(stocked, reviewer, "four")
        builders.published(stocked, reviewer, "five")
        assert (found(stocked), repairing(stocked)) == (["five", "four", "three", "two"], True)


def test_without_an_index_a_large_library_answers_with_the_likeliest_briefs_and_says_so(
    stocked: Services, reviewer: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(overlay, "MOST_READ", 2)
    for slug, words in (("three", "Boxing in the Evenings"), ("four", "Evenings"), ("five", "Chess")):
        builders.published(stocked, reviewer, slug, title=words)
    with a_file_in_place_of(stocked.settings.index):
        answer = searches.search(stocked, Query("boxing evenings"))
        assert answer.results[0].found.brief.slug == "three"
        assert (answer.total, SOME_MISSING in answer.notices, REPAIRED in answer.notices) == (2, True, False)
        assert found(stocked, "chess 100%_") == ["five"]
        assert found(stocked, "") == ["five", "four"]
    indexing.catch_up(stocked)
    answer = searches.search(stocked, Query("boxing evenings"))
    assert (answer.total, answer.notices) == (5, ())
