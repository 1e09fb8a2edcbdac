"""What a passkey's page takes and refuses without a browser that has one; a real one is in the journeys."""

import json
from dataclasses import replace

import pytest

from library.accounts.passkeys import repository as passkeys
from library.accounts.passkeys import service
from library.accounts.user_admin import service as user_admin
from library.security.permissions import Role
from library.settings import Settings
from tests import builders
from tests.browser import Browser
from tests.builders import PASSWORD
from tests.http.test_failed_forms import lacking

NEW = "/staff/account/passkeys/new"


@pytest.fixture
def public(app, services):
    """Give the parts of a library whose address has a name."""
    made = replace(services, settings=replace(services.settings, public_url="http://localhost:8000"))
    app.extensions["services"] = made
    return made


@pytest.fixture
def owner(app, public, reviewer):
    with public.store.writing() as database:
        passkeys.keep(database, reviewer.id, "Work laptop", ("AAAA", "BBBB", 3), public.clock())
    return Browser(app, reviewer)


@pytest.mark.parametrize(
    ("address", "host"),
    [
        ("https://library.example.gov.uk/library", "library.example.gov.uk"),
        ("http://localhost:8000", "localhost"),
        ("http://library.example", None),
        ("https://192.0.2.7", None),
        ("http://127.0.0.1:8000", None),
    ],
)
def test_passkeys_belong_to_the_host_of_the_public_address(services, address, host):
    there = service.site(replace(services, settings=Settings(public_url=address)))
    assert (there and there.host) == host


def test_where_browsers_allow_none_no_page_offers_them(app, reviewer):
    browser = Browser(app, reviewer)
    assert "passkey" not in browser.get("/staff/account").text
    assert browser.get(NEW).status_code == 404


def test_the_password_comes_first_and_a_challenge_is_good_for_one_answer(owner):
    assert "data-passkey" not in owner.get(NEW).text
    assert "That isn&#39;t your password" in owner.send(NEW, {"password": "wrong"}).text
    assert owner.send(NEW, {"password": PASSWORD}).status_code == 303
    page = owner.get(NEW)
    assert "data-passkey-new" in page.text
    assert "Enter a name of 60 letters or fewer." in owner.send(NEW, {"name": " ", "credential": "{}"}, page).text
    for none in ("[" * 9_000, "{}"):
        answer = owner.send(NEW, {"name": "Key", "credential": none}, page)
        assert "The passkey wasn’t added." in answer.text
    assert "data-passkey" not in owner.get(NEW).text


@pytest.mark.parametrize(
    "credential", ["", "null", "[]", "{", '{"id": 1}', '{"id": "AAAA"}', "é\0", "9" * 30_000, "[" * 9_000]
)
def test_an_answer_that_is_none_opens_nothing_and_the_code_still_does(app, owner, services, credential):
    half = Browser(app)
    half.send("/sign-in", {"email": "reviewer@example.org", "password": PASSWORD})
    page = half.get("/sign-in")
    asked = json.loads(page.text.split('data-passkey="')[1].split('"')[0].replace("&#34;", '"'))
    assert asked["rpId"] == "localhost"
    assert [each["id"] for each in asked["allowCredentials"]] == ["AAAA"]
    answer = half.client.post(
        "/sign-in", data={"credential": credential, "form_token": half.form("", page)[1]["form_token"]}
    )
    assert answer.status_code == 400
    assert "That passkey didn’t work." in answer.text
    assert asked["challenge"] not in answer.text
    assert half.get("/staff/briefs").status_code == 302
    token = half.form("", answer)[1]["form_token"]
    done = half.client.post("/sign-in", data={"code": builders.code(services), "form_token": token})
    assert done.location == "/staff/briefs"


def test_nobody_sees_or_removes_a_passkey_of_somebody_else(app, owner, services, public):
    other = Browser(app, builders.person(services, Role.ADMIN))
    assert other.get("/staff/account/passkeys/1").status_code == 404
    assert "Work laptop" not in other.get("/staff/account/passkeys").text
    assert "Work laptop" in owner.get("/staff/account/passkeys").text


def test_a_form_that_is_refused_says_so_where_it_is_seen_first(owner):
    one = "/staff/account/passkeys/1"
    page = owner.get(one)
    token = owner.form("", page)[1]["form_token"]
    for place, typed in ((one, {"action": "rename", "name": ""}), (one, {"action": "remove"}), (NEW, {"password": ""})):
        assert lacking(owner.client.post(place, data=typed | {"form_token": token})) == []


def test_a_reset_of_the_second_step_removes_passkeys_too(owner, services, reviewer):
    user_admin.reset_second_step(services, builders.person(services, Role.ADMIN), reviewer.id)
    assert service.of_person(services, reviewer) == []
