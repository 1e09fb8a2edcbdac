"""People, their invitations and their sessions."""

from datetime import timedelta

import pytest
import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError

from library.accounts import repository as people
from library.accounts import session_repository as sessions
from library.db.store import Store
from library.db.tables import invitations
from library.db.tables import people as people_table
from library.db.tables import sessions as sessions_table
from library.security.permissions import Person, Role
from tests.db import steps

HOUR = timedelta(hours=1)


def open_session(store: Store, person_id: int, token: str = "session") -> None:
    with store.writing() as database:
        sessions.open(database, person_id, token, steps.NOW, steps.NOW + HOUR)


def invite(store: Store, person_id: int, token: str = "invitation") -> None:
    with store.writing() as database:
        people.invite(database, person_id, token, steps.NOW + HOUR)


def test_a_person_is_found_by_their_address_with_no_password_yet(store: Store) -> None:
    person_id = steps.person(store)
    with store.reading() as database:
        assert people.find(database, "a@example.org") == (
            Person(person_id, "a@example.org", "A Person", Role.REVIEWER),
            None,
        )
        assert people.find(database, "b@example.org") is None


def test_an_address_belongs_to_one_person(store: Store) -> None:
    steps.person(store)
    with pytest.raises(IntegrityError):
        steps.person(store)
    with store.reading() as database:
        assert len(people.everyone(database)) == 1


def test_an_invitation_holds_until_its_time(store: Store) -> None:
    person_id = steps.person(store)
    invite(store, person_id)
    with store.reading() as database:
        found = people.invited(database, "invitation", steps.NOW)
        assert found is not None
        assert found.id == person_id
        assert people.invited(database, "invitation", steps.NOW + HOUR) is None
        assert people.invited(database, "another", steps.NOW) is None


def test_a_session_holds_until_it_ends_or_is_closed(store: Store) -> None:
    open_session(store, steps.person(store))
    with store.reading() as database:
        assert sessions.find(database, "session", steps.NOW) is not None
        assert sessions.find(database, "session", steps.NOW + HOUR) is None
    with store.writing() as database:
        sessions.close(database, "session")
        assert sessions.find(database, "session", steps.NOW) is None


def test_a_disabled_person_is_out_at_once(store: Store) -> None:
    open_session(store, steps.person(store))
    with store.writing() as database:
        database.execute(sa.update(people_table).values(disabled=True))
        assert people.find(database, "a@example.org") is None
        assert sessions.find(database, "session", steps.NOW) is None


def test_a_new_password_ends_the_sessions_and_invitations_of_that_person_only(store: Store) -> None:
    first, second = steps.person(store), steps.person(store, "b@example.org")
    open_session(store, first, "of the first")
    open_session(store, second, "of the second")
    invite(store, first)
    with store.writing() as database:
        people.set_password(database, first, "hash")
        assert people.invited(database, "invitation", steps.NOW) is None
        assert sessions.find(database, "of the first", steps.NOW) is None
        assert sessions.find(database, "of the second", steps.NOW) is not None
        known = people.find(database, "a@example.org")
    assert known is not None
    assert known[1] == "hash"


def test_sessions_that_have_ended_are_forgotten_when_one_is_opened(store: Store) -> None:
    person_id = steps.person(store)
    open_session(store, person_id)
    with store.writing() as database:
        sessions.open(database, person_id, "later", steps.LATER, steps.LATER + HOUR)
        assert list(database.scalars(sa.select(sessions_table.c.token_hash))) == ["later"]


def test_an_invitation_needs_a_person(store: Store) -> None:
    with pytest.raises(IntegrityError):
        invite(store, 999)
    with store.reading() as database:
        assert database.execute(sa.select(invitations)).first() is None
