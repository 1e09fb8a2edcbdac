"""The lists readers browse, the numbers to call, and the vocabulary desk."""

import pytest
from flask import Flask
from flask.testing import FlaskClient

from library.security.permissions import Person, Role
from library.services import Services
from tests import builders
from tests.browser import Browser


def harmful(slug: str) -> dict[str, object]:
    outcome = {
        "outcome": "reoffending",
        "effect": "harm",
        "design": "review",
        "why": "More went on to offend.",
        "sources": ["a"],
    }
    return {"slug": slug, "title": "Shock visits", "kind": "does_not_work", "outcomes": [outcome]}


def test_what_does_not_work_lists_the_outcome_that_got_worse_and_why(
    client: FlaskClient, services: Services, reviewer: Person
) -> None:
    builders.published(services, reviewer, **harmful("shock-visits"))
    builders.published(services, reviewer)
    page = client.get("/what-does-not-work").text
    assert "Shock visits" in page
    assert "More went on to offend." in page
    assert "Street games" not in page


def test_not_known_yet_lists_that_kind_only(client: FlaskClient, services: Services, reviewer: Person) -> None:
    builders.published(services, reviewer, kind="not_known_yet", title="Do knife bins help?")
    builders.published(services, reviewer, "other", title="Another thing")
    page = client.get("/not-known-yet").text
    assert "Do knife bins help?" in page
    assert "Another thing" not in page


def test_a_reader_finds_the_advice_meant_for_them(client: FlaskClient, services: Services, reviewer: Person) -> None:
    builders.published(services, reviewer, lenses={"school": "Open the gym at lunch."})
    assert "Open the gym at lunch." in client.get("/roles/school").text
    assert "Open the gym" not in client.get("/roles/police").text
    assert client.get("/roles/pirate").status_code == 404


def test_what_is_due_for_checking_is_for_staff(client: FlaskClient) -> None:
    assert client.get("/due").location == "/staff/due"
    assert client.get("/staff/due").status_code in {302, 303}


def test_what_is_new_says_each_day_once(client: FlaskClient, services: Services, reviewer: Person) -> None:
    for number in range(3):
        builders.published(services, reviewer, f"brief-{number}")
    page = client.get("/new").text
    assert page.count("</h2>") == 1
    assert page.count('class="line__title"') == 3


@pytest.mark.parametrize("path", ["/new", "/not-known-yet", "/what-does-not-work", "/roles", "/roles/nhs"])
def test_an_empty_library_has_no_broken_list(client: FlaskClient, path: str) -> None:
    assert client.get(path).status_code == 200


def test_an_admin_changes_the_words_of_a_term_without_a_developer(app: Flask, services: Services) -> None:
    admin = Browser(app, builders.person(services, Role.ADMIN))
    words = {"label": "A steady adult", "definition": "One adult who stays.", "lay_words": "big brother\nbuddy"}
    assert admin.send("/staff/vocabulary/approach/mentoring", words).status_code == 303
    assert "big brother, buddy" in admin.get("/staff/vocabulary").text
    wrong = admin.send("/staff/vocabulary/approach/mentoring", {"label": "", "lay_words": "kept words"})
    assert wrong.status_code == 400
    assert "kept words" in wrong.text


def test_a_reviewer_may_not_change_the_vocabulary(staff: Browser) -> None:
    assert staff.get("/staff/vocabulary").status_code == 403
