"""Review: two people for a rated brief, comments, sending back, a time to publish, and bringing back."""

import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
import sqlalchemy as sa

from library import cli
from library.accounts import repository as people_table
from library.accounts.invitations import service as invitations
from library.app import create_app
from library.db.tables import audit, mails
from library.db.tables import reviews as kept
from library.editing.drafts import review as reviews
from library.editing.drafts import service as desk
from library.search import indexing
from library.security.permissions import Role
from tests import builders
from tests.browser import Browser, typed
from tests.editing.test_desk import NEW, edit, error_beside
from tests.tiers import deeper
from tests.to_do import waiting

QUEUE = "/staff/briefs"


def rated(**changes):
    return typed(builders.content(**changes))


def words(page):
    return " ".join(re.sub(r"<[^>]*>", " ", page.text).split())


def deeds(services):
    with services.store.reading() as database:
        return list(database.scalars(sa.select(audit.c.action).where(audit.c.object == "brief 1").order_by(audit.c.id)))


def later(services, **passed):
    """Give the same library some time later, and a way for its staff to look at it."""
    return replace(services, clock=lambda: datetime.now(UTC) + timedelta(**passed))


@pytest.fixture
def admin(app, services):
    return Browser(app, builders.person(services, Role.ADMIN))


@pytest.fixture
def sent(contributor):
    """Give the contributor's browser, who has sent a rated brief for review."""
    answer = contributor.send(NEW, rated() | {"action": "review"})
    assert (answer.status_code, answer.location) == (303, f"{edit()}?done=review")
    return contributor


def test_a_contributor_sends_a_brief_and_a_reviewer_publishes_it(sent, staff, client):
    assert "Sent for review." in words(sent.get(f"{edit()}?done=review"))
    queue = words(staff.get(QUEUE))
    assert re.search("Waiting for your review Street games on summer evenings sent .* by Contributor Example", queue)
    assert re.search("In review , sent by Contributor Example", words(staff.get(edit())))
    assert client.get("/briefs/street-games").status_code == 404
    assert staff.send(edit(), {"action": "publish"}).location == "/briefs/street-games"
    assert client.get("/briefs/street-games").status_code == 200
    assert "Waiting for your review" not in waiting(staff)


def test_a_brief_with_a_fault_is_not_sent_but_saved_and_the_list_says_why(contributor, staff):
    page = contributor.send(NEW, rated() | {"title": "", "action": "review"})
    assert page.status_code == 400
    assert "saved as a draft, but can&#39;t be reviewed yet" in page.text
    assert "Title: this is needed." in error_beside(page, "title")
    assert "In review" not in words(staff.get(edit()))
    assert "Waiting for your review" not in waiting(staff)


def test_sending_twice_sends_once(contributor, services):
    page = contributor.get(NEW)
    answers = [contributor.send(NEW, rated() | {"action": "review"}, page) for _ in range(2)]
    assert [answer.location for answer in answers] == [f"{edit()}?done=review"] * 2
    assert deeds(services) == ["start", "send for review"]


def test_a_reviewer_alone_cannot_publish_a_rated_brief(staff, client):
    page = staff.send(NEW, rated() | {"action": "publish"})
    assert page.status_code == 400
    assert "Someone else must publish this" in page.text
    assert client.get("/briefs/street-games").status_code == 404
    assert staff.form(edit())[1]["title"] == "Street games on summer evenings"


def test_a_reviewer_publishes_what_another_wrote_and_so_does_one_who_helped(app, services, staff, client):
    other = Browser(app, builders.person(services, email="other@example.org"))
    staff.send(NEW, rated() | {"action": "review"})
    other.send(edit(), {"title": "Street games, put well", "action": "save"})
    assert staff.send(edit(), {"action": "publish"}).status_code == 303
    assert "Street games, put well" in client.get("/briefs/street-games").text


def test_what_was_not_measured_needs_one_person_only(staff, client):
    assert staff.send(NEW, rated(outcomes=builders.UNRATED) | {"action": "publish"}).status_code == 303
    assert client.get("/briefs/street-games").status_code == 200


def test_whoever_moves_a_rating_does_not_publish_it_alone(app, services, staff, reviewer):
    builders.published(services, reviewer)
    moved = {"outcomes-0-effect": "mixed", "change_note": "A new study."}
    page = staff.send(edit(), moved | {"action": "publish"})
    assert page.status_code == 400
    assert "Someone else must publish this" in page.text
    other = Browser(app, builders.person(services, email="other@example.org"))
    assert other.send(edit(), {"action": "publish"}).status_code == 303


def test_a_reviewer_mends_the_words_of_a_brief_that_others_wrote(staff, services, reviewer):
    builders.published(services, reviewer)
    assert staff.send(edit(), {"what_it_is": "A street is closed for play.", "action": "publish"}).status_code == 303


