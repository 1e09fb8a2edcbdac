"""The mail desk: what waits, what failed and why, and which addresses get no mail."""

from dataclasses import replace
from datetime import timedelta

import pytest

from library.app import create_app
from library.mail import queue as mails
from library.mail import repository as table
from library.mail.messages import Mail
from library.mail.models import MailState
from tests.browser import Browser, Forms

LATER = "The mail server said: 451 4.7.1 greylisted <b>"


@pytest.fixture
def post(services):
    """Give parts with a mail that waits, one that failed for now and one that failed for good."""
    now = services.clock()
    with services.store.writing() as database:
        for name in ("bob", "cat", "ann"):
            mails.queue(database, name, f"{name}@example.org", Mail(f"For {name}", "secret-html", "secret-text"), now)
        bob, cat = (table.claim(database, now, timedelta(minutes=1), 10) for _ in range(2))
        table.end(database, bob, MailState.FAILED_FOR_GOOD, "The mail server said: 550 no such person", now)
        table.put_off(database, cat, LATER, now + timedelta(hours=2))
    return services


def line(services, key):
    with services.store.reading() as database:
        return database.execute(table.sa.select(table.mails).where(table.mails.c.key == key)).one()


def test_staff_see_what_waits_and_what_failed_and_why_but_not_what_the_mails_say(post, contributor):
    page = contributor.get("/staff/mail").text
    assert "Waiting to be sent: 1 · Being sent: 0 · Sent: 0 · Failed for now: 1 · Failed for good: 1" in page
    assert "451 4.7.1 greylisted &lt;b&gt;" in page
    assert "550 no such person" in page
    assert page.index("cat@example.org") < page.index("ann@example.org") < page.index("bob@example.org")
    assert "secret" not in page


def test_a_contributor_sees_no_buttons_and_is_refused_without_them(post, contributor):
    page = contributor.get("/staff/mail")
    assert [action for action, _ in Forms(page.text).found] == ["/sign-out"]
    token = contributor.form("/staff/mail", page)[1]
    for path in ("/staff/mail/again", "/staff/mail/stopped", "/staff/mail/stopped/1/allow"):
        assert contributor.client.post(path, data=token).status_code == 403


def test_a_reviewer_has_one_mail_or_all_tried_again_at_once(post, staff):
    forms = [fields for action, fields in Forms(staff.get("/staff/mail").text).found if action == "/staff/mail/again"]
    assert [fields.get("mail") for fields in forms] == [None, str(line(post, "cat").id)]
    for fields in forms:
        with post.store.writing() as database:
            database.execute(table.sa.update(table.mails).values(next_try_at=post.clock() + timedelta(hours=2)))
        assert staff.client.post("/staff/mail/again", data=fields).status_code == 303
        assert line(post, "cat").next_try_at <= post.clock()
        assert line(post, "ann").next_try_at > post.clock()


def test_mail_is_stopped_to_an_address_that_failed_and_allowed_again(post, staff):
    page = staff.get("/staff/mail").text
    (fields,) = [fields for _, fields in Forms(page).found if fields.get("address") == "bob@example.org"]
    staff.client.post("/staff/mail/stopped", data=fields)
    page = staff.get("/staff/mail").text
    assert "Allow mail to bob@example.org again" in page
    assert page.count("550 no such person") == 3
    (allow,) = [pair for pair in Forms(page).found if pair[0].endswith("/allow")]
    staff.client.post(allow[0], data=allow[1])
    assert "Allow mail to" not in staff.get("/staff/mail").text


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"address": "ann at home"}, "It needs an @"),
        ({"address": "a@b.org, c@d.org"}, "only one e-mail address"),
        ({"address": "ann@example.org", "reason": "x" * 301}, "Use 300 characters or fewer. It has 301."),
    ],
)
def test_what_cannot_be_stopped_is_said_and_what_was_typed_stays(post, staff, typed, sentence):
    (fields,) = [fields for _, fields in Forms(staff.get("/staff/mail").text).found if fields.get("address") == ""]
    fields.update(typed)
    for name, value in typed.items():
        fields.setlist(name, [value])
    answer = staff.client.post("/staff/mail/stopped", data=fields)
    assert answer.status_code == 400
    assert sentence in answer.text
    assert all(f'value="{value}"' in answer.text for value in typed.values())


def test_the_mail_desk_is_for_staff(app):
    assert Browser(app).get("/staff/mail").status_code == 302


def test_readyz_tells_how_long_the_oldest_mail_has_waited(post):
    client = create_app(replace(post, clock=lambda: line(post, "ann").queued_at + timedelta(minutes=40))).test_client()
    told = client.get("/readyz").json
    assert told["oldest_unsent_mail_seconds"] == 2400
    assert "The oldest mail that is not sent has waited 40 minutes." in told["degraded"]


def test_readyz_tells_of_no_mail_where_none_waits(client):
    assert client.get("/readyz").json["oldest_unsent_mail_seconds"] is None


def test_the_record_of_who_stopped_mail_to_whom_holds_no_address_and_no_hash_of_one(post, staff, reviewer):
    for address in ("Dora@example.org", "dora@example.org"):
        typed = {"address": address, "reason": "They asked"}
        page = staff.get("/staff/mail")
        fields = [each for where, each in Forms(page.text).found if where == "/staff/mail/stopped"][-1]
        assert staff.client.post("/staff/mail/stopped", data=fields.to_dict() | typed).status_code == 303
    with post.store.reading() as database:
        entries = list(database.exec_driver_sql("SELECT action, object, before, after FROM audit WHERE person_id = 1"))
    assert entries == [("stop mail", "suppression 1", None, None)] * 2
