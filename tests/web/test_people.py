"""Signing in and out, one-time links, and who may open what."""

from dataclasses import replace
from datetime import timedelta

import pytest

from library.actions import people
from library.app import create_app
from library.domain.people import Role
from library.http.context import COOKIE
from tests import builders
from tests.builders import PASSWORD
from tests.web.browser import Browser

WRONG = "That address and password do not go together."


def sign_in(browser, password=PASSWORD, email="reviewer@example.org", page="/sign-in", **more):
    return browser.send(page, {"email": email, "password": password}, **more)


def moved(parts, by):
    """Give the same parts at another time."""
    return replace(parts, clock=lambda: parts.clock() + by)


@pytest.fixture
def visitor(app, reviewer):
    return Browser(app)


def test_the_right_password_opens_the_desk(visitor):
    answer = sign_in(visitor)
    assert (answer.status_code, answer.location) == (303, "/staff/briefs")
    assert "Sign out Reviewer Example" in visitor.get("/staff/briefs").text


def test_an_address_is_known_in_capitals_and_with_spaces_too(visitor):
    assert sign_in(visitor, email=" Reviewer@Example.ORG ").status_code == 303


def test_the_cookie_cannot_be_read_by_scripts_nor_sent_from_other_sites(visitor):
    cookie = sign_in(visitor).headers["Set-Cookie"]
    assert cookie.startswith(f"{COOKIE}=")
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie


def test_over_https_the_cookie_stays_on_https(visitor):
    assert "Secure" in sign_in(visitor, base_url="https://localhost").headers["Set-Cookie"]


@pytest.mark.parametrize("password", ["", PASSWORD + " ", "é\0" * 9])
def test_a_wrong_password_opens_nothing_and_the_address_stays_typed(visitor, password):
    answer = sign_in(visitor, password)
    assert answer.status_code == 400
    assert WRONG in answer.text
    assert 'value="reviewer@example.org"' in answer.text
    assert "Set-Cookie" not in answer.headers
    assert visitor.get("/staff/briefs").status_code == 302


def test_an_unknown_address_gets_the_same_answer_as_a_wrong_password(visitor):
    known = sign_in(visitor, "wrong", page="/sign-in")
    unknown = sign_in(visitor, "wrong", email="somebody@example.org")
    strip = lambda answer, email: _without_tokens(answer.text).replace(email, "")  # noqa: E731
    assert strip(known, "reviewer@example.org") == strip(unknown, "somebody@example.org")
    assert known.status_code == unknown.status_code


def _without_tokens(text):
    return "\n".join(line for line in text.splitlines() if "form_token" not in line)


@pytest.mark.parametrize("email", ["", "\0", "é" * 300, "' OR 1=1 --"])
def test_no_address_is_too_absurd_for_an_answer(visitor, email):
    assert sign_in(visitor, email=email).status_code == 400


def test_too_many_tries_have_to_wait_with_the_right_password_too_and_are_forgotten_after_a_while(visitor, parts):
    page = visitor.get("/sign-in")
    for _ in range(people.MOST_TRIES):
        assert visitor.send("/sign-in", {"email": "reviewer@example.org", "password": "no"}, page).status_code == 400
    answer = sign_in(visitor)
    assert answer.status_code == 429
    assert answer.headers["Retry-After"] == "900"
    later = moved(parts, people.TRIES_WITHIN + timedelta(seconds=1))
    assert sign_in(Browser(create_app(later))).status_code == 303


def test_signing_out_ends_the_session_on_the_server(visitor, app):
    sign_in(visitor)
    kept = visitor.client.get_cookie(COOKIE).value
    visitor.send("/staff/briefs", {})
    assert visitor.get("/staff/briefs").status_code == 302
    thief = app.test_client()
    thief.set_cookie(COOKIE, kept)
    assert thief.get("/staff/briefs").status_code == 302


def test_a_session_ends_by_itself(visitor, parts):
    sign_in(visitor)
    kept = visitor.client.get_cookie(COOKIE).value
    for by, status in ((timedelta(hours=11), 200), (timedelta(hours=13), 302)):
        later = create_app(moved(parts, by)).test_client()
        later.set_cookie(COOKIE, kept)
        assert later.get("/staff/briefs").status_code == status


@pytest.mark.parametrize("cookie", ["", "nonsense", "é", "x" * 3000])
def test_a_made_up_cookie_opens_nothing(app, cookie):
    client = app.test_client()
    client.set_cookie(COOKIE, cookie)
    assert client.get("/staff/briefs").status_code == 302
    assert client.get("/").status_code == 200


def test_the_page_that_was_asked_for_is_opened_after_signing_in(visitor):
    asked = visitor.get("/staff/briefs/new")
    assert asked.location == "/sign-in?next=/staff/briefs/new"
    assert sign_in(visitor, page=asked.location).location == "/staff/briefs/new"


def test_the_page_asked_for_is_remembered_through_a_wrong_password(visitor):
    refused = sign_in(visitor, "wrong", page="/sign-in?next=/staff/mistakes")
    again = visitor.send("/sign-in", {"password": PASSWORD}, refused)
    assert again.location == "/staff/mistakes"


