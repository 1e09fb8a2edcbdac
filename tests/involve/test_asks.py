"""Asks and replies: two people to publish, a signed link to reply, a history that only grows, days that are counted."""

import io
from datetime import UTC, date, datetime
from xml.etree import ElementTree

import docx
import pytest
from flask import Flask
from sqlalchemy.exc import DBAPIError

from library.involve import erasure
from library.involve.submissions import moderation
from library.security.permissions import Person, Role
from library.services import Services
from library.transfer.backup import service as backups
from tests import builders
from tests.browser import Browser
from tests.involve.asking import ASK, BODIES, DESK, REPLY, Office
from tests.involve.asking import office as make_office
from tests.involve.conftest import Clock, back, link_in
from tests.to_do import waiting

TITLE = ASK["title"]
ATOM = "{http://www.w3.org/2005/Atom}"
SCRIPT = "<script>alert(1)</script>"


@pytest.fixture
def office(app: Flask, services: Services, reviewer: Person) -> Office:
    return make_office(app, services, reviewer)


def one(reader: Browser, address: str) -> dict:
    """Return an ask as JSON."""
    found = reader.get(f"/api/v1{address}").json
    assert found is not None
    return found


def test_empty_pages_say_what_comes_there(reader: Browser) -> None:
    assert "asked anybody anything here yet" in reader.get("/asks").text
    assert "No reply is late." in reader.get("/asks/late").text
    assert reader.get("/asks/nothing").status_code == 404
    assert reader.get("/asks/bodies/nobody").status_code == 404
    sitemap = reader.get("/sitemap.xml").text
    for path in ("/asks", "/asks/late", "/asks/house-rules", "/asks/suggest", "/you-said"):
        assert f"{path}</loc>" in sitemap


def test_two_people_publish_an_ask_and_it_is_everywhere_at_once(office: Office, post) -> None:
    page, reader = office.propose(), office.reader
    own = office.one.press(page, action="publish", version="1")
    assert (own.status_code, "someone else has to publish it" in own.text) == (400, True)
    assert TITLE not in reader.get("/asks").text
    assert waiting(office.two)["Asks to publish"] == 1
    assert "Asks to publish" not in waiting(office.one)
    assert office.two.press(page, action="publish", version="1").location == f"{DESK}?done=publish"
    address = "/asks/keep-the-street-games-going-on-summer-evenings"
    for path in ("/asks", address, "/asks/bodies/example-council", "/briefs/street-games", "/asks.atom"):
        assert TITLE in reader.get(path).text, path
    assert f"{address}</loc>" in reader.get("/sitemap.xml").text
    found = one(reader, address)
    assert (found["state"], found["asked_on"], found["reply_by"]) == ("waiting", "2026-11-29", "2026-12-29")
    mail = post()[0]
    assert "To: youth@council.example" in mail
    assert "/reply/" in mail
    assert "youth@council.example" not in reader.get(address).text


def test_the_reply_is_published_unedited_by_two_people_after_which_the_link_is_used(office: Office, post) -> None:
    address, reader = office.publish(), office.reader
    link = office.link()
    for _ in range(2):
        assert "Your reply" in reader.get(link).text
    bare = reader.send(link, {"summary": "Yes."})
    assert (bare.status_code, 'href="#outcome"' in bare.text, ">Yes.</textarea>" in bare.text) == (400, True, True)
    page = reader.get(link)
    for _ in range(2):
        assert reader.send(link, REPLY, page).status_code == 303
    assert "once two of us have read it" in reader.get(link).text
    assert "Two evenings a week" not in reader.get(address).text
    assert waiting(office.one)["Replies to publish"] == 1
    desk = f"{DESK}/replies/1"
    assert "has to read it before" in office.two.press(desk, action="publish").text
    assert office.one.press(desk, action="check").status_code == 303
    assert "someone else has to publish it" in office.one.press(desk, action="publish").text
    assert office.two.press(desk, action="publish").status_code == 303
    shown = reader.get(address).text
    for words in (REPLY["summary"], "We looked at it in cabinet.\n\nTwo evenings", "They said yes", REPLY["evidence"]):
        assert words in shown
    assert "answered 1 of 1" in reader.get("/asks").text
    used = reader.get(link)
    assert (used.status_code, "This link has been used" in used.text) == (200, True)
    late = reader.send(link, REPLY | {"summary": "Something more."}, page)
    assert (late.status_code, "Something more." in late.text) == (409, True)
    assert office.two.press(desk, action="publish").status_code == 409
    subjects = [line for mail in post() for line in mail.splitlines() if line.startswith("Subject:")]
    assert len(subjects) == 3


