"""Checking briefs again: what is due, who is reminded, and saying that nothing has changed."""

import re
from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from library import worker
from library.app import create_app
from library.editing.drafts import repository as reviews
from library.editing.drafts import service as desk
from library.editing.review_dates import reminders
from library.editing.review_dates import repository as review_date_rows
from library.i18n.formats import LONDON
from library.mail import repository as mail_table
from library.security.permissions import Role
from tests import builders
from tests.browser import Browser

TODAY = datetime(2027, 11, 1, 12, tzinfo=LONDON)
ROLE = "Evidence lead"


@pytest.fixture
def services(services):
    """Give parts on a day on which briefs of 2026 are due."""
    return replace(services, clock=lambda: TODAY)


@pytest.fixture
def admin(app, services):
    return Browser(app, builders.person(services, Role.ADMIN))


def brief(services, reviewer, slug, check_by="2027-11-22", **changes):
    checked_on = changes.pop("checked_on", "2026-11-22")
    return builders.published(
        services,
        reviewer,
        slug,
        title=f"About {slug}",
        owner_role=ROLE,
        checked_on=checked_on,
        check_by=check_by,
        **changes,
    )


def named(page):
    return re.findall(r'class="line__title" href="/briefs/([\w-]+)"', page.text)


def test_what_is_overdue_comes_first_and_what_is_far_off_not_at_all(staff, services, reviewer):
    brief(services, reviewer, "soon")
    brief(services, reviewer, "late", "2027-01-01")
    brief(services, reviewer, "later", "2028-06-01")
    page = staff.get("/staff/due")
    assert named(page) == ["late", "soon"]
    assert "1 brief is overdue, 1 is due within 90 days." in page.text
    assert "overdue since 1 January 2027" in page.text


def test_only_mine_shows_what_i_own_or_stand_in_for(admin, staff, services, reviewer):
    brief(services, reviewer, "ours")
    builders.published(services, reviewer, "theirs", owner_role="Somebody else", check_by="2027-11-22")
    assert named(staff.get("/staff/due?whose=mine")) == []
    assert admin.send("/staff/due/duties", {"role": ROLE, "deputy": str(reviewer.id)}).status_code == 303
    assert named(staff.get("/staff/due?whose=mine")) == ["ours"]
    assert f"{ROLE}: Reviewer Example" in staff.get("/staff/due").text


def test_one_click_says_that_nothing_changed_and_readers_see_what_was_looked_at(staff, client, services, reviewer):
    brief(services, reviewer, "soon")
    answer = staff.send("/staff/due", {"looked_at": "Both\r\nsources"})
    assert (answer.status_code, answer.location) == (303, "/staff/due?done=checked")
    shown = client.get("/briefs/soon.json").json
    assert (shown["checked_on"], shown["check_by"]) == ("2027-11-01", "2028-10-31")
    del shown["outcomes"][0]["confidence"]
    assert {**shown, "checked_on": "2026-11-22", "check_by": "2027-11-22"} == builders.content(
        "soon", title="About soon", owner_role=ROLE
    )
    with services.store.reading() as database:
        rows = database.exec_driver_sql("SELECT change_note FROM versions WHERE status = 'published'").all()
        noted = database.exec_driver_sql("SELECT person_id, before <> after FROM audit WHERE action = 'check'").all()
    assert rows == [("Checked again, nothing changed. We looked at: Both sources",)]
    assert noted == [(reviewer.id, 1)]
    assert named(staff.get("/staff/due")) == []


def test_early_learning_is_due_again_within_six_months(staff, client, services, reviewer):
    brief(services, reviewer, "early", "2027-05-22", kind="early_learning")
    lock = desk.open_draft(services, reviewer, 1).lock
    typed = builders.content("early", title="About early", kind="early_learning", check_by="2027-05-22")
    desk.publish(services, reviewer, 1, typed, lock)
    staff.send("/staff/briefs/1/checked", {"looked_at": "The report"})
    assert client.get("/briefs/early.json").json["check_by"] == "2028-04-30"


