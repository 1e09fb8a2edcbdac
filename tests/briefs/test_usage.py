"""Counting how briefs are used: people's requests, by day, and nothing about who."""

import re
import shutil
import threading
from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from library.app import create_app
from library.briefs.usage import service as usage
from library.briefs.usage.models import Happening
from library.db.store import StoreUnavailable
from library.i18n.formats import LONDON
from tests import builders
from tests.browser import Browser

PERSON = {"User-Agent": "Mozilla/5.0 (Linux; Android 14) Firefox/140.0"}


@pytest.fixture
def stocked(services, reviewer):
    builders.published(services, reviewer, "choirs", title="Choirs")
    builders.published(services, reviewer, "murals", title="Murals")
    return services


def told(staff, services, question=""):
    """Give what the page says once all is kept: title -> (read, sent, found)."""
    usage.keep(services)
    body = staff.get(f"/staff/use{question}").text.split("<tbody>")[1]
    rows = re.findall(r">([^<]+)</a></td><td>(\d+)</td><td>(\d+)</td><td>(\d+)</td>", body)
    return {title: tuple(map(int, counts)) for title, *counts in rows}


def test_what_people_read_send_and_find_is_counted(staff, client, stocked):
    for _ in range(3):
        client.get("/briefs/choirs", headers=PERSON)
    client.get("/briefs/choirs.eml", headers=PERSON)
    client.get("/search?q=murals", headers=PERSON)
    assert told(staff, stocked) == {"Choirs": (3, 1, 0), "Murals": (0, 0, 1)}
    client.get("/briefs/murals", headers=PERSON)
    assert told(staff, stocked) == {"Choirs": (3, 1, 0), "Murals": (1, 0, 1)}


def test_a_brief_sent_to_a_colleague_counts_as_sent(staff, app, stocked):
    reader = Browser(app)
    page = reader.get("/briefs/choirs/send")
    answer = reader.send("/briefs/choirs/send", {"to": "bob@example.org", "name": "Ann"}, page, headers=PERSON)
    assert answer.status_code == 303
    assert told(staff, stocked)["Choirs"] == (0, 1, 0)


@pytest.mark.parametrize(
    "headers",
    [
        {"User-Agent": "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)"},
        {"User-Agent": "curl/8.1"},
        {"User-Agent": ""},
        PERSON | {"Sec-Purpose": "prefetch"},
    ],
)
def test_programs_do_not_count(staff, client, stocked, headers):
    client.get("/briefs/choirs", headers=headers)
    assert told(staff, stocked)["Choirs"] == (0, 0, 0)


def test_staff_at_work_and_pages_that_are_not_there_do_not_count(staff, client, stocked):
    staff.get("/briefs/choirs", headers=PERSON)
    client.head("/briefs/choirs", headers=PERSON)
    client.get("/briefs/nothing", headers=PERSON)
    client.get("/search", headers=PERSON)
    assert told(staff, stocked) == {"Choirs": (0, 0, 0), "Murals": (0, 0, 0)}


def test_counts_of_several_processes_and_days_come_together(staff, stocked):
    day = datetime(2026, 12, 1, 0, 30, tzinfo=LONDON)
    now = replace(stocked, clock=lambda: day)
    for services in (now, replace(stocked, clock=lambda: day - timedelta(days=20))):
        client = create_app(services).test_client()
        client.get("/briefs/choirs", headers=PERSON)
        usage.keep(services)
    viewer = Browser(create_app(now), builders.person(stocked, email="viewer@example.org"))
    assert told(viewer, now, "?days=7")["Choirs"] == (1, 0, 0)
    assert told(viewer, now, "?days=30")["Choirs"] == (2, 0, 0)
    with stocked.store.reading() as database:
        days = [str(row[0]) for row in database.exec_driver_sql("SELECT day FROM brief_use ORDER BY day")]
    assert days == ["2026-11-11", "2026-12-01"]


def rename(services, table, name):
    with services.store.writing() as database:
        database.exec_driver_sql(f"ALTER TABLE {table} RENAME TO {name}")


def test_what_cannot_be_kept_now_stays_counted(staff, client, stocked):
    client.get("/briefs/choirs", headers=PERSON)
    rename(stocked, "brief_use", "away")
    with pytest.raises(StoreUnavailable):
        usage.keep(stocked)
    rename(stocked, "away", "brief_use")
    assert told(staff, stocked)["Choirs"] == (1, 0, 0)


def aside(deed):
    """Do something, and wait for what it starts aside."""
    before = set(threading.enumerate())
    deed()
    for thread in set(threading.enumerate()) - before:
        thread.join()


def test_what_is_counted_is_kept_by_itself(client, stocked, staff, monkeypatch):
    monkeypatch.setattr(usage, "SECONDS_BETWEEN", 0)
    aside(lambda: client.get("/briefs/choirs", headers=PERSON))
    assert not stocked.tally.take()
    assert told(staff, stocked)["Choirs"] == (1, 0, 0)


def test_counts_of_a_library_that_was_deleted_are_let_go(stocked, monkeypatch, caplog):
    monkeypatch.setattr(usage, "SECONDS_BETWEEN", 0)
    stocked.store.close()
    shutil.rmtree(stocked.settings.instance)
    aside(lambda: usage.note(stocked, Happening.SEARCH))
    assert caplog.messages == []


def test_nothing_about_the_reader_is_kept_and_no_cookie_is_set(client, stocked):
    answer = client.get("/briefs/choirs", headers=PERSON, environ_base={"REMOTE_ADDR": "203.0.113.9"})
    usage.keep(stocked)
    assert "Set-Cookie" not in answer.headers
    with stocked.store.reading() as database:
        row = database.exec_driver_sql("SELECT * FROM brief_use").one()
    assert set(row._mapping) == {"day", "brief_id", "read", "sent", "found"}


@pytest.mark.parametrize("question", ["?days=0", "?days=x", "?days=99999999999", "?page=0"])
def test_no_question_to_the_page_is_too_absurd_for_an_answer(staff, stocked, question):
    assert staff.get(f"/staff/use{question}").status_code == 200


def test_use_is_for_staff_only(client):
    assert client.get("/staff/use").status_code == 302