@pytest.mark.parametrize(
    ("how", "words"),
    [("forged", "one of ours"), ("replaced", "newer link"), ("expired", "expired"), ("withdrawn", "need to reply")],
)
def test_a_link_that_takes_no_reply_says_why_and_loses_nothing(
    office: Office, clock: Clock, reviewer: Person, how: str, words: str
) -> None:
    office.publish()
    link, reader = office.link(), office.reader
    page = reader.get(link)
    if how == "forged":
        link = f"{link[:-3]}abc"
    elif how == "replaced":
        for _ in range(2):
            office.one.press(f"{DESK}/1/steps", action="link", link_number="1")
        assert reader.get(office.link()).status_code == 200
    elif how == "expired":
        clock.on(days=180)
    else:
        assert office.step("withdrawn", words="They did it.") == ""
    answer = reader.get(link)
    assert (answer.status_code, words in answer.text) == (404 if how == "forged" else 410, True)
    token = reader.get("/ask")
    sent = reader.press(link, token, **REPLY)
    assert words in sent.text
    assert REPLY["summary"] in sent.text
    assert page.status_code == 200


def test_paused_days_count_neither_as_waiting_nor_towards_the_deadline(
    office: Office, clock: Clock, reviewer: Person
) -> None:
    address = office.publish()
    clock.on(days=2)
    back(office.one, reviewer)
    assert office.step("paused", words="An election.", until="2026-12-11") == ""
    found = one(office.reader, address)
    assert (found["state"], found["days_waiting"], found["paused_until"]) == ("paused", 1, "2026-12-11")
    assert found["reply_by"] == "2027-01-12"
    assert "An election." in office.reader.get(address).text
    clock.on(days=11)
    found = one(office.reader, address)
    assert (found["state"], found["days_waiting"]) == ("waiting", 2)


def test_a_pause_that_ends_early_gives_its_other_days_back(office: Office, clock: Clock, reviewer: Person) -> None:
    address = office.publish()
    office.step("paused", words="An election.", until="2026-12-31")
    clock.on(days=2)
    back(office.one, reviewer)
    assert office.step("resumed") == ""
    found = one(office.reader, address)
    assert (found["state"], found["reply_by"], found["days_waiting"]) == ("waiting", "2026-12-30", 1)


def test_late_is_public_until_more_time_is_agreed(office: Office, clock: Clock, reviewer: Person) -> None:
    address, reader = office.publish(working_days="5"), office.reader
    assert one(reader, address)["reply_by"] == "2026-12-04"
    clock.now = datetime(2026, 12, 4, 23, 59, tzinfo=UTC)
    assert "No reply is late." in reader.get("/asks/late").text
    clock.on(minutes=2)
    assert "1 day late" in reader.get("/asks/late").text
    assert "1 late" in reader.get("/asks/bodies/example-council").text
    back(office.one, reviewer)
    assert waiting(office.one)["Asks whose reply is late"] == 1
    assert "still to come" in office.step("extended", until="2026-12-04", agreed_by="Chair")
    assert "Say who agreed" in office.step("extended", until="2026-12-18")
    assert office.step("extended", until="2026-12-18", agreed_by="VRN board") == ""
    assert "No reply is late." in reader.get("/asks/late").text
    assert "agreed by the VRN board" in reader.get(address).text


