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
from library.briefs import seed_files as seeds
from library.briefs.schemas.brief import BRIEF, PUBLIC
from library.briefs.vocabulary import service as current_vocabulary
from library.browse.lists import service as lists
from library.editing.drafts import service as desk
from library.editing.vocabulary import service as vocabulary
from library.search import indexing as outbox
from library.security.permissions import Role
from library.settings import Settings
from library.transfer import exports as transfers
from library.transfer import seeding as stock
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
    parts = connect(Settings(instance=folder / "instance", index=folder / "index", meaning="off"))
    editor = builders.person(parts, Role.ADMIN)
    edited, drafted, gone, moved = (file.stem for file in seeds.brief_files()[:4])
    _publish(parts, editor, edited, one_line="Staff wrote this line.")
    draft = desk.open_draft(parts, editor, _id(parts, drafted))
    desk.save(parts, editor, draft.brief_id, draft.content | {"title": "Staff began this"}, draft.lock)
    desk.withdraw(parts, editor, _id(parts, gone), "Staff took it down.")
    _publish(parts, editor, moved, slug="staff-moved-it")
    changed = stock.seed(parts)
    outbox.catch_up(parts)
    client = create_app(parts).test_client()
    yield {
        "parts": parts,
        "editor": editor,
        "client": client,
        "changed": changed,
        "told": told.getvalue(),
        "slugs": (edited, drafted, gone, moved),
    }
    parts.store.close()


def _id(parts, slug):
    with parts.store.reading() as database:
        return briefs.find(database, slug).id


def _publish(parts, editor, at, **changes):
    draft = desk.open_draft(parts, editor, _id(parts, at))
    done = desk.publish(parts, editor, draft.brief_id, draft.content | changes, draft.lock)
    assert isinstance(done, desk.Published), done


def test_every_seed_brief_is_loaded_once_and_the_command_says_so(stocked):
    count, kept = len(seeds.brief_files()), "briefs loaded; those that staff changed were left as they are."
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
    parts, file = stocked["parts"], seeds.brief_files()[4]
    newer = json.loads(file.read_text("utf-8"))
    older, brief_id = newer | {"one_line": "An older line."}, _id(parts, file.stem)
    with parts.store.writing() as database:
        drafts.save(database, brief_id, older, drafts.read(database, brief_id).lock, None, parts.clock(), "seed")
        drafts.publish(database, brief_id, BRIEF.load(older), parts.clock(), "")
    assert stocked["client"].get(f"/briefs/{file.stem}.json").json == PUBLIC.dump(BRIEF.load(older))
    assert stock.seed(parts) == 1
    outbox.catch_up(parts)
    assert stocked["client"].get(f"/briefs/{file.stem}.json").json == PUBLIC.dump(BRIEF.load(newer))


def test_the_first_stock_is_dated_by_its_checks_and_what_is_added_later_is_news(parts, monkeypatch):
    files = seeds.brief_files()
    monkeypatch.setattr(seeds, "brief_files", lambda: files[:3])
    first, later = datetime(2027, 1, 4, 9, tzinfo=UTC), datetime(2027, 2, 1, 9, tzinfo=UTC)
    stock.seed(replace(parts, clock=lambda: first))
    monkeypatch.setattr(seeds, "brief_files", lambda: files[:4])
    stock.seed(replace(parts, clock=lambda: later))
    _, (newest, *others) = lists.new(parts)
    assert (newest.slug, newest.published_at) == (files[3].stem, later)
    assert len(others) == 3
    for line in others:
        assert line.published_at == datetime.combine(line.checked_on, time(12), UTC)


def test_the_first_stock_is_never_dated_in_the_future(parts, monkeypatch):
    files = seeds.brief_files()
    monkeypatch.setattr(seeds, "brief_files", lambda: files[:1])
    early = datetime(2020, 1, 1, tzinfo=UTC)
    stock.seed(replace(parts, clock=lambda: early))
    assert lists.new(parts)[1][0].published_at == early


def test_the_index_holds_every_brief_after_seeding(stocked):
    assert outbox.differing(stocked["parts"]) == {}
    assert stocked["client"].get("/readyz").json["degraded"] == []


def test_every_seed_brief_and_its_twins_can_be_read(stocked):
    for file in seeds.brief_files()[4:]:
        for twin in ("", ".eml"):
            answer = stocked["client"].get(f"/briefs/{file.stem}{twin}")
            assert answer.status_code == 200, (file.stem, twin)


def test_a_term_that_staff_renamed_stays_renamed(stocked):
    parts = stocked["parts"]
    term = current_vocabulary.read(parts).find("approach", "mentoring")
    words = {"label": "Ours", "definition": term.definition, "lay_words": ["big brother"]}
    assert vocabulary.change(parts, stocked["editor"], term, words) == []
    stock.seed(parts)
    assert current_vocabulary.read(parts).label("approach", "mentoring") == "Ours"


@pytest.mark.parametrize("suffix", ["json", "csv", "xlsx"])
def test_all_of_it_can_be_exported_and_imported_and_is_the_same(stocked, tmp_path, suffix):
    parts, file = stocked["parts"], tmp_path / f"all.{suffix}"
    with parts.store.reading() as database:
        before = {found.id: found.brief for found in briefs.everything(database)}
    assert transfers.write_out(parts, file) == len(before)
    assert len(imports.bring_in(parts, read_file(file)).of(Deed.SAME)) == len(before)
    with parts.store.reading() as database:
        assert {found.id: found.brief for found in briefs.everything(database)} == before
