"""Who works here, for admins: invite, change roles, disable, help with a lost phone."""

import re

import pytest

from library.security.permissions import Role
from tests import builders
from tests.accounts.test_own_account import mails, opens
from tests.accounts.test_sign_in import first_step
from tests.browser import Browser
from tests.builders import PASSWORD

INVITE = {"name": "New Person", "email": "new@example.org", "role": "contributor"}


@pytest.fixture
def admin(app, services):
    return Browser(app, builders.person(services, Role.ADMIN))


@pytest.fixture
def member(app, services, admin):
    """Give the browser of a contributor, who has number 2."""
    return Browser(app, builders.person(services, Role.CONTRIBUTOR))


def done(services):
    with services.store.reading() as database:
        return [
            tuple(row) for row in database.exec_driver_sql("SELECT person_id, action, object FROM audit ORDER BY id")
        ]


@pytest.mark.parametrize("path", ["/staff/people", "/staff/people/1"])
def test_only_admins_look_after_people(app, staff, path):
    assert staff.get(path).status_code == 403
    assert staff.press(path, staff.get("/staff/briefs"), action="role", **INVITE).status_code == 403
    assert "/sign-in" in Browser(app).get(path).location
    assert "/staff/people" not in staff.get("/staff/briefs").text


def test_somebody_is_invited_with_a_link_that_is_mailed_and_shown_once(app, admin, services):
    page = admin.send("/staff/people", INVITE)
    link = re.search(r"http://127\.0\.0\.1:8000(/welcome/[\w-]+)", page.text)[1]
    assert mails(services) == ["Your invitation to the What Works Library"]
    assert "/welcome/" not in admin.get("/staff/people").text
    newcomer = Browser(app)
    assert newcomer.send(link, {"password": PASSWORD}).location == "/sign-in"
    assert first_step(newcomer, email="new@example.org").status_code == 303
    assert (1, "invite", "person 2") in done(services)


def test_who_has_not_come_yet_is_invited_again_and_who_works_here_is_not(app, admin, services):
    first, second = (admin.send("/staff/people", INVITE) for _ in range(2))
    assert (first.status_code, second.status_code) == (200, 200)
    assert admin.get("/staff/people").text.count("new@example.org") == 1
    again = admin.send("/staff/people", INVITE | {"email": " ADMIN@example.org"})
    assert again.status_code == 400
    assert "Admin Example has an account with this address already." in again.text
    assert 'value="New Person"' in again.text


@pytest.mark.parametrize(
    ("field", "typed", "sentence"),
    [
        ("email", "ann", "It needs an @"),
        ("email", "a@b.example, c@d.example", "only one e-mail address"),
        ("email", "", "Enter an e-mail address"),
        ("name", " ", "Write the person’s name"),
        ("name", "x" * 121, "Write the person’s name"),
        ("name", "Ann\u202egnp", "Write the person’s name"),
        ("role", "emperor", "Choose a role."),
    ],
)
def test_what_is_wrong_with_an_invitation_is_said_beside_its_field(admin, services, field, typed, sentence):
    answer = admin.send("/staff/people", INVITE | {field: typed})
    assert answer.status_code == 400
    assert sentence in answer.text
    assert f'id="{field}-error"' in answer.text
    assert mails(services) == []


def test_a_name_with_a_line_break_becomes_one_line(admin):
    assert "A link for Ann Other" in admin.send("/staff/people", INVITE | {"name": "Ann\r\nOther"}).text


def test_a_role_that_is_changed_holds_at_the_very_next_request(admin, member, services):
    assert member.get("/staff/people").status_code == 403
    assert admin.press("/staff/people/2", action="role", role="admin").status_code == 303
    assert member.get("/staff/people").status_code == 200
    admin.press("/staff/people/2", action="role", role="contributor")
    assert member.get("/staff/people").status_code == 403
    assert done(services)[-2:] == [(1, "make admin", "person 2"), (1, "make contributor", "person 2")]


def test_who_is_disabled_is_out_at_the_very_next_request_and_cannot_come_back(app, admin, member, services):
    assert opens(member)
    assert admin.press("/staff/people/2", action="disable").status_code == 303
    assert not opens(member)
    assert first_step(Browser(app), email="contributor@example.org").status_code == 400
    assert "Disabled" in admin.get("/staff/people").text
    admin.press("/staff/people/2", action="enable")
    assert not opens(member)
    assert Browser(app).sign_in("contributor@example.org").location == "/staff/briefs"
    assert [row[1] for row in done(services) if row[2] == "person 2" and row[0] == 1] == ["disable", "enable"]


def test_a_link_of_somebody_who_is_disabled_is_dead(app, admin, services):
    page = admin.send("/staff/people", INVITE)
    link = re.search(r"/welcome/[\w-]+", page.text)[0]
    admin.press("/staff/people/2", action="disable")
    assert Browser(app).get(link).status_code == 404
    admin.press("/staff/people/2", action="enable")
    assert Browser(app).get(link).status_code == 404


@pytest.mark.parametrize("change", [{"action": "disable"}, {"action": "role", "role": "reviewer"}])
def test_the_last_admin_stays(app, admin, services, change):
    admin.send("/staff/people", INVITE | {"role": "admin"})
    answer = admin.press("/staff/people/1", **change)
    assert answer.status_code == 400
    assert "This is the only active admin." in answer.text
    second = builders.person(services, Role.ADMIN, "second@example.org")
    assert admin.press("/staff/people/1", **change).status_code == 303
    assert "This is the only active admin." in Browser(app, second).press(f"/staff/people/{second.id}", **change).text


def test_who_lost_their_phone_sets_up_the_second_step_anew(app, admin, member, services):
    assert admin.press("/staff/people/2", action="reset").status_code == 303
    assert not opens(member)
    browser = Browser(app)
    first_step(browser, email="contributor@example.org")
    assert browser.get("/sign-in").location == "/sign-in/set-up"
    assert mails(services) == ["Your second step was reset by an admin"]
    assert (1, "reset second step", "person 2") in done(services)


def test_a_new_link_and_an_end_of_all_sessions(app, admin, member):
    page = admin.press("/staff/people/2", action="link")
    assert "/welcome/" in page.text
    assert opens(member)
    admin.press("/staff/people/2", action="end")
    assert not opens(member)


@pytest.mark.parametrize("action", ["link", "reset", "end"])
def test_admins_change_their_own_account_with_their_password_only(admin, action):
    answer = admin.press("/staff/people/1", action=action)
    assert answer.status_code == 400
    assert "This is your own account." in answer.text
    assert opens(admin)


@pytest.mark.parametrize("path", ["/staff/people/99", "/staff/people/99999999999999999999"])
def test_nobody_has_that_number(admin, path):
    assert admin.get(path).status_code == 404
    assert admin.press(path, admin.get("/staff/people"), action="disable").status_code in {404, 405}


@pytest.mark.parametrize("action", ["", "promote", "é"])
def test_a_button_that_there_is_not_does_nothing(admin, action):
    assert admin.press("/staff/people/1", action=action).status_code == 400
