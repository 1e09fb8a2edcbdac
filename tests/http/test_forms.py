"""The token in every form: a form that comes back too late is offered again, one from another site is refused."""

from datetime import timedelta

import pytest

from library.app import create_app
from library.http.guards import FORM_LASTS
from library.upkeep.corrections import service as corrections
from tests import builders
from tests.accounts.test_invitations import moved
from tests.browser import Browser
from tests.builders import PASSWORD

FORM = "/briefs/street-games/mistake"
WORDS = 'Say "no" <now> & then\r\nleave.'


@pytest.fixture
def reader(app, services, reviewer):
    builders.published(services, reviewer)
    return Browser(app)


@pytest.mark.parametrize("token", ["", "forged", "a.b.c", "é😀", "\0", "x" * 5000, "."])
def test_a_form_without_its_token_is_offered_again_with_what_was_typed(reader, services, reviewer, token):
    answer = reader.send(FORM, {"words": WORDS, "form_token": token})
    assert answer.status_code == 400
    assert "Nothing you typed is lost." in answer.text
    assert corrections.waiting(services, reviewer) == []
    assert reader.send(FORM, {}, answer).status_code == 303
    assert [report.words for report in corrections.waiting(services, reviewer)] == [WORDS]


def test_a_form_that_never_had_a_token_is_offered_again(reader):
    answer = reader.client.post(FORM, data={"words": WORDS})
    assert answer.status_code == 400
    assert "Say &#34;no&#34; &lt;now&gt; &amp; then" in answer.text


def test_a_form_that_was_open_for_too_long_is_offered_again(reader, app):
    from itsdangerous import TimestampSigner, URLSafeTimedSerializer

    class Earlier(TimestampSigner):
        def get_timestamp(self):
            return super().get_timestamp() - FORM_LASTS - 60

    key = app.extensions["services"].settings.secret_key
    page = reader.get(FORM)
    said = URLSafeTimedSerializer(key, salt="form").loads(reader.form(FORM, page)[1]["form_token"])
    old = URLSafeTimedSerializer(key, salt="form", signer=Earlier).dumps(said)
    answer = reader.send(FORM, {"words": WORDS, "form_token": old}, page)
    assert answer.status_code == 400
    assert reader.send(FORM, {}, answer).status_code == 303


def test_a_form_signed_with_another_key_is_offered_again(reader, services):
    from dataclasses import replace

    other = Browser(create_app(replace(services, settings=replace(services.settings, secret_key="another"))))
    foreign = other.form(FORM)[1]["form_token"]
    assert reader.send(FORM, {"words": WORDS, "form_token": foreign}).status_code == 400


def test_a_form_opened_before_signing_in_is_offered_again_with_every_row_of_a_list(staff, app):
    before = Browser(app).form("/sign-in")[1]["form_token"]
    typed = {"title": "Half a thought", "ages": ["10-13", "14-17"], "key_points-1": "One.", "form_token": before}
    offered = staff.send("/staff/briefs/new", typed)
    assert offered.status_code == 400
    saved = staff.send("/staff/briefs/new", {}, offered, follow_redirects=True)
    fields = staff.form("", saved)[1]
    assert fields["title"] == "Half a thought"
    assert fields.getlist("ages") == ["10-13", "14-17"]
    assert fields["key_points-0"] == "One."


def test_a_password_is_asked_for_again_and_never_written_into_a_page(reader):
    answer = reader.send("/sign-in", {"email": "reviewer@example.org", "password": PASSWORD, "form_token": "old"})
    assert answer.status_code == 400
    assert PASSWORD not in answer.text
    assert reader.send("/sign-in", {"password": PASSWORD}, answer).location == "/sign-in"


def test_a_code_is_asked_for_again_and_never_written_into_a_page(reader, services):
    asked = reader.send("/sign-in", {"email": "reviewer@example.org", "password": PASSWORD}).location
    code = builders.code(services)
    answer = reader.send(asked, {"code": code, "form_token": "old"})
    assert answer.status_code == 400
    assert code not in answer.text
    assert reader.send("/sign-in", {"code": code}, answer).location == "/staff/briefs"


def test_a_token_of_one_session_does_not_serve_another(staff, contributor):
    theirs = contributor.form("/staff/briefs/new")[1]["form_token"]
    assert staff.send("/staff/briefs/new", {"title": "X", "form_token": theirs}).status_code == 400


@pytest.mark.parametrize(
    "origin", ["https://evil.example", "null", "http://localhost:1", "http://localhost.evil.example"]
)
def test_a_form_sent_from_another_site_is_refused(reader, services, reviewer, origin):
    answer = reader.send(FORM, {"words": WORDS}, headers={"Origin": origin})
    assert answer.status_code == 403
    assert "the form came from another site" in answer.text
    assert corrections.waiting(services, reviewer) == []


@pytest.mark.parametrize("origin", ["http://localhost", "http://127.0.0.1:8000"])
def test_a_form_sent_from_our_own_site_is_taken(reader, origin):
    assert reader.send(FORM, {"words": WORDS}, headers={"Origin": origin}).status_code == 303


def test_a_browser_that_keeps_the_address_to_itself_says_that_the_form_is_ours(reader):
    headers = {"Origin": "null", "Sec-Fetch-Site": "same-origin"}
    assert reader.send(FORM, {"words": WORDS}, headers=headers).status_code == 303


@pytest.mark.parametrize("site", ["cross-site", "same-site", "nonsense", ""])
@pytest.mark.parametrize("origin", [{}, {"Origin": "null"}, {"Origin": "https://evil.example"}])
def test_a_browser_that_names_another_site_is_refused_whatever_it_says_of_the_origin(reader, site, origin):
    answer = reader.send(FORM, {"words": WORDS}, headers={"Sec-Fetch-Site": site, **origin})
    assert answer.status_code == 403


def test_a_form_with_far_too_much_in_it_is_a_413_with_a_sentence(reader):
    answer = reader.send(FORM, {"words": "x" * 2_100_000})
    assert answer.status_code == 413
    assert "A form can hold up to 2 MB" in answer.text


def test_a_body_that_is_no_form_is_answered_with_the_form_again(reader):
    answer = reader.client.post(FORM, data=b"\xff\x00{", content_type="application/json")
    assert answer.status_code == 400


def test_a_token_outlives_a_long_afternoon(reader, services):
    page = reader.get(FORM)
    later = Browser(create_app(moved(services, timedelta(hours=3))))
    assert later.send(FORM, {"words": WORDS}, page).status_code == 303
