"""Signing in, in two steps, and out; who may open what."""

import re
from dataclasses import replace
from datetime import timedelta

import pyotp
import pytest

from library.accounts import session_repository as table
from library.accounts.invitations import service as invitations
from library.accounts.sign_in import devices
from library.accounts.sign_in import rules as throttle
from library.accounts.sign_in import service as sign_in_service
from library.accounts.sign_in.device_cookie import DEVICE_COOKIE
from library.accounts.sign_in.throttle import MOST_FROM_A_NETWORK
from library.accounts.two_factor import repository as authenticators
from library.accounts.two_factor import service as two_factor
from library.app import create_app
from library.db.tables import metadata
from library.http.context import COOKIE
from library.security.permissions import Role
from tests import builders
from tests.browser import Browser
from tests.builders import PASSWORD

FROM_AFAR = {"X-Forwarded-For": "203.0.113.7"}
WRONG = "That address and password don&#39;t match."


def first_step(browser, password=PASSWORD, email="reviewer@example.org", page="/sign-in", **more):
    return browser.send(page, {"email": email, "password": password}, **more)


def moved(services, by):
    """Give the same parts at another time."""
    return replace(services, clock=lambda: services.clock() + by)


def at(services, later):
    """Give the same parts at one moment, that much later."""
    then = services.clock() + later
    return replace(services, clock=lambda: then)


@pytest.fixture
def visitor(app, reviewer):
    return Browser(app)


def half(browser):
    """Give what a browser that took the first step only gets of the desk."""
    return browser.get("/staff/briefs").status_code


def test_password_and_code_together_open_the_desk(visitor):
    answer = visitor.sign_in()
    assert (answer.status_code, answer.location) == (303, "/staff/briefs")
    assert "Sign out Reviewer Example" in visitor.get("/staff/briefs").text


def test_an_address_is_known_in_capitals_and_with_spaces_too(visitor):
    assert visitor.sign_in(" Reviewer@Example.ORG ").location == "/staff/briefs"


@pytest.mark.parametrize("path", ["/staff", "/staff/briefs", "/staff/briefs/new", "/staff/mail", "/sign-in/set-up"])
def test_after_the_password_alone_nothing_opens(visitor, path):
    assert first_step(visitor).location == "/sign-in"
    assert "/sign-in" in visitor.get(path).location
    assert visitor.client.post("/staff/briefs/1/publish").status_code in {401, 404}
    assert "Sign out" not in visitor.get("/").text


@pytest.mark.parametrize(
    "code", ["", "000000", "١٢٣٤٥٦", "\0", "é", "\ud800".encode("utf-8", "replace").decode(), "x" * 5000, "-"]
)
def test_a_wrong_code_opens_nothing_and_may_be_mended(visitor, code):
    asked = first_step(visitor).location
    answer = visitor.send(asked, {"code": code})
    assert answer.status_code == 400
    assert "That code isn&#39;t right" in answer.text
    assert 'id="code-error"' in answer.text
    assert half(visitor) == 302
    right = builders.code(visitor.services)
    assert visitor.send("", {"code": f"{right[:3]} {right[3:]}"}, answer).location == "/staff/briefs"


def test_a_code_is_taken_once(app, reviewer, services):
    first, second = Browser(app), Browser(app)
    code = builders.code(services)
    assert first.send(first_step(first).location, {"code": code}).location == "/staff/briefs"
    again = second.send(first_step(second).location, {"code": code})
    assert "has been used before" in again.text
    assert half(second) == 302


def test_codes_of_the_half_minutes_beside_this_one_are_taken_and_no_others(app, reviewer, services):
    for steps, status in ((-2, 400), (2, 400), (-1, 303)):
        browser = Browser(app)
        code = pyotp.TOTP(builders.SECRET).at(services.clock(), counter_offset=steps)
        assert browser.send(first_step(browser).location, {"code": code}).status_code == status, steps


def test_a_code_of_somebody_else_is_wrong(visitor, services):
    builders.person(services, Role.ADMIN)
    with services.store.writing() as database:
        other = pyotp.random_base32()
        authenticators.keep(database, 2, two_factor.sealed(services, other), 0, services.clock())
    code = builders.code(services, "admin@example.org", other)
    assert visitor.send(first_step(visitor).location, {"code": code}).status_code == 400


