"""Who may do what."""

import pytest

from library.errors import NotAllowed
from library.security.permissions import Action, Person, Role, demand, may


def person(role: Role) -> Person:
    return Person(7, "a@example.org", "A", role)


@pytest.mark.parametrize(
    ("role", "action", "allowed"),
    [
        (Role.CONTRIBUTOR, Action.WRITE, True),
        (Role.CONTRIBUTOR, Action.PUBLISH, False),
        (Role.REVIEWER, Action.PUBLISH, True),
        (Role.REVIEWER, Action.EDIT_VOCABULARY, False),
        (Role.CONTRIBUTOR, Action.SEE_MAIL, True),
        (Role.CONTRIBUTOR, Action.MANAGE_MAIL, False),
        (Role.CONTRIBUTOR, Action.BRING_VOICE, True),
        (Role.CONTRIBUTOR, Action.PUBLISH_VOICE, False),
        (Role.REVIEWER, Action.PUBLISH_VOICE, True),
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


def test_each_action_is_for_somebody_and_each_role_may_do_all_that_the_one_before_may() -> None:
    for action in Action:
        allowed = [may(person(role), action) for role in Role]
        assert allowed == sorted(allowed)
        assert allowed[-1]


def test_what_may_not_be_done_is_refused_by_its_name() -> None:
    with pytest.raises(NotAllowed, match="publish"):
        demand(person(Role.CONTRIBUTOR), Action.PUBLISH)
    demand(person(Role.REVIEWER), Action.PUBLISH)