HEADLINE = ["title", "one_line", "short_answer", "main_caution", "cautions"]


@pytest.mark.parametrize(
    ("name", "outcomes"),
    [
        *((name, None) for name in HEADLINE),
        ("title", builders.UNRATED),
        *(deeper(name, builders.UNRATED) for name in HEADLINE[1:]),
    ],
)
def test_another_headline_answer_or_caution_of_a_published_brief_needs_a_second_person(
    app, staff, services, reviewer, client, name, outcomes
):
    builders.published(services, reviewer, **({"outcomes": outcomes} if outcomes else {}))
    page = staff.send(edit(), {name: "Read the whole page first.", "action": "publish"})
    assert page.status_code == 400
    assert "Someone else must publish this" in error_beside(page, "review")
    assert "Read the whole page first." not in client.get("/briefs/street-games").text
    other = Browser(app, builders.person(services, email="other@example.org"))
    assert other.send(edit(), {"action": "publish"}).status_code == 303
    assert "Read the whole page first." in client.get("/briefs/street-games").text


def test_an_admin_may_publish_alone_and_it_is_recorded(admin, services, client):
    assert admin.send(NEW, rated() | {"action": "publish"}).status_code == 303
    assert client.get("/briefs/street-games").status_code == 200
    assert deeds(services) == ["start", "publish alone"]
    with services.store.reading() as database:
        assert database.execute(sa.select(kept.c.alone)).scalars().all() == [True]


def test_an_admin_who_publishes_what_another_wrote_was_not_alone(sent, admin, services):
    admin.send(edit(), {"action": "publish"})
    assert deeds(services)[-1] == "publish"


def test_a_brief_is_sent_back_with_words_that_its_writer_sees_until_they_are_settled(sent, staff):
    refused = staff.send(edit(), {"action": "return"})
    assert refused.status_code == 400
    assert "Say in a sentence what to fix." in error_beside(refused, "review_words")
    assert staff.send(edit(), {"review_words": "Say which <town>.", "action": "return"}).status_code == 303
    assert "Sent back to you Street games" in words(sent.get(QUEUE))
    page = sent.get(edit())
    assert "Say which &lt;town&gt;." in page.text
    assert "Reviewer Example" in page.text
    assert "In review" not in words(page)
    settle = re.search(r'value="(settle-\d+)"', page.text)[1]
    sent.send(edit(), {"action": settle, "what_it_is": "Games in Leicester."})
    page = sent.get(edit())
    assert "Say which" not in page.text
    assert sent.form(edit(), page)[1]["what_it_is"] == "Games in Leicester."
    assert "Sent back to you" not in waiting(sent)


def test_a_comment_stands_at_its_field(sent, staff):
    staff.send(edit(), {"comment_field": "costs", "comment_words": "What did it cost?", "action": "comment"})
    staff.send(edit(), {"comment_field": "outcomes-1", "comment_words": "Who counted?", "action": "comment"})
    page = sent.get(edit()).text
    assert '<a href="#costs">What did it cost?</a>' in page
    beside = re.search(r'id="costs-said">(.*?)</div>', page, re.DOTALL)[1]
    assert "What did it cost?" in beside
    assert re.search(r'id="costs"[^>]*aria-describedby="[^"]*costs-said', page)
    assert re.search(r'id="outcomes-1"[^>]*aria-describedby="[^"]*outcomes-1-said', page)


@pytest.mark.parametrize("typed_words", ["", "  ", "x" * 2001])
def test_a_comment_without_words_or_with_too_many_is_refused_and_the_edit_kept(sent, typed_words):
    page = sent.send(edit(), {"comment_words": typed_words, "title": "Newer", "action": "comment"})
    assert page.status_code == 400
    assert "comment_words-error" in page.text
    assert sent.form(edit())[1]["title"] == "Newer"


def test_the_same_comment_sent_twice_is_kept_once(sent):
    page = sent.get(edit())
    for _ in range(2):
        sent.send(edit(), {"comment_words": "Once.", "action": "comment"}, page)
    assert "1 comment to settle" in sent.get(edit()).text


@pytest.mark.parametrize("number", ["settle-", "settle-x", "settle-0", "settle-99999999999999999999", "settle-²"])
def test_settling_what_is_not_there_saves_and_does_nothing(sent, number):
    assert sent.send(edit(), {"title": "Newer", "action": number}).status_code == 303
    assert sent.form(edit())[1]["title"] == "Newer"