def test_too_many_codes_have_to_wait_whichever_session_they_come_from(app, reviewer, services):
    for _ in range(2):
        browser = Browser(app)
        page = browser.get(first_step(browser).location)
        for _ in range(sign_in_service.MOST_CODES // 2):
            assert browser.send("", {"code": "000000"}, page).status_code == 400
    assert browser.send("", {"code": builders.code(services)}, page).status_code == 429
    assert half(browser) == 302


def test_the_second_step_has_to_be_taken_soon(visitor, services):
    page = visitor.get(first_step(visitor).location)
    later = Browser(create_app(moved(services, timedelta(minutes=11))))
    later.client.set_cookie(COOKIE, visitor.client.get_cookie(COOKIE).value)
    answer = later.send("", {"code": builders.code(later.services)}, page)
    assert answer.status_code == 400
    assert "That took too long" in answer.text
    assert 'name="password"' in answer.text


def test_each_step_has_a_new_token_and_ends_the_one_before(visitor, app):
    page = visitor.get("/sign-in")
    first_step(visitor)
    halfway = visitor.client.get_cookie(COOKIE).value
    visitor.send("/sign-in", {"code": builders.code(visitor.services)})
    whole = visitor.client.get_cookie(COOKIE).value
    assert len({page.headers.get("Set-Cookie"), halfway, whole}) == 3
    with visitor.services.store.reading() as database:
        assert len(table.of_person(database, 1, visitor.services.clock())) == 1
    first_step(visitor)
    thief = app.test_client()
    thief.set_cookie(COOKIE, whole)
    assert thief.get("/staff/briefs").status_code == 302


def test_a_person_may_start_again_between_the_steps(visitor):
    first_step(visitor)
    assert 'name="password"' in visitor.get("/sign-in?again=yes").text


def test_the_cookie_cannot_be_read_by_scripts_nor_sent_from_other_sites(visitor):
    for answer in (first_step(visitor), visitor.send("/sign-in", {"code": builders.code(visitor.services)})):
        cookie = answer.headers["Set-Cookie"]
        assert cookie.startswith(f"{COOKIE}=")
        assert "HttpOnly" in cookie
        assert "SameSite=Lax" in cookie


def test_over_https_the_cookie_stays_on_https(visitor):
    assert "Secure" in first_step(visitor, base_url="https://localhost").headers["Set-Cookie"]


def test_where_the_library_is_public_on_https_no_other_host_or_port_can_set_the_cookie(services, reviewer):
    public = replace(services, settings=replace(services.settings, public_url="https://library.example"))
    browser = Browser(create_app(public))
    cookie = browser.sign_in().headers["Set-Cookie"]
    assert cookie.startswith("__Host-library_session=")
    assert "Secure" in cookie
    assert "Path=/" in cookie
    assert "Domain" not in cookie
    assert browser.get("/staff/briefs").status_code == 200
    thief = Browser(create_app(public))
    thief.client.set_cookie(COOKIE, browser.client.get_cookie("__Host-library_session").value)
    assert thief.get("/staff/briefs").status_code == 302


def newcomer(app, services):
    """Give the browser of a person who has a password and no second step yet."""
    path = invitations.add(services, "new@example.org", "New Person", Role.CONTRIBUTOR).removeprefix(
        services.links.base
    )
    browser = Browser(app)
    browser.send(path, {"password": PASSWORD})
    return browser


def secret_on(page):
    return re.search(r'class="secret">([A-Z2-7 ]+)<', page.text)[1].replace(" ", "")


def test_a_newcomer_sets_up_the_second_step_before_anything_opens(app, services):
    browser = newcomer(app, services)
    first_step(browser, email="new@example.org", page="/sign-in?next=/staff/briefs/new")
    page = browser.get("/sign-in?next=/staff/briefs/new", follow_redirects=True)
    assert "Set up your second step" in page.text
    assert "<svg" in page.text
    assert half(browser) == 302
    secret = secret_on(page)
    assert secret_on(browser.get("/sign-in/set-up")) == secret
    wrong = browser.send("/sign-in/set-up", {"code": "000000"}, page)
    assert wrong.status_code == 400
    assert secret_on(wrong) == secret
    assert half(browser) == 302
    code = pyotp.TOTP(secret).at(services.clock())
    codes = browser.send("/sign-in/set-up", {"code": code}, wrong)
    assert len(set(recovery_codes(codes))) == 8
    assert 'href="/staff/briefs/new"' in codes.text
    assert "Sign out New Person" in codes.text
    assert browser.get("/staff/briefs/new").status_code == 200
    assert browser.send("/", {}, codes).location == "/"
    assert half(browser) == 302
    other = Browser(app)
    assert (
        "has been used before" in other.send(first_step(other, email="new@example.org").location, {"code": code}).text
    )


def test_who_has_a_second_step_cannot_be_led_around_it_by_setting_up_another(visitor):
    first_step(visitor)
    assert visitor.get("/sign-in/set-up").location == "/sign-in"
    token = visitor.form("/sign-in")[1]["form_token"]
    answer = visitor.client.post("/sign-in/set-up", data={"code": builders.code(visitor.services), "form_token": token})
    assert answer.location == "/sign-in"
    assert half(visitor) == 302


def test_of_two_who_know_the_password_only_the_first_sets_up_the_second_step(app, services):
    owner = newcomer(app, services)
    other = Browser(app)
    pages = []
    for browser in (owner, other):
        first_step(browser, email="new@example.org")
        pages.append(browser.get("/sign-in/set-up"))
    secrets = [secret_on(page) for page in pages]
    assert secrets[0] != secrets[1]
    owner.send("/sign-in/set-up", {"code": pyotp.TOTP(secrets[0]).at(services.clock())}, pages[0])
    late = other.send("/sign-in/set-up", {"code": pyotp.TOTP(secrets[1]).at(services.clock())}, pages[1])
    assert late.location == "/sign-in"
    assert half(other) == 302
    assert half(owner) == 200


def recovery_codes(page):
    return re.findall(r'class="secret">([a-z2-7-]{29})<', page.text)


def set_up(app, services):
    """Give a newcomer's browser once the second step is set up, the app's secret, and the recovery codes."""
    browser = newcomer(app, services)
    first_step(browser, email="new@example.org")
    page = browser.get("/sign-in/set-up")
    secret = secret_on(page)
    done = browser.send("/sign-in/set-up", {"code": pyotp.TOTP(secret).at(services.clock())}, page)
    return browser, secret, recovery_codes(done)


def test_a_recovery_code_stands_in_for_the_app_once_however_it_is_typed(app, services):
    _, _, recovery = set_up(app, services)
    for typed in (recovery[0], recovery[1].upper().replace("-", " ")):
        other = Browser(app)
        assert (
            other.send(first_step(other, email="new@example.org").location, {"code": typed}).location == "/staff/briefs"
        )
    again = Browser(app)
    assert again.send(first_step(again, email="new@example.org").location, {"code": recovery[0]}).status_code == 400


def test_nothing_secret_is_kept_as_it_is(app, services):
    browser, secret, recovery = set_up(app, services)
    secrets = [PASSWORD, secret, browser.client.get_cookie(COOKIE).value, *recovery]
    with services.store.reading() as database:
        kept = "".join(str(database.execute(each.select()).all()) for each in metadata.sorted_tables)
    assert "new@example.org" in kept
    assert [secret for secret in secrets if secret in kept or secret.replace("-", "") in kept] == []


def test_a_second_step_kept_under_another_key_opens_nothing_and_is_no_error(reviewer, services):
    code = builders.code(services)
    other = Browser(create_app(replace(services, settings=replace(services.settings, secret_key="another"))))
    assert other.send(first_step(other).location, {"code": code}).status_code == 400


@pytest.mark.parametrize("password", ["", PASSWORD + " ", "é\0" * 9])
def test_a_wrong_password_opens_nothing_and_the_address_stays_typed(visitor, password):
    answer = first_step(visitor, password)
    assert answer.status_code == 400
    assert WRONG in answer.text
    assert 'value="reviewer@example.org"' in answer.text
    assert "Set-Cookie" not in answer.headers
    assert visitor.get("/staff/briefs").status_code == 302


def test_an_unknown_address_gets_the_same_answer_as_a_wrong_password(visitor):
    known = first_step(visitor, "wrong", page="/sign-in")
    unknown = first_step(visitor, "wrong", email="somebody@example.org")
    strip = lambda answer, email: _without_tokens(answer.text).replace(email, "")  # noqa: E731
    assert strip(known, "reviewer@example.org") == strip(unknown, "somebody@example.org")
    assert known.status_code == unknown.status_code


def _without_tokens(text):
    return "\n".join(line for line in text.splitlines() if "form_token" not in line)


@pytest.mark.parametrize("email", ["", "\0", "é" * 300, "' OR 1=1 --"])
def test_no_address_is_too_absurd_for_an_answer(visitor, email):
    assert first_step(visitor, email=email).status_code == 400


GUESS = {"email": "reviewer@example.org", "password": "no"}


def guess(browser, page, times, place="203.0.113.7"):
    """Guess passwords from one place; give how each guess was answered."""
    headers = {"X-Forwarded-For": place}
    return [browser.send("/sign-in", GUESS, page, headers=headers).status_code for _ in range(times)]


def test_after_a_few_wrong_passwords_the_next_has_to_wait_and_each_wait_is_longer(reviewer, services):
    services = at(services, timedelta(0))
    visitor = Browser(create_app(services))
    page = visitor.get("/sign-in")
    assert guess(visitor, page, throttle.FREE_TRIES, "127.0.0.1") == [400] * throttle.FREE_TRIES
    answer = first_step(visitor)
    assert answer.status_code == 429
    assert answer.headers["Retry-After"] == "30"
    assert "Wait a minute, then try again." in answer.text
    after = timedelta(seconds=30)
    for seconds in (60, 120, 240, 480, 960, 1920, 3600, 3600):
        browser = Browser(create_app(at(services, after)))
        assert guess(browser, browser.get("/sign-in"), 2, "127.0.0.1") == [400, 429]
        answer = first_step(browser)
        assert (answer.status_code, answer.headers["Retry-After"]) == (429, str(seconds))
        assert f"Wait {max(seconds // 60, 1)} minute" in answer.text or seconds == 60
        after += timedelta(seconds=seconds)
    assert first_step(Browser(create_app(at(services, after)))).status_code == 303


def test_wrong_passwords_are_forgotten_after_one_that_was_right_and_after_a_day(visitor, services):
    page = visitor.get("/sign-in")
    for _ in range(3):
        assert guess(visitor, page, throttle.FREE_TRIES - 1, "127.0.0.1") == [400] * (throttle.FREE_TRIES - 1)
        assert first_step(visitor, page="/sign-in?again=yes").status_code == 303
    guess(visitor, visitor.get("/sign-in?again=yes"), throttle.FREE_TRIES, "127.0.0.1")
    later = Browser(create_app(at(services, timedelta(hours=25))))
    assert guess(later, later.get("/sign-in"), 2, "127.0.0.1") == [400, 400]


def test_whoever_guesses_from_many_places_locks_nobody_out_of_another(visitor):
    page = visitor.get("/sign-in")
    for number in range(30):
        assert guess(visitor, page, 1, f"203.0.113.{number}") == [400]
    assert set(guess(visitor, page, 60, "203.0.113.200")) == {400, 429}
    assert visitor.sign_in().location == "/staff/briefs"


def test_every_address_of_one_line_is_slowed_down_together(visitor):
    page = visitor.get("/sign-in")
    answers = [guess(visitor, page, 1, f"2001:db8:1:2:{number:x}::9")[0] for number in range(throttle.FREE_TRIES + 1)]
    assert answers == [400] * throttle.FREE_TRIES + [429]
    assert guess(visitor, page, 1, "2001:db8:1:3::9") == [400]


def test_a_device_that_is_known_gets_in_from_a_place_where_others_guess(visitor, app):
    visitor.sign_in()
    assert visitor.send("/staff/mistakes", {}).location == "/"
    thief = Browser(app)
    page = thief.get("/sign-in")
    for number in range(4):
        guess(thief, page, 20, "127.0.0.1")
        thief.send("/sign-in", GUESS | {"email": f"{number}@example.org"}, page)
    assert first_step(thief).status_code == 429
    assert visitor.sign_in().location == "/staff/briefs"
    assert first_step(thief).status_code == 429


def test_a_device_that_is_known_may_type_its_code_though_others_have_used_up_theirs(visitor, app, services):
    visitor.sign_in()
    visitor.send("/staff/mistakes", {})
    thief = Browser(app)
    page = thief.get(first_step(thief).location)
    codes = [thief.send("", {"code": "000000"}, page).status_code for _ in range(sign_in_service.MOST_CODES + 1)]
    assert codes == [400] * sign_in_service.MOST_CODES + [429]
    assert visitor.sign_in().location == "/staff/briefs"


def test_guesses_on_a_device_that_is_known_are_slowed_down_too_and_it_opens_nothing_by_itself(visitor, app):
    visitor.sign_in()
    visitor.send("/staff/mistakes", {})
    assert visitor.client.get_cookie(COOKIE) is None
    assert visitor.client.get_cookie(DEVICE_COOKIE) is not None
    assert half(visitor) == 302
    page = visitor.get("/sign-in")
    answers = guess(visitor, page, throttle.FREE_TRIES + 1, "127.0.0.1")
    assert answers == [400] * throttle.FREE_TRIES + [429]
    assert guess(Browser(app), page, 1, "127.0.0.1") == [400]


def test_a_device_is_known_for_those_who_signed_in_on_it_and_nobody_else(visitor, app, services):
    builders.person(services, Role.ADMIN)
    visitor.sign_in()
    visitor.send("/staff/mistakes", {})
    page, admin = visitor.get("/sign-in"), {"email": "admin@example.org", "password": "no"}
    stranger = Browser(app)
    for _ in range(throttle.FREE_TRIES):
        stranger.send("/sign-in", admin, stranger.get("/sign-in"))
    assert visitor.send("/sign-in", admin, page).status_code == 429
    visitor.sign_in()
    visitor.send("/staff/mistakes", {})
    later = Browser(create_app(at(services, timedelta(minutes=1))))
    later.client.set_cookie(DEVICE_COOKIE, visitor.client.get_cookie(DEVICE_COOKIE).value)
    assert later.sign_in("admin@example.org").location == "/staff/briefs"
    shared = devices.read(services, later.client.get_cookie(DEVICE_COOKIE).value)
    assert len(shared.people) == 2


@pytest.mark.parametrize(
    "forge",
    [
        lambda kept: "",
        lambda kept: kept[:-1],
        lambda kept: "x" * 3000,
        lambda kept: "é",
        lambda kept: "eyJhIjoxfQ.x",
        lambda kept: kept.partition(".")[0],
    ],
)
def test_a_device_that_was_made_up_is_not_known(visitor, app, forge):
    visitor.sign_in()
    thief = Browser(app)
    thief.client.set_cookie(DEVICE_COOKIE, forge(visitor.client.get_cookie(DEVICE_COOKIE).value))
    page = thief.get("/sign-in")
    assert guess(thief, page, throttle.FREE_TRIES + 1, "127.0.0.1")[-1] == 429
    assert first_step(thief).status_code == 429


def test_a_device_is_forgotten_a_year_after_it_was_last_used(visitor, services):
    visitor.sign_in()
    kept = visitor.client.get_cookie(DEVICE_COOKIE).value
    for days, known in ((364, True), (366, False)):
        later = at(services, timedelta(days=days))
        assert bool(devices.read(later, kept).people) is known


def test_the_cookie_of_a_device_cannot_be_read_by_scripts_and_is_set_after_both_steps_alone(visitor):
    first = first_step(visitor)
    assert DEVICE_COOKIE not in str(first.headers.getlist("Set-Cookie"))
    second = visitor.send("/sign-in", {"code": builders.code(visitor.services)})
    (cookie,) = [each for each in second.headers.getlist("Set-Cookie") if each.startswith(DEVICE_COOKIE)]
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie
    assert "reviewer" not in cookie


def test_one_place_does_not_try_many_addresses_without_end(visitor):
    page = visitor.get("/sign-in")
    for number in range(MOST_FROM_A_NETWORK):
        typed = {"email": f"a{number}@example.org", "password": "no"}
        assert visitor.send("", typed, page, headers=FROM_AFAR).status_code == 400
    assert visitor.send("", {"email": "b@example.org"}, page, headers=FROM_AFAR).status_code == 429


def test_signing_out_ends_the_session_on_the_server(staff, app):
    kept = staff.client.get_cookie(COOKIE).value
    assert staff.send("/staff/mistakes", {}).location == "/"
    assert staff.get("/staff/briefs").status_code == 302
    thief = app.test_client()
    thief.set_cookie(COOKIE, kept)
    assert thief.get("/staff/briefs").status_code == 302


def test_a_session_that_is_not_used_ends_after_two_hours_and_any_after_twelve(staff, services, reviewer):
    kept = staff.client.get_cookie(COOKIE).value
    used = range(0, 12 * 60, 110)
    for minutes, status in [*((each, 200) for each in used), (12 * 60 + 1, 302)]:
        later = create_app(moved(services, timedelta(minutes=minutes))).test_client()
        later.set_cookie(COOKIE, kept)
        assert later.get("/staff/briefs").status_code == status, minutes
    idle = builders.session(services, reviewer)
    late = create_app(moved(services, timedelta(minutes=121))).test_client()
    late.set_cookie(COOKIE, idle)
    assert late.get("/staff/briefs").status_code == 302


@pytest.mark.parametrize("cookie", ["", "nonsense", "é", "x" * 3000])
def test_a_made_up_cookie_opens_nothing(app, cookie):
    client = app.test_client()
    client.set_cookie(COOKIE, cookie)
    assert client.get("/staff/briefs").status_code == 302
    assert client.get("/").status_code == 200


def test_the_page_that_was_asked_for_is_opened_after_both_steps(visitor):
    asked = visitor.get("/staff/briefs/new")
    assert asked.location == "/sign-in?next=/staff/briefs/new"
    assert visitor.sign_in(page=asked.location).location == "/staff/briefs/new"


def test_the_page_asked_for_is_remembered_through_a_wrong_password_and_a_wrong_code(visitor):
    refused = first_step(visitor, "wrong", page="/sign-in?next=/staff/mistakes")
    again = visitor.send("/sign-in", {"password": PASSWORD}, refused)
    wrong = visitor.send(again.location, {"code": "1"})
    assert visitor.send("", {"code": builders.code(visitor.services)}, wrong).location == "/staff/mistakes"


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
def test_signing_in_leads_to_our_own_staff_pages_only(visitor, reviewer, goal):
    token = builders.session(visitor.services, reviewer, whole=False)
    visitor.client.set_cookie(COOKIE, token)
    answer = visitor.send("/sign-in", {"code": builders.code(visitor.services), "next": goal})
    assert (answer.status_code, answer.location) == (303, "/staff/briefs")
    assert "Set-Cookie: a" not in str(answer.headers)


@pytest.mark.parametrize("path", ["/staff", "/staff/briefs", "/staff/briefs/new", "/staff/briefs/1/edit"])
def test_staff_pages_lead_readers_to_the_sign_in(client, path):
    answer = client.get(path)
    assert (answer.status_code, answer.location) == (302, f"/sign-in?next={path}")


def test_a_form_sent_without_a_session_is_refused_with_a_sentence_and_nothing_happens(client, services, reviewer):
    builders.published(services, reviewer)
    answer = client.post("/staff/briefs/1/withdraw", data={"reason": "Because."})
    assert answer.status_code == 401
    assert "been signed out." in answer.text
    assert client.get("/briefs/street-games").status_code == 200


def test_a_form_sent_after_the_session_ended_is_offered_whole_and_goes_through_after_signing_in(
    staff, services, reviewer
):
    page = staff.get("/staff/briefs/new")
    kept = staff.client.get_cookie(COOKIE).value
    sign_in_service.sign_out(services, kept)
    refused = staff.send("/staff/briefs/new", {"title": "Typed for an hour", "ages": ["10-13", "14-17"]}, page)
    assert refused.status_code == 401
    staff.sign_in()
    offered = staff.send("/staff/briefs/new", {}, refused)
    saved = staff.send("/staff/briefs/new", {}, offered, follow_redirects=True)
    fields = staff.form("", saved)[1]
    assert (fields["title"], fields.getlist("ages")) == ("Typed for an hour", ["10-13", "14-17"])
