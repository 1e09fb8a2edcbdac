"""Opportunities: published by staff, closed by the clock, found where partners look."""

import io
from datetime import UTC, date, datetime
from xml.etree import ElementTree

import pytest
from icalendar import Calendar

from library.db.tables import metadata
from library.security.permissions import Person
from library.services import Services
from library.transfer.backup import service as backups
from tests import builders
from tests.addresses import OFFER as ENDLESS
from tests.browser import Browser
from tests.involve.conftest import Clock, back
from tests.to_do import waiting

OFFER = ENDLESS | {"closes": "2027-01-15", "amount": "Up to £5,000"}
PAGE, DESK = "/opportunities", "/staff/opportunities"
ATOM = "{http://www.w3.org/2005/Atom}"


def publish(staff: Browser, **changes: object) -> str:
    """Publish an opportunity as staff do; return the address of its page."""
    answer = staff.send(f"{DESK}/new", OFFER | changes)
    assert answer.status_code == 303, answer.text
    return str(answer.location)


def test_an_empty_list_says_what_comes_there_and_how_to_tell_us_of_one(reader: Browser) -> None:
    page = reader.get(PAGE).text
    assert "Nothing is open that we know of." in page
    assert 'href="/opportunities/propose"' in page
    assert "There's nothing here yet." in reader.get(f"{PAGE}/archive").text


def test_a_published_opportunity_is_everywhere_at_once(
    staff: Browser, reader: Browser, services: Services, reviewer: Person
) -> None:
    builders.published(services, reviewer)
    address = publish(staff, briefs="street-games", approaches=["youth-work"])
    title = OFFER["title"]
    for path in (PAGE, address, "/", "/briefs/street-games", "/approaches/youth-work", "/opportunities.atom"):
        assert title in reader.get(path).text, path
    assert f"{address}</loc>" in reader.get("/sitemap.xml").text
    found = reader.get("/api/v1/opportunities").json
    assert found is not None
    assert [(each["title"], each["state"], each["closes"]) for each in found["opportunities"]] == [
        (title, "open", "2027-01-15")
    ]


@pytest.mark.parametrize("closes", ["2027-03-28", "2027-10-31"])
def test_it_closes_by_itself_at_the_end_of_its_last_day_in_london(
    staff: Browser, reader: Browser, clock: Clock, closes: str
) -> None:
    """On both days the clocks change; in summer London's midnight is 23:00 in UTC."""
    address, day = publish(staff, closes=closes), date.fromisoformat(closes)
    summer = closes == "2027-03-28"
    end = datetime(day.year, day.month, day.day, 22 if summer else 23, 59, tzinfo=UTC)
    for now, how in ((end, "Closing soon"), (end.replace(minute=0), "Closing soon")):
        clock.now = now
        assert how in reader.get(address).text
    clock.now = end
    clock.on(minutes=2)
    page = reader.get(address)
    assert page.status_code == 200
    assert "This closed at the end of" in page.text
    assert OFFER["title"] not in reader.get(PAGE).text
    assert OFFER["title"] not in reader.get("/").text
    assert OFFER["title"] in reader.get(f"{PAGE}/archive").text


def test_it_is_opening_soon_then_open_then_closing_soon(staff: Browser, reader: Browser, clock: Clock) -> None:
    address = publish(staff, opens="2026-12-01")
    said = []
    for day in ("2026-11-30", "2026-12-01", "2027-01-07", "2027-01-08"):
        clock.now = datetime.fromisoformat(f"{day}T12:00+00:00")
        api = reader.get(f"/api/v1{address}").json
        assert api is not None
        said.append(api["state"])
    assert said == ["soon", "open", "open", "closing"]


def test_one_without_a_last_day_has_to_be_seen_open_every_90_days(
    staff: Browser, reader: Browser, reviewer: Person, clock: Clock
) -> None:
    address = publish(staff, closes="", until_further_notice="yes")
    clock.on(days=90)
    assert "open until further notice" in reader.get(PAGE).text
    clock.on(days=1)
    assert "We're checking whether this is still open" in reader.get(PAGE).text.replace("&#39;", "'")
    assert OFFER["title"] not in reader.get("/").text
    back(staff, reviewer)
    assert waiting(staff)["Opportunities to check"] == 1
    desk = f"/staff{address}"
    assert staff.press(desk, action="check").status_code == 303
    assert OFFER["title"] in reader.get("/").text
    assert "to check again" not in staff.get("/staff/briefs").text


def test_a_withdrawn_one_says_so_and_stays_in_calendars_as_cancelled_for_90_days(
    staff: Browser, reader: Browser, clock: Clock
) -> None:
    address = publish(staff)
    first = Calendar.from_ical(reader.get("/opportunities.ics").data).events[0]
    assert (first["DTSTART"].dt, first["DTEND"].dt) == (date(2027, 1, 15), date(2027, 1, 16))
    assert (str(first["STATUS"]), int(first["SEQUENCE"]), str(first["TRANSP"])) == ("CONFIRMED", 0, "TRANSPARENT")
    staff.send(f"/staff{address}", {"closes": "2027-01-20"})
    assert staff.press(f"/staff{address}", action="withdraw").status_code == 303
    page = reader.get(address)
    assert page.status_code == 410
    assert "This was withdrawn on 29 November 2026." in page.text
    assert OFFER["title"] not in reader.get(PAGE).text
    last = Calendar.from_ical(reader.get("/opportunities.ics").data).events[0]
    assert (str(last["STATUS"]), int(last["SEQUENCE"]), last["UID"]) == ("CANCELLED", 2, first["UID"])
    clock.now = datetime(2027, 4, 20, 12, tzinfo=UTC)
    assert len(Calendar.from_ical(reader.get("/opportunities.ics").data).events) == 1
    clock.on(days=1)
    assert Calendar.from_ical(reader.get("/opportunities.ics").data).events == []


