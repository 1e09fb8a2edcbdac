"""Signing in with the organisation's account, at a real provider that can be made to lie, to fail and to go away."""

from dataclasses import replace
from datetime import timedelta
from urllib.parse import parse_qs, urlsplit

import pytest

from library.accounts import repository as people
from library.accounts.single_sign_on import provider as talking
from library.accounts.single_sign_on import rules
from library.accounts.single_sign_on.service import LASTS
from library.accounts.two_factor import repository as authenticators
from library.accounts.user_admin import service as user_admin
from library.app import create_app
from library.security.permissions import Role
from library.security.sessions import FRESH
from library.settings import Settings, SettingsError
from tests import builders
from tests.accounts import provider as providers
from tests.accounts.provider import PUBLIC, STRANGERS
from tests.browser import Browser

EMAIL = "reviewer@example.org"
NOT_BELIEVED = "We couldn’t confirm your organisation’s account."
NOT_STARTED = "That sign-in took too long, or was started in another browser."
BY_GROUP = {"oidc_groups": "CN=Editors,OU=VRN=reviewer; vrn-admins=admin"}


@pytest.fixture(scope="module")
def running():
    with providers.running() as provider:
        yield provider


@pytest.fixture
def provider(running):
    running.lies, running.key, running.algorithm, running.broken = {}, providers.OURS, "RS256", set()
    running.knows("amina", email=EMAIL, email_verified=True, name="Amina Khan")
    return running


@pytest.fixture
def parts(services, provider, reviewer):
    """Give the library's parts, with sign-in at the provider."""
    ours = {
        "oidc_issuer": provider.address,
        "oidc_client_id": "library",
        "oidc_client_secret": "a secret that is long enough for a key",
    }
    return replace(services, settings=replace(services.settings, **ours))


def browser_of(app, parts, **settings):
    app.extensions["services"] = replace(parts, settings=replace(parts.settings, **settings))
    return Browser(app)


@pytest.fixture
def visitor(app, parts):
    return browser_of(app, parts)


def desk(browser):
    return browser.get("/staff/briefs").status_code


def refused(answer, words, status=400):
    """Hold that a page says in one sentence why nobody was let in, and nothing else of what went wrong."""
    assert answer.status_code == status, answer.text
    assert words in answer.text
    assert 'name="password"' in answer.text
    for secret in ("Traceback", "a secret", "nonce", "id_token", "InvalidClaim", "joserfc"):
        assert secret not in answer.text
    return True


def test_the_page_offers_it_only_where_it_is_set(app, services, visitor, parts):
    assert f'href="{PUBLIC}"' in visitor.get("/sign-in").text
    assert "Sign in with VRN Microsoft" in browser_of(app, parts, oidc_name="VRN Microsoft").get("/sign-in").text
    app.extensions["services"] = services
    assert PUBLIC not in Browser(app).get("/sign-in").text
    assert Browser(app).get(PUBLIC).status_code == 404
    assert Browser(app).get(f"{PUBLIC}/back").status_code == 404


def test_a_person_is_sent_with_state_nonce_and_pkce_and_each_time_with_others(visitor):
    first, second = (parse_qs(urlsplit(visitor.get(PUBLIC).location).query) for _ in range(2))
    assert first["response_type"] == ["code"]
    assert first["code_challenge_method"] == ["S256"]
    assert first["redirect_uri"] == [f"{visitor.services.settings.address}{PUBLIC}/back"]
    assert all(first[name] != second[name] for name in ("state", "nonce", "code_challenge"))


def test_who_took_a_second_step_there_is_let_in_and_led_where_they_wanted(visitor, provider, services):
    provider.lies = {"amr": ["pwd", "mfa"]}
    answer = visitor.get(provider.signed_in(visitor, "amina", "/staff/mail"))
    assert (answer.status_code, answer.location) == (303, "/staff/mail")
    assert "Sign out Reviewer Example" in visitor.get("/staff/briefs").text
    assert visitor.send("/sign-out", {}, visitor.get("/staff/briefs")).status_code == 303
    assert desk(visitor) == 302


def test_who_took_one_step_there_takes_ours_too(visitor, provider, services):
    answer = visitor.get(provider.signed_in(visitor, "amina", "/staff/mail"))
    assert answer.location == "/sign-in?next=/staff/mail"
    assert desk(visitor) == 302
    done = visitor.send(answer.location, {"code": builders.code(services)})
    assert done.location == "/staff/mail"
    assert desk(visitor) == 200


