"""A body whose reply is late is reminded once, before the page says that it hasn't replied."""

from datetime import UTC, datetime

import pytest
from flask import Flask

from library.involve.asks import reminding
from library.mail import suppressions
from library.security.permissions import Person
from library.services import Services
from tests.involve.asking import BODIES, REPLY, Office
from tests.involve.asking import office as make_office
from tests.involve.conftest import Clock, back

REMINDER = "Subject: A reminder: "
DUE = datetime(2026, 12, 9, 12, tzinfo=UTC)
"""The third working day after 4 December 2026, a Friday, by which the replies of these tests are asked for."""


@pytest.fixture
def office(app: Flask, services: Services, reviewer: Person) -> Office:
    return make_office(app, services, reviewer)


def late(office: Office, clock: Clock, reviewer: Person) -> str:
    """Publish an ask whose reminder is due now; return the address of its page."""
    address = office.publish(working_days="5")
    clock.now = DUE
    back(office.one, reviewer)
    return address


def test_one_reminder_is_sent_with_a_link_that_takes_the_reply(
    office: Office, services: Services, clock: Clock, reviewer: Person, post
) -> None:
    address = late(office, clock, reviewer)
    clock.on(days=-1)
    reminding.mind(services)
    assert [mail for mail in post() if REMINDER in mail] == []
    clock.on(days=1)
    for _ in range(3):
        reminding.mind(services)
    sent = [mail for mail in post() if REMINDER in mail]
    assert len(sent) == 1
    assert "To: youth@council.example" in sent[0]
    assert office.link() in sent[0].replace("=\r\n", "").replace("=\n", "").replace("=3D", "=")
    for page in (address, "/staff/asks/1/steps"):
        assert "Reminder sent" in office.one.get(page).text, page
    assert "Waiting for a reply" in office.reader.get(address).text
    assert office.reader.send(office.link(), REPLY).status_code == 303
    clock.on(days=30)
    reminding.mind(services)
    assert [mail for mail in post() if REMINDER in mail] == []


def test_after_the_reminder_readers_are_told_that_nobody_replied(
    office: Office, services: Services, clock: Clock, reviewer: Person, post
) -> None:
    address = late(office, clock, reviewer)
    clock.now = datetime(2026, 12, 18, 23, 59, tzinfo=UTC)
    assert "Waiting for a reply" in office.reader.get(address).text
    clock.now = datetime(2026, 12, 21, 0, 1, tzinfo=UTC)
    assert "They haven’t replied" in office.reader.get(address).text
    found = office.reader.get(f"/api/v1{address}").json
    assert found is not None
    assert (found["state"], found["days_late"]) == ("no-reply", 17)
    reminding.mind(services)
    assert [mail for mail in post() if REMINDER in mail] == []
    back(office.one, reviewer)
    assert office.step("extended", until="2027-01-29", agreed_by="Chair") == ""
    assert "Waiting for a reply" in office.reader.get(address).text


@pytest.mark.parametrize("why", ["reply", "paused", "extended", "withdrawn", "no inbox", "no mail"])
def test_no_reminder_is_sent_where_there_is_nothing_to_remind_of(
    office: Office, services: Services, clock: Clock, reviewer: Person, post, why: str
) -> None:
    address = late(office, clock, reviewer)
    if why == "reply":
        assert office.reader.send(office.link(), REPLY).status_code == 303
    elif why == "no inbox":
        assert office.one.send(f"{BODIES}/1", {"inbox": ""}).status_code == 303
    elif why == "no mail":
        with services.store.writing() as database:
            suppressions.keep(database, "youth@council.example", "They asked for no more mail", None, clock())
    else:
        assert office.step(why, words="A reason.", until="2026-12-31", agreed_by="Chair") == ""
    reminding.mind(services)
    assert [mail for mail in post() if REMINDER in mail] == []
    assert "Reminder sent" not in office.reader.get(address).text


@pytest.mark.parametrize("then", ["reply", "paused", "withdrawn", "new link"])
def test_a_reminder_that_waits_is_called_back_when_something_else_happens(
    office: Office, services: Services, clock: Clock, reviewer: Person, post, then: str
) -> None:
    late(office, clock, reviewer)
    reminding.mind(services)
    if then == "reply":
        assert office.reader.send(office.link(), REPLY).status_code == 303
    elif then == "new link":
        assert office.one.press("/staff/asks/1/steps", action="link", link_number="1").status_code == 303
    else:
        assert office.step(then, words="A reason.", until="2026-12-31") == ""
    assert [mail for mail in post() if REMINDER in mail] == []


def test_a_reminder_makes_a_new_link_where_the_last_one_has_expired(
    office: Office, services: Services, clock: Clock, reviewer: Person, post
) -> None:
    office.publish(working_days="5")
    back(office.one, reviewer)
    assert office.step("extended", until="2027-06-25", agreed_by="Chair") == ""
    old = office.link()
    clock.now = datetime(2027, 6, 30, 12, tzinfo=UTC)
    back(office.one, reviewer)
    reminding.mind(services)
    assert len([mail for mail in post() if REMINDER in mail]) == 1
    assert office.link() != old
    assert "Your reply" in office.reader.get(office.link()).text


def test_the_reminder_goes_to_what_a_body_has_become_part_of_and_its_link_takes_the_reply(
    office: Office, services: Services, clock: Clock, reviewer: Person, post
) -> None:
    address = late(office, clock, reviewer)
    link = office.link()
    new = {"name": "Example Combined Authority", "inbox": "authority@council.example"}
    assert office.one.send(BODIES, new).status_code == 303
    merged = {"succeeded_by": "example-combined-authority"}
    assert office.one.send(f"{BODIES}/1", merged).status_code == 303
    reminding.mind(services)
    sent = [mail for mail in post() if REMINDER in mail]
    assert ["To: authority@council.example" in mail for mail in sent] == [True]
    assert office.reader.send(link, REPLY).status_code == 303
    shown = office.reader.get(address).text
    assert "now Example Combined Authority" in shown
    assert "Reminder sent" in shown