@pytest.mark.parametrize(("asked", "due"), [("2027-03-19", "2027-04-01"), ("2027-10-22", "2027-11-01")])
def test_the_deadline_ends_with_its_day_in_london_when_the_clocks_change(
    office: Office, clock: Clock, reviewer: Person, asked: str, due: str
) -> None:
    """Both spans hold the night on which the clocks change; in the first, Good Friday and Easter Monday too."""
    clock.now = datetime.fromisoformat(f"{asked}T12:00+00:00")
    for browser in (office.one, office.two):
        back(browser, reviewer if browser is office.one else builders.person(browser.services, Role.ADMIN))
    address = office.publish(working_days="7" if asked.startswith("2027-03") else "6")
    assert one(office.reader, address)["reply_by"] == due
    day = date.fromisoformat(due)
    summer = day.month == 4
    clock.now = datetime(day.year, day.month, day.day, 22 if summer else 23, 59, tzinfo=UTC)
    assert one(office.reader, address)["days_late"] == 0
    clock.on(minutes=2)
    assert one(office.reader, address)["days_late"] == 1


def test_steps_are_refused_that_don_t_fit_or_that_somebody_else_forestalled(office: Office) -> None:
    office.publish()
    assert "Say why it’s paused." in office.step("paused", until="2026-12-31")
    assert "still to come" in office.step("paused", words="Why", until="2026-11-01")
    assert "other published ask" in office.step("superseded", other="nothing")
    assert "as it stands now" in office.step("seen", words="We saw it.")
    assert office.step("withdrawn", words="No longer needed.") == ""
    page = office.two.get(f"{DESK}/1/steps")
    second = office.two.press(f"{DESK}/1/steps", page, action="withdrawn", last="1", **{"withdrawn-words": "Me too."})
    assert second.status_code == 409
    assert "Me too." not in office.reader.get("/asks").text
    assert "Withdrawn or replaced" in office.reader.get("/asks").text


def test_what_is_done_is_seen_and_looked_at_again(office: Office, clock: Clock, reviewer: Person) -> None:
    address = office.publish()
    office.answer(outcome="action-reported")
    assert "They say it’s done" in office.reader.get(address).text
    office.one.press(f"{DESK}/1/steps", action="look-again", look_again_on="2026-11-29")
    assert waiting(office.one)["Asks to look at again"] == 1
    assert office.step("seen", words="We went there.", link="https://example.org/seen") == ""
    shown = office.reader.get(address).text
    assert "We’ve seen that it’s done" in shown
    assert "We went there." in shown
    assert "Asks to look at again" not in waiting(office.one)


def test_a_reply_is_kept_from_the_pages_for_a_listed_reason_that_is_said(office: Office, post) -> None:
    address, reader = office.publish(), office.reader
    link = office.link()
    reader.send(link, REPLY | {"words": "Ask Jo Bloggs."})
    page = f"{DESK}/replies/1"
    bare = office.one.press(page, action="refuse")
    assert (bare.status_code, "Select a reason." in bare.text) == (400, True)
    assert office.one.press(page, action="refuse", ground="personal").status_code == 303
    shown = reader.get(address).text
    assert "It shows who someone is" in shown
    assert "Jo Bloggs" not in shown + office.one.get(page).text
    assert any(link in mail.replace("=\r\n", "") for mail in post())
    assert reader.send(link, REPLY).status_code == 303
    office.settle(2)
    assert office.one.press(f"{DESK}/replies/2", action="refuse", ground="unlawful").status_code == 303
    shown = reader.get(address).text
    assert "Reply taken down" in shown
    assert REPLY["summary"] not in shown


def test_similar_open_asks_and_the_fifth_are_shown_first(office: Office) -> None:
    assert office.one.send(f"{DESK}/new", ASK | {"action": "propose"}).status_code == 303
    office.two.press(f"{DESK}/1", action="publish", version="1")
    first = office.one.send(f"{DESK}/new", ASK | {"action": "propose"})
    assert (first.status_code, "open asks like this one" in first.text) == (200, True)
    assert "Nothing is saved yet." in first.text
    again = office.one.send(f"{DESK}/new", {"action": "propose"}, first)
    assert again.status_code == 303
    office.two.press(str(again.location), action="publish", version="1")
    for number in range(3, 5):
        office.publish(title=f"Number {number}", text=f"Wholly {number}")
    fifth = office.one.send(f"{DESK}/new", ASK | {"action": "propose", "title": "Another"})
    assert "4 open asks already" in fifth.text
    assert [each["asked"] for each in office.reader.get("/api/v1/asks").json["bodies"]] == [4]


