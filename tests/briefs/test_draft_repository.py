"""What the desk keeps: drafts, versions and slugs."""

import pytest
import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError

from library.briefs import draft_repository as drafts
from library.briefs import repository as briefs
from library.briefs.models import Status
from library.briefs.states import Draft, PublishedBrief
from library.db.store import Store
from library.db.tables import versions
from tests import builders
from tests.db import steps


def read(store: Store, brief_id: int) -> Draft:
    with store.reading() as database:
        found = drafts.read(database, brief_id)
    assert found is not None
    return found


def statuses(store: Store, brief_id: int) -> list[str]:
    with store.reading() as database:
        query = sa.select(versions.c.status).where(versions.c.brief_id == brief_id).order_by(versions.c.number)
        return list(database.scalars(query))


def taken(store: Store, slug: str, brief_id: int) -> bool:
    with store.reading() as database:
        return drafts.slug_taken(database, slug, brief_id)


def test_a_new_draft_is_kept_as_typed_faults_and_all(store: Store) -> None:
    typed = {"title": "Half a", "key_points": ["", None], "year": "soon", "kind": "x" * 300}
    with store.writing() as database:
        brief_id = drafts.create(database, typed, None, steps.NOW)
    found = read(store, brief_id)
    assert (found.content, found.status, found.slug, found.working) == (typed, Status.DRAFT, None, True)


def test_there_is_no_draft_of_a_brief_that_is_not_there(store: Store) -> None:
    with store.reading() as database:
        assert drafts.read(database, 999) is None


def test_a_form_is_known_by_the_brief_it_made(store: Store) -> None:
    with store.writing() as database:
        brief_id = drafts.create(database, builders.content(), None, steps.NOW, "form-1")
        assert drafts.made_by_form(database, "form-1") == brief_id
        assert drafts.made_by_form(database, "form-2") is None


def test_a_form_cannot_make_two_briefs(store: Store) -> None:
    with store.writing() as database:
        drafts.create(database, builders.content(), None, steps.NOW, "form-1")
    with pytest.raises(IntegrityError), store.writing() as database:
        drafts.create(database, builders.content("another"), None, steps.NOW, "form-1")
    with store.reading() as database:
        assert drafts.desk(database)[0] == 1


def test_a_save_on_the_newest_save_is_kept(store: Store) -> None:
    brief_id = steps.draft(store)
    steps.save(store, brief_id, title="Second")
    found = read(store, brief_id)
    assert (found.content["title"], found.lock) == ("Second", 2)


def test_a_save_on_an_older_save_is_refused_and_nothing_is_written(store: Store) -> None:
    brief_id = steps.draft(store)
    steps.save(store, brief_id, title="Theirs")
    with store.writing() as database:
        assert not drafts.save(database, brief_id, builders.content(title="Mine"), 1, None, steps.LATER)
    found = read(store, brief_id)
    assert (found.content["title"], found.lock, found.saved_at) == ("Theirs", 2, steps.NOW)


def test_a_save_on_a_brief_that_is_not_there_is_refused(store: Store) -> None:
    with store.writing() as database:
        assert not drafts.save(database, 999, builders.content(), 1, None, steps.NOW)


def test_editing_a_published_brief_starts_a_second_version(store: Store) -> None:
    brief_id = steps.published(store)
    steps.save(store, brief_id, title="Next")
    assert statuses(store, brief_id) == ["published", "draft"]
    assert read(store, brief_id).working


def test_two_edits_of_one_published_version_cannot_both_be_kept(store: Store) -> None:
    brief_id = steps.published(store)
    lock = read(store, brief_id).lock
    with store.writing() as database:
        assert drafts.save(database, brief_id, builders.content(title="First"), lock, None, steps.NOW)
    with store.writing() as database:
        assert not drafts.save(database, brief_id, builders.content(title="Second"), lock, None, steps.NOW)
    assert read(store, brief_id).content["title"] == "First"


@pytest.mark.parametrize("status", [Status.DRAFT, Status.IN_REVIEW])
def test_the_database_itself_refuses_a_second_working_draft(store: Store, status: Status) -> None:
    brief_id = steps.draft(store)
    second = {"brief_id": brief_id, "number": 2, "status": status, "origin": "desk", "saved_at": steps.NOW}
    texts = {"content": {}, "title": "", "one_line": "", "kind": ""}
    with pytest.raises(IntegrityError), store.writing() as database:
        database.execute(sa.insert(versions).values(**second, **texts))
    assert statuses(store, brief_id) == ["draft"]


