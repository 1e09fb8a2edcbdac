"""What admins see of how the library runs, and the mails they get when something is wrong."""

import email
import os
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from library import worker
from library.mail import queue as mails
from library.mail.messages import Mail
from library.security.permissions import Role
from library.upkeep import alerts, frozen_copy, health
from library.upkeep.frozen_copy import LAST_WRITTEN
from library.upkeep.workers import service as workers
from tests import builders
from tests.browser import Browser

MORNING = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
STOPPED, FULL = "The library’s worker has stopped", "The library’s disk is nearly full"
COPY_LATE = "The library’s frozen copy is late"


@pytest.fixture
def clock():
    return lambda: MORNING


@pytest.fixture
def admin(services):
    """Give the only admin of a library whose worker has been seen."""
    workers.beat(services)
    return builders.person(services, Role.ADMIN)


def later(services, **passed):
    return replace(services, clock=lambda: MORNING + timedelta(**passed))


def sent(services):
    """Return to whom and what went out."""
    files = sorted((services.settings.instance / "outbox").glob("*.eml"))
    told = [email.message_from_bytes(path.read_bytes(), policy=email.policy.default) for path in files]
    return sorted((str(each["To"]), str(each["Subject"])) for each in told)


def test_the_site_tells_the_admins_once_a_day_that_the_worker_has_stopped_and_stops_when_it_is_back(services, admin):
    with services.store.writing() as database:
        mails.queue(database, "other", "reader@example.org", Mail("News", "x", "x"), MORNING)
    for minutes in (1, 4, 6, 7, 60, 600):
        alerts.look(later(services, minutes=minutes))
    assert sent(services) == [(admin.email, STOPPED)]
    alerts.look(later(services, days=1))
    assert sent(services) == [(admin.email, STOPPED)] * 2
    workers.beat(later(services, days=2))
    alerts.look(later(services, days=2))
    assert sent(services) == [(admin.email, STOPPED)] * 2


def test_an_alert_that_waits_is_called_back_once_all_is_well(services, admin, monkeypatch):
    monkeypatch.setattr(health, "LEAST_SPACE", 1 << 60)
    alerts.look(services)
    alerts.look(services)
    monkeypatch.undo()
    alerts.look(services)
    mails.send_due(services)
    assert sent(services) == []
    monkeypatch.setattr(health, "LEAST_SPACE", 1 << 60)
    tomorrow = later(services, days=1)
    worker.work(tomorrow, once=True)
    worker.work(tomorrow, once=True)
    assert sent(services) == [(admin.email, FULL)]


def test_mail_that_waits_for_a_while_is_no_alert_and_for_hours_is_one(services, admin):
    with services.store.writing() as database:
        mails.queue(database, "other", "reader@example.org", Mail("News", "x", "x"), MORNING)
    for minutes, known in ((40, False), (70, True)):
        present = later(services, minutes=minutes)
        workers.beat(present)
        alerts.look(present)
        with services.store.reading() as database:
            keys = database.exec_driver_sql("SELECT key FROM mails").scalars().all()
        assert any(key.startswith("alert mail ") for key in keys) is known


def test_admins_see_how_it_runs_and_nobody_else(services, app, admin, reviewer):
    page = Browser(app, admin).get("/staff/running").text
    assert "Nothing is wrong." in page
    assert "last seen 23 November 2026, 09:00" in page
    assert "The library makes no backups by itself." in page
    assert Browser(app, reviewer).get("/staff/running").status_code == 403
    assert Browser(app).get("/staff/running").status_code == 302


def test_the_page_shows_the_last_backup_when_one_was_proven_and_what_is_wrong(services, app, admin, tmp_path):
    kept = replace(services, settings=replace(services.settings, backups=tmp_path / "backups"))
    worker.work(kept, once=True)
    app.extensions["services"] = kept
    page = Browser(app, admin).get("/staff/running").text
    assert "library-20261123-090000.backup" in page
    assert "tested, by restoring it, on 23 November 2026, 09:00." in page
    assert "not encrypted" in page
    app.extensions["services"] = later(kept, hours=30)
    builders.session(services, admin)
    page = Browser(app, admin).get("/staff/running").text
    assert "The last backup is more than a day old." in page
    assert "Missing" in page


def test_the_page_shows_when_the_frozen_copy_of_this_machine_was_written(services, app, admin, tmp_path):
    assert "No copy of the public library is written by itself." in Browser(app, admin).get("/staff/running").text
    folder = tmp_path / "copy"
    app.extensions["services"] = replace(services, settings=replace(services.settings, frozen_copy=folder))
    assert "None was written on this machine yet." in Browser(app, admin).get("/staff/running").text
    folder.mkdir()
    (folder / LAST_WRITTEN).touch()
    os.utime(folder / LAST_WRITTEN, (MORNING.timestamp(), MORNING.timestamp()))
    page = Browser(app, admin).get("/staff/running").text
    assert "The copy that opens without a server was written on 23 November 2026, 09:00." in page


def test_admins_are_told_of_a_frozen_copy_that_failed_or_is_late_until_one_is_written(services, app, admin, tmp_path):
    folder = tmp_path / "copy"
    present = replace(services, settings=replace(services.settings, frozen_copy=folder))
    app.extensions["services"] = present
    page = Browser(app, admin)
    alerts.look(present)
    assert "Nothing is wrong." in page.get("/staff/running").text
    frozen_copy.note(present.settings, MORNING, "No space left on device.")
    alerts.look(present)
    mails.send_due(present)
    assert sent(services) == [(admin.email, COPY_LATE)]
    assert "The frozen copy couldn’t be written: No space left on device." in page.get("/staff/running").text
    folder.mkdir()
    (folder / LAST_WRITTEN).touch()
    for hours, degraded in ((25, []), (27, ["The frozen copy is more than a day old. The worker writes it."])):
        frozen_copy.note(present.settings, MORNING, "")
        written = (MORNING - timedelta(hours=hours)).timestamp()
        os.utime(folder / LAST_WRITTEN, (written, written))
        assert page.get("/readyz").json["degraded"] == degraded
