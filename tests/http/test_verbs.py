"""Only POST acts: what every route of the URL map answers to the other verbs, and that none of them changes a row."""

import io
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from library.accounts.two_factor import repository as authenticators
from library.app import create_app
from library.briefs.usage import service as usage
from library.editing.documents import service as uploads
from library.http.context import COOKIE
from library.security.permissions import Person, Role
from library.services import Services
from tests import addresses, builders
from tests.browser import Browser
from tests.tiers import deeper

ACTIONS = ("agree", "change", "leave", "forget", "stop", "allow", "save", "publish", "send", "drop", "link", "disable")
FULL_FORM = {
    "action": list(ACTIONS),
    "title": "Written by a verb that may not write",
    "email": "somebody@example.org",
    "to": "somebody@example.org",
    "name": "Somebody",
    "role": "admin",
    "password": builders.PASSWORD,
    "old_password": builders.PASSWORD,
    "question": "Does chess in the park help anybody?",
    "words": "The figure in the second point is wrong.",
    "topics": ["everything"],
    "rhythm": "weekly",
    "text": "Knife crime fell by 30% in one year.",
    "into": "youth-work",
    "reason": "It was wrong.",
    "looked_at": "Both sources.",
}
"""Words for every form there is."""
LOOKED_AT = [
    "/search?q=quantum+chromodynamics",
    "/subscribe?topics=everything&email=somebody@example.org&action=change",
    "/ask?q=chess&question=chess",
    "/staff/mail?address=somebody@example.org&reason=wrong",
    "/staff/upload?brief=1&text=words",
]
"""Addresses that carry what a form might."""
KEPT_BY_A_CLOCK = {"brief_use"}
"""Tables that are written half a minute after a request, and so between two others."""
NEVER_TAKEN = ("PUT", "PATCH", "DELETE", "TRACE", "PROPFIND")


@pytest.fixture
def services(filled: Services) -> Services:
    return filled


@pytest.fixture
def admin(services: Services) -> Person:
    return builders.person(services, Role.ADMIN)


@pytest.fixture
def visitors(services: Services, admin: Person) -> dict[str, FlaskClient]:
    """Give a reader, and an admin whose session was last seen in use a while ago."""
    later = create_app(replace(services, clock=lambda: services.clock() + timedelta(minutes=10)))
    return {"reader": Browser(later).client, "admin": Browser(later, admin).client}


def state(services: Services) -> dict[str, Any]:
    """Give every row of every table, and every file."""
    with services.store.reading() as database:
        names = [row[0] for row in database.exec_driver_sql("SELECT name FROM sqlite_master WHERE type = 'table'")]
        rows = {
            name: sorted(map(str, database.exec_driver_sql(f'SELECT * FROM "{name}"')))
            for name in names
            if name not in KEPT_BY_A_CLOCK
        }
    kept = [path for path in services.settings.instance.rglob("*") if path.is_file() and "sqlite3" not in path.name]
    return rows | {"files": sorted((str(path), path.stat().st_mtime_ns) for path in kept)}


def touched(services: Services) -> list[tuple[str, int, int]]:
    """Give what is quick to ask of every file, those of the database too: nothing is written that leaves it as it was."""
    kept = [(path, path.stat()) for path in services.settings.instance.rglob("*") if path.is_file()]
    return sorted((str(path), about.st_size, about.st_mtime_ns) for path, about in kept)


def changed(before: dict[str, Any], after: dict[str, Any]) -> list[str]:
    return [name for name in before.keys() | after.keys() if before.get(name) != after.get(name)]


def looked(answer: TestResponse) -> tuple[int, str | None, str, bytes]:
    with closing(answer):
        return answer.status_code, answer.location, answer.mimetype, answer.data


@pytest.mark.slow("opens every address of the product twice, in the deeper tests for a reader and for an admin")
@pytest.mark.parametrize(
    ("sent", "everywhere"),
    [(FULL_FORM, False), deeper(FULL_FORM, True), deeper(None, True)],
    ids=["a form, where each belongs", "a form", "nothing"],
)
def test_head_answers_as_get_does_and_changes_nothing(app, services, known, visitors, sent, everywhere):
    places = [addresses.of(app, rule, known) for rule in addresses.every(app, "GET")] + LOOKED_AT
    wrong, before, files = [], state(services), touched(services)
    for who, client in visitors.items():
        for place in places:
            if not everywhere and place.startswith("/staff") != (who == "admin"):
                continue
            head = looked(client.head(place, data=sent))
            if touched(services) != files and (tables := changed(before, state(services))):
                wrong.append((who, place, tables))
            got = looked(client.get(place))
            usage.keep(services)  # What was counted is written now, not by a clock while the next page is looked at.
            if touched(services) != files:
                before, files = state(services), touched(services)
            if head[:-1] != got[:-1] or head[-1]:
                wrong.append((who, place, head, got[:-1]))
    assert wrong == []
    assert len(places) > 100


def test_a_head_reads_no_document_and_keeps_no_second_step(services, admin, app):
    sent, _ = uploads.take(services, admin, "report.txt", io.BytesIO(b"Knife crime fell by 30%."), "form-1")
    half, person = app.test_client(), builders.person(services)
    half.set_cookie(COOKIE, builders.session(services, person, whole=False))
    with services.store.writing() as database:
        authenticators.forget(database, person.id)
    browser = Browser(app, admin)
    before = state(services)
    assert browser.client.head(f"/staff/uploads/{sent.id}").status_code == 200
    assert half.head("/sign-in/set-up").status_code == 200
    assert changed(before, state(services)) == []


@pytest.mark.slow("opens every address that takes a form twice")
def test_a_get_with_the_body_of_a_form_does_what_a_get_does(app, services, known, visitors):
    posted = {rule.rule for rule in addresses.every(app, "POST")}
    places = [addresses.of(app, rule, known) for rule in addresses.every(app, "GET") if rule.rule in posted]
    plain = [(place, visitors["admin"].get(place).status_code) for place in places]
    before = state(services)
    assert [(place, visitors["admin"].get(place, data=FULL_FORM).status_code) for place in places] == plain
    assert changed(before, state(services)) == []
    assert len(places) > 20


@pytest.mark.slow("asks every address of the product with two verbs")
@pytest.mark.parametrize(
    ("who", "verbs"),
    [
        ("admin", ("DELETE",)),
        *(pytest.param(who, NEVER_TAKEN, marks=pytest.mark.deep) for who in ("admin", "reader")),
    ],
    ids=["admin, one", "admin, all", "reader, all"],
)
def test_options_name_what_is_taken_and_no_other_verb_is(app, services, known, visitors, who, verbs):
    before, wrong, client = state(services), [], visitors[who]
    for rule in app.url_map.iter_rules():
        place = addresses.of(app, rule, known)
        told = client.options(place)
        taken = set(told.allow)
        if told.status_code != 200 or not taken >= set(rule.methods or ()):
            wrong.append(("OPTIONS", place, told.status_code))
        for verb in verbs:
            answer = client.open(place, method=verb, data=FULL_FORM)
            if (answer.status_code, set(answer.allow)) != (405, taken):
                wrong.append((verb, place, answer.status_code))
    assert wrong == []
    assert changed(before, state(services)) == []


def test_a_page_that_takes_no_form_says_what_it_takes(client):
    answer = client.post("/about")
    assert answer.status_code == 405
    assert set(answer.allow) == {"GET", "HEAD", "OPTIONS"}
    answer = client.delete("/api/v1/briefs")
    assert (answer.status_code, answer.mimetype) == (405, "application/json")
    assert set(answer.allow) == {"GET", "HEAD", "OPTIONS"}
