"""What readers see of the briefs in the database."""

from collections.abc import Callable

import pytest

from library.briefs import repository as briefs
from library.briefs.states import Moved, PublishedBrief, Withdrawn
from library.db.store import Store
from tests import builders
from tests.db import steps


def find(store: Store, slug: str) -> PublishedBrief | Moved | Withdrawn | None:
    with store.reading() as database:
        return briefs.find(database, slug)


def slugs(store: Store, order: str, **where: object) -> list[str]:
    with store.reading() as database:
        return [line.slug for line in briefs.listed(database, order=order, **where)]  # type: ignore[arg-type]


def test_a_published_brief_is_found_whole(store: Store) -> None:
    brief_id = steps.published(store)
    found = find(store, "street-games")
    assert isinstance(found, PublishedBrief)
    assert (found.id, found.brief, found.version) == (brief_id, builders.brief(), 1)
    assert found.published_at == steps.NOW


def test_nothing_is_at_a_slug_that_never_was(store: Store) -> None:
    assert find(store, "no-such-brief") is None


def test_a_draft_is_nowhere_for_readers(store: Store) -> None:
    brief_id = steps.draft(store)
    with store.reading() as database:
        assert briefs.find(database, "street-games") is None
        assert briefs.by_ids(database, [brief_id]) == {}
        assert briefs.everything(database) == []
        assert briefs.listed(database) == []
        assert briefs.count(database) == 0


def test_an_edit_in_work_leaves_what_readers_see(store: Store) -> None:
    brief_id = steps.published(store)
    steps.save(store, brief_id, title="A better title")
    found = find(store, "street-games")
    assert isinstance(found, PublishedBrief)
    assert found.brief.title == builders.brief().title


def test_an_old_slug_leads_to_the_new_one(store: Store) -> None:
    brief_id = steps.published(store)
    steps.republished(store, brief_id, "street-play")
    assert find(store, "street-games") == Moved("street-play")
    assert isinstance(find(store, "street-play"), PublishedBrief)


def test_a_slug_moved_twice_leads_straight_to_the_newest(store: Store) -> None:
    brief_id = steps.published(store)
    steps.republished(store, brief_id, "street-play")
    steps.republished(store, brief_id, "street-sport")
    assert find(store, "street-games") == find(store, "street-play") == Moved("street-sport")


def test_a_brief_moved_back_is_found_at_its_first_slug(store: Store) -> None:
    brief_id = steps.published(store)
    steps.republished(store, brief_id, "street-play")
    steps.republished(store, brief_id, "street-games")
    assert isinstance(find(store, "street-games"), PublishedBrief)
    assert find(store, "street-play") == Moved("street-games")


def test_a_withdrawn_brief_leaves_when_and_why(store: Store) -> None:
    brief_id = steps.published(store)
    steps.withdraw(store, brief_id)
    title = builders.brief().title
    assert find(store, "street-games") == Withdrawn("street-games", title, steps.LATER, "It was wrong.")


def test_a_withdrawn_brief_shows_its_published_title_while_a_draft_is_in_work(store: Store) -> None:
    brief_id = steps.published(store)
    steps.withdraw(store, brief_id)
    steps.save(store, brief_id, title="Not yet for readers")
    found = find(store, "street-games")
    assert isinstance(found, Withdrawn)
    assert found.title == builders.brief().title


def test_by_ids_gives_the_published_among_them(store: Store) -> None:
    shown, withdrawn, drafted = (
        steps.published(store, "one"),
        steps.published(store, "two"),
        steps.draft(store, "three"),
    )
    steps.withdraw(store, withdrawn)
    with store.reading() as database:
        assert set(briefs.by_ids(database, [drafted, withdrawn, shown, 999])) == {shown}
        assert briefs.by_ids(database, []) == {}


def test_lists_come_in_the_order_asked_for(store: Store) -> None:
    for slug, checked_on in (("b", "2026-01-02"), ("c", "2026-01-03"), ("a", "2026-01-01")):
        brief_id = steps.published(store, slug, **_checked(checked_on))
    steps.republished(store, brief_id, "a", **_checked("2026-01-01"))
    assert slugs(store, "slug") == ["a", "b", "c"]
    assert slugs(store, "published") == ["a", "b", "c"]
    assert slugs(store, "checked") == ["c", "b", "a"]


def _checked(day: str) -> dict[str, object]:
    return {"checked_on": builders.BRIEF.load(builders.content(checked_on=day)).checked_on}


def test_the_newest_published_comes_first(store: Store) -> None:
    steps.published(store, "a")
    steps.republished(store, steps.published(store, "b"), "b")
    assert slugs(store, "published") == ["b", "a"]


def test_lists_can_be_cut_and_narrowed(store: Store) -> None:
    for slug in "abcd":
        steps.published(store, slug)
    assert slugs(store, "slug", start=1, size=2) == ["b", "c"]
    assert slugs(store, "slug", slugs=["d", "a", "zzz"]) == ["a", "d"]
    assert slugs(store, "slug", slugs=[]) == []


def test_only_briefs_that_are_shown_are_counted(store: Store) -> None:
    steps.published(store, "a")
    steps.draft(store, "b")
    steps.withdraw(store, steps.published(store, "c"))
    with store.reading() as database:
        assert briefs.count(database) == 1


def test_each_change_that_readers_can_see_goes_up_by_a_number(store: Store) -> None:
    def last() -> int:
        with store.reading() as database:
            return int(briefs.newest_change(database).partition("-")[0] or 0)

    assert last() == 0
    brief_id = steps.published(store)
    first = last()
    steps.save(store, brief_id, title="In work")
    assert last() == first > 0
    steps.republished(store, brief_id, title="For readers")
    second = last()
    assert second > first
    steps.withdraw(store, brief_id)
    assert last() > second


def test_marks_are_those_of_what_is_shown_and_of_nothing_else(store: Store) -> None:
    shown = steps.published(store, "a")
    steps.withdraw(store, steps.published(store, "b"))
    steps.draft(store, "c")
    with store.reading() as database:
        assert briefs.marks(database) == {shown: briefs.by_ids(database, [shown])[shown].change}


@pytest.mark.parametrize("change", [steps.republished, steps.withdraw])
def test_the_newest_mark_is_another_after_each_change_and_the_same_until_then(
    store: Store, change: Callable[[Store, int], object]
) -> None:
    brief_id = steps.published(store)
    with store.reading() as database:
        before = briefs.newest_change(database)
        assert briefs.marks(database) == {brief_id: before}
    steps.draft(store, "other")
    with store.reading() as database:
        assert briefs.newest_change(database) == before
    change(store, brief_id)
    with store.reading() as database:
        assert briefs.newest_change(database) != before
        assert before not in briefs.marks(database).values()


@pytest.mark.parametrize("slug", ["a\0b", "'; DROP TABLE briefs; --", "%", "x" * 5000, "é😀"])
def test_a_hostile_slug_finds_nothing(store: Store, slug: str) -> None:
    steps.published(store)
    assert find(store, slug) is None
