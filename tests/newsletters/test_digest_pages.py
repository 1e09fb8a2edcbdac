"""Past digests, which anybody may read, and the next ones, which staff prepare."""

import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from library.app import create_app
from library.editing.drafts import service as desk
from library.newsletters.digests import service as digests
from library.newsletters.subscriptions import repository as rows
from library.newsletters.subscriptions import service as subscriptions
from library.newsletters.subscriptions.models import Choice, Rhythm
from library.search import indexing
from tests import builders
from tests.browse.test_sharing import bodies, sent
from tests.browser import Browser, Forms

FRIDAY = datetime(2026, 11, 27, 12, 0, tzinfo=UTC)


class Clock:
    def __init__(self):
        self.now = FRIDAY

    def __call__(self):
        return self.now


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def at_work(services, clock, reviewer):
    """Return parts on a Friday with two new briefs since digests began."""
    clock.now -= timedelta(days=1)
    digests.queue_due(services)
    clock.now += timedelta(days=1)
    builders.published(services, reviewer)
    builders.published(services, reviewer, "murals", title="Murals <b>")
    return services


@pytest.fixture
def staff(at_work, app, reviewer):
    return Browser(app, reviewer)


def weekly(page):
    return next(fields for action, fields in Forms(page.text).found if action == "/staff/digests/weekly").copy()


def press(staff, action, **typed):
    fields = weekly(staff.get("/staff/digests"))
    for name, value in (typed | {"action": action}).items():
        fields.setlist(name, [value])
    return staff.client.post("/staff/digests/weekly", data=fields, follow_redirects=True)


def test_staff_see_what_the_next_digest_would_tell_and_when(staff):
    page = staff.get("/staff/digests").text
    assert "Goes out 30 November 2026, 08:00 to 0 subscribers" in page
    assert "Goes out 1 December 2026, 08:00" in page
    assert page.count("Murals &lt;b&gt;") == 2


def test_staff_give_it_a_line_an_order_and_a_time_and_it_goes_out_so(staff, at_work, clock):
    typed = {"opening": "Two things <this> week.", "place-street-games": "1", "send_at": "2026-12-01T09:30"}
    assert "The plan is kept." in press(staff, "plan", **typed).text
    clock.now = datetime(2026, 12, 1, 9, 29, tzinfo=UTC)
    digests.queue_due(at_work)
    assert [each.rhythm for each in digests.public(at_work)] == ["monthly", "now"]
    clock.now += timedelta(minutes=1)
    digests.queue_due(at_work)
    (found,) = [each for each in digests.public(at_work) if each.rhythm == "weekly"]
    reader = Browser(staff.client.application)
    page = reader.get(f"/digests/{found.id}").text
    assert "Two things &lt;this&gt; week." in page
    assert page.index("Street games") < page.index("Murals &lt;b&gt;")
    assert f'href="/digests/{found.id}"' in reader.get("/digests").text


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"opening": "x" * 501}, "Use 500 characters or fewer. It has 501."),
        ({"send_at": "soon"}, "Give a day and time from 30 November to 6 December 2026"),
        ({"send_at": "2026-12-07T08:00"}, "Give a day and time from 30 November"),
        ({"send_at": "2026-11-29T08:00"}, "Give a day and time from 30 November"),
    ],
)
def test_a_plan_that_cannot_be_kept_is_said(staff, typed, sentence):
    answer = press(staff, "plan", **typed)
    assert answer.status_code == 400
    assert sentence in answer.text
    (field,) = typed
    assert f'id="{field}"' in answer.text
    assert all(value in answer.text for value in typed.values())


def test_staff_see_the_mail_as_somebody_who_chose_a_topic_and_that_one_without_news_gets_none(staff):
    mail = press(staff, "preview", topics="approach:youth-work")
    assert "Murals &lt;b&gt;" in mail.text
    assert "you asked for: Youth work." in mail.text
    assert "default-src 'none'" in mail.headers["Content-Security-Policy"]
    answer = press(staff, "preview", topics="approach:mentoring")
    assert "so they would get no e-mail." in answer.text


def test_staff_send_a_test_to_themselves_alone(staff, at_work):
    assert "Saved to the outbox folder: no mail server is set up." in press(staff, "test").text
    went = sent(at_work)
    assert list(went) == ["reviewer@example.org"]
    assert went["reviewer@example.org"]["Subject"] == "Test: What works: 2 new"
    assert "Murals <b>" in bodies(went["reviewer@example.org"])[0]
    assert digests.public(at_work) == []


