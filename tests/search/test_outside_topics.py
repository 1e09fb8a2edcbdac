"""What the library is not about, at the desk: a list for staff, changed by admins, and harmless whatever they write."""

import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from library.app import create_app
from library.bootstrap import connect
from library.search import indexing
from library.search.outside_topics import repository as outside_topics
from library.search.outside_topics.models import OutsideTopic
from library.security.permissions import Role
from library.services import Services
from library.settings import Settings
from library.transfer import seeding
from tests import builders
from tests.browser import Browser

KITES = {"name": "kites", "lines": "how to fly a kite\nkite shop", "turn_to": "GOV.UK", "web": "gov.uk"}
LIST, NEW = "/staff/outside-topics", "/staff/outside-topics/new"


@pytest.fixture
def services(settings: Settings, fresh: Path) -> Iterator[Services]:
    """Return parts that search by meaning, with all topics and one brief."""
    shutil.copytree(fresh / "instance", settings.instance)
    made = connect(replace(settings, meaning="on"))
    seeding.load_outside_topics(made)
    asked = ["does boxing keep lads out of trouble"]
    builders.published(made, builders.person(made), "boxing", title="Boxing clubs for teenagers", asked=asked)
    indexing.reindex(made)
    yield made
    made.store.close()


@pytest.fixture
def app(services: Services) -> Flask:
    """Return an application of its own, as the others search by words alone."""
    return create_app(services)


@pytest.fixture
def admin(app: Flask, services: Services) -> Browser:
    """Return the browser of an admin."""
    return Browser(app, builders.person(services, Role.ADMIN))


def told(client: FlaskClient, asked: str) -> str:
    """Return the page of a search, with single spaces."""
    return " ".join(client.get("/search", query_string={"q": asked}).text.split())


def test_an_admin_adds_a_topic_which_readers_are_told_at_once(client: FlaskClient, admin: Browser) -> None:
    assert "We hold no evidence on kites." not in told(client, "where can I fly my kite")
    assert admin.send(NEW, KITES).status_code == 303
    assert 'We hold no evidence on kites. Try <a href="https://gov.uk">GOV.UK</a>' in told(
        client, "where can I fly my kite"
    )
    again = admin.send(NEW, KITES)
    assert (again.status_code, "There is a topic with this name already" in again.text) == (400, True)


def test_a_topic_that_is_changed_or_stopped_counts_so_at_once_and_outlives_seeding(
    services: Services, client: FlaskClient, admin: Browser
) -> None:
    assert admin.send(f"{LIST}/bins/edit", {"name": "rubbish"}).status_code == 303
    seeding.load_outside_topics(services)
    assert "We hold no evidence on rubbish." in told(client, "missed bin collection")
    assert admin.press(f"{LIST}/bins", admin.get(LIST), action="stop").status_code == 303
    assert "We hold no evidence on rubbish." not in told(client, "missed bin collection")
    assert "Not in use" in admin.get(LIST).text
    assert admin.press(f"{LIST}/bins", admin.get(LIST), action="use").status_code == 303
    assert "We hold no evidence on rubbish." in told(client, "missed bin collection")


def test_newer_words_of_the_library_replace_those_that_nobody_changed(services: Services, admin: Browser) -> None:
    with services.store.writing() as database:
        outside_topics.bring_up_to_date(database, [OutsideTopic("bins", "old name", ("old line",))])
    assert "old line" in admin.get(LIST).text
    seeding.load_outside_topics(services)
    assert "old line" not in admin.get(LIST).text
    assert "bin collection day" in admin.get(LIST).text


def test_a_line_that_would_send_away_what_a_brief_answers_is_refused(client: FlaskClient, admin: Browser) -> None:
    hiding = KITES | {"lines": "kite shop\ndoes boxing keep lads out of trouble?"}
    page = admin.send(NEW, hiding)
    assert page.status_code == 400
    assert "is what our briefs are about. Take it out or say it in other words." in page.text
    assert "Results for" in told(client, "does boxing keep lads out of trouble")


def test_lines_of_nonsense_hide_no_brief(client: FlaskClient, admin: Browser) -> None:
    nonsense = KITES | {"lines": "boxing\nteenagers\nlads\ntrouble\nasdf qwer"}
    assert admin.send(NEW, nonsense).status_code == 303
    assert "Results for" in told(client, "does boxing keep lads out of trouble")


@pytest.mark.parametrize(
    ("typed", "fault"),
    [
        ({"name": ""}, "Topic: this is needed."),
        ({"lines": ""}, "give 1 to 12"),
        ({"lines": "kite shop\n😀"}, "“😀” has no word that means anything."),
        ({"lines": "what is the"}, "“what is the” has no word that means anything."),
        ({"lines": "x" * 81}, "Use 1 to 80 characters for each."),
        ({"web": "https://x"}, "Enter a website without https://"),
        ({"number": "ring us"}, "Enter a phone number with digits and spaces only"),
        ({"web": ""}, "Enter a service with its website or phone number, or neither."),
    ],
)
def test_what_is_wrong_is_said(admin: Browser, typed: dict[str, str], fault: str) -> None:
    page = admin.send(NEW, KITES | typed)
    assert (page.status_code, fault in page.text) == (400, True)


def test_staff_see_the_list_and_only_admins_change_it(app: Flask, services: Services, admin: Browser) -> None:
    staff = Browser(app, builders.person(services))
    assert "bin collection day" in staff.get(LIST).text
    assert "/staff/outside-topics/bins/edit" not in staff.get(LIST).text
    assert staff.get(NEW).status_code == staff.get(f"{LIST}/bins/edit").status_code == 403
    assert staff.press(f"{LIST}/bins", staff.get(LIST), action="stop").status_code == 403
    assert admin.get(f"{LIST}/none/edit").status_code == 404


def test_what_was_done_is_in_the_record(admin: Browser) -> None:
    admin.send(NEW, KITES)
    admin.press(f"{LIST}/kites", admin.get(LIST), action="stop")
    page = admin.get("/staff/audit").text
    assert page.count("outside topic kites") == 2


def test_topics_are_found_by_their_words_and_a_button_leads_back_to_what_was_found(admin: Browser) -> None:
    page = admin.get(f"{LIST}?words=BINS").text
    assert 'id="bins"' in page
    assert page.count('<li class="line"') < admin.get(LIST).text.count('<li class="line"')
    done = admin.press(f"{LIST}/bins?words=bins", action="stop")
    assert done.location == f"{LIST}?words=bins#bins"
    assert 'id="bins"' in admin.get(f"{LIST}?used=no").text
    assert "No topic has these words." in admin.get(f"{LIST}?words=nothing+like+it").text


def test_a_line_near_to_a_brief_is_shown_at_the_desk(admin: Browser) -> None:
    assert "These come near to what our briefs are asked" not in admin.get(LIST).text
    assert admin.send(NEW, KITES | {"lines": "kite shop\nboxing for lads"}).status_code == 303
    page = " ".join(admin.get(LIST).text.split())
    assert "may be called unsure: boxing for lads</p>" in page
    admin.press(f"{LIST}/kites", admin.get(LIST), action="stop")
    assert "may be called unsure" not in admin.get(LIST).text
