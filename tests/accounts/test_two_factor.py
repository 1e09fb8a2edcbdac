"""Authenticators, recovery codes and accounts, on each kind of database."""

import pytest

from library.accounts import repository as people
from library.accounts import session_repository as sessions
from library.accounts.two_factor import repository as authenticators
from library.db import audit_log as audit
from library.db.store import Store
from library.security.permissions import Role
from tests.db import steps


def test_a_new_authenticator_takes_the_place_of_the_old_one_and_its_codes(store: Store) -> None:
    person_id = steps.person(store)
    with store.writing() as database:
        authenticators.keep(database, person_id, "old", 7, steps.NOW)
        authenticators.keep_codes(database, person_id, ["a", "b"])
        authenticators.take(database, person_id, 8)
        assert authenticators.find(database, person_id) == ("old", 8)
        authenticators.keep(database, person_id, "new", 9, steps.NOW)
        assert authenticators.find(database, person_id) == ("new", 9)
        assert authenticators.codes_left(database, person_id) == 0


def test_a_recovery_code_is_used_once_and_by_its_person_only(store: Store) -> None:
    first, second = steps.person(store), steps.person(store, "b@example.org")
    with store.writing() as database:
        authenticators.keep_codes(database, first, ["a", "b"])
        assert [authenticators.use_code(database, who, "a") for who in (second, first, first)] == [False, True, False]
        assert authenticators.codes_left(database, first) == 1


def test_an_account_tells_its_state_and_its_last_sign_in(store: Store) -> None:
    person_id = steps.person(store)
    with store.writing() as database:
        assert [each.state for each in people.accounts(database)] == ["Invited"]
        people.set_password(database, person_id, "hash")
        authenticators.keep(database, person_id, "secret", 0, steps.NOW)
        for at in (steps.LATER, steps.NOW):
            audit.note(database, person_id, "sign in", f"person {person_id}", at)
        people.change(database, person_id, role=Role.ADMIN)
        account = people.account(database, email="a@example.org")
        assert account is not None
        assert (account.state, account.person.role, account.has_authenticator) == ("Active", Role.ADMIN, True)
        assert account.last_sign_in == max(steps.NOW, steps.LATER)
        people.change(database, person_id, disabled=True)
        assert [each.state for each in people.accounts(database)] == ["Disabled"]
        assert people.account(database, id=999) is None


@pytest.mark.parametrize("whole", [True, False])
def test_a_session_knows_how_far_its_person_came(store: Store, whole: bool) -> None:
    person_id = steps.person(store)
    with store.writing() as database:
        sessions.open(database, person_id, "token", steps.NOW, steps.LATER, whole=whole, browser="Firefox on Windows")
        found = sessions.find(database, "token", steps.NOW)
        assert found is not None
        assert (found.whole, found.has_authenticator, found.may_set_up) == (whole, False, True)
        authenticators.keep(database, person_id, "secret", 0, steps.NOW)
        found = sessions.find(database, "token", steps.NOW)
        assert found is not None
        assert (found.has_authenticator, found.may_set_up) == (True, whole)
        assert len(sessions.of_person(database, person_id, steps.NOW)) == (1 if whole else 0)