def test_a_contributor_can_neither_send_back_nor_choose_a_time_nor_bring_back(sent, services, reviewer):
    assert sent.send(edit(), {"review_words": "No.", "action": "return"}).status_code == 403
    assert sent.send(edit(), {"publish_at": "2099-01-01T09:00", "action": "publish"}).status_code == 403
    assert sent.send(edit(), {"action": "untime"}).status_code == 403
    token = {"form_token": sent.form(edit())[1]["form_token"]}
    assert sent.client.post("/staff/briefs/1/restore", data=token).status_code == 403


def test_what_is_typed_with_any_button_on_an_old_page_is_a_conflict(sent, staff):
    page = staff.get(edit())
    sent.send(edit(), {"title": "The writer's", "action": "save"})
    for action in ("publish", "review", "return", "comment"):
        more = {"review_words": "Change it.", "comment_words": "Hm.", "title": "Mine", "action": action}
        assert staff.send(edit(), more, page).status_code == 409, action
    assert sent.form(edit())[1]["title"] == "The writer's"


def test_a_brief_goes_out_by_itself_at_its_time(sent, staff, services, client):
    answer = staff.send(edit(), {"publish_at": "2099-11-30T09:00", "action": "publish"})
    assert answer.location == f"{edit()}?done=publish"
    assert "Goes out by itself on 30 November 2099, 09:00" in words(staff.get(edit()))
    assert "Will be published automatically Street games" in words(staff.get(QUEUE))
    assert reviews.publish_due(services) == 0
    assert client.get("/briefs/street-games").status_code == 404
    assert reviews.publish_due(later(services, days=366 * 80)) == 1
    assert client.get("/briefs/street-games").status_code == 200
    assert "Street games on" in client.get("/search?q=street+games").text
    assert indexing.differing(services) == {}
    assert reviews.publish_due(later(services, days=366 * 80)) == 0


@pytest.mark.parametrize(
    ("typed_time", "said"),
    [
        ("2020-01-01T09:00", "This time has passed."),
        ("tomorrow", "Write a day and a time, such as 2026-11-30 09:00."),
        ("2099-13-01T09:00", "Write a day and a time"),
        ("2027-03-28T01:30", "The clocks go forward in that hour"),
    ],
)
def test_a_time_that_cannot_be_is_said_at_its_field_and_the_edit_is_kept(sent, staff, typed_time, said):
    page = staff.send(edit(), {"publish_at": typed_time, "title": "Newer", "action": "publish"})
    assert page.status_code == 400
    assert said in error_beside(page, "publish_at")
    fields = staff.form(edit(), page)[1]
    assert (fields["publish_at"], fields["title"]) == (typed_time, "Newer")


def test_a_time_is_given_twice_by_a_double_click_and_kept_once(sent, staff, services):
    page = staff.get(edit())
    for _ in range(2):
        assert staff.send(edit(), {"publish_at": "2099-11-30T09:00", "action": "publish"}, page).status_code == 303
    assert reviews.publish_due(later(services, days=366 * 80)) == 1


def test_an_edit_takes_the_time_off_so_that_only_what_was_approved_goes_out(sent, staff, services, client):
    staff.send(edit(), {"publish_at": "2099-11-30T09:00", "action": "publish"})
    sent.send(edit(), {"title": "Not approved", "action": "save"})
    assert "Goes out by itself" not in words(staff.get(edit()))
    assert reviews.publish_due(later(services, days=366 * 80)) == 0
    assert client.get("/briefs/street-games").status_code == 404


def test_the_time_can_be_taken_off(sent, staff, services):
    staff.send(edit(), {"publish_at": "2099-11-30T09:00", "action": "publish"})
    assert staff.send(edit(), {"action": "untime"}).location == f"{edit()}?done=untime"
    assert reviews.publish_due(later(services, days=366 * 80)) == 0


def test_what_breaks_a_rule_when_it_is_due_stays_back_and_says_why(sent, staff, services, app, client):
    staff.send(edit(), {"publish_at": "2099-11-30T09:00", "action": "publish"})
    builders.published(services, builders.person(services, email="other@example.org"))
    assert reviews.publish_due(later(services, days=366 * 80)) == 0
    assert "This was due but did not go out. Another brief has this address" in words(staff.get(edit()))
    assert "Waiting for your review Street games" in words(staff.get(QUEUE))
    assert reviews.publish_due(later(services, days=366 * 80)) == 0


def test_a_rated_brief_is_given_no_time_by_the_one_who_wrote_it(staff):
    page = staff.send(NEW, rated() | {"publish_at": "2099-11-30T09:00", "action": "publish"})
    assert page.status_code == 400
    assert "Someone else must publish this" in page.text


