"""Two people, or two clicks, at the very same moment."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest

from library.editing.drafts import service as desk
from library.editing.drafts.service import Conflict, Published, Saved
from library.errors import NotAllowed
from library.search import indexing
from library.security.permissions import Role
from tests import builders

AT_ONCE = 6


def at_once(act: Callable[[int], Any]) -> list[Any]:
    """Do something several times at the same moment; give what each came to."""
    ready = Barrier(AT_ONCE)

    def go(number: int) -> Any:
        ready.wait()
        return act(number)

    with ThreadPoolExecutor(AT_ONCE) as threads:
        return list(threads.map(go, range(AT_ONCE)))


def test_clicks_at_the_same_moment_make_one_brief(services, reviewer):
    done = at_once(lambda _: desk.start(services, reviewer, builders.content(), "one form"))
    assert {saved.brief_id for saved in done} == {1}
    assert builders.at_the_desk(services)[0] == 1


def test_of_saves_at_the_same_moment_one_is_kept_and_the_others_are_told(services, reviewer):
    brief_id = desk.start(services, reviewer, {"title": "Before"}, "form").brief_id
    done = at_once(lambda number: desk.save(services, reviewer, brief_id, {"title": f"Title {number}"}, 1))
    kept = [number for number, result in enumerate(done) if isinstance(result, Saved)]
    assert len(kept) == 1
    assert sum(isinstance(result, Conflict) for result in done) == AT_ONCE - 1
    assert desk.open_draft(services, reviewer, brief_id).content["title"] == f"Title {kept[0]}"


def test_what_is_published_at_the_same_moment_is_all_there_and_all_found(services, reviewer, client):
    def publish(number: int) -> Any:
        content = builders.content(f"brief-{number}", title=f"Number {number}", outcomes=builders.UNRATED)
        saved = desk.start(services, reviewer, content, f"form {number}")
        return desk.publish(services, reviewer, saved.brief_id, content, 1)

    done = at_once(publish)
    assert all(isinstance(result, Published) for result in done)
    indexing.catch_up(services)
    assert indexing.differing(services) == {}
    assert client.get("/api/v1/search?q=number").json["total"] == AT_ONCE


def test_two_briefs_cannot_take_one_address_at_the_same_moment(services, reviewer):
    writer = builders.person(services, Role.CONTRIBUTOR)
    ids = [desk.start(services, writer, builders.content(), f"form {number}").brief_id for number in range(AT_ONCE)]
    done = at_once(lambda number: desk.publish(services, reviewer, ids[number], builders.content(), 1))
    assert sum(isinstance(result, Published) for result in done) == 1
    for refused in (result for result in done if isinstance(result, Saved)):
        assert [fault.field for fault in refused.faults] == ["slug"]


def test_a_form_of_somebody_else_is_not_written_over(services, reviewer):
    writer = builders.person(services, Role.CONTRIBUTOR)
    desk.start(services, reviewer, {"title": "Mine"}, "form")
    with pytest.raises(NotAllowed):
        desk.start(services, writer, {"title": "Theirs"}, "form")
    assert desk.open_draft(services, reviewer, 1).content["title"] == "Mine"


def test_a_save_that_changes_nothing_is_no_conflict_and_makes_no_draft(services, reviewer):
    brief_id = builders.published(services, reviewer)
    shown = desk.open_draft(services, reviewer, brief_id)
    assert isinstance(desk.save(services, reviewer, brief_id, shown.content, 99), Saved)
    assert not desk.open_draft(services, reviewer, brief_id).working


def test_publishing_again_what_is_published_makes_no_new_version(services, reviewer, client):
    brief_id = builders.published(services, reviewer)
    shown = desk.open_draft(services, reviewer, brief_id)
    desk.publish(services, reviewer, brief_id, shown.content, shown.lock)
    assert "Version 1," in client.get("/briefs/street-games").text
