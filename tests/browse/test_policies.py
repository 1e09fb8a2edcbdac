"""The statements of a public body: they are there, say who answers, and tell what this library really does."""

import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from library.accounts.sign_in import service as sign_in_service
from library.app import create_app
from library.links import Links
from library.newsletters.subscriptions import leaving
from library.newsletters.subscriptions.models import LINK_LASTS
from library.search.unanswered import service as unanswered
from tests import builders
from tests.browser import Browser

STATEMENTS = ["/contact", "/complaints", "/accessibility", "/privacy", "/cookies"]


def words(answer):
    text = re.sub(r"<[^>]+>", " ", answer.text.partition("<main")[2].partition("</main>")[0])
    return re.sub(r" ([.,;:])", r"\1", " ".join(text.split()))


def of(services, **settings):
    """Open a library with other settings."""
    changed = replace(services.settings, **settings)
    return create_app(replace(services, settings=changed, links=Links(changed.address))).test_client()


@pytest.mark.parametrize("path", STATEMENTS)
def test_every_statement_is_one_click_from_every_page_and_in_the_sitemap(client, path):
    for page in ("/", "/help-now", "/no-such-page", path):
        assert f'<a href="{path}">' in client.get(page).text.partition("<footer")[2]
    assert f"{path}</loc>" in client.get("/sitemap.xml").text


REACH = ["/contact", "/complaints", "/accessibility", "/privacy", "/ask"]
NO_ADDRESS = ["", "ring the office", "a@b", "a@example.org\nExpires: 1999-01-01T00:00:00Z"]
NO_CONTACT = "Readers have no e-mail address to write to. Ask the person who runs the server to set LIBRARY_CONTACT."


def test_a_statement_says_whom_to_write_to(services):
    named = of(services, organisation="Example Network", contact="hello@example.org")
    for path in REACH:
        page = named.get(path)
        assert "Example Network" in words(page), path
        assert 'href="mailto:hello@example.org"' in page.text, path


@pytest.mark.parametrize("contact", NO_ADDRESS)
def test_without_an_address_every_page_leads_to_the_public_website(services, contact):
    ours = of(services, contact=contact)
    other = of(services, contact=contact, organisation="Example Network", website="https://example.org/")
    for path in REACH:
        page = ours.get(path)
        assert "mailto:" not in page.text, path
        assert "get in touch through our website, www.violencereductionnetwork.co.uk" in words(page), path
        assert '<a href="https://www.violencereductionnetwork.co.uk">' in page.text, path
        assert "get in touch through our website, example.org" in words(other.get(path)), path


def test_another_organisation_never_sends_its_readers_to_the_network_s_website(services):
    page = of(services, contact="", organisation="Example Network").get("/contact")
    assert "violencereductionnetwork" not in page.text
    assert "contact the Example Network, because this library doesn't have its own address yet" in words(page)


@pytest.mark.parametrize("contact", NO_ADDRESS)
def test_staff_and_whoever_looks_after_the_server_are_warned_until_an_address_is_set(services, reviewer, contact):
    changed = replace(services, settings=replace(services.settings, contact=contact))
    assert NO_CONTACT in words(Browser(create_app(changed), reviewer).get("/staff/briefs"))
    ready = of(services, contact=contact).get("/readyz")
    assert (ready.status_code, ready.json["warnings"][0]) == (200, NO_CONTACT)
    assert NO_CONTACT not in words(Browser(create_app(services), reviewer).get("/staff/briefs"))
    assert of(services).get("/readyz").json["warnings"] == []


def test_the_accessibility_statement_has_the_words_the_law_asks_for_and_claims_no_audit(client):
    told = words(client.get("/accessibility"))
    for sentence in (
        "This accessibility statement applies to http://127.0.0.1:8000/",
        "is committed to making its website accessible, in accordance with the Public Sector Bodies (Websites and Mobile"
        " Applications) (No. 2) Accessibility Regulations 2018.",
        "This website is partially compliant with the Web Content Accessibility Guidelines version 2.2 AA standard",
        "The Equality and Human Rights Commission (EHRC) is responsible for enforcing",
        "Equality Advisory and Support Service (EASS)",
        "This statement was prepared on",
        "It was last reviewed on",
        "This website was last tested on",
        "Nobody else has audited it.",
    ):
        assert sentence in told


def test_the_privacy_notice_tells_the_periods_that_are_acted_on(services):
    told = words(of(services, keep_uploads_days=90).get("/privacy"))
    assert f"nobody has asked the same for {unanswered.KEPT.days} days" in told
    assert f"If you don't confirm, we delete it after {LINK_LASTS.days} days." in told
    assert f"we delete the rest after {leaving.LEFT_ARE_KEPT.days} days." in told
    assert "Documents that staff upload are kept for 90 days, unless" in told
    assert "kept until they are deleted" in words(of(services, keep_uploads_days=0).get("/privacy"))


def test_marks_against_floods_and_ended_sessions_go_by_themselves(client, services, app, reviewer):
    builders.session(services, reviewer)
    page = client.get("/ask").text
    token = re.search(r'name="form_token" value="([^"]+)"', page)[1]
    client.post("/ask", data={"form_token": token, "question": "Do chess clubs help teenagers?"})

    def held():
        with services.store.reading() as database:
            return [database.exec_driver_sql(f"SELECT count(*) FROM {name}").scalar() for name in TABLES]

    assert min(held()) > 0
    sign_in_service.forget_old(replace(services, clock=lambda: services.clock() + timedelta(hours=25)))
    assert held() == [0, 0]


TABLES = ("attempts", "sessions")


def test_the_cookie_that_is_told_of_is_the_one_that_is_set(client, services, reviewer):
    for name in ("library_session", "library_device"):
        assert name in words(client.get("/cookies"))
    safe = of(services, public_url="https://library.example")
    assert "__Host-library_session" in words(safe.get("/cookies"))


def test_no_page_for_readers_loads_anything_from_elsewhere(client, services, reviewer):
    builders.published(services, reviewer, "choirs")
    for path in ("/", "/briefs/choirs", "/briefs/choirs/email", "/search?q=choirs", *STATEMENTS):
        assert (
            re.findall(r'<(?:img|script|iframe|link rel="stylesheet")[^>]+(?:src|href)="(?!/)', client.get(path).text)
            == []
        )
        assert "Set-Cookie" not in client.get(path).headers


def test_who_finds_a_weakness_is_told_whom_to_write_to(services):
    answer = of(services, contact="safe@example.org", public_url="https://library.example").get(
        "/.well-known/security.txt"
    )
    assert answer.mimetype == "text/plain"
    told = dict(line.split(": ", 1) for line in answer.text.splitlines())
    assert told["Contact"] == "mailto:safe@example.org"
    assert told["Canonical"] == "https://library.example/.well-known/security.txt"
    assert told["Policy"] == "https://library.example/contact#security"
    assert told["Preferred-Languages"] == "en"
    left = datetime.fromisoformat(told["Expires"]) - datetime.now(UTC)
    assert timedelta(days=30) < left < timedelta(days=365)
    assert 'id="security"' in of(services).get("/contact").text


@pytest.mark.parametrize("contact", NO_ADDRESS)
def test_without_an_address_to_write_to_there_is_no_security_txt(services, contact):
    assert of(services, contact=contact).get("/.well-known/security.txt").status_code == 404


def test_about_leads_to_what_public_bodies_have_to_do(client):
    assert 'href="/briefs/do-they-have-to-listen"' in client.get("/about").text
