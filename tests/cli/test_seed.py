"""Seeding again loses nothing that staff changed."""

import json
from contextlib import redirect_stdout
from dataclasses import replace
from datetime import UTC, datetime, time
from io import StringIO

import pytest

from library import cli
from library.app import create_app
from library.bootstrap import connect
from library.briefs import draft_repository as drafts
from library.briefs import repository as briefs
from library.briefs import seed_files
from library.briefs.schemas.brief import BRIEF, PUBLIC
from library.briefs.vocabulary import service as current_vocabulary
from library.browse.lists import service as lists
from library.editing.drafts import service as desk
from library.editing.vocabulary import service as vocabulary
from library.search import indexing
from library.security.permissions import Role
from library.settings import Settings
from library.transfer import exports, seeding
from library.transfer.files import read_file
from library.transfer.imports import service as imports
from library.transfer.imports.models import Deed
from tests import builders


@pytest.fixture(scope="module")
def stocked(tmp_path_factory):
    """Give a library that was seeded, changed by staff in every way, and seeded again."""
    folder = tmp_path_factory.mktemp("stocked")
    with pytest.MonkeyPatch.context() as environment, redirect_stdout(StringIO()) as told:
        environment.setenv("LIBRARY_INSTANCE", str(folder / "instance"))
        environment.setenv("LIBRARY_INDEX", str(folder / "index"))
        assert [cli.main(["seed"]), cli.main(["seed"])] == [0, 0]
    services = connect(Settings(instance=folder / "instance", index=folder / "index", meaning="off"))
    editor = builders.person(services, Role.ADMIN)
    edited, drafted, gone, moved = (file.stem for file in seed_files.brief_files()[:4])
    _publish(services, editor, edited, one_line="Staff wrote this line.")
    draft = desk.open_draft(services, editor, _id(services, drafted))
    desk.save(services, editor, draft.brief_id, draft.content | {"title": "Staff began this"}, draft.lock)
    desk.withdraw(services, editor, _id(services, gone), "Staff took it down.")
    _publish(services, editor, moved, slug="staff-moved-it")
    changed = seeding.seed(services)
    indexing.catch_up(services)
    client = create_app(services).test_client()
    yield {
        "parts": services,
        "editor": editor,
        "client": client,
        "changed": changed,
        "told": told.getvalue(),
        "slugs": (edited, drafted, gone, moved),
    }
    services.store.close()


def _id(services, slug):
    with services.store.reading() as database:
        return briefs.find(database, slug).id


def _publish(services, editor, at, **changes):
    draft = desk.open_draft(services, editor, _id(services, at))
    done = desk.publish(services, editor, draft.brief_id, draft.content | changes, draft.lock)
    assert isinstance(done, desk.Published), done


def test_every_seed_brief_is_loaded_once_and_the_command_says_so(stocked):
    count, kept = len(seed_files.brief_files()), "briefs loaded; those that staff changed were left as they are."
    first, _, again = stocked["told"].partition(f"\n{count} {kept}\n")
    assert f"Loading briefs: {count} of {count}" in first
    assert again.endswith(f"\n0 {kept}\n")
    assert stocked["changed"] == 0


def test_a_line_that_staff_changed_stays(stocked):
    assert "Staff wrote this line." in stocked["client"].get(f"/briefs/{stocked['slugs'][0]}").text


def test_a_draft_that_staff_began_stays(stocked):
    draft = desk.open_draft(stocked["parts"], stocked["editor"], _id(stocked["parts"], stocked["slugs"][1]))
    assert draft.content["title"] == "Staff began this"


def test_what_staff_withdrew_stays_withdrawn(stocked):
    answer = stocked["client"].get(f"/briefs/{stocked['slugs'][2]}")
    assert answer.status_code == 410
    assert "Staff took it down." in answer.text


def test_a_brief_that_staff_renamed_is_not_made_a_second_time(stocked):
    answer = stocked["client"].get(f"/briefs/{stocked['slugs'][3]}")
    assert (answer.status_code, answer.location) == (301, "/briefs/staff-moved-it")
    assert stocked["client"].get("/briefs/staff-moved-it").status_code == 200


def test_newer_stock_reaches_what_nobody_touched(stocked):
    services, file = stocked["parts"], seed_files.brief_files()[4]
    newer = json.loads(file.read_text("utf-8"))
    older, brief_id = newer | {"one_line": "An older line."}, _id(services, file.stem)
    with services.store.writing() as database:
        drafts.save(database, brief_id, older, drafts.read(database, brief_id).lock, None, services.clock(), "seed")
        drafts.publish(database, brief_id, BRIEF.load(older), services.clock(), "")
    assert stocked["client"].get(f"/briefs/{file.stem}.json").json == PUBLIC.dump(BRIEF.load(older))
    assert seeding.seed(services) == 1
    indexing.catch_up(services)
    assert stocked["client"].get(f"/briefs/{file.stem}.json").json == PUBLIC.dump(BRIEF.load(newer))


def test_the_first_stock_is_dated_by_its_checks_and_what_is_added_later_is_news(services, monkeypatch):
    files = seed_files.brief_files()
    monkeypatch.setattr(seed_files, "brief_files", lambda: files[:3])
    first, later = datetime(2027, 1, 4, 9, tzinfo=UTC), datetime(2027, 2, 1, 9, tzinfo=UTC)
    seeding.seed(replace(services, clock=lambda: first))
    monkeypatch.setattr(seed_files, "brief_files", lambda: files[:4])
    seeding.seed(replace(services, clock=lambda: later))
    _, (newest, *others) = lists.new(services)
    assert (newest.slug, newest.published_at) == (files[3].stem, later)
    assert len(others) == 3
    for line in others:
        assert line.published_at == datetime.combine(line.checked_on, time(12), UTC)


def test_the_first_stock_is_never_dated_in_the_future(services, monkeypatch):
    files = seed_files.brief_files()
    monkeypatch.setattr(seed_files, "brief_files", lambda: files[:1])
    early = datetime(2020, 1, 1, tzinfo=UTC)
    seeding.seed(replace(services, clock=lambda: early))
    assert lists.new(services)[1][0].published_at == early


def test_the_index_holds_every_brief_after_seeding(stocked):
    assert indexing.differing(stocked["parts"]) == {}
    assert stocked["client"].get("/readyz").json["degraded"] == []


def test_a_term_that_staff_renamed_stays_renamed(stocked):
    services = stocked["parts"]
    term = current_vocabulary.read(services).find("approach", "mentoring")
    words = {"label": "Ours", "definition": term.definition, "lay_words": ["big brother"]}
    assert vocabulary.change(services, stocked["editor"], term, words) == []
    seeding.seed(services)
    assert current_vocabulary.read(services).label("approach", "mentoring") == "Ours"


@pytest.mark.slow("writes and reads every brief that the library comes with")
@pytest.mark.parametrize("suffix", ["json", *(pytest.param(name, marks=pytest.mark.deep) for name in ("csv", "xlsx"))])
def test_all_of_it_can_be_exported_and_imported_and_is_the_same(stocked, tmp_path, suffix):
    services, file = stocked["parts"], tmp_path / f"all.{suffix}"
    with services.store.reading() as database:
        before = {found.id: found.brief for found in briefs.everything(database)}
    assert exports.write_out(services, file) == len(before)
    assert len(imports.bring_in(services, read_file(file)).of(Deed.SAME)) == len(before)
    with services.store.reading() as database:
        assert {found.id: found.brief for found in briefs.everything(database)} == before
