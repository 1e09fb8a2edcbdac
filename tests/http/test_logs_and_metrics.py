"""What is noted of requests: in the log, and in numbers for clients that have the token. Never who asked, or for what."""

import json
import logging
from dataclasses import replace

import pytest

from library.app import create_app
from library.http.logs import JsonFormatter
from library.security.permissions import Role
from library.upkeep.workers import service as workers
from tests import builders
from tests.browser import Browser

TOKEN = "a token that nobody guesses"
GIVEN = {"Authorization": f"Bearer {TOKEN}"}
SECRET = "/search?q=my+ex+follows+me&name=Amina"


def of(services, **settings):
    return create_app(replace(services, settings=replace(services.settings, **settings)))


def numbers(client):
    """Return each line of /metrics that holds a number."""
    answer = client.get("/metrics", headers=GIVEN)
    assert answer.status_code == 200
    return dict(line.rsplit(" ", 1) for line in answer.text.splitlines() if line and not line.startswith("#"))


@pytest.fixture
def lines(caplog):
    """Return what stands in a log of JSON so far."""
    caplog.set_level(logging.INFO, "library.requests")
    return lambda: [
        json.loads(JsonFormatter().format(each)) for each in caplog.records if each.name == "library.requests"
    ]


def test_a_line_for_each_request_names_the_route_and_nobody(services, lines, caplog):
    client = of(services, log="json").test_client()
    answer = client.get(SECRET, environ_base={"REMOTE_ADDR": "203.0.113.7"})
    client.get("/welcome/a-secret-token")
    client.get("/nowhere/Amina")
    first, second, third = lines()
    assert (first["route"], first["method"], first["status"]) == ("searches.search", "GET", 200)
    assert first["ms"] > 0
    assert first["request"] == answer.headers["X-Request-Id"]
    assert second["route"] == "people.welcome"
    assert (third["route"], third["status"]) == ("none", 404)
    assert not any(secret in caplog.text for secret in ("Amina", "follows", "203.0.113", "a-secret-token"))


def test_what_is_refused_is_noted_with_the_number_of_the_person(app, services, client, caplog):
    writer = builders.person(services, Role.CONTRIBUTOR)
    assert Browser(app, writer).get("/staff/people").status_code == 403
    assert client.post("/ask", data={"question": "Why?"}, headers={"Origin": "https://evil.example"}).status_code == 403
    refused = [said for said in caplog.messages if said.startswith("Refused")]
    assert refused == [
        f"Refused person {writer.id}: GET staff.people",
        "Refused somebody who is not signed in: POST questions.ask",
    ]


def test_without_the_setting_no_request_is_noted(services, lines):
    of(services).test_client().get("/")
    assert lines() == []


def test_metrics_are_there_for_the_token_alone(services, client):
    assert client.get("/metrics", headers=GIVEN).status_code == 404
    known = of(services, metrics_token=TOKEN).test_client()
    for given in ({}, {"Authorization": "Bearer guessed"}, {"Authorization": TOKEN}, {"Authorization": "Bearer ü"}):
        assert known.get("/metrics", headers=given).status_code == 404
    assert known.get("/metrics", headers=GIVEN).headers["Cache-Control"] == "no-store"


def test_metrics_count_requests_and_tell_how_the_library_does_without_anything_about_people(services):
    workers.beat(services)
    app = of(services, metrics_token=TOKEN)
    reader, admin = app.test_client(), Browser(app, builders.person(services, Role.ADMIN))
    for _ in range(3):
        reader.get(SECRET)
    admin.get("/staff/running")
    reader.get("/nowhere/Amina")
    found = numbers(reader)
    assert found['library_requests_total{method="GET",route="searches.search",status="200"}'] == "3.0"
    assert found['library_requests_total{method="GET",route="running.how_it_runs",status="200"}'] == "1.0"
    assert found['library_requests_total{method="GET",route="none",status="404"}'] == "1.0"
    assert found['library_request_seconds_count{route="searches.search"}'] == "3.0"
    assert (found["library_ready"], found["library_index_behind"], found["library_mails_waiting"]) == (
        "1.0",
        "0.0",
        "0.0",
    )
    assert float(found["library_worker_seen_seconds"]) < 60
    assert not any(secret in str(found) for secret in ("Amina", "follows", "example.org"))


def test_metrics_are_told_while_the_database_is_away(services, tmp_path):
    gone = replace(services, store=type(services.store)(f"sqlite:///{tmp_path}/none/library.sqlite3"))
    found = numbers(of(gone, metrics_token=TOKEN).test_client())
    assert found["library_ready"] == "0.0"