def test_who_has_no_second_step_anywhere_sets_ours_up_first(visitor, provider, services, reviewer):
    with services.store.writing() as database:
        authenticators.forget(database, reviewer.id)
    landed = visitor.get(provider.signed_in(visitor, "amina")).location
    assert "/sign-in/set-up" in visitor.get(landed).location
    assert desk(visitor) == 302


@pytest.mark.parametrize(
    ("claims", "settings", "whole"),
    [
        ({"amr": ["mfa"]}, {}, True),
        ({"amr": ["pwd", "otp"]}, {}, True),
        ({"amr": ["pwd"]}, {}, False),
        ({"amr": ["otp"]}, {}, False),
        ({"amr": ["pwd", "sms"]}, {}, False),
        ({"acr": "gold"}, {}, False),
        ({"acr": "gold"}, {"oidc_acr": "silver gold"}, True),
        ({}, {"oidc_trust_second_step": "on"}, True),
    ],
)
def test_our_second_step_is_left_out_only_where_the_provider_states_one_or_a_setting_does(claims, settings, whole):
    said = {"iss": "https://id.example", "sub": "1"} | claims
    assert rules.identity(Settings(**settings), said).took_second_step is whole


LIES = {
    "another issuer": {"iss": "https://elsewhere.example"},
    "another audience": {"aud": ["another"]},
    "an audience of several, not for us": {"aud": ["library", "another"], "azp": "another"},
    "another nonce": {"nonce": "another"},
    "no nonce": {"nonce": None},
    "a token that has run out": {"exp": 1_000_000_000},
    "a token from the future": {"iat": 9_000_000_000},
    "no time at all": {"exp": None},
    "nobody": {"sub": None},
    "a subject that is no word": {"sub": ["amina"]},
    "a subject without end": {"sub": "x" * 300},
    "an access token of another": {"at_hash": "AAAAAAAAAAAAAAAAAAAAAA"},
}


@pytest.mark.parametrize("lie", LIES.values(), ids=LIES)
def test_a_provider_that_lies_lets_nobody_in(visitor, provider, lie):
    provider.lies = lie | {"amr": ["mfa"]}
    assert refused(visitor.get(provider.signed_in(visitor, "amina")), NOT_BELIEVED)
    assert desk(visitor) == 302


@pytest.mark.parametrize("with_key", ["a stranger's", "our shared secret", "none"])
def test_a_token_that_others_signed_lets_nobody_in(visitor, provider, with_key):
    if with_key == "none":
        provider.unsigned = True
    elif with_key == "our shared secret":
        provider.key, provider.algorithm = providers.SHARED, "HS256"
    else:
        provider.key = STRANGERS
    assert refused(visitor.get(provider.signed_in(visitor, "amina")), NOT_BELIEVED)
    provider.unsigned = False


def test_a_clock_that_is_a_little_wrong_is_no_lie(visitor, provider, services):
    provider.lies = {"iat": int(services.clock().timestamp()) + 40}
    assert visitor.get(provider.signed_in(visitor, "amina")).status_code == 303


def test_a_forged_a_missing_and_a_used_state_open_nothing(app, visitor, provider, parts):
    back = provider.signed_in(visitor, "amina")
    assert refused(Browser(app).get(back), NOT_STARTED)
    assert refused(visitor.get(f"{PUBLIC}/back?code=made-up"), NOT_STARTED)
    back = provider.signed_in(visitor, "amina")
    assert refused(visitor.get(back.replace("state=", "state=x")), NOT_STARTED)
    back = provider.signed_in(visitor, "amina")
    assert visitor.get(back).status_code == 303
    assert refused(visitor.get(back), NOT_STARTED)
    assert refused(visitor.get(f"{PUBLIC}/back?state=é%FF&code=\0"), NOT_STARTED)


def test_a_code_of_another_sign_in_and_a_made_up_one_open_nothing(visitor, provider):
    older = parse_qs(urlsplit(provider.signed_in(visitor, "amina")).query)["code"][0]
    back = provider.signed_in(visitor, "amina")
    code = parse_qs(urlsplit(back).query)["code"][0]
    assert refused(visitor.get(back.replace(code, older)), NOT_BELIEVED)
    back = provider.signed_in(visitor, "amina")
    assert refused(visitor.get(back.replace(parse_qs(urlsplit(back).query)["code"][0], "made-up")), NOT_BELIEVED)