@pytest.mark.parametrize(
    "goal",
    [
        "//evil.example",
        "///evil.example/staff",
        "/\t/evil.example",
        "/\\evil.example",
        "https://evil.example",
        "https://evil.example/staff",
        "javascript:alert(1)",
        "/staff@evil.example",
        "/staff//evil.example",
        "/staff/../../evil",
        "/staff\r\nSet-Cookie: a=b",
        "/sign-out",
        "/nowhere",
        "/about",
        "/static/js/library.js",
        "/welcome/token",
        "\0",
        "é",
        "/staff/briefs/99999999999999999999/edit",
    ],
)
def test_signing_in_leads_to_our_own_staff_pages_only(visitor, goal):
    answer = visitor.send("/sign-in", {"email": "reviewer@example.org", "password": PASSWORD, "next": goal})
    assert (answer.status_code, answer.location) == (303, "/staff/briefs")
    assert "Set-Cookie: a" not in str(answer.headers)


@pytest.mark.parametrize("path", ["/staff", "/staff/briefs", "/staff/briefs/new", "/staff/briefs/1/edit"])
def test_staff_pages_lead_readers_to_the_sign_in(client, path):
    answer = client.get(path)
    assert (answer.status_code, answer.location) == (302, f"/sign-in?next={path}")


def test_a_form_sent_without_a_session_is_refused_with_a_sentence_and_nothing_happens(client, parts, reviewer):
    builders.published(parts, reviewer)
    answer = client.post("/staff/briefs/1/withdraw", data={"reason": "Because."})
    assert answer.status_code == 401
    assert "You are not signed in any more." in answer.text
    assert client.get("/briefs/street-games").status_code == 200


def test_a_form_sent_after_the_session_ended_is_offered_whole_and_goes_through_after_signing_in(staff, parts, reviewer):
    page = staff.get("/staff/briefs/new")
    kept = staff.client.get_cookie(COOKIE).value
    people.sign_out(parts, kept)
    refused = staff.send("/staff/briefs/new", {"title": "Typed for an hour", "ages": ["10-13", "14-17"]}, page)
    assert refused.status_code == 401
    sign_in(staff)
    offered = staff.send("/staff/briefs/new", {}, refused)
    saved = staff.send("/staff/briefs/new", {}, offered, follow_redirects=True)
    fields = staff.form("", saved)[1]
    assert (fields["title"], fields.getlist("ages")) == ("Typed for an hour", ["10-13", "14-17"])


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


def link(parts, email="new@example.org"):
    return people.add(parts, email, "New Person", Role.CONTRIBUTOR).removeprefix(parts.links.base)


def test_a_one_time_link_lets_a_person_choose_a_password_once(app, parts):
    path, newcomer = link(parts), Browser(app)
    assert "Welcome, New Person" in newcomer.get(path).text
    assert newcomer.send(path, {"password": PASSWORD}).location == "/sign-in"
    assert sign_in(newcomer, email="new@example.org").status_code == 303
    again = Browser(app).get(path)
    assert again.status_code == 404
    assert "This link no longer works" in again.text


def test_a_one_time_link_does_not_work_after_a_day(parts):
    path = link(parts)
    for by, status in ((timedelta(hours=23), 200), (timedelta(hours=25), 404)):
        assert create_app(moved(parts, by)).test_client().get(path).status_code == status


def test_a_link_that_ran_out_while_the_form_was_open_sets_no_password(app, parts):
    path = link(parts)
    open_page = Browser(app).get(path)
    late = Browser(create_app(moved(parts, timedelta(hours=25))))
    assert late.send(path, {"password": PASSWORD}, open_page).status_code == 404
    assert people.sign_in(parts, "new@example.org", PASSWORD, "here") is None


@pytest.mark.parametrize(
    ("password", "sentence"),
    [
        ("short", "Use 15 characters or more."),
        *((guessed, "Choose one that is harder to guess") for guessed in GUESSED),
        ("abcdefgh" * 200, "Use 1000 characters or fewer."),
    ],
)
def test_a_password_that_is_easy_to_guess_is_refused_beside_its_field(app, parts, password, sentence):
    path = link(parts)
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
def test_any_other_long_password_may_be_chosen_and_is_taken_exactly_as_typed(app, parts, password):
    path, newcomer = link(parts), Browser(app)
    assert newcomer.send(path, {"password": password}).location == "/sign-in"
    assert sign_in(newcomer, password.strip() + "x", "new@example.org").status_code == 400
    assert sign_in(newcomer, password, "new@example.org").status_code == 303


def test_the_name_of_the_organisation_that_is_set_is_no_password(parts):
    named = replace(parts, settings=replace(parts.settings, organisation="Borsetshire Safer Streets"))
    answer = Browser(create_app(named)).send(link(named), {"password": "borsetshire-safer-streets-1"})
    assert "harder to guess" in answer.text


@pytest.mark.parametrize("path", ["/sign-in", "welcome"])
def test_password_fields_are_masked_and_work_with_password_managers(app, parts, path):
    page = Browser(app).get(link(parts) if path == "welcome" else path).text
    field = page[page.index("<input", page.index("govuk-password-input__wrapper")) :].split(">")[0]
    assert 'type="password"' in field
    assert ('autocomplete="new-password"' if path == "welcome" else 'autocomplete="current-password"') in field
    assert "maxlength" not in field


def test_a_new_password_ends_the_sessions_that_were_open(visitor, app, parts):
    sign_in(visitor)
    Browser(app).send(link(parts, "reviewer@example.org"), {"password": "another long password"})
    assert visitor.get("/staff/briefs").status_code == 302


def test_a_made_up_link_is_a_404(client):
    assert client.get("/welcome/nonsense%00").status_code == 404
