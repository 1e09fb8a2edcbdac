"""Programs may ask so often a minute, and are told what is left; people may read as much as they like."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from library.app import create_app
from library.security.rate_limit.minutes import Minutes
from library.services import Services

MOST = 3
POLICY = f'"minute";q={MOST};w=60'


class Clock:
    """A clock that a test puts forward."""

    now = datetime(2026, 11, 30, 9, 0, 43, tzinfo=UTC)

    def __call__(self) -> datetime:
        """Return the time it shows."""
        return self.now


Ask = Callable[..., TestResponse]


@pytest.fixture
def clock() -> Clock:
    """Return the clock that the library goes by."""
    return Clock()


@pytest.fixture
def limited(services: Services) -> FlaskClient:
    """Give a client of a library that answers few requests a minute."""
    return create_app(replace(services, settings=replace(services.settings, requests_per_minute=MOST))).test_client()


@pytest.fixture
def ask(limited: FlaskClient) -> Ask:
    """Return what asks from an address, as the proxy tells it."""

    def asks(path: str = "/api/v1/briefs", address: str = "203.0.113.9", **headers: str) -> TestResponse:
        return limited.get(path, headers={"X-Forwarded-For": address} | headers)

    return asks


def test_each_answer_says_what_is_left_though_its_page_is_kept(ask: Ask) -> None:
    answers = [ask() for _ in range(MOST)]
    assert [answer.headers["RateLimit"] for answer in answers] == [f'"minute";r={left};t=17' for left in (2, 1, 0)]
    assert {answer.headers["RateLimit-Policy"] for answer in answers} == {POLICY}
    assert ask(address="203.0.113.10").headers["RateLimit"] == '"minute";r=2;t=17'


def test_one_too_many_is_told_in_the_form_of_the_api_how_long_to_wait(ask: Ask, clock: Clock) -> None:
    for _ in range(MOST):
        assert ask().status_code == 200
    refused = ask()
    assert (refused.status_code, refused.headers["Retry-After"]) == (429, "17")
    assert (refused.headers["RateLimit"], refused.headers["RateLimit-Policy"]) == ('"minute";r=0;t=17', POLICY)
    said = {"code": 429, "status": "Too many attempts", "message": "Wait a minute, then try again.", "errors": {}}
    assert refused.json == said
    clock.now += timedelta(seconds=16)
    assert ask().status_code == 429
    clock.now += timedelta(seconds=1)
    assert ask().headers["RateLimit"] == '"minute";r=2;t=60'


@pytest.mark.parametrize(
    "path", ["/data/briefs.json", "/data/nothing.zip", "/oai?verb=Identify", "/feed.atom", "/api/"]
)
def test_files_harvest_and_feeds_count_alike(ask: Ask, path: str) -> None:
    for _ in range(MOST):
        ask(path)
    assert ask(path).status_code == ask().status_code == 429


def test_an_answer_that_did_not_change_counts_too(ask: Ask) -> None:
    etag = ask("/data/briefs.json").headers["ETag"]
    again = ask("/data/briefs.json", **{"If-None-Match": etag})
    assert (again.status_code, again.headers["RateLimit"]) == (304, '"minute";r=1;t=17')


def test_a_household_on_ipv6_is_one_caller(ask: Ask) -> None:
    for number in range(MOST):
        ask(address=f"2001:db8:1:2::{number}")
    assert ask(address="2001:db8:1:2:ffff::1").status_code == 429
    assert ask(address="2001:db8:1:3::1").status_code == 200


@pytest.mark.parametrize("path", ["/", "/data", "/search?q=knife", "/help-now"])
def test_pages_for_people_have_no_limit(ask: Ask, path: str) -> None:
    for _ in range(MOST + 1):
        ask()
        page = ask(path)
        assert page.status_code == 200
        assert "RateLimit" not in page.headers


def test_without_a_limit_nothing_is_counted(services: Services) -> None:
    open_to_all = replace(services, settings=replace(services.settings, requests_per_minute=0))
    assert "RateLimit" not in create_app(open_to_all).test_client().get("/api/v1/briefs").headers


def test_no_more_callers_are_counted_than_there_is_room_for() -> None:
    counted, now = Minutes(room=2), Clock.now
    assert [counted.count(caller, now) for caller in ("one", "two", "one", "three", "one", "two")] == [1, 1, 2, 1, 3, 1]
