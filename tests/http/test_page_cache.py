"""Pages that are kept for readers: quick, never old, and never those of somebody else."""

import gzip
import logging
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
import sqlalchemy as sa
from flask import Flask, template_rendered
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from library.app import create_app
from library.bootstrap import connect
from library.db import closing
from library.db.store import Store
from library.editing.drafts import service as desk
from library.http import guards
from library.search import indexing
from library.security.permissions import Person
from library.services import Services
from library.settings import LANGUAGES, Settings
from tests import builders
from tests.browser import Browser

PATHS = ("/", "/briefs/street-games", "/search?q=street+games", "/what-works", "/api/v1/search?q=games")
AT_ONCE = 8
EARLY = datetime(2026, 11, 30, 0, 5, tzinfo=UTC)


@pytest.fixture
def stocked(services: Services, reviewer: Person) -> Services:
    builders.published(services, reviewer)
    indexing.catch_up(services)
    return services


def at(services: Services, hours: int) -> FlaskClient:
    """Give a reader of an application of its own, some hours into one day."""
    return create_app(replace(services, clock=lambda: EARLY + timedelta(hours=hours))).test_client()


def public(app: Flask) -> list[str]:
    """List the addresses with nothing to fill in that anybody may open."""
    rules = [rule for rule in app.url_map.iter_rules() if "GET" in (rule.methods or ()) and not rule.arguments]
    return sorted(str(rule) for rule in rules if guards.access_of(app.view_functions[rule.endpoint]) == "all")


def is_for_all(page: TestResponse) -> bool:
    return page.headers.get("Cache-Control") == "public, max-age=0, must-revalidate"


def statements(store: Store, act: Callable[[], object]) -> int:
    """Count the statements that the database is sent meanwhile."""
    seen: list[object] = []

    def note(*statement: object) -> None:
        seen.append(statement)

    sa.event.listen(store.engine, "before_cursor_execute", note)
    act()
    sa.event.remove(store.engine, "before_cursor_execute", note)
    return len(seen)


@pytest.mark.slow("every public page is made three times")
def test_a_page_is_the_same_when_it_is_kept_and_goes_by_the_day_and_not_by_the_hour(
    stocked: Services, app: Flask
) -> None:
    morning, night, compared = at(stocked, 0), at(stocked, 23), 0
    for path in (*public(app), *PATHS):
        first, again, late = morning.get(path), morning.get(path), night.get(path)
        if first.status_code == 200 and is_for_all(first) and "form_token" not in first.text and path != "/readyz":
            assert first.data == again.data == late.data, path
            own = {"X-Request-Id", "RateLimit", "Date"}
            assert [x for x in first.headers if x[0] not in own] == [x for x in again.headers if x[0] not in own], path
            assert first.headers["X-Request-Id"] != again.headers["X-Request-Id"]
            compared += 1
    assert compared > 30


@pytest.mark.parametrize("path", PATHS)
def test_a_page_that_is_kept_asks_the_database_for_nothing_but_its_mark(
    stocked: Services, client: FlaskClient, path: str
) -> None:
    assert statements(stocked.store, lambda: client.get(path)) > 0
    assert statements(stocked.store, lambda: client.get(path)) == 0
    packed = client.get(path, headers={"Accept-Encoding": "gzip"})
    assert packed.headers["Content-Encoding"] == "gzip"


def test_a_new_question_reads_nothing_where_its_briefs_are_known(stocked: Services, client: FlaskClient) -> None:
    assert statements(stocked.store, lambda: client.get("/search?q=street")) > 0
    assert statements(stocked.store, lambda: client.get("/search?q=games")) == 0


def test_what_another_process_commits_is_on_the_very_next_page(
    stocked: Services, settings: Settings, reviewer: Person, client: FlaskClient
) -> None:
    other = connect(settings)
    for path in PATHS:
        client.get(path)
    builders.published(other, reviewer, "skateparks", title="Skateparks and games")
    assert "Skateparks and games" in client.get("/").text
    assert "Skateparks and games" in client.get("/search?q=street+games").text
    assert "Skateparks and games" in client.get("/api/v1/search?q=games").text
    with other.store.reading() as database:
        brief_id = database.scalar(sa.text("SELECT id FROM briefs WHERE slug = 'skateparks'"))
    desk.withdraw(other, reviewer, brief_id, "Taken back.")
    assert client.get("/briefs/skateparks").status_code == 410
    assert "Skateparks and games" not in client.get("/search?q=street+games").text
    other.store.close()


def read_at_once(app: Flask, path: str) -> tuple[set[bytes], int]:
    """Let some readers ask for one page at the same time; return what they got, and how often it was made."""
    together, made = threading.Barrier(AT_ONCE), []

    def read(_: int) -> bytes:
        client = app.test_client()
        together.wait()
        return client.get(path).data

    def note(*_: object, **__: object) -> None:
        made.append(path)

    with template_rendered.connected_to(note, app), ThreadPoolExecutor(AT_ONCE) as threads:
        return set(threads.map(read, range(AT_ONCE))), len(made)