def test_a_yes_comes_up_again_after_90_days_and_an_admin_alone_is_told_of(
    office: Office, admin: Browser, clock: Clock, reviewer: Person
) -> None:
    address = office.publish()
    assert office.reader.send(office.link(), REPLY).status_code == 303
    assert "One person alone" not in office.reader.get(address).text
    assert admin.press(f"{DESK}/replies/1", action="publish").status_code == 303
    assert "Published by one person, without a second check." in office.reader.get(address).text
    clock.on(days=90)
    back(office.one, reviewer)
    assert waiting(office.one)["Asks to look at again"] == 1


def test_nobody_publishes_what_somebody_changed_in_between(office: Office) -> None:
    page = office.propose()
    before = office.two.get(page)
    office.one.send(page, ASK | {"title": "Something else", "action": "propose", "seen": "yes"})
    answer = office.two.press(page, before, action="publish", version="1")
    assert (answer.status_code, "Someone else changed this" in answer.text) == (409, True)
    lost = office.two.send(page, ASK | {"title": "Mine", "version": "1", "action": "propose", "seen": "yes"}, before)
    assert (lost.status_code, 'value="Mine"' in lost.text) == (409, True)
    assert office.two.press(page, action="publish", version="2").status_code == 303
    assert office.two.press(page, before, action="publish", version="2").location == f"{page}/steps"
    assert len(office.reader.get("/api/v1/asks").json["asks"]) == 1


def test_a_body_that_is_renamed_and_merged_keeps_its_asks_and_its_address(office: Office) -> None:
    office.publish()
    for name in ("Example City Board", "Another Council"):
        assert office.one.send(BODIES, {"name": name}).status_code == 303
    same = office.one.send(BODIES, {"name": "another council"})
    assert (same.status_code, "with this name already" in same.text) == (400, True)
    office.publish(body="another-council", title="Open a hall")
    for number in (1, 3):
        assert office.one.send(f"{BODIES}/{number}", {"succeeded_by": "example-city-board"}).status_code == 303
    circle = office.one.send(f"{BODIES}/2", {"succeeded_by": "example-council"})
    assert (circle.status_code, "became part of this one" in circle.text) == (400, True)
    moved = office.reader.get("/asks/bodies/example-council")
    assert (moved.status_code, moved.location) == (301, "/asks/bodies/example-city-board")
    page = office.reader.get("/asks/bodies/example-city-board").text
    assert "answered 0 of 2" in page
    assert "Example Council" in page
    closed = office.one.send(f"{DESK}/new", ASK | {"action": "draft"})
    assert (closed.status_code, 'href="#body"' in closed.text) == (400, True)


@pytest.mark.slow("walks from the suggestion to its deletion, with the mails")
def test_whoever_suggested_an_ask_hears_of_each_step_until_it_ends(
    office: Office, reader: Browser, services: Services, post, clock: Clock, reviewer: Person
) -> None:
    typed = {"title": TITLE, "who": "The council", "text": "More games, please.", "email": "ann@example.org"}
    assert reader.send("/asks/suggest", typed).location == "/sent/check-your-mail"
    link = link_in(post()[0])
    reader.send(link, {"action": "send"})
    post()
    new = f"{DESK}/new?submission=1"
    assert "More games, please." in office.one.get(new).text
    made = office.one.send(new, ASK | {"action": "propose"})
    assert made.location == f"{DESK}/1"
    assert office.two.send(new, ASK | {"action": "propose"}).location == f"{DESK}/1"
    office.two.press(f"{DESK}/1", action="publish", version="1")
    assert office.one.get(new).location == "/staff/submissions?done=answered"
    office.step("paused", words="An election.", until="2026-12-31")
    office.answer()
    told = [mail for mail in post() if "To: ann@example.org" in mail]
    assert len(told) == 3
    assert "We've asked it" in reader.get(link).text.replace("&#39;", "'")
    assert 'value="withdraw"' not in reader.get(link).text
    office.step("seen", words="We saw it.")
    clock.on(days=30)
    moderation.mind(services)
    assert reader.get(link).status_code == 404
    assert TITLE in reader.get("/asks").text


