"""While the database is away, locked or full: a page that says so, for everybody, and what was typed is kept."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from pathlib import Path

import pytest
import sqlalchemy as sa

from library.app import create_app
from library.bootstrap import connect
from library.db import store
from library.security.permissions import Role
from library.settings import Settings
from tests import addresses, builders, left_out, postgres
from tests.browser import Browser, Forms

BUSY = "Sorry, the library is busy or being repaired"
WORDS = 'She said "no" <now> & then\r\nleft.'
AWAY = {
    "sqlite": "sqlite:////proc/none/library.sqlite3",
    "postgres": "postgresql://library@127.0.0.1:1/none",
}
NEED_NO_DATABASE = {"/healthz", "/readyz", "/favicon.ico", "/api/v1/openapi.json", "/suggest", "/map", "/map/briefs"}
NEED_NO_DATABASE |= {
    "/manifest.webmanifest",
    "/service-worker.js",
    "/metrics",
    "/open-referral/",
    "/sign-in/organisation",
    "/sign-in/organisation/back",
}


def away(services, kind):
    """Give the application after its database went away."""
    return create_app(replace(services, store=store.Store(AWAY[kind])))


@pytest.fixture
def services(filled):
    return filled


@pytest.fixture
def admin(services):
    return builders.person(services, Role.ADMIN)


@pytest.mark.slow("opens every page of the product")
@pytest.mark.parametrize("kind", AWAY)
def test_every_page_says_so_to_whoever_holds_a_session_cookie(app, services, admin, known, kind):
    cookie = builders.session(services, admin)
    gone = away(services, kind)
    client, wrong = Browser(gone).client, []
    client.set_cookie("library_session", cookie)
    for rule in addresses.every(app, "GET"):
        place = addresses.of(app, rule, known)
        answer = client.get(place)
        answer.close()
        needs = place not in NEED_NO_DATABASE and not place.startswith("/static")
        if answer.status_code == 301:
            continue  # An old address says where the page is now.
        if needs and (answer.status_code, answer.headers.get("Retry-After")) != (503, "30"):
            wrong.append((place, answer.status_code))
        if not needs and answer.status_code >= 500 and place != "/readyz":
            wrong.append((place, answer.status_code))
    assert wrong == []
    assert BUSY in client.get("/about").text
    assert client.get("/no-such-page").status_code == 404
    assert client.get("/api/v1/no-such-page").status_code == 404
    assert client.delete("/about").status_code == 405


@pytest.mark.slow("sends every form of the product")
@pytest.mark.parametrize("kind", AWAY)
def test_every_form_comes_back_with_what_was_typed_but_no_secret(app, services, admin, known, kind):
    before = Browser(app, admin)
    token, cookie = before.form("/staff/briefs/new")[1]["form_token"], before.client.get_cookie("library_session")
    client, lost = Browser(away(services, kind)).client, []
    client.set_cookie("library_session", cookie.value)
    posted = {"form_token": token, "words": WORDS, "topics": ["a", "b"], "password": "a secret", "code": "123456"}
    for rule in addresses.every(app, "POST"):
        place = addresses.of(app, rule, known)
        answer = client.post(place, data=posted)
        found = next((fields for where, fields in Forms(answer.text).found if where == place), {})
        kept = bool(found) and (found["words"], found.getlist("topics")) == (WORDS, ["a", "b"])
        if answer.status_code != 503 or not kept or "a secret" in answer.text or "123456" in answer.text:
            lost.append((place, answer.status_code))
        if found and not {"password", "code"} <= set(found):
            lost.append((place, "secrets are not asked for again"))
    assert lost == []


@pytest.fixture
def impatient(monkeypatch):
    """Have the store wait for no lock."""
    monkeypatch.setattr(store, "SECONDS_TO_WAIT", 0)


@contextmanager
def locked(settings: Settings) -> Iterator[None]:
    """Write to the database from another program, without end."""
    with closing(sqlite3.connect(settings.instance / "library.sqlite3")) as other:
        other.execute("BEGIN IMMEDIATE")
        yield
        other.rollback()


def test_what_was_typed_while_sqlite_was_locked_is_kept_once_it_is_sent_again(impatient, settings, fresh, app, staff):
    hurried = connect(settings)
    browser = Browser(create_app(hurried))
    browser.client.set_cookie("library_session", staff.client.get_cookie("library_session").value)
    with locked(settings):
        refused = browser.send("/staff/briefs/new", {"title": "Games & more", "key_points-0": WORDS, "ages": ["10-13"]})
        assert (refused.status_code, BUSY in refused.text) == (503, True)
        assert "Sign out" in refused.text
    kept = browser.send("/staff/briefs/new", {}, refused, follow_redirects=True)
    fields = browser.form("", kept)[1]
    assert (fields["title"], fields["key_points-0"]) == ("Games & more", WORDS)
    hurried.store.close()


def test_on_a_full_disk_reading_goes_on_and_writing_works_again_once_there_is_room(settings, services, reviewer):
    """SQLite says so itself, as it does on a disk: a database that has as many pages as it may have."""
    most = [1]
    builders.published(services, reviewer)
    full = connect(settings)

    @sa.event.listens_for(full.store.engine, "checkout")
    def limit(connection, *_):
        connection.execute(f"PRAGMA max_page_count = {most[0]}")

    browser = Browser(create_app(full), reviewer)
    typed = {"title": "Games & more", "what_it_is": "Long words. " * 1500}
    refused = browser.send("/staff/briefs/new", typed)
    assert (refused.status_code, BUSY in refused.text) == (503, True)
    for path in ("/", "/briefs/street-games", "/search?q=games", "/staff/briefs"):
        assert browser.get(path).status_code == 200
    most[0] = 1 << 30
    kept = browser.send("/staff/briefs/new", {}, refused, follow_redirects=True)
    assert browser.form("", kept)[1]["title"] == "Games & more"
    full.store.close()


def test_a_document_is_asked_for_again(impatient, settings, app, staff):
    from tests.editing.test_uploads import sent

    hurried = connect(settings)
    browser = Browser(create_app(hurried))
    browser.client.set_cookie("library_session", staff.client.get_cookie("library_session").value)
    with locked(settings):
        refused = sent(browser)
    assert refused.status_code == 503
    assert 'type="file"' in refused.text
    assert 'enctype="multipart/form-data"' in refused.text
    hurried.store.close()


def test_a_password_typed_while_sqlite_was_locked_is_asked_for_again(impatient, settings, app, reviewer):
    hurried = connect(settings)
    browser = Browser(create_app(hurried))
    typed = {"email": "reviewer@example.org", "password": builders.PASSWORD}
    with locked(settings):
        refused = browser.send("/sign-in", typed)
    assert refused.status_code == 503
    assert builders.PASSWORD not in refused.text
    assert browser.send("/sign-in", {"password": builders.PASSWORD}, refused).status_code == 303
    hurried.store.close()


@pytest.mark.xdist_group("postgres")
def test_what_was_typed_while_postgres_was_away_is_kept_once_it_is_sent_again(settings: Settings, tmp_path: Path):
    try:
        with postgres.restartable() as (address, stop, start):
            services = connect(replace(settings, database_url=address))
            services.store.migrate()
            builders.vocabulary(services)
            browser = Browser(create_app(services), builders.person(services))
            page = browser.get("/staff/briefs/new")
            stop()
            refused = browser.send("/staff/briefs/new", {"title": "Games & more"}, page)
            assert (refused.status_code, BUSY in refused.text) == (503, True)
            assert browser.get("/staff/briefs").status_code == 503
            start()
            kept = browser.send("/staff/briefs/new", {}, refused, follow_redirects=True)
            assert browser.form("", kept)[1]["title"] == "Games & more"
            services.store.close()
    except postgres.NoServer:
        pytest.skip(left_out.tell("PostgreSQL's server programs"))


def test_when_no_connection_is_free_that_is_said_too(settings, app, staff):
    narrow = connect(settings)
    narrow.store.engine.pool._timeout, narrow.store.engine.pool._max_overflow = 0, 0
    held = [narrow.store.engine.connect() for _ in range(narrow.store.engine.pool.size())]
    browser = Browser(create_app(narrow))
    browser.client.set_cookie("library_session", staff.client.get_cookie("library_session").value)
    assert browser.get("/staff/briefs").status_code == 503
    for connection in held:
        connection.close()
    assert browser.get("/staff/briefs").status_code == 200
    narrow.store.close()