def test_two_clicks_do_it_once(staff, services, reviewer):
    brief(services, reviewer, "soon")
    page = staff.get("/staff/due")
    answers = [staff.send("/staff/due", {"looked_at": "All"}, page) for _ in range(2)]
    assert [answer.status_code for answer in answers] == [303, 303]
    with services.store.reading() as database:
        assert database.exec_driver_sql("SELECT count(*) FROM versions").scalar() == 2
        assert database.exec_driver_sql("SELECT count(*) FROM audit WHERE action = 'check'").scalar() == 1


@pytest.mark.parametrize(
    ("looked_at", "sentence"),
    [(" \r\n ", "Say what you looked at"), ("x" * 301, "Use 300 characters or fewer. It has 301.")],
)
def test_what_was_looked_at_has_to_be_said_and_stays_typed(staff, services, reviewer, looked_at, sentence):
    brief(services, reviewer, "soon")
    answer = staff.send("/staff/due", {"looked_at": looked_at})
    assert answer.status_code == 400
    assert sentence in answer.text
    assert looked_at.strip() in answer.text


@pytest.mark.parametrize(("by", "alone"), [(Role.ADMIN, True), (Role.REVIEWER, False)])
def test_a_brief_that_one_person_published_alone_is_seen_by_two_once_another_checks_it(
    app, admin, services, reviewer, by, alone
):
    boss = builders.person(services, Role.ADMIN, "boss@example.org")
    rated = [
        {"outcome": "any-violence", "effect": "harm", "design": "comparison", "why": "More of it.", "sources": ["a"]}
    ]
    saved = desk.start(services, boss, builders.content("soon", outcomes=rated), "form")
    desk.publish(services, boss, saved.brief_id, builders.content("soon", outcomes=rated), 1)
    checker = boss if by is Role.ADMIN else reviewer
    assert Browser(app, checker).send("/staff/briefs/1/checked", {"looked_at": "All"}).status_code == 303
    with services.store.reading() as database:
        assert reviews.alone(database, 1) is alone


def test_a_brief_that_changed_meanwhile_has_to_be_read_again(staff, client, services, reviewer):
    brief(services, reviewer, "soon")
    page = staff.get("/staff/due")
    lock = desk.open_draft(services, reviewer, 1).lock
    desk.publish(services, reviewer, 1, builders.content("soon", title="About soon", costs="Chalk."), lock)
    answer = staff.send("/staff/due", {"looked_at": "All"}, page)
    assert answer.status_code == 400
    assert "Somebody has changed this brief since you opened this page." in answer.text
    assert client.get("/briefs/soon.json").json["checked_on"] == "2026-11-22"
    assert staff.send("/staff/briefs/1/checked", {}, answer).status_code == 303


def test_a_brief_that_is_being_edited_is_left_to_its_editor(staff, services, reviewer):
    brief(services, reviewer, "soon")
    page = staff.get("/staff/due")
    staff.send("/staff/briefs/1/edit", {"title": "Half a new title"})
    answer = staff.send("/staff/due", {"looked_at": "All"}, page)
    assert "Somebody is editing this brief." in answer.text
    assert desk.open_draft(services, reviewer, 1).content["title"] == "Half a new title"
    assert "being edited" in staff.get("/staff/due").text


def test_contributors_see_what_is_due_but_may_not_call_it_checked(contributor, services, reviewer):
    brief(services, reviewer, "soon")
    page = contributor.get("/staff/due")
    assert named(page) == ["soon"]
    assert "Nothing has changed" not in page.text
    assert contributor.get("/staff/briefs/1/checked").status_code == 403
    assert contributor.get("/staff/due/duties").status_code == 403


def test_a_draft_and_a_brief_that_is_not_there_cannot_be_checked(staff, services, reviewer):
    desk.start(services, reviewer, {"title": "A draft"}, "form")
    assert staff.get("/staff/briefs/1/checked").status_code == 404
    assert staff.get("/staff/briefs/99/checked").status_code == 404