def test_an_answer_that_came_by_way_of_another_provider_opens_nothing(visitor, provider):
    assert refused(visitor.get(provider.signed_in(visitor, "amina") + "&iss=https://elsewhere.example"), NOT_BELIEVED)


def test_who_takes_too_long_at_the_provider_starts_again(app, visitor, provider, parts):
    back = provider.signed_in(visitor, "amina")
    app.extensions["services"] = replace(parts, clock=lambda: parts.clock() + LASTS + timedelta(seconds=1))
    assert refused(visitor.get(back), NOT_STARTED)


def test_who_changes_their_mind_at_the_provider_is_told_so(visitor):
    state = parse_qs(urlsplit(visitor.get(PUBLIC).location).query)["state"][0]
    answer = visitor.get(f"{PUBLIC}/back?error=access_denied&error_description=<b>no</b>&state={state}")
    assert refused(answer, "cancelled or refused")
    assert "<b>no" not in answer.text


@pytest.mark.parametrize("path", ["/.well-known/openid-configuration", "/oauth2/token", "/jwks"])
def test_a_provider_that_is_slow_or_down_is_one_sentence(visitor, provider, path, monkeypatch):
    monkeypatch.setattr(talking, "TIMEOUT", 0.2)
    back = provider.signed_in(visitor, "amina")
    provider.broken = {path}
    assert refused(visitor.get(back), "We can’t reach your organisation’s sign-in right now.", 503)
    if path.startswith("/.well"):
        assert refused(visitor.get(PUBLIC), "We can’t reach your organisation’s sign-in right now.", 503)


def test_a_page_about_another_issuer_is_not_followed(visitor, provider):
    provider.lies = {"issuer": "https://elsewhere.example"}
    assert refused(visitor.get(PUBLIC), "We can’t reach your organisation’s sign-in right now.", 503)


@pytest.mark.parametrize(
    ("claims", "trusted", "status"),
    [
        ({"email_verified": False}, "off", 400),
        ({"email_verified": False}, "on", 400),
        ({}, "off", 400),
        ({}, "on", 303),
        ({"email": None, "email_verified": True}, "off", 400),
    ],
)
def test_an_address_that_nobody_confirmed_links_no_account(app, parts, provider, claims, trusted, status):
    provider.knows("amina", **({"email": EMAIL} | claims))
    browser = browser_of(app, parts, oidc_trust_email=trusted)
    answer = browser.get(provider.signed_in(browser, "amina"))
    assert answer.status_code == status
    assert status == 303 or refused(answer, "no confirmed e-mail address")


def test_an_account_is_known_by_its_subject_whatever_address_it_has_later(visitor, provider, services):
    assert visitor.get(provider.signed_in(visitor, "amina")).status_code == 303
    provider.knows("amina", email="married@example.org", email_verified=True)
    assert visitor.get(provider.signed_in(visitor, "amina")).status_code == 303
    provider.knows("newcomer", email=EMAIL, email_verified=True)
    assert refused(visitor.get(provider.signed_in(visitor, "newcomer")), "linked to another account")


def test_who_is_not_invited_or_disabled_is_refused_and_it_is_recorded(visitor, provider, services, reviewer):
    provider.knows("stranger", email="stranger@example.org", email_verified=True)
    assert refused(visitor.get(provider.signed_in(visitor, "stranger")), "Ask an admin of the library to invite you.")
    assert visitor.get(provider.signed_in(visitor, "amina")).status_code == 303
    admin = builders.person(services, Role.ADMIN)
    user_admin.disable(services, admin, reviewer.id)
    assert refused(visitor.get(provider.signed_in(visitor, "amina")), "Your account in the library is disabled.")
    said = Browser(visitor.client.application, admin).get("/staff/audit").text
    assert said.count("an organisation account") == 2