def test_publishing_replaces_what_readers_saw(store: Store) -> None:
    brief_id = steps.published(store)
    steps.republished(store, brief_id, title="The new title")
    assert statuses(store, brief_id) == ["replaced", "published"]
    with store.reading() as database:
        found = briefs.find(database, "street-games")
    assert isinstance(found, PublishedBrief)
    assert (found.brief.title, found.version, found.published_at) == ("The new title", 2, steps.LATER)


def test_publishing_again_after_a_withdrawal_shows_the_brief_again(store: Store) -> None:
    brief_id = steps.published(store)
    steps.withdraw(store, brief_id)
    steps.republished(store, brief_id, title="Put right")
    with store.reading() as database:
        found = briefs.find(database, "street-games")
    assert isinstance(found, PublishedBrief)
    assert found.brief.title == "Put right"


def test_no_other_brief_may_take_a_slug_in_use_or_once_used(store: Store) -> None:
    brief_id = steps.published(store)
    other = steps.draft(store, "other")
    steps.republished(store, brief_id, "street-play")
    assert taken(store, "street-games", other)
    assert taken(store, "street-play", other)
    assert not taken(store, "never-used", other)
    assert not taken(store, "street-games", brief_id)


def test_a_withdrawn_brief_keeps_its_slug(store: Store) -> None:
    brief_id = steps.published(store)
    steps.withdraw(store, brief_id)
    assert taken(store, "street-games", steps.draft(store, "other"))


def test_the_database_itself_refuses_a_slug_in_use(store: Store) -> None:
    steps.published(store)
    other = steps.draft(store, "other")
    with pytest.raises(IntegrityError):
        steps.publish(store, other, "street-games")
    assert statuses(store, other) == ["draft"]


def test_withdrawing_takes_the_version_from_readers(store: Store) -> None:
    brief_id = steps.published(store)
    assert steps.withdraw(store, brief_id)
    assert statuses(store, brief_id) == ["withdrawn"]


def test_a_brief_that_is_not_published_cannot_be_withdrawn(store: Store) -> None:
    brief_id = steps.draft(store)
    assert not steps.withdraw(store, brief_id)
    published = steps.published(store, "other")
    assert steps.withdraw(store, published)
    assert not steps.withdraw(store, published)


def test_the_desk_lists_the_last_saved_first_page_by_page(store: Store) -> None:
    ids = [steps.draft(store, slug) for slug in ("a", "b", "c")]
    with store.reading() as database:
        total, lines = drafts.desk(database, 0, 2)
        assert (total, [line.id for line in lines]) == (3, [ids[2], ids[1]])
        assert [line.id for line in drafts.desk(database, 2, 2)[1]] == [ids[0]]


def test_the_desk_says_what_readers_see_and_whether_a_draft_waits(store: Store) -> None:
    drafted, edited = steps.draft(store, "a"), steps.published(store, "b")
    steps.save(store, edited, "b", title="In work")
    withdrawn = steps.published(store, "c")
    steps.withdraw(store, withdrawn)
    with store.reading() as database:
        lines = {line.id: (line.status, line.has_draft) for line in drafts.desk(database)[1]}
    assert lines == {
        drafted: (Status.DRAFT, True),
        edited: (Status.PUBLISHED, True),
        withdrawn: (Status.WITHDRAWN, False),
    }


def test_a_brief_is_untouched_until_staff_save_or_withdraw_it(store: Store) -> None:
    def untouched(slug: str) -> bool:
        with store.reading() as database:
            return drafts.untouched_by_staff(database, slug) is not None

    with store.writing() as database:
        seeded = drafts.create(database, builders.content("seeded"), None, steps.NOW, origin="seed")
    steps.publish(store, seeded, "seeded")
    steps.published(store, "by-staff")
    assert untouched("seeded")
    assert not untouched("by-staff")
    steps.save(store, seeded, "seeded", title="Changed by staff")
    assert not untouched("seeded")


@pytest.mark.parametrize("typed", ["a\0b", "\x1b[31m", "𝔘😀", "' OR 1=1"])
def test_a_draft_with_odd_letters_is_kept(store: Store, typed: str) -> None:
    with store.writing() as database:
        brief_id = drafts.create(database, {"title": typed}, None, steps.NOW)
    assert read(store, brief_id).content["title"] == typed
