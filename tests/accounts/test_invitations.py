"""One-time links, and which passwords may be chosen."""

import re
from dataclasses import replace
from datetime import timedelta

import pytest

from library.accounts import repository as table
from library.accounts.invitations import service as invitations
from library.accounts.sign_in import service as sign_in_service
from library.app import create_app
from library.mail import repository as mails
from library.security.permissions import Role
from tests import builders
from tests.accounts.test_own_account import opens
from tests.accounts.test_sign_in import first_step, moved
from tests.browser import Browser
from tests.builders import PASSWORD

GUESSED = (
    "a" * 20,
    "passwordpassword",
    "PASSWORDpassword",
    "1234567890123456",
    "qwertyuiopasdfgh",
    "worldofwarcraft",
    "WorldOfWarcraft",
    "a1s2d3f4g5h6j7k8",
    "abcdefghijklmnop",
    "my-new@example.org-1",
    "New Person New Person",
    "Leicestershire Police 2026!",
    "violencereductionnetwork",
    "What Works Library 1",
)


def link(services, email="new@example.org"):
    return invitations.add(services, email, "New Person", Role.CONTRIBUTOR).removeprefix(services.links.base)


def test_a_one_time_link_lets_a_person_choose_a_password_once(app, services):
    path, newcomer = link(services), Browser(app)
    assert "Welcome, New Person" in newcomer.get(path).text
    assert newcomer.send(path, {"password": PASSWORD}).location == "/sign-in"
    assert first_step(newcomer, email="new@example.org").status_code == 303
    again = Browser(app).get(path)
    assert again.status_code == 404
    assert "This link no longer works" in again.text


def test_a_one_time_link_does_not_work_after_a_day(services):
    path = link(services)
    for by, status in ((timedelta(hours=23), 200), (timedelta(hours=25), 404)):
        assert create_app(moved(services, by)).test_client().get(path).status_code == status


def test_a_link_that_ran_out_while_the_form_was_open_sets_no_password(app, services):
    path = link(services)
    open_page = Browser(app).get(path)
    late = Browser(create_app(moved(services, timedelta(hours=25))))
    assert late.send(path, {"password": PASSWORD}, open_page).status_code == 404
    assert sign_in_service.sign_in(services, "new@example.org", PASSWORD, "here") is None


@pytest.mark.parametrize(
    ("password", "sentence"),
    [
        ("short", "Use 15 characters or more."),
        *((guessed, "Choose one that is harder to guess") for guessed in GUESSED),
        ("abcdefgh" * 200, "Use 1000 characters or fewer."),
    ],
)
def test_a_password_that_is_easy_to_guess_is_refused_beside_its_field(app, services, password, sentence):
    path = link(services)
    answer = Browser(app).send(path, {"password": password})
    assert answer.status_code == 400
    assert sentence in answer.text
    assert 'id="password-error"' in answer.text
    assert password not in answer.text


@pytest.mark.parametrize(
    "password",
    [
        "purple lamp river",
        "all lower case here",
        "8173926481726439",
        "é\u0301à ça où là-bas",
        " spaces  at the ends ",
        "ქართული სიტყვები აქ" * 5,
    ],
)
def test_any_other_long_password_may_be_chosen_and_is_taken_exactly_as_typed(app, services, password):
    path, newcomer = link(services), Browser(app)
    assert newcomer.send(path, {"password": password}).location == "/sign-in"
    assert first_step(newcomer, password.strip() + "x", "new@example.org").status_code == 400
    assert first_step(newcomer, password, "new@example.org").status_code == 303


def test_the_name_of_the_organisation_that_is_set_is_no_password(services):
    named = replace(services, settings=replace(services.settings, organisation="Borsetshire Safer Streets"))
    answer = Browser(create_app(named)).send(link(named), {"password": "borsetshire-safer-streets-1"})
    assert "harder to guess" in answer.text


@pytest.mark.parametrize("path", ["/sign-in", "welcome"])
def test_password_fields_are_masked_and_work_with_password_managers(app, services, path):
    page = Browser(app).get(link(services) if path == "welcome" else path).text
    field = page[page.index("<input", page.index("govuk-password-input__wrapper")) :].split(">")[0]
    assert 'type="password"' in field
    assert ('autocomplete="new-password"' if path == "welcome" else 'autocomplete="current-password"') in field
    assert "maxlength" not in field


def test_a_new_password_ends_the_sessions_that_were_open(staff, app, services):
    assert staff.get("/staff/briefs").status_code == 200
    Browser(app).send(link(services, "reviewer@example.org"), {"password": "another long password"})
    assert staff.get("/staff/briefs").status_code == 302


def test_a_made_up_link_is_a_404(client):
    assert client.get("/welcome/nonsense%00").status_code == 404


def forgotten(browser, email="reviewer@example.org"):
    return browser.send("/forgot", {"email": email})


def mailed_link(services):
    with services.store.writing() as database:
        claimed = mails.claim(database, services.clock(), timedelta(minutes=1), 100)
    return re.search(r"/welcome/[\w-]+", claimed.letter.text)[0] if claimed else None


def test_a_forgotten_password_is_chosen_anew_by_mail_and_the_second_step_stays(app, services, staff):
    assert "Saved to the outbox folder" in forgotten(Browser(app), " Reviewer@Example.org ").text
    path, browser = mailed_link(services), Browser(app)
    assert opens(staff)
    assert browser.send(path, {"password": "purple lamp river garden"}).location == "/sign-in"
    assert not opens(staff)
    assert browser.get(path).status_code == 404
    assert first_step(browser).status_code == 400
    assert first_step(browser, "purple lamp river garden").location == "/sign-in"
    assert "Type your code" in browser.get("/sign-in").text


def test_the_answer_does_not_tell_who_works_here(app, services, reviewer):
    builders.person(services, Role.CONTRIBUTOR, "gone@example.org")
    with services.store.writing() as database:
        table.change(database, 2, disabled=True)
    answers = [
        forgotten(Browser(app), email) for email in ("reviewer@example.org", "b@example.org", "gone@example.org")
    ]
    answers += [forgotten(Browser(app), email) for email in ("", "\0", "é" * 500, "no address")]
    assert {answer.status_code for answer in answers} == {200}
    assert len({re.sub('name="form_token".*', "", answer.text) for answer in answers}) == 1
    assert mailed_link(services)
    assert mailed_link(services) is None


def test_a_link_for_a_forgotten_password_holds_for_an_hour(app, services, reviewer):
    forgotten(Browser(app))
    path = mailed_link(services)
    for by, status in ((timedelta(minutes=59), 200), (timedelta(minutes=61), 404)):
        assert create_app(moved(services, by)).test_client().get(path).status_code == status


def test_nobody_s_mail_is_flooded_with_links_and_nobody_asks_without_end(app, services, reviewer):
    browser = Browser(app)
    page = browser.get("/forgot")
    statuses = [browser.send("", {"email": "reviewer@example.org"}, page).status_code for _ in range(21)]
    assert statuses == [200] * invitations.MOST_FORGOTTEN_FROM_A_PLACE + [429]
    links = [mailed_link(services) for _ in range(invitations.MOST_FORGOTTEN + 1)]
    assert len(set(links[:-1])) == invitations.MOST_FORGOTTEN
    assert links[-1] is None
