"""Get involved: how to reach us and when we meet, kept by staff."""

import pytest
from flask import Flask

from library.app import create_app
from library.involve.contact import service
from library.services import Services
from library.transfer.backup import service as backups
from tests.browser import Browser
from tests.involve.conftest import Clock, public

KEPT = {
    "name": "Partnership team",
    "inbox": "partners@example.org",
    "phone": "0116 496 0000",
    "reply_days": "10",
    "meeting_on": "2026-12-08",
    "meeting_time": "2pm to 4pm",
    "meeting_place": "A hall",
}


def test_before_staff_keep_anything_the_page_has_the_address_that_is_set_and_promises_nothing(reader: Browser) -> None:
    page = reader.get("/get-involved").text
    assert 'href="mailto:library@example.org"' in page
    assert "We can&#39;t promise when we&#39;ll reply." in page
    assert "no date here yet" in page


def test_what_a_reviewer_keeps_is_shown_to_everybody(reader: Browser, staff: Browser) -> None:
    assert staff.send("/staff/get-involved", KEPT).status_code == 303
    page = reader.get("/get-involved").text
    for words in ("Partnership team", 'href="tel:01164960000"', "within 10 working days", "8 December 2026", "A hall"):
        assert words in page
    assert 'value="partners@example.org"' in staff.get("/staff/get-involved").text


@pytest.mark.parametrize(
    ("field", "typed", "sentence"),
    [
        ("inbox", "no address", "It needs an @."),
        ("phone", "ring us", "Enter a phone number"),
        ("meeting_on", "soon", "write the date as"),
        ("reply_days", "0", "whole number from 1 to 60"),
        ("meeting_link", "javascript:alert(1)", "full web address"),
    ],
)
def test_details_that_cannot_be_used_are_named_at_their_field_and_stay_typed(
    staff: Browser, reader: Browser, field: str, typed: str, sentence: str
) -> None:
    answer = staff.send("/staff/get-involved", KEPT | {field: typed})
    assert answer.status_code == 400
    assert f'href="#{field}"' in answer.text
    assert sentence in answer.text
    assert f'value="{typed}"' in answer.text
    assert "A hall" not in reader.get("/get-involved").text


def test_a_meeting_that_is_over_is_shown_no_longer(reader: Browser, staff: Browser, clock: Clock) -> None:
    staff.send("/staff/get-involved", KEPT)
    clock.on(days=9)
    assert "A hall" in reader.get("/get-involved").text
    clock.on(days=1)
    assert "A hall" not in reader.get("/get-involved").text


def test_only_reviewers_and_admins_keep_the_details(contributor: Browser, reader: Browser, admin: Browser) -> None:
    assert contributor.get("/staff/get-involved").status_code == 403
    assert reader.get("/staff/get-involved").status_code == 302
    assert admin.get("/staff/get-involved").status_code == 200


def test_a_public_library_that_nobody_can_reach_says_so_to_staff_and_machines(
    services: Services, staff: Browser
) -> None:
    app = create_app(public(services))
    told = app.test_client().get("/readyz").json
    assert told is not None
    assert service.UNREACHABLE in told["warnings"]
    staff.send("/staff/get-involved", {"phone": "0116 496 0000", "meeting_on": "2026-11-01"})
    told = app.test_client().get("/readyz").json
    assert told is not None
    assert service.UNREACHABLE not in told["warnings"]
    assert service.MEETING_OVER in told["warnings"]


def test_a_library_on_one_machine_is_not_warned_of(app: Flask) -> None:
    told = app.test_client().get("/readyz").json
    assert told is not None
    assert told["warnings"] == []


def test_changing_the_details_is_in_the_activity_log(staff: Browser, admin: Browser) -> None:
    staff.send("/staff/get-involved", KEPT)
    assert "contact details" in admin.get("/staff/audit").text


def test_a_backup_brings_the_details_and_meetings_back(
    services: Services, staff: Browser, reader: Browser, tmp_path
) -> None:
    staff.send("/staff/get-involved", KEPT)
    staff.send("/staff/public-meetings", {"body": "panel", "day": "2026-12-10"})
    backups.write(services, tmp_path / "kept.zip", lambda *_: None)
    staff.send("/staff/get-involved", {"inbox": "other@example.org"})
    backups.restore(services, tmp_path / "kept.zip", lambda *_: None, replace=True)
    assert "Partnership team" in reader.get("/get-involved").text
    assert "10 December 2026" in reader.get("/who-must-listen").text
