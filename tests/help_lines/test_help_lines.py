"""Help now, and what a reader in trouble is shown before any evidence."""

import re
from html import unescape

import pytest
from flask import Flask
from flask.testing import FlaskClient

from library.briefs import seed_files
from library.help_lines import repository as help_lines
from library.help_lines.models import Group, HelpLine
from library.search.unanswered import service as unanswered
from library.security.permissions import Role
from library.services import Services
from library.transfer import seeding
from tests import builders
from tests.browser import Browser

STAFF_NOTES = (
    "Not confirmed",
    "Confirmed",
    "Not shown",
    "checked",
    "confidence",
    "not publish",
    "check_note",
    "copies",
)


@pytest.fixture
def lines(services: Services) -> Services:
    """Give parts with all help lines."""
    seeding.load_help_lines(services)
    return services


@pytest.fixture
def admin(app: Flask, services: Services) -> Browser:
    """Give the browser of an admin."""
    return Browser(app, builders.person(services, Role.ADMIN))


def _words(page: str) -> str:
    """Return the words of the main part of a page."""
    main = page.split("<main", 1)[1].split("</main>", 1)[0]
    return " ".join(unescape(re.sub(r"<[^>]*>", " ", main)).split())


def _line(services: Services, id: str) -> HelpLine:
    with services.store.reading() as database:
        return next(line for line in help_lines.read(database) if line.id == id)


def test_help_now_says_what_to_do_first_then_who_to_turn_to(lines: Services, client: FlaskClient) -> None:
    page = client.get("/help-now").text
    order = ["Leave this site", 'href="tel:999"', "press <strong>55</strong>", "999bsl.co.uk", "tel:101", "tel:111"]
    order += ["Freeva", "tel:08001111", "tel:116123", "If someone checks your phone"]
    places = [page.index(words) for words in order]
    assert places == sorted(places)


def test_a_service_is_listed_with_who_it_is_for_its_number_hours_chat_and_languages(
    lines: Services, client: FlaskClient
) -> None:
    words = _words(client.get("/help-now").text)
    assert (
        "Samaritans Anyone struggling to cope. Talk to someone, any time, about anything. Free from any phone. "
        "116 123 24 hours, every day E-mail jo@samaritans.org"
    ) in words
    assert "Shout Anyone in crisis who would rather text. Free and confidential. Text SHOUT to 85258" in words
    assert "Languages: Over 200." in words


def test_readers_see_the_lines_we_are_sure_of_and_nothing_of_how_they_are_checked(
    lines: Services, client: FlaskClient
) -> None:
    page = client.get("/help-now").text
    words = _words(page)
    for raw in seed_files.help_lines():
        if raw["group"] != "emergency":
            assert (f'id="{raw["id"]}"' in page) is (raw["confidence"] == "high"), raw["id"]
        if raw.get("note"):
            assert raw["note"] not in words
    assert not [note for note in STAFF_NOTES if note in words]


def test_help_now_without_any_line_still_says_what_to_do(client: FlaskClient) -> None:
    assert 'href="tel:999"' in client.get("/help-now").text


def test_the_way_off_the_site_leads_elsewhere_and_says_nothing_of_where_from(client: FlaskClient) -> None:
    page = client.get("/help-now").text
    assert '<a class="leave__link" href="https://www.bbc.co.uk/weather" rel="noreferrer nofollow" data-leave>' in page


def test_an_admin_confirms_a_local_service_and_readers_see_it(
    lines: Services, client: FlaskClient, admin: Browser, staff: Browser
) -> None:
    assert "Victim First" not in _words(client.get("/help-now").text)
    assert "Not shown to readers" in staff.get("/staff/help-lines").text
    assert "today</button>" not in staff.get("/staff/help-lines").text
    assert admin.press("/staff/help-lines/victim-first", admin.get("/staff/help-lines")).status_code == 303
    assert "Victim First" in _words(client.get("/help-now").text)
    assert 'href="tel:08009539595"' in client.get("/search?q=i+was+attacked+at+the+bus+stop").text
    hidden = admin.press("/staff/help-lines/victim-first", admin.get("/staff/help-lines"), action="hide")
    assert hidden.status_code == 303
    assert "Victim First" not in _words(client.get("/help-now").text)


def test_an_admin_fills_in_a_number_which_shows_the_service_and_outlives_the_next_seeding(
    lines: Services, client: FlaskClient, admin: Browser
) -> None:
    path = "/staff/help-lines/rape-crisis-24-7/edit"
    wrong = admin.send(path, {"number": "ring us", "web": "https://x"})
    assert wrong.status_code == 400
    assert "Enter a phone number with digits and spaces only" in wrong.text
    assert "Enter a website without https://" in wrong.text
    assert admin.send(path, {"number": "0116 496 0000"}).status_code == 303
    seeding.load_help_lines(lines)
    assert 'href="tel:01164960000"' in client.get("/help-now").text