@pytest.mark.parametrize("question", ["page=0", "page=-1", "page=x", "whose=nobody"])
def test_no_question_to_the_list_is_too_absurd_for_an_answer(staff, question):
    assert staff.get(f"/staff/due?{question}").status_code == 200


@pytest.mark.parametrize(
    "typed", [{"role": "No such role"}, {"owner": "99"}, {"owner": "1", "deputy": "1"}, {"owner": "999999999999999"}]
)
def test_a_role_or_person_that_is_not_there_is_refused(admin, services, reviewer, typed):
    brief(services, reviewer, "soon")
    assert admin.send("/staff/due/duties", typed).status_code == 400
    with services.store.reading() as database:
        assert [duty.owner for duty in review_date_rows.roles(database)] == [None]


def waiting(services):
    """Give the mails that wait, as (address, subject)."""
    with services.store.reading() as database:
        lines = mail_table.lines(database, (mail_table.MailState.QUEUED,), 50)
    return sorted((line.address, line.subject) for line in lines)


def on(services, days):
    return replace(services, clock=lambda: TODAY + timedelta(days=days))


def test_owner_and_deputy_are_reminded_once_a_brief_and_period_in_one_mail_each(admin, services, reviewer):
    helper = builders.person(services, Role.CONTRIBUTOR)
    brief(services, reviewer, "soon")
    brief(services, reviewer, "late", "2027-10-15")
    brief(services, reviewer, "next", "2027-12-20")
    admin.send("/staff/due/duties", {"role": ROLE, "owner": str(reviewer.id), "deputy": str(helper.id)})
    both = ["contributor@example.org", "reviewer@example.org"]
    assert reminders.queue_due(services) == 2
    assert waiting(services) == [(address, "2 briefs are due for checking") for address in both]
    assert [reminders.queue_due(on(services, days)) for days in (0, 1, 10)] == [0, 0, 0]
    assert reminders.queue_due(on(services, 25)) == 2
    assert reminders.queue_due(on(services, 26)) == 0


def test_a_brief_checked_in_time_is_not_reminded_of_again(staff, services, reviewer):
    builders.person(services, Role.ADMIN)
    brief(services, reviewer, "soon")
    assert reminders.queue_due(services) == 1
    staff.send("/staff/due", {"looked_at": "All"})
    assert [reminders.queue_due(on(services, days)) for days in (1, 25, 60, 300)] == [0] * 4


def test_what_nobody_looks_after_is_told_to_every_admin_and_to_no_other(admin, services, reviewer):
    brief(services, reviewer, "soon")
    reminders.queue_due(services)
    assert waiting(services) == [("admin@example.org", "“About soon” is due for checking")]


def test_somebody_who_left_is_reminded_no_more(admin, services, reviewer):
    brief(services, reviewer, "soon")
    admin.send("/staff/due/duties", {"role": ROLE, "owner": str(reviewer.id)})
    with services.store.writing() as database:
        database.exec_driver_sql(f"UPDATE people SET disabled = true WHERE id = {reviewer.id}")
    reminders.queue_due(services)
    assert [address for address, _ in waiting(services)] == ["admin@example.org"]


def test_the_worker_reminds_and_the_mail_leads_to_what_is_due(services, reviewer):
    builders.person(services, Role.ADMIN)
    brief(services, reviewer, "late", "2027-10-15")
    worker.work(services, once=True)
    sent = [path.read_text() for path in (services.settings.instance / "outbox").iterdir()]
    assert len(sent) == 1
    assert "overdue since 15 October 2027" in re.sub(r"=\n", "", sent[0])
    assert "http://127.0.0.1:8000/staff/due" in sent[0]
    assert create_app(services).test_client().get("/staff/due").status_code == 302


def test_many_due_briefs_are_paged(staff, services, reviewer):
    for number in range(51):
        brief(services, reviewer, f"brief-{number:02}")
    assert len(named(staff.get("/staff/due"))) == 50
    assert named(staff.get("/staff/due?page=2")) == ["brief-50"]
