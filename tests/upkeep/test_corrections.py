"""Reporting a mistake without an account, and settling reports."""

import re

import pytest

from library.editing.drafts import service as desk
from library.upkeep.corrections import service as corrections
from tests import builders
from tests.browser import Browser

FORM = "/briefs/street-games/mistake"


@pytest.fixture
def reader(app, services, reviewer):
    builders.published(services, reviewer)
    return Browser(app)


def test_a_report_is_kept_and_shown_to_staff(reader, staff):
    answer = reader.send(FORM, {"words": "It was <not> 2024.", "reply_to": "ann@example.org"}, follow_redirects=True)
    assert (
        "We'll check the brief against its sources. If it's wrong, we'll correct or withdraw it, and its history will say so."
        in answer.text
    )
    page = staff.get("/staff/mistakes").text
    assert "It was &lt;not&gt; 2024." in page
    assert "answer to ann@example.org" in page


def test_a_settled_report_is_gone_and_so_is_the_address_to_reply_to(reader, staff, services, reviewer):
    reader.send(FORM, {"words": "Wrong year.", "reply_to": "ann@example.org"})
    settled = staff.send("/staff/mistakes", {}, follow_redirects=True)
    assert "Nothing is waiting." in settled.text
    assert corrections.waiting(services, reviewer) == []
    with services.store.reading() as database:
        assert list(database.exec_driver_sql("SELECT reply_to FROM mistakes")) == [("",)]


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"words": "  "}, "A sentence is enough."),
        ({"words": "x" * 2001}, "Use 2000 characters or fewer. It has 2001."),
        ({"words": "Wrong.", "reply_to": "ann at home"}, "Enter an e-mail address in the format name@example.org"),
        ({"words": "Wrong.", "reply_to": "a@b.org\r\nBcc: c@d.org"}, "Enter one e-mail address"),
        ({"words": "Wrong.", "reply_to": "a@" + "b" * 300}, "Use 254 characters or fewer. This address has 302."),
    ],
)
def test_what_cannot_be_kept_is_said_beside_its_field_and_what_was_typed_stays(reader, typed, sentence):
    answer = reader.send(FORM, typed)
    field = "reply_to" if "reply_to" in typed else "words"
    assert answer.status_code == 400
    assert sentence in answer.text
    assert f'href="#{field}"' in answer.text
    assert f'id="{field}-error"' in answer.text
    assert re.search(rf'id="{field}"[^>]*aria-describedby="{field}-hint {field}-error"', answer.text)
    assert re.sub(r"\s", "", typed[field]) in re.sub(r"\s", "", answer.text)


def test_the_sixth_report_in_an_hour_has_to_wait(reader):
    page = reader.get(FORM)
    for number in range(5):
        assert reader.send(FORM, {"words": f"Mistake {number}."}, page).status_code == 303
    answer = reader.send(FORM, {"words": "Mistake 5."}, page)
    assert answer.status_code == 429
    assert "Wait an hour" in answer.text
    assert "Mistake 5." in answer.text


def test_a_report_sent_to_an_old_address_is_sent_on_whole(reader, services, reviewer):
    page = reader.get(FORM)
    lock = desk.open_draft(services, reviewer, 1).lock
    desk.publish(services, reviewer, 1, builders.content("street-play"), lock)
    answer = reader.send(FORM, {"words": "Wrong year."}, page)
    assert (answer.status_code, answer.location) == (308, "/briefs/street-play/mistake")


def test_a_withdrawn_brief_takes_no_reports(reader, services, reviewer):
    page = reader.get(FORM)
    desk.withdraw(services, reviewer, 1, "Wrong.")
    assert reader.send(FORM, {"words": "Wrong year."}, page).status_code == 410
    assert corrections.waiting(services, reviewer) == []


def test_reports_are_for_staff_only(reader):
    answer = reader.get("/staff/mistakes")
    assert (answer.status_code, answer.location) == (302, "/sign-in?next=/staff/mistakes")