@pytest.mark.parametrize("path", PATHS[:4])
def test_a_page_that_many_ask_for_at_once_is_made_once(stocked: Services, app: Flask, path: str) -> None:
    pages, made = read_at_once(app, path)
    assert (len(pages), made) == (1, 1)


def test_a_form_that_many_ask_for_at_once_is_made_for_each(stocked: Services, app: Flask) -> None:
    assert read_at_once(app, "/briefs/street-games/mistake")[1] == AT_ONCE


def test_a_page_is_made_anew_once_the_day_is_over(stocked: Services) -> None:
    now = [datetime(2027, 11, 22, 23, 59, 59, tzinfo=UTC)]
    client = create_app(replace(stocked, clock=lambda: now[0])).test_client()
    before = client.get("/briefs/street-games").data
    assert client.get("/briefs/street-games").data == before
    now[0] += timedelta(seconds=1)
    assert client.get("/briefs/street-games").data != before


def test_a_search_is_made_anew_when_the_index_has_gone_and_come_back(stocked: Services, client: FlaskClient) -> None:
    repaired = "Search is being repaired"
    assert repaired not in client.get("/search?q=street+games").text
    pointer = stocked.settings.index / "current"
    named = pointer.read_text()
    pointer.unlink()
    assert repaired in client.get("/search?q=street+games").text
    pointer.write_text(named)
    assert repaired not in client.get("/search?q=street+games").text


def test_staff_and_readers_never_get_the_page_of_the_other(
    stocked: Services, staff: Browser, client: FlaskClient
) -> None:
    for path in PATHS[:4]:
        assert "Sign out" not in client.get(path).text
        own = staff.get(path)
        assert "Sign out" in own.text
        assert own.headers["Cache-Control"] == "no-store"
        assert "Sign out" not in client.get(path).text


def test_parts_that_pages_share_are_as_new_as_the_page(
    stocked: Services, settings: Settings, reviewer: Person, client: FlaskClient
) -> None:
    assert "Street games on summer evenings" in client.get("/search?q=street").text
    other = connect(settings)
    with other.store.writing() as database:
        database.execute(sa.text("UPDATE versions SET content = replace(content, 'summer evenings', 'Sundays')"))
        database.execute(sa.text("UPDATE briefs SET stamp = 'another'"))
    assert "Street games on Sundays" in client.get("/search?q=games").text
    other.store.close()


def test_parts_that_pages_share_speak_the_language_of_the_page(stocked: Services) -> None:
    client = create_app(replace(stocked, settings=replace(stocked.settings, languages=str(LANGUAGES)))).test_client()
    polish, english = ("&lang=pl", "Pomoc teraz"), ("", "Help now")
    for words in ("games", "summer", "evenings"):
        for (chosen, said), (_, other) in ((polish, english), (english, polish)):
            page = client.get(f"/search?q=street+{words}{chosen}").text
            assert (said in page, other in page) == (True, False)


def test_a_page_that_is_kept_is_packed_or_not_and_asked_for_again_cheaply(
    stocked: Services, client: FlaskClient
) -> None:
    plain, packed = client.get("/about"), client.get("/about", headers={"Accept-Encoding": "gzip"})
    for _ in range(2):
        assert client.get("/about").data == plain.data == gzip.decompress(packed.data)
        again = client.get("/about", headers={"Accept-Encoding": "gzip", "If-None-Match": packed.headers["ETag"]})
        assert (again.status_code, again.data) == (304, b"")
        assert client.get("/about", headers={"If-None-Match": '"another"'}).status_code == 200
        head = client.head("/about")
        assert (head.status_code, head.data) == (200, b"")
        assert head.headers["Content-Length"] == str(len(plain.data))
    assert client.post("/about").status_code == 405


def test_a_form_is_made_anew_for_each_reader(stocked: Services, client: FlaskClient) -> None:
    path = "/briefs/street-games/mistake"
    assert "form_token" in client.get(path).text
    assert statements(stocked.store, lambda: client.get(path)) > 0


def test_a_page_that_is_kept_is_noted_as_any_other(stocked: Services, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO, "library.requests")
    client = create_app(replace(stocked, settings=replace(stocked.settings, log="json"))).test_client()
    numbers = [client.get("/briefs/street-games").headers["X-Request-Id"] for _ in range(3)]
    told = [record.__dict__["fields"] for record in caplog.records if record.name == "library.requests"]
    assert [each["request"] for each in told] == numbers
    assert {(each["route"], each["status"]) for each in told} == {("briefs.brief", 200)}


def test_a_page_that_is_kept_is_not_given_while_the_library_is_being_updated(
    stocked: Services, client: FlaskClient
) -> None:
    assert client.get("/about").status_code == 200
    with closing.closed(stocked.settings.instance):
        assert client.get("/about").status_code == 503
    assert client.get("/about").status_code == 200
