"""What people send without an account: by a link in a mail, read by staff, changed and withdrawn by the same link."""

import json
from collections.abc import Callable
from datetime import timedelta

import pytest

from library.cli import main
from library.involve.submissions import moderation, service
from library.involve.submissions.models import Kind
from library.mail import unsubscribe
from library.security.permissions import Person
from library.services import Services
from tests import builders
from tests.addresses import OFFER, submitted
from tests.browser import Browser
from tests.involve.conftest import Clock, back, link_in
from tests.to_do import waiting

FORM, STAFF = "/opportunities/propose", "/staff/submissions"
TYPED = OFFER | {"email": "ann@example.org"}
Post = Callable[[], list[str]]
REFUSAL = {"reason": "unconfirmed", "reason_words": "The link says that it closed."}


def propose(reader: Browser, post: Post, **changes: str) -> str:
    """Propose an opportunity as a reader does; return the path of the link that was mailed."""
    answer = reader.send(FORM, TYPED | changes)
    assert answer.location == "/sent/check-your-mail", answer.text
    return link_in(post()[0])


def test_a_proposal_reaches_staff_only_once_it_is_sent_by_its_link(
    reader: Browser, staff: Browser, reviewer: Person, post: Post, clock: Clock
) -> None:
    link = propose(reader, post)
    assert "Nothing is waiting. Questions" in staff.get(STAFF).text
    page = reader.get(link)
    assert "It hasn't reached us yet." in page.text
    assert f'value="{OFFER["title"]}"' in page.text
    assert "Nothing is waiting. Questions" in staff.get(STAFF).text
    sent = reader.send(link, {"action": "send"}, follow_redirects=True)
    assert "Thank you. We've got it." in sent.text
    assert "We can&#39;t promise when we&#39;ll reply." in sent.text
    receipt = post()
    assert len(receipt) == 1
    assert "Subject: We've got what you sent us" in receipt[0]
    assert OFFER["title"] in staff.get(STAFF).text
    assert waiting(staff)["Opportunities sent to us"] == 1
    assert "first due on 11 December 2026" in staff.get("/staff/briefs").text
    clock.on(days=13)
    back(staff, reviewer)
    assert "overdue" in staff.get(STAFF).text


def test_staff_publish_it_as_they_change_it_and_the_sender_is_told(reader: Browser, staff: Browser, post: Post) -> None:
    link = propose(reader, post)
    reader.send(link, {"action": "send"})
    post()
    assert staff.press(f"{STAFF}/1/take", staff.get(STAFF)).status_code == 303
    assert "Reviewer Example" in staff.get(STAFF).text
    shown = staff.get(f"{STAFF}/1").text
    assert "ann@example.org" in shown
    assert "2 January 2099" in shown
    answer = staff.send("/staff/opportunities/new?submission=1", {"title": "Summer grants"})
    assert answer.location == "/opportunities/1"
    page = reader.get("/opportunities/1").text
    assert "Summer grants" in page
    assert "ann@example.org" not in page
    assert "Subject: We've published what you sent us" in post()[0]
    assert "Published" in reader.get(link).text
    assert "Nothing is waiting. Questions" in staff.get(STAFF).text


def test_a_change_to_what_is_published_waits_and_a_withdrawal_acts_at_once(
    reader: Browser, staff: Browser, post: Post
) -> None:
    link = propose(reader, post)
    reader.send(link, {"action": "send"})
    staff.send("/staff/opportunities/new?submission=1", {})
    reader.send(link, {"action": "send", "title": "A better title"})
    assert "A better title" not in reader.get("/opportunities").text
    staff.send("/staff/opportunities/new?submission=1", {})
    assert "A better title" in reader.get("/opportunities/1").text
    withdrawn = reader.press(link, action="withdraw")
    assert withdrawn.location == f"{link}?done=withdraw"
    assert reader.get("/opportunities/1").status_code == 410
    assert "A better title" not in reader.get("/opportunities").text
    assert reader.press(link, action="send", **OFFER).status_code == 400


def test_a_refusal_needs_a_reason_is_mailed_and_can_be_answered(reader: Browser, staff: Browser, post: Post) -> None:
    link = propose(reader, post)
    reader.send(link, {"action": "send"})
    post()
    bare = staff.send(f"{STAFF}/1", {"reason": "unconfirmed"})
    assert (bare.status_code, 'href="#reason_words"' in bare.text) == (400, True)
    assert staff.send(f"{STAFF}/1", REFUSAL).status_code == 303
    mail = post()[0].replace("=\r\n", "")
    assert "The link says that it closed." in mail
    page = reader.get(link).text
    assert "The link says that it closed." in page
    assert reader.send(link, {"action": "send", "closes": "2098-01-01"}).status_code == 303
    assert OFFER["title"] in staff.get(STAFF).text


