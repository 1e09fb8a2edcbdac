"""Challenging a rating: with reasons and sources, decided by somebody who didn't write the brief, answered in public."""

import pytest
from flask import Flask

from library.involve.submissions import moderation
from library.security.permissions import Person, Role
from library.services import Services
from tests import builders
from tests.browser import Browser
from tests.involve.conftest import Clock, link_in

BRIEF, STAFF, DECIDE = "/briefs/street-games", "/staff/submissions", "/staff/challenges/new?submission=1"
TYPED = {
    "outcome": "The impact on violence",
    "why": "A larger trial found no clear change.",
    "sources": "Example trial, 2025",
    "email": "ann@example.org",
}
DECIDED = {"verdict": "kept", "reason": "That trial measured something else."}


@pytest.fixture(autouse=True)
def brief(services: Services, reviewer: Person) -> None:
    """Publish a brief with ratings, which somebody else wrote."""
    builders.published(services, reviewer)


@pytest.fixture
def link(reader: Browser, post) -> str:
    """Challenge a rating and send it by the link; return the link."""
    assert reader.send(f"{BRIEF}/challenge", TYPED).location == "/sent/check-your-mail"
    link = link_in(post()[0])
    assert reader.send(link, {"action": "send"}).status_code == 303
    assert "who didn't write the brief decides" in post()[0].replace("=\r\n", "")
    return link


def test_a_brief_leads_to_the_form_and_everything_is_needed(reader: Browser, post) -> None:
    assert f'href="{BRIEF}/challenge"' in reader.get(BRIEF).text
    bare = reader.send(f"{BRIEF}/challenge", {"email": "ann@example.org", "why": "It is too high."})
    assert bare.status_code == 400
    for field in ("outcome", "sources"):
        assert f'href="#{field}"' in bare.text
    assert "It is too high." in bare.text
    assert post() == []
    assert reader.get("/briefs/nothing/challenge").status_code == 404


def test_a_decision_is_published_on_the_brief_and_mailed_and_says_nothing_of_who_wrote(
    reader: Browser, staff: Browser, link: str, post
) -> None:
    assert staff.send(DECIDE, DECIDED).location == f"{STAFF}?done=mailed"
    assert "That trial measured something else." in post()[0].replace("=\r\n", "")
    for path in ("/challenges", BRIEF):
        page = reader.get(path).text
        assert "We kept it" in page, path
        assert "That trial measured something else." in page, path
        assert "ann@example.org" not in page
    assert "/challenges</loc>" in reader.get("/sitemap.xml").text
    assert reader.press(link, action="delete").location == "/sent/deleted"
    assert "measured something else" not in reader.get(BRIEF).text


def test_whoever_wrote_the_brief_can_t_decide(app: Flask, services: Services, link: str, reader: Browser) -> None:
    writer = builders.person(services, Role.REVIEWER, "writer@example.org")
    answer = Browser(app, writer).send(DECIDE, DECIDED)
    assert (answer.status_code, "You wrote part of this brief" in answer.text) == (400, True)
    assert "That trial measured something else." in answer.text
    assert "Nobody has challenged a rating yet." in reader.get("/challenges").text


def test_a_decision_needs_a_reason_and_is_made_once(staff: Browser, contributor: Browser, link: str, post) -> None:
    assert contributor.get(DECIDE).status_code == 403
    assert staff.send(DECIDE, {"verdict": "changed"}).status_code == 400
    page = staff.get(DECIDE)
    assert staff.send(DECIDE, DECIDED, page).status_code == 303
    assert staff.send(DECIDE, DECIDED, page).location == f"{STAFF}?done=answered"
    assert len(post()) == 1


def test_the_address_goes_30_days_later_and_the_decision_stays(
    reader: Browser, staff: Browser, services: Services, link: str, clock: Clock
) -> None:
    staff.send(DECIDE, DECIDED)
    clock.on(days=30)
    moderation.mind(services)
    assert reader.get(link).status_code == 404
    assert "We kept it" in reader.get("/challenges").text