def test_a_group_gives_a_role_and_takes_it_away(app, parts, provider, services, reviewer):
    browser = browser_of(app, parts, **BY_GROUP)
    who = {"email": "new@example.org", "email_verified": True, "name": "  New\u202e Person "}
    provider.knows("new", **who, groups=["others", "CN=Editors,OU=VRN"])
    provider.lies = {"amr": ["mfa"]}
    assert browser.get(provider.signed_in(browser, "new")).status_code == 303
    assert role_of(services) == (Role.REVIEWER, "New Person", "Active")
    provider.knows("new", **who, groups=["vrn-admins", "CN=Editors,OU=VRN"])
    assert browser.get(provider.signed_in(browser, "new")).status_code == 303
    assert role_of(services)[0] is Role.ADMIN
    provider.knows("new", **who, groups="CN=Editors,OU=VRN")
    assert browser.get(provider.signed_in(browser, "new")).status_code == 303
    assert role_of(services)[0] is Role.ADMIN, "the only admin stays one"
    builders.person(services, Role.ADMIN)
    assert browser.get(provider.signed_in(browser, "new")).status_code == 303
    assert role_of(services)[0] is Role.REVIEWER
    provider.knows("new", **who, groups=[])
    assert refused(browser.get(provider.signed_in(browser, "new")), "no longer gives you a role")


def role_of(services):
    with services.store.reading() as database:
        account = people.account(database, email="new@example.org")
    return account.person.role, account.person.name, account.state


def test_a_password_still_signs_in_beside_it(visitor):
    assert visitor.sign_in().location == "/staff/briefs"


def test_what_only_looks_ahead_sends_nobody_away(visitor, provider):
    before = list(provider.asked)
    assert visitor.client.head(PUBLIC).location == "/sign-in"
    assert visitor.get(PUBLIC, headers={"Sec-Purpose": "prefetch"}).location == "/sign-in"
    assert provider.asked == before


def test_one_network_does_not_start_it_without_end(visitor):
    answers = [visitor.get(PUBLIC).status_code for _ in range(31)]
    assert answers[-2:] == [303, 429]


def test_the_cookie_is_for_this_site_and_scripts_do_not_read_it(services, provider, parts):
    address = "https://library.example/library"
    public = replace(parts, settings=replace(parts.settings, public_url=address))
    answer = Browser(create_app(public)).get(f"/library{PUBLIC}")
    cookie = answer.headers["Set-Cookie"]
    assert cookie.startswith("__Secure-library_organisation=")
    for part in ("HttpOnly", "Secure", "SameSite=Lax", "Path=/library", "Max-Age=600"):
        assert part in cookie
    assert parse_qs(urlsplit(answer.location).query)["redirect_uri"] == [f"{address}{PUBLIC}/back"]
    assert answer.headers["Cache-Control"] == "no-store"


GIVEN = {"oidc_issuer": "https://id.example", "oidc_client_id": "a", "oidc_client_secret": "b"}


@pytest.mark.parametrize(
    ("settings", "said"),
    [
        (
            {"oidc_issuer": "https://id.example"},
            "LIBRARY_OIDC_CLIENT_ID and LIBRARY_OIDC_CLIENT_SECRET must be set too",
        ),
        ({"oidc_groups": "a=admin"}, "LIBRARY_OIDC_ISSUER and"),
        (GIVEN | {"oidc_issuer": "http://id.example"}, "starts with https://"),
        (GIVEN | {"oidc_groups": "a=owner"}, "“a=owner”; write group=role"),
        (GIVEN | {"oidc_groups": "admin"}, "“admin”; write group=role"),
    ],
)
def test_settings_that_are_half_given_stop_it_at_the_start(settings, said):
    with pytest.raises(SettingsError, match=said.replace("(", "[(]")):
        rules.check(Settings(**settings))


def test_who_has_no_password_confirms_a_change_by_having_signed_in_a_short_while_ago(app, parts, provider):
    browser = browser_of(app, parts, **BY_GROUP)
    provider.knows("new", email="new@example.org", email_verified=True, groups=["vrn-admins"])
    provider.lies = {"amr": ["mfa"]}
    browser.get(provider.signed_in(browser, "new"))
    codes = "/staff/account/recovery-codes"
    assert "Your password" not in browser.get(codes).text
    assert "Keep these recovery codes" in browser.send(codes, {}).text
    later = app.extensions["services"]
    app.extensions["services"] = replace(later, clock=lambda: later.clock() + FRESH + timedelta(minutes=1))
    assert "sign in again with your organisation’s account" in browser.send(codes, {}).text