def test_of_two_moderators_the_second_is_told_and_changes_nothing(
    reader: Browser, staff: Browser, admin: Browser, post: Post
) -> None:
    link = propose(reader, post)
    reader.send(link, {"action": "send"})
    refusing, publishing = staff.get(f"{STAFF}/1"), admin.get("/staff/opportunities/new?submission=1")
    assert staff.send(f"{STAFF}/1", REFUSAL, refusing).status_code == 303
    late = admin.send("/staff/opportunities/new?submission=1", {}, publishing)
    assert late.location == f"{STAFF}?done=answered"
    assert "Nothing is open" in reader.get("/opportunities").text
    again = staff.send(f"{STAFF}/1", REFUSAL, refusing)
    assert (again.status_code, "Someone else has answered this" in again.text) == (409, True)


@pytest.mark.parametrize(
    ("changed", "field"), [({"email": "nobody"}, "email"), ({"title": ""}, "title"), ({"closes": ""}, "closes")]
)
def test_what_is_wrong_is_named_and_everything_stays_typed(
    reader: Browser, post: Post, changed: dict[str, str], field: str
) -> None:
    answer = reader.send(FORM, TYPED | changed)
    assert answer.status_code == 400
    assert f'href="#{field}"' in answer.text
    assert "<title>Error:" in answer.text
    assert f'value="{OFFER["link"]}"' in answer.text
    assert post() == []


def test_a_program_that_fills_in_every_field_is_turned_away(reader: Browser, post: Post) -> None:
    answer = reader.send(FORM, TYPED | {"company_fax": "0116"})
    assert (answer.status_code, "Leave the hidden field" in answer.text) == (400, True)
    assert post() == []


def test_a_flood_is_slowed_down_and_loses_nothing(reader: Browser, post: Post, clock: Clock) -> None:
    for number in range(service.MOST_TO_ONE_FROM_ONE):
        assert reader.send(FORM, TYPED | {"title": f"Number {number}"}).status_code == 303
    elsewhere = {"X-Forwarded-For": "203.0.113.9"}
    assert reader.send(FORM, TYPED, headers=elsewhere).status_code == 303
    answer = reader.send(FORM, TYPED)
    assert (answer.status_code, "Wait an hour" in answer.text) == (429, True)
    assert f'value="{OFFER["title"]}"' in answer.text
    clock.on(days=1, minutes=1)
    assert reader.send(FORM, TYPED).status_code == 303


def test_an_address_that_wants_no_mail_gets_none_and_the_form_says_so(
    reader: Browser, services: Services, post: Post
) -> None:
    unsubscribe.stop(services, "ann@example.org")
    answer = reader.send(FORM, TYPED)
    assert (answer.status_code, "mail to it was stopped" in answer.text.replace("&#39;", "'")) == (400, True)
    assert post() == []


def test_opening_a_link_changes_nothing_and_one_that_is_not_ours_opens_nothing(
    reader: Browser, staff: Browser, post: Post
) -> None:
    link = propose(reader, post)
    for _ in range(2):
        assert reader.get(link).status_code == 200
    assert reader.client.head(link).status_code == 200
    assert "Nothing is waiting. Questions" in staff.get(STAFF).text
    for token in ("nonsense", "a" * 400, "%00", link.rpartition("/")[2][:-1] + "!"):
        assert reader.get(f"/sent/{token}").status_code == 404


def test_whoever_sent_it_deletes_it_and_nothing_of_them_is_left(
    reader: Browser, staff: Browser, services: Services, post: Post
) -> None:
    link = propose(reader, post)
    reader.send(link, {"action": "send"})
    staff.send("/staff/opportunities/new?submission=1", {})
    assert reader.press(link, action="delete").location == "/sent/deleted"
    assert reader.get(link).status_code == 404
    assert reader.get("/opportunities/1").status_code == 410
    assert staff.get(f"{STAFF}/1").status_code == 404
    assert post() == []
    with services.store.reading() as database:
        for table in ("submissions", "mails", "audit", "attempts"):
            rows = database.exec_driver_sql(f"SELECT * FROM {table}").all()
            assert "ann@example.org" not in str(rows), table


