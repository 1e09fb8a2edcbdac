"""What is noted beside briefs: attempts, reported mistakes, the vocabulary and the audit record."""

from datetime import timedelta

import pytest
import sqlalchemy as sa

from library.briefs.vocabulary import repository as vocabulary
from library.briefs.vocabulary.models import Term
from library.db import audit_log as audit
from library.db.store import Store
from library.db.tables import audit as entries
from library.db.tables import terms
from library.security.rate_limit import repository as attempts
from library.upkeep.corrections import repository as correction_rows
from tests.db import steps

MINUTE = timedelta(minutes=1)


def test_attempts_are_counted_by_key_and_from_a_moment_on(store: Store) -> None:
    with store.writing() as database:
        for minute in range(3):
            attempts.keep(database, "a", steps.NOW + minute * MINUTE)
        attempts.keep(database, "b", steps.NOW)
        assert attempts.count(database, "a", steps.NOW - MINUTE) == 3
        assert attempts.count(database, "a", steps.NOW) == 2
        assert attempts.count(database, "c", steps.NOW - MINUTE) == 0


def test_forgetting_attempts_leaves_those_of_other_keys(store: Store) -> None:
    with store.writing() as database:
        attempts.keep(database, "a", steps.NOW)
        attempts.keep(database, "b", steps.NOW)
        attempts.forget(database, "a")
        assert attempts.count(database, "a", steps.NOW - MINUTE) == 0
        assert attempts.count(database, "b", steps.NOW - MINUTE) == 1


def test_attempts_over_a_day_old_are_not_kept(store: Store) -> None:
    with store.writing() as database:
        attempts.keep(database, "a", steps.NOW)
        attempts.keep(database, "b", steps.LATER + MINUTE)
        assert attempts.count(database, "a", steps.NOW - MINUTE) == 0


def test_mistakes_wait_oldest_first_until_settled(store: Store) -> None:
    brief_id, person_id = steps.published(store), steps.person(store)
    with store.writing() as database:
        correction_rows.keep(database, brief_id, "Second", "reader@example.org", steps.LATER)
        correction_rows.keep(database, brief_id, "First", "", steps.NOW)
        first, second = correction_rows.waiting(database)
        assert (first.words, first.slug, first.at) == ("First", "street-games", steps.NOW)
        assert second.reply_to == "reader@example.org"
        correction_rows.settle(database, first.id, person_id, steps.LATER)
        assert [waiting.words for waiting in correction_rows.waiting(database)] == ["Second"]


def test_a_settled_mistake_keeps_no_address(store: Store) -> None:
    brief_id, person_id = steps.published(store), steps.person(store)
    with store.writing() as database:
        correction_rows.keep(database, brief_id, "Wrong year", "reader@example.org", steps.NOW)
        correction_rows.settle(database, correction_rows.waiting(database)[0].id, person_id, steps.LATER)
        assert list(database.scalars(sa.text("SELECT reply_to FROM mistakes"))) == [""]


def test_a_mistake_needs_its_brief(store: Store) -> None:
    with pytest.raises(sa.exc.IntegrityError), store.writing() as database:
        correction_rows.keep(database, 999, "Where?", "", steps.NOW)


KNIFE = Term("approach", "knife-arches", "Knife arches", "What they are.", "police", ("metal detectors", "arches"))
MENTOR = Term("approach", "mentoring", "Mentoring")
ARCHES = Term("place", "arches", "The Arches")


def test_the_vocabulary_is_read_as_it_was_loaded_and_in_its_order(store: Store) -> None:
    with store.writing() as database:
        assert vocabulary.add_missing(database, [MENTOR, KNIFE, ARCHES]) == 3
        found = vocabulary.read(database)
    assert list(found.terms("approach")) == [MENTOR, KNIFE]
    assert list(found.terms("place")) == [ARCHES]


def test_loading_again_adds_what_is_missing_and_leaves_what_staff_changed(store: Store) -> None:
    with store.writing() as database:
        vocabulary.add_missing(database, [KNIFE])
        database.execute(sa.update(terms).values(label="Metal arches"))
        assert vocabulary.add_missing(database, [KNIFE, MENTOR]) == 1
        assert vocabulary.add_missing(database, [KNIFE, MENTOR]) == 0
        assert vocabulary.read(database).label("approach", "knife-arches") == "Metal arches"


def test_an_audit_entry_says_who_did_what_when_and_to_what(store: Store) -> None:
    person_id = steps.person(store)
    with store.writing() as database:
        audit.note(database, person_id, "publish", "brief 1", steps.NOW)
        row = database.execute(sa.select(entries)).one()
    assert (row.person_id, row.action, row.object, row.at) == (person_id, "publish", "brief 1", steps.NOW)
    assert (row.before, row.after) == (None, None)


def test_the_audit_record_holds_hashes_and_no_texts(store: Store) -> None:
    with store.writing() as database:
        audit.note(database, None, "save", "brief 1", steps.NOW, before={"a": "secret"}, after={"a": "other"})
        audit.note(database, None, "save", "brief 1", steps.NOW, before={"a": "other"}, after={"a": "secret"})
        first, second = database.execute(sa.select(entries).order_by(entries.c.id)).all()
    assert (first.before, first.after) == (second.after, second.before)
    assert len(first.before) == 64
    assert "secret" not in str(tuple(first))


def test_the_audit_entry_goes_with_the_change_that_it_tells_of(store: Store) -> None:
    def note_and_fail() -> None:
        with store.writing() as database:
            audit.note(database, None, "publish", "brief 1", steps.NOW)
            raise RuntimeError

    with pytest.raises(RuntimeError):
        note_and_fail()
    with store.reading() as database:
        assert database.execute(sa.select(entries)).first() is None


def test_audit_numbers_only_go_up(store: Store) -> None:
    with store.writing() as database:
        for action in ("first", "second", "third"):
            audit.note(database, None, action, "brief 1", steps.NOW)
        assert list(database.scalars(sa.select(entries.c.action).order_by(entries.c.id))) == [
            "first",
            "second",
            "third",
        ]
