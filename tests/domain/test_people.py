"""Who may do what."""

import pytest

from library.domain.people import Action, NotAllowed, Person, Role, demand, may


def person(role: Role) -> Person:
    return Person(7, "a@example.org", "A", role)


@pytest.mark.parametrize(
    ("role", "action", "allowed"),
    [
        (Role.CONTRIBUTOR, Action.WRITE, True),
        (Role.CONTRIBUTOR, Action.PUBLISH, False),
        (Role.REVIEWER, Action.PUBLISH, True),
        (Role.REVIEWER, Action.EDIT_VOCABULARY, False),
        (Role.ADMIN, Action.EDIT_VOCABULARY, True),
    ],
)
def test_each_role_may_do_its_own_and_less(role: Role, action: Action, allowed: bool) -> None:
    assert may(person(role), action) is allowed


def test_a_contributor_edits_only_what_they_began() -> None:
    assert may(person(Role.CONTRIBUTOR), Action.EDIT, 7)
    assert not may(person(Role.CONTRIBUTOR), Action.EDIT, 8)
    assert may(person(Role.REVIEWER), Action.EDIT, 8)


def test_nobody_may_do_anything() -> None:
    with pytest.raises(NotAllowed):
        demand(None, Action.WRITE)