def test_a_withdrawn_brief_is_brought_back_as_it_was(staff, services, reviewer, client):
    builders.published(services, reviewer)
    before = client.get("/briefs/street-games").data
    desk.withdraw(services, reviewer, 1, "By mistake.")
    desk.save(services, reviewer, 1, builders.content(title="A draft begun since"), 2)
    token = {"form_token": staff.form(edit())[1]["form_token"]}
    for _ in range(2):
        answer = staff.client.post("/staff/briefs/1/restore", data=token)
        assert answer.location == f"{edit()}?done=restore"
    assert client.get("/briefs/street-games").data == before
    assert "Street games on" in client.get("/search?q=street+games").text
    assert deeds(services).count("restore") == 1


def test_a_withdrawn_brief_that_breaks_a_rule_by_now_is_not_brought_back(staff, services, reviewer, client):
    builders.published(services, reviewer)
    desk.withdraw(services, reviewer, 1, "By mistake.")
    with services.store.writing() as database:
        database.execute(sa.text("DELETE FROM terms WHERE scheme = 'approach' AND id = 'youth-work'"))
        database.execute(sa.text("UPDATE marks SET stamp = 'moved'"))
    token = {"form_token": staff.form(edit())[1]["form_token"]}
    page = staff.client.post("/staff/briefs/1/restore", data=token)
    assert page.status_code == 400
    assert "is not in the vocabulary" in page.text
    assert client.get("/briefs/street-games").status_code == 410


def test_a_note_of_the_change_is_kept_with_the_draft(sent, staff):
    sent.send(edit(), {"change_note": "Two new studies.", "action": "save"})
    assert staff.form(edit())[1]["change_note"] == "Two new studies."


def test_saving_an_unchanged_form_makes_no_draft(staff, services, reviewer):
    builders.published(services, reviewer, ages=["14-17", "10-13"], settings=["street", "community"])
    assert staff.send(edit(), {"action": "save"}).status_code == 303
    assert not desk.open_draft(services, reviewer, 1).working


def test_the_worker_sends_out_what_is_due(sent, services, reviewer, settings, monkeypatch, client):
    an_hour_ago = replace(services, clock=lambda: datetime.now(UTC) - timedelta(hours=1))
    draft = desk.open_draft(services, reviewer, 1)
    due = datetime.now(UTC) - timedelta(minutes=1)
    reviews.set_time(an_hour_ago, reviewer, 1, draft.content, draft.lock, due)
    monkeypatch.setenv("LIBRARY_INSTANCE", str(settings.instance))
    monkeypatch.setenv("LIBRARY_INDEX", str(settings.index))
    assert cli.main(["work", "--once"]) == 0
    assert client.get("/briefs/street-games").status_code == 200


def test_whoever_chose_the_time_must_still_work_here_when_it_comes(sent, staff, services):
    staff.send(edit(), {"publish_at": "2099-11-30T09:00", "action": "publish"})
    with services.store.writing() as database:
        database.execute(sa.text("UPDATE people SET disabled = true WHERE email = 'reviewer@example.org'"))
    assert reviews.publish_due(later(services, days=366 * 80)) == 0
    other = Browser(create_app(services), builders.person(services, email="other@example.org"))
    assert "The person who chose the time may not publish any more." in words(other.get(edit()))


def mails_of(services):
    """Give who was written to, and under which subject."""
    with services.store.reading() as database:
        rows = database.execute(sa.select(mails.c.address, mails.c.subject).order_by(mails.c.id))
        return [(row.address, row.subject) for row in rows]


def test_those_who_may_publish_are_told_once_that_a_brief_waits(app, services, contributor, staff):
    builders.person(services, Role.ADMIN)
    gone = builders.person(services, Role.REVIEWER, "gone@example.org")
    with services.store.writing() as database:
        people_table.change(database, gone.id, disabled=True)
    invitations.add(services, "invited@example.org", "Not Yet Here", Role.REVIEWER)
    for _ in range(2):
        contributor.send(NEW, rated() | {"action": "review", "form_id": "one", "lock": "1"})
    said = "“Street games on summer evenings” waits for a review"
    assert sorted(mails_of(services)) == [("admin@example.org", said), ("reviewer@example.org", said)]


def test_the_writer_is_told_that_a_brief_came_back_and_that_it_is_published(sent, staff, services):
    staff.send(edit(), {"action": "return", "review_words": "Name the park."})
    sent.send(edit(), {"what_it_is": "Games in Abbey Park.", "action": "review"})
    staff.send(edit(), {"action": "publish"})
    assert [subject for address, subject in mails_of(services) if address == "contributor@example.org"] == [
        "“Street games on summer evenings” came back to you",
        "“Street games on summer evenings” is published",
    ]


def test_nobody_is_told_of_what_they_did_themselves(staff, services):
    one_hand = {"outcomes-0-effect": "not_measured", "outcomes-0-design": "", "action": "publish"}
    assert staff.send(NEW, rated() | one_hand).location == "/briefs/street-games"
    assert mails_of(services) == []
