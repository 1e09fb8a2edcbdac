"""A person's own account: sessions, password, second step, recovery codes. Every change asks the password."""

from datetime import timedelta

import pyotp
import pytest

from library.accounts.own_account import service as own_account
from library.app import create_app
from tests import builders
from tests.accounts.test_sign_in import first_step, moved, recovery_codes, secret_on
from tests.browser import Browser
from tests.builders import PASSWORD

NEW = "purple lamp river garden"
FIREFOX = {"User-Agent": "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:145.0) Gecko/20100101 Firefox/145.0"}
IPHONE = {
    "User-Agent": "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 "
    "(KHTML, like Gecko) Version/18.0 Mobile/15E148 Safari/604.1"
}


def opens(browser):
    return browser.get("/staff/briefs").status_code == 200


def mails(services):
    with services.store.reading() as database:
        return [row[0] for row in database.exec_driver_sql("SELECT subject FROM mails ORDER BY id")]


def on(app, agent):
    """Sign in with a browser that says what it is."""
    browser = Browser(app)
    browser.client.environ_base["HTTP_USER_AGENT"] = agent["User-Agent"]
    assert browser.sign_in().status_code == 303
    return browser


def test_a_person_sees_where_they_are_signed_in_and_which_session_this_is(app, reviewer):
    on(app, FIREFOX)
    page = on(app, IPHONE).get("/staff/account").text
    assert "Firefox on Windows" in page
    this = page.index("this one")
    assert page.rindex("Safari on an iPhone", 0, this) > page.find("Firefox on Windows", 0, this)
    assert "Mozilla" not in page


def test_half_signed_in_is_no_session_on_the_list(app, staff):
    first_step(Browser(app))
    assert "checkbox" not in staff.get("/staff/account").text


def test_others_sessions_are_neither_seen_nor_ended(app, staff, contributor):
    other = Browser(app, builders.person(staff.services))
    page = staff.get("/staff/account")
    answer = staff.press("/staff/account/sessions", page, session="2", password=PASSWORD)
    assert answer.status_code == 303
    assert opens(contributor)
    assert opens(other)


def test_one_session_is_ended_with_the_password(app, staff, reviewer):
    lost, kept = Browser(app, reviewer), Browser(app, reviewer)
    page = staff.get("/staff/account")
    wrong = staff.press("/staff/account/sessions", page, session="2", password="wrong")
    assert wrong.status_code == 400
    assert "That isn&#39;t your password." in wrong.text
    assert 'value="2" checked' in wrong.text
    assert opens(lost)
    assert staff.press("/staff/account/sessions", page, session="2", password=PASSWORD).location == "/staff/account"
    assert (opens(lost), opens(kept), opens(staff)) == (False, True, True)
    none = staff.press("/staff/account/sessions", page, password=PASSWORD)
    assert "Choose the sessions to end." in none.text


def test_all_other_sessions_are_ended_at_once(app, staff, reviewer):
    others = [Browser(app, reviewer) for _ in range(2)]
    page = staff.get("/staff/account")
    staff.press("/staff/account/sessions", page, others="yes", password=PASSWORD)
    assert [opens(each) for each in (*others, staff)] == [False, False, True]


def test_a_password_is_changed_with_the_old_one_and_ends_the_other_sessions(app, staff, reviewer):
    other = Browser(app, reviewer)
    wrong = staff.send("/staff/account/password", {"old_password": "wrong", "password": NEW})
    assert wrong.status_code == 400
    assert 'id="old_password-error"' in wrong.text
    weak = staff.send("/staff/account/password", {"old_password": PASSWORD, "password": "passwordpassword"})
    assert 'id="password-error"' in weak.text
    assert opens(other)
    before = staff.client.get_cookie("library_session").value
    assert staff.send("/staff/account/password", {"old_password": PASSWORD, "password": NEW}).status_code == 303
    assert staff.client.get_cookie("library_session").value != before
    assert (opens(staff), opens(other)) == (True, False)
    assert first_step(Browser(app)).status_code == 400
    assert first_step(Browser(app), NEW).status_code == 303
    assert mails(staff.services) == ["Your password was changed"]


def test_a_session_left_open_cannot_be_used_to_guess_the_password(staff):
    page = staff.get("/staff/account/recovery-codes")
    for _ in range(own_account.MOST_TRIES):
        assert staff.send("/staff/account/recovery-codes", {"password": "no"}, page).status_code == 400
    assert staff.send("/staff/account/recovery-codes", {"password": PASSWORD}, page).status_code == 429


def test_new_recovery_codes_end_the_old_ones(app, staff):
    path = "/staff/account/recovery-codes"
    assert recovery_codes(staff.send(path, {"password": "wrong"})) == []
    old = recovery_codes(staff.send(path, {"password": PASSWORD}))
    assert "You have 8 left" in staff.get("/staff/account").text
    new = recovery_codes(staff.send(path, {"password": PASSWORD}))
    assert len(set(old + new)) == 16
    browser = Browser(app)
    page = browser.get(first_step(browser).location)
    assert browser.send("", {"code": old[0]}, page).status_code == 400
    assert browser.send("", {"code": new[0]}, page).location == "/staff/briefs"
    assert "You have 7 left" in browser.get("/staff/account").text
    assert mails(staff.services)[-1] == "A recovery code was used to sign in"


def test_another_app_is_set_up_with_the_password_and_the_old_one_works_until_it_gave_a_code(app, staff, reviewer):
    path, other = "/staff/account/authenticator", Browser(app, reviewer)
    assert "secret" not in staff.get(path).text
    assert "secret" not in staff.press(path, code="000000").text
    assert staff.send(path, {"password": "wrong"}).status_code == 400
    assert "secret" not in staff.get(path).text
    page = staff.get(staff.send(path, {"password": PASSWORD}).location)
    secret = secret_on(page)
    assert secret != builders.SECRET
    assert Browser(app).sign_in().location == "/staff/briefs"
    done = staff.send(path, {"code": pyotp.TOTP(secret).at(staff.services.clock())}, page)
    assert len(recovery_codes(done)) == 8
    assert (opens(staff), opens(other)) == (True, False)
    assert "secret" not in staff.get(path).text
    assert Browser(app).sign_in().status_code == 400
    later = moved(staff.services, timedelta(minutes=1))
    browser = Browser(create_app(later))
    code = builders.code(later, secret=secret)
    assert browser.send(first_step(browser).location, {"code": code}).location == "/staff/briefs"
    assert "Your second step was changed" in mails(staff.services)


@pytest.mark.parametrize("path", ["", "/password", "/authenticator", "/recovery-codes"])
def test_an_account_is_its_person_s_alone_and_kept_nowhere(app, staff, path):
    assert staff.get(f"/staff/account{path}").headers["Cache-Control"] == "no-store"
    assert "/sign-in" in Browser(app).get(f"/staff/account{path}").location
