"""You said, we did: what partners raised, what happened, and where we couldn't, why. Two people publish it."""

import io

import docx
import pytest
from flask import Flask

from library.security.permissions import Person, Role
from library.services import Services
from tests import builders
from tests.addresses import SAID
from tests.browser import Browser
from tests.involve.conftest import Clock, back
from tests.to_do import waiting

PAGE, DESK = "/you-said", "/staff/you-said"
EMPTY = "Nothing is here yet."
ALONE = "Published by one person, without a second check."


@pytest.fixture
def second(app: Flask, services: Services) -> Browser:
    """Give the browser of a second reviewer, who is signed in."""
    return Browser(app, builders.person(services, Role.REVIEWER, "second@example.org"))


def propose(writer: Browser, **changes: str) -> str:
    """Propose something that partners raised; return its page at the desk."""
    answer = writer.send(DESK, SAID | changes)
    assert answer.status_code == 303, answer.text
    return str(answer.location).partition("?")[0]


def published(writer: Browser, publisher: Browser, **changes: str) -> str:
    """Publish something with two people; return its page at the desk."""
    page = propose(writer, **changes)
    assert publisher.press(page, action="publish", version="1").location == f"{DESK}?done=publish"
    return page


def test_it_ships_empty_and_says_what_comes_there(reader: Browser) -> None:
    assert EMPTY in reader.get(PAGE).text
    assert reader.get("/api/v1/you-said").json == {"total": 0, "you_said": []}
    for suffix, start in (("pdf", b"%PDF"), ("docx", b"PK")):
        assert reader.get(f"{PAGE}.{suffix}").data.startswith(start)


def test_what_two_people_publish_is_on_the_page_in_the_feed_in_json_and_on_paper(
    staff: Browser, second: Browser, reader: Browser
) -> None:
    published(staff, second)
    published(staff, second, state="couldnt", happened="Nobody could pay for it.", issue="Pay for a hall.")
    paper = docx.Document(io.BytesIO(reader.get(f"{PAGE}.docx").data))
    pages = [reader.get(PAGE).text, reader.get("/you-said.atom").text, str(reader.get("/api/v1/you-said").json)]
    for text in (*pages, "\n".join(paragraph.text for paragraph in paper.paragraphs)):
        assert "Nobody could pay for it." in text
        assert "It was hard to hear about openings." in text
    assert "We couldn’t, because" in pages[0]
    assert ALONE not in pages[0]
    assert "/you-said</loc>" in reader.get("/sitemap.xml").text
    assert "you said 1" not in reader.get("/sitemap.xml").text


def test_whoever_wrote_it_last_does_not_publish_it(staff: Browser, second: Browser, reader: Browser) -> None:
    page = propose(staff)
    assert ['value="publish"' in browser.get(page).text for browser in (staff, second)] == [False, True]
    own = staff.press(page, action="publish", version="1")
    assert (own.status_code, "someone else has to publish it" in own.text) == (400, True)
    assert EMPTY in reader.get(PAGE).text
    assert waiting(second)["You said, we did: to publish"] == 1
    assert "You said, we did: to publish" not in waiting(staff)
    assert second.send(page, {"happened": "We wrote to everybody."}).status_code == 303
    stale = second.press(page, action="publish", version="1")
    assert (stale.status_code, "someone else has to publish it" in stale.text) == (400, True)
    unread = staff.press(page, action="publish", version="1")
    assert (unread.status_code, "Someone else changed this" in unread.text) == (409, True)
    assert staff.press(page, action="publish", version="2").status_code == 303
    assert staff.press(page, action="publish", version="3").status_code == 409
    assert "We wrote to everybody." in reader.get(PAGE).text


def test_an_admin_alone_publishes_and_readers_are_told(admin: Browser, reader: Browser) -> None:
    published(admin, admin)
    assert ALONE in reader.get(PAGE).text
    assert reader.get("/api/v1/you-said").json["you_said"][0]["alone"] is True


def test_readers_see_the_words_of_before_until_a_change_is_published(
    staff: Browser, second: Browser, reader: Browser
) -> None:
    page = published(staff, second)
    for words in ("Something wrong.", "We did more."):
        assert second.send(page, {"happened": words}).status_code == 303
        assert SAID["happened"] in reader.get(PAGE).text
        if words == "Something wrong.":
            assert staff.press(page, action="discard", version="3").location == f"{DESK}?done=discard"
            assert staff.press(page, action="discard", version="4").status_code == 409
    assert staff.press(page, action="publish", version="5").status_code == 303
    shown = reader.get(PAGE).text
    assert ("We did more." in shown, SAID["happened"] in shown) == (True, False)
    history = staff.get(page).text.partition("What readers saw")[2]
    assert ("We did more." in history, SAID["happened"] in history, "Something wrong." in history) == (
        True,
        True,
        False,
    )


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"issue": ""}, "issue"),
        ({"state": ""}, "state"),
        ({"raised_on": ""}, "raised_on"),
        ({"since": "soon"}, "since"),
        ({"raised_on": "2099-01-01"}, "since"),
        ({"since": "2099-01-01"}, "since"),
        ({"since": "2024-05-31"}, "since"),
        ({"happened": "word " * 81}, "happened"),
        ({"link": "javascript:alert(1)"}, "link"),
    ],
)
def test_what_cannot_be_is_not_saved(staff: Browser, changed: dict, field: str) -> None:
    answer = staff.send(DESK, SAID | changed)
    assert (answer.status_code, f'href="#{field}"' in answer.text) == (400, True)
    assert "There are none yet." in staff.get(DESK).text


def test_it_is_removed_by_one_person_and_only_by_those_who_may(
    staff: Browser, second: Browser, contributor: Browser, reader: Browser
) -> None:
    page = published(staff, second, happened="<script>alert(1)</script>")
    assert contributor.get(page).status_code == 403
    assert "&lt;script&gt;" in reader.get(PAGE).text
    read = staff.get(page)
    assert staff.press(page, read, action="remove").status_code == 303
    assert staff.press(page, read, action="remove").status_code == 404
    assert EMPTY in reader.get(PAGE).text
    assert "There are none yet." in staff.get(DESK).text


def test_what_readers_never_saw_is_deleted(staff: Browser, second: Browser) -> None:
    page = propose(staff)
    assert second.press(page, action="discard", version="1").status_code == 303
    assert staff.get(page).status_code == 404


def test_what_we_are_at_comes_up_on_the_desk_after_90_days(
    staff: Browser, second: Browser, clock: Clock, reviewer: Person
) -> None:
    published(staff, second, state="doing", since="2026-11-29")
    clock.on(days=90)
    back(staff, reviewer)
    assert "You said, we did: to update" not in waiting(staff)
    clock.on(days=1)
    back(staff, reviewer)
    assert waiting(staff)["You said, we did: to update"] == 1