def test_erasure_takes_the_address_and_leaves_the_ask(office: Office, services: Services) -> None:
    office.publish()
    assert erasure.forget(services, "Youth@council.example")["inboxes"] == 1
    assert "youth@council" not in office.one.get(f"{BODIES}/1").text
    assert TITLE in office.reader.get("/asks").text


def test_scripts_in_every_field_are_words(office: Office) -> None:
    typed = dict.fromkeys(("role", "title", "text", "law", "done", "cost"), SCRIPT)
    address = office.publish(**typed, law_link="")
    office.answer(**dict.fromkeys(("role", "summary", "words", "evidence"), SCRIPT))
    office.step("seen", words=SCRIPT)
    for path in ("/asks", address, "/briefs/street-games", "/asks.atom", "/asks/bodies/example-council"):
        page = office.reader.get(path).text
        assert SCRIPT not in page, path
    refused = office.one.send(f"{DESK}/new", ASK | {"law_link": "javascript:alert(1)", "action": "draft"})
    assert (refused.status_code, 'href="#law_link"' in refused.text) == (400, True)


@pytest.mark.slow("publishes eleven asks, each by two people")
def test_floods_of_replies_are_held_back(office: Office) -> None:
    for number in range(11):
        office.publish(title=f"Ask {number}")
    answers = [office.reader.send(office.link(number), REPLY) for number in range(1, 12)]
    assert [answer.status_code for answer in answers] == [303] * 10 + [429]
    assert REPLY["summary"] in answers[-1].text


def test_the_paper_says_what_the_page_says(office: Office) -> None:
    address = office.publish()
    office.answer()
    word = office.reader.get(f"{address}.docx")
    text = "\n".join(paragraph.text for paragraph in docx.Document(io.BytesIO(word.data)).paragraphs)
    for words in (
        TITLE,
        "Head of Youth Services, Example Council",
        REPLY["summary"],
        "29 November 2026",
        "They said yes",
    ):
        assert words in text
    assert office.reader.get(f"{address}.pdf").data.startswith(b"%PDF")


def test_the_feed_has_the_last_change_first(office: Office, clock: Clock) -> None:
    office.publish()
    clock.on(minutes=1)
    office.publish(title="Open a hall")
    clock.on(minutes=1)
    office.step("paused", words="An election.", until="2026-12-31")
    feed = ElementTree.fromstring(office.reader.get("/asks.atom").text)
    assert [entry.findtext(f"{ATOM}title") for entry in feed.iter(f"{ATOM}entry")] == [TITLE, "Open a hall"]


def test_only_reviewers_and_admins_write_asks(office: Office, contributor: Browser) -> None:
    office.publish()
    for path in (DESK, f"{DESK}/new", f"{DESK}/1", f"{DESK}/1/steps", BODIES, f"{BODIES}/1"):
        assert contributor.get(path).status_code == 403, path
    assert not [words for words in waiting(contributor) if "Asks" in words]


@pytest.mark.slow("writes a backup and restores it")
def test_a_backup_holds_the_asks_with_their_history(office: Office, services: Services, tmp_path) -> None:
    address = office.publish()
    office.answer()
    before = one(office.reader, address)
    backups.write(services, tmp_path / "kept.zip", lambda *_: None)
    office.step("withdrawn", words="A slip.")
    backups.restore(services, tmp_path / "kept.zip", lambda *_: None, replace=True)
    assert one(office.reader, address) == before
    with pytest.raises(DBAPIError, match="only added to"), services.store.writing() as database:
        database.exec_driver_sql("DELETE FROM ask_history")