def test_an_admin_adds_a_local_service_once(lines: Services, client: FlaskClient, admin: Browser) -> None:
    typed = {"name": "Hinckley drop-in", "who": "Anyone", "number": "01455 496 000", "group": "other"}
    assert admin.send("/staff/help-lines/new", typed).status_code == 303
    assert 'href="tel:01455496000"' in client.get("/help-now").text
    again = admin.send("/staff/help-lines/new", typed)
    assert again.status_code == 400
    assert "There is a service with this name already" in again.text
    assert admin.send("/staff/help-lines/new", {"name": "", "group": "nonsense"}).status_code == 400


@pytest.mark.parametrize("path", ["/staff/help-lines/new", "/staff/help-lines/samaritans/edit"])
def test_a_reviewer_may_not_change_services(lines: Services, staff: Browser, path: str) -> None:
    assert staff.get(path).status_code == 403


def test_a_service_that_is_not_there_is_not_found(lines: Services, admin: Browser) -> None:
    assert admin.get("/staff/help-lines/none/edit").status_code == 404
    assert admin.press("/staff/help-lines/none", admin.get("/staff/help-lines")).status_code == 404


def test_what_is_said_of_a_service_follows_the_library_and_what_was_confirmed_stays(
    services: Services, admin: Browser
) -> None:
    with services.store.writing() as database:
        old = HelpLine("samaritans", Group.OTHER, "Old name", "Someone", number="116 000")
        help_lines.bring_up_to_date(database, [old])
    assert admin.press("/staff/help-lines/samaritans", admin.get("/staff/help-lines")).status_code == 303
    seeding.load_help_lines(services)
    line = _line(services, "samaritans")
    assert (line.name, line.number) == ("Samaritans", "116 000")
    assert line.confirmed_at


def test_the_page_of_somebody_in_trouble_starts_with_what_to_do_and_folds_the_evidence(
    lines: Services, client: FlaskClient, reviewer: builders.Person
) -> None:
    builders.published(lines, reviewer, "refuges", title="My husband hits me: what refuges do")
    page = client.get("/search?q=my+husband+hits+me")
    order = ["Leave this site", "Get help now</h1>", "call <a", "your fault", 'href="tel:08082000247"']
    order += ['role="search"', '<details class="evidence"><summary>', "what refuges do"]
    places = [page.text.index(words) for words in order]
    assert places == sorted(places)
    assert page.headers["Cache-Control"] == "no-store"
    assert page.text.count('class="service"') <= 3
    assert "<title>Get help now" in page.text


def test_somebody_who_may_not_want_to_live_is_given_samaritans(lines: Services, client: FlaskClient) -> None:
    page = client.get("/search?q=i+want+to+kill+my+self").text
    assert page.index('href="tel:116123"') < page.index('role="search"')


def test_a_young_person_is_given_services_for_the_young(lines: Services, client: FlaskClient) -> None:
    page = client.get("/search?q=im+14+and+someone+has+my+nudes").text
    assert "Report Remove" in page
    assert "Revenge Porn Helpline" not in page


def test_no_alert_is_offered_on_a_cry_for_help_and_it_is_not_kept(
    lines: Services, client: FlaskClient, reviewer: builders.Person
) -> None:
    page = client.get("/search?q=he+has+a+knife+and+he+is+outside+qwertz").text
    assert "/subscribe?search" not in page
    assert "/ask?q" not in page
    assert "keep what you typed" in page
    assert unanswered.waiting(lines, reviewer, 1, 10) == (0, [])


def test_the_page_for_questions_shows_help_first_too(lines: Services, client: FlaskClient) -> None:
    page = client.get("/ask?q=my+dad+hits+my+mum").text
    assert page.index("Get help now") < page.index('action="/ask"')


def test_what_was_typed_decides_before_any_spelling_is_put_right(
    lines: Services, client: FlaskClient, reviewer: builders.Person
) -> None:
    for slug in ("one", "two"):
        builders.published(lines, reviewer, slug, title="Threading and thread", asked=["threaded beads"])
    assert "Get help now" in client.get("/search?q=they+threatend+me").text


def test_the_api_says_that_words_are_urgent_and_where_to_turn(lines: Services, client: FlaskClient) -> None:
    answer = client.get("/api/v1/search?q=my+boyfriend+hits+me").json
    assert answer is not None
    assert answer["urgent"] is True
    assert answer["help"][0] == {
        "name": "999: police, ambulance and fire",
        "number": "999",
        "for": "Someone in danger now, or a crime happening now",
    }
    assert "0808 2000 247" in [each["number"] for each in answer["help"]]
    calm = client.get("/api/v1/search?q=does+mentoring+work").json
    assert calm is not None
    assert (calm["urgent"], calm["help"]) == (False, [])


@pytest.mark.parametrize(
    "text", ["🆘" * 400, "help " * 2_000, "\x00he hit me", "a" * 50_000, "। ۔ … !!! ???", "ﷺ" * 900]
)
def test_strange_texts_are_answered(lines: Services, client: FlaskClient, text: str) -> None:
    assert client.get("/search", query_string={"q": text}).status_code == 200