def test_each_has_a_calendar_of_its_own_unless_it_has_no_last_day(staff: Browser, reader: Browser) -> None:
    assert b"DTSTART;VALUE=DATE:20270115" in reader.get(f"{publish(staff)}.ics").data
    endless = publish(staff, closes="", until_further_notice="yes")
    assert reader.get(f"{endless}.ics").status_code == 404


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"kind": ""}, "kind"),
        ({"title": ""}, "title"),
        ({"summary": "word " * 61}, "summary"),
        ({"closes": ""}, "closes"),
        ({"until_further_notice": "yes"}, "until_further_notice"),
        ({"opens": "2027-02-01"}, "closes"),
        ({"closes": "31/12/2027"}, "closes"),
        ({"link": "javascript:alert(1)"}, "link"),
        ({"briefs": "no-such-brief"}, "briefs"),
    ],
)
def test_what_cannot_be_published_is_named_at_its_field_and_stays_typed(
    staff: Browser, reader: Browser, changed: dict[str, str], field: str
) -> None:
    answer = staff.send(f"{DESK}/new", OFFER | changed)
    assert answer.status_code == 400
    assert f'href="#{field}"' in answer.text
    assert "Up to £5,000" in answer.text
    assert "Nothing is open" in reader.get(PAGE).text


def test_scripts_in_every_field_are_shown_as_text(staff: Browser, reader: Browser) -> None:
    evil = "<script>alert(1)</script>"
    fields = dict.fromkeys(("title", "summary", "who", "smallest", "amount", "area", "contact"), evil)
    address = publish(staff, **fields)
    for path in (address, PAGE, "/", "/opportunities.atom"):
        assert evil not in reader.get(path).text, path
        assert "&lt;script&gt;" in reader.get(path).text, path


def test_a_spreadsheet_goes_out_and_comes_back_and_nothing_is_doubled(staff: Browser, reader: Browser) -> None:
    publish(staff, title="=1+1")
    publish(staff, title="Training in spring", kind="training")
    sheet = reader.get("/opportunities.csv").data
    assert b"'=1+1" in sheet
    answer = staff.send(f"{DESK}/import", {"file": (io.BytesIO(sheet), "o.csv")}, content_type="multipart/form-data")
    assert answer.location == f"{DESK}?brought=0"
    assert reader.get("/opportunities.csv").data == sheet
    more = sheet.decode("utf-8-sig").replace("Training in spring", "Training in autumn").encode("cp1252")
    answer = staff.send(f"{DESK}/import", {"file": (io.BytesIO(more), "o.csv")}, content_type="multipart/form-data")
    assert answer.location == f"{DESK}?brought=1"
    assert "Training in autumn" in reader.get(PAGE).text


@pytest.mark.parametrize(
    ("sheet", "sentence"),
    [
        (b"title,link\nA,https://example.org/\n", "Row 2, What kind of opportunity is it?"),
        (b"nonsense\nA\n", "remove the column nonsense"),
        (b"", "1 to 1,000 rows"),
        (b"\x00\xff\xfe", "column"),
    ],
)
def test_a_spreadsheet_with_a_problem_takes_nothing_in(
    staff: Browser, reader: Browser, sheet: bytes, sentence: str
) -> None:
    answer = staff.send(f"{DESK}/import", {"file": (io.BytesIO(sheet), "o.csv")}, content_type="multipart/form-data")
    assert (answer.status_code, sentence in answer.text) == (400, True), answer.text
    assert "Nothing is open" in reader.get(PAGE).text


def test_only_reviewers_and_admins_publish(contributor: Browser, staff: Browser, admin: Browser) -> None:
    publish(staff)
    for path in (DESK, f"{DESK}/new", f"{DESK}/1", f"{DESK}/import"):
        assert contributor.get(path).status_code == 403
        assert admin.get(path).status_code == 200
    assert admin.get(f"{DESK}/9").status_code == 404


def test_the_feed_is_well_formed_and_a_backup_brings_everything_back(
    staff: Browser, reader: Browser, admin: Browser, services: Services, tmp_path
) -> None:
    address = publish(staff)
    feed = ElementTree.fromstring(reader.get("/opportunities.atom").data)
    assert [entry.findtext(f"{ATOM}title") for entry in feed.iter(f"{ATOM}entry")] == [OFFER["title"]]
    assert "opportunity 1" in admin.get("/staff/audit").text
    backups.write(services, tmp_path / "kept.zip", lambda *_: None)
    staff.press(f"/staff{address}", action="withdraw")
    backups.restore(services, tmp_path / "kept.zip", lambda *_: None, replace=True)
    assert reader.get(address).status_code == 200
    assert "opportunities" in metadata.tables