def test_forgotten_drafts_are_reminded_of_twice_and_then_deleted(
    reader: Browser, services: Services, post: Post, clock: Clock
) -> None:
    link = propose(reader, post)
    told = []
    for day in range(1, 32):
        clock.on(days=1)
        moderation.mind(services)
        moderation.mind(services)
        told += [day] * len(post())
    assert told == [3, 25]
    assert reader.get(link).status_code == 404


def test_what_was_refused_is_deleted_after_90_days_and_what_is_published_is_not(
    services: Services, reviewer: Person, reader: Browser, staff: Browser, clock: Clock
) -> None:
    kept, _ = submitted(services)
    gone, number = submitted(services, OFFER | {"title": "Another"})
    staff.send("/staff/opportunities/new?submission=1", {})
    moderation.refuse(services, reviewer, number, REFUSAL)
    clock.on(days=91)
    moderation.mind(services)
    assert reader.get(f"/sent/{kept}").status_code == 200
    assert reader.get(f"/sent/{gone}").status_code == 404
    assert timedelta(days=90) == moderation.SETTLED_ARE_KEPT


def test_only_reviewers_and_admins_see_what_was_sent(services: Services, contributor: Browser, reader: Browser) -> None:
    submitted(services)
    for path in (STAFF, f"{STAFF}/1"):
        assert contributor.get(path).status_code == 403
        assert reader.get(path).status_code == 302
    assert "waiting for an answer" not in contributor.get("/staff/briefs").text


def test_whoever_sent_it_sees_all_that_is_held_as_data(reader: Browser, post: Post) -> None:
    link = propose(reader, post)
    held = reader.get(f"{link}/data").json
    assert held is not None
    assert (held["address"], held["state"], held["content"]["title"]) == ("ann@example.org", "draft", OFFER["title"])
    assert reader.get("/sent/nonsense/data").status_code == 404


def test_one_command_deletes_all_that_is_held_of_an_address(
    reader: Browser, staff: Browser, services: Services, reviewer: Person, monkeypatch: pytest.MonkeyPatch, capsys
) -> None:
    monkeypatch.setenv("LIBRARY_INSTANCE", str(services.settings.instance))
    builders.published(services, reviewer)
    token, _ = submitted(services, email="ann@example.org")
    submitted(services, OFFER | {"title": "Another"}, email="ann@example.org")
    staff.send("/staff/opportunities/new?submission=1", {})
    reader.send("/briefs/street-games/mistake", {"words": "A slip.", "reply_to": "Ann@example.org"})
    reader.send("/subscribe?topics=everything", {"email": "ann@example.org", "rhythm": "weekly"})
    assert main(["held", "ann@example.org"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert [each["content"]["title"] for each in found["submissions"]] == [OFFER["title"], "Another"]
    assert (found["subscription"]["rhythm"], found["reports_of_mistakes"]) == ("weekly", ["A slip."])
    assert "Check what you wrote, and send it to us" in [each["subject"] for each in found["mails"]]
    assert main(["held", "nobody"]) == 1
    assert main(["forget", "ann@example.org"]) == 0
    assert "2 submissions, 1 subscriptions, 1 reports" in capsys.readouterr().out
    assert reader.get(f"/sent/{token}").status_code == 404
    assert reader.get("/opportunities/1").status_code == 410
    with services.store.reading() as database:
        for table in ("submissions", "mails", "audit", "attempts", "mistakes", "subscriptions"):
            rows = database.exec_driver_sql(f"SELECT * FROM {table}").all()
            assert "ann@example.org" not in str(rows).lower(), table
    assert main(["forget", "nobody"]) == 1


def test_the_privacy_notice_says_how_long_it_is_kept(reader: Browser) -> None:
    page = reader.get("/privacy").text
    assert "We delete a draft after 30 days" in page
    assert "after 90 days" in page


def test_staff_see_one_kind_of_what_was_sent_or_all(staff: Browser, services: Services) -> None:
    submitted(services)
    submitted(services, {"question": "Do choirs help?"}, Kind.QUESTION)
    assert OFFER["title"] in staff.get(STAFF).text
    questions = staff.get(f"{STAFF}?kind=question").text
    assert "Do choirs help?" in questions
    assert OFFER["title"] not in questions
    assert waiting(staff)["Questions to answer"] == 1