def test_a_digest_that_is_not_sent_is_no_page_and_only_reviewers_prepare_one(staff, at_work, app, contributor):
    press(staff, "plan", send_at="2026-11-30T08:00")
    assert [app.test_client().get(f"/digests/{number}").status_code for number in range(1, 6)] == [404] * 5
    assert contributor.get("/staff/digests").status_code == 403
    assert contributor.client.post("/staff/digests/weekly", data=contributor.form("/staff/mail")[1]).status_code == 403


def test_a_past_digest_still_says_what_it_told_once_a_brief_is_withdrawn(staff, at_work, clock, reviewer):
    clock.now = datetime(2026, 11, 30, 8, tzinfo=UTC)
    digests.queue_due(at_work)
    desk.withdraw(at_work, reviewer, 1, "It was wrong.")
    (found,) = [each for each in digests.public(at_work) if each.rhythm == "weekly"]
    assert "Street games on summer evenings" in staff.get(f"/digests/{found.id}").text
    assert staff.get("/briefs/street-games").status_code == 410


def subscriber(services, name, topics=("everything",), search=""):
    """Let somebody ask for the weekly digest and say yes, before what is new."""
    choice = Choice(tuple(topics), search, Rhythm.WEEKLY)
    earlier = replace(services, clock=lambda: FRIDAY - timedelta(days=1))
    assert subscriptions.ask(earlier, f"{name}@example.org", choice, "/subscribe", name) == []
    with services.store.reading() as database:
        found = rows.of(database, f"{name}@example.org")
    subscriptions.agree(earlier, found)


def test_staff_see_the_mail_as_one_subscriber_with_a_link_that_opens_nothing(staff, at_work):
    subscriber(at_work, "ann", ("approach:youth-work",))
    subscriber(at_work, "bob", ("approach:mentoring",))
    mail = press(staff, "preview", subscriber=" Ann@example.org ").text
    assert "you asked for: Youth work." in mail
    link = re.search(r'href="[^"]*(/subscriptions/[^"]*)"', mail)[1]
    assert staff.get(link).status_code == 404
    answer = press(staff, "preview", subscriber="bob@example.org")
    assert "so they would get no e-mail." in answer.text
    assert 'value="bob@example.org"' in answer.text
    for nobody in ("cat@example.org", "x" * 400, "<b>", "ann@example.org\r\nBcc: bob@example.org"):
        answer = press(staff, "preview", subscriber=nobody)
        assert answer.status_code == 400
        assert "Nobody with this address gets this digest." in answer.text
    typed = {
        "subscriber": "cat@example.org",
        "opening": "Not kept yet.",
        "place-murals": "7",
        "topics": "kind:what_works",
    }
    answer = press(staff, "preview", **typed).text
    assert "Not kept yet.</textarea>" in answer
    assert 'name="place-murals" inputmode="numeric" value="7"' in answer
    assert '<option value="kind:what_works" selected>' in answer


def test_staff_see_which_searches_subscribers_keep_and_the_mail_that_answers_one(staff, at_work):
    for name in ("ann", "bob"):
        subscriber(at_work, name, (), "street games")
    page = staff.get("/staff/digests").text
    assert 'href="/search?q=street+games">street games</a>: 2' in page
    assert "ann@example.org" not in page
    indexing.catch_up(at_work)
    mail = press(staff, "preview", search="street games").text
    assert "anything that answers “street games”" in mail
    assert "so they would get no e-mail." in press(staff, "preview", search="submarines").text


def test_on_its_day_the_digest_can_be_planned_until_it_goes_out(at_work, clock, reviewer):
    clock.now = datetime(2026, 11, 30, 7, 30, tzinfo=UTC)
    staff = Browser(create_app(at_work), reviewer)
    assert "Goes out 30 November 2026, 08:00" in staff.get("/staff/digests").text
    press(staff, "plan", opening="Later today.", send_at="2026-11-30T16:00")
    clock.now += timedelta(hours=1)
    digests.queue_due(at_work)
    assert "Goes out 30 November 2026, 16:00" in staff.get("/staff/digests").text
    clock.now += timedelta(hours=8)
    digests.queue_due(at_work)
    (found,) = [each for each in digests.public(at_work) if each.rhythm == "weekly"]
    assert found.opening == "Later today."
    staff = Browser(create_app(at_work), reviewer)
    assert "Goes out 7 December 2026, 08:00" in staff.get("/staff/digests").text
