"""Sending a brief to a colleague and to a list, and stopping mail by the link in it."""

import email
import email.policy
import hashlib
import re

import pytest

from library.browse.sharing import service as sharing
from library.editing.drafts import service as desk
from library.mail import queue as mails
from tests import builders
from tests.browser import Browser

FORM = "/briefs/street-games/send"
LIST = "/staff/briefs/street-games/send"
WISH = {"to": "bob@example.org", "name": "Ann Lee"}


@pytest.fixture
def reader(app, services, reviewer):
    builders.published(services, reviewer)
    return Browser(app)


def sent(services):
    """Send what is due, and give the mails that went out, by whom they went to."""
    mails.send_due(services)
    files = (services.settings.instance / "outbox").glob("*.eml")
    messages = [email.message_from_bytes(file.read_bytes(), policy=email.policy.default) for file in sorted(files)]
    return {str(message["To"]): message for message in messages}


def empty(services):
    """Take away the mails that went out."""
    for file in (services.settings.instance / "outbox").glob("*.eml"):
        file.unlink()


def bodies(message):
    return [message.get_body((kind,)).get_content() for kind in ("plain", "html")]


def stop_link(message):
    return re.search(r"http://127.0.0.1:8000(/stop-mail/\S+)", bodies(message)[0])[1]


def test_a_colleague_gets_the_brief_with_the_name_that_was_given(reader, services):
    answer = reader.send(FORM, WISH, follow_redirects=True)
    assert "Saved to the outbox folder: no mail server is set up." in answer.text
    message = sent(services)["bob@example.org"]
    assert message["Subject"] == "Someone sent you a brief: Street games on summer evenings"
    for body in bodies(message):
        said = " ".join(body.split())
        assert "Someone who gave the name “Ann Lee” asked the What Works Library to send you this brief." in said
        assert "Nobody has measured violence." in said
        assert "because someone who gave the name “Ann Lee” entered your address." in said


def test_the_address_is_gone_once_the_mail_is_sent(reader, services):
    reader.send(FORM, WISH)
    sent(services)
    database_file = services.settings.instance / "library.sqlite3"
    with services.store.reading() as database:
        assert list(database.exec_driver_sql("SELECT address, subject, content, state FROM mails")) == [
            ("", "", None, "sent")
        ]
        tables = [row[0] for row in database.exec_driver_sql("SELECT name FROM sqlite_master WHERE type = 'table'")]
        kept = [
            name
            for name in tables
            if any("bob@" in str(row) for row in database.exec_driver_sql(f'SELECT * FROM "{name}"'))
        ]
    assert kept == []
    assert database_file.exists()


SPOILT = [
    "evil.app",
    "bit.ly",
    "192.0.2.7",
    "scam@",
    "mail.de",
    "https:",
    "://",
    "<",
    "{",
    "=?",
    "Bcc:",
    "(",
    "0",
    "\u00ad",
]


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("Ann =?utf-8?q?=0D=0ABcc:_all@example.org?=", "Ann utf q D ABcc all example org"),
        ("Ann\r\nBcc: cat@example.org", "Ann Bcc cat example org"),
        ("Leicestershire Police (official)", "Leicestershire Police official"),
        ("Ann https://evil.app/x", "Ann https evil app x"),
        ("Ann bit.ly/2x", "Ann bit ly x"),
        ("Ann 192.0.2.7/x", "Ann x"),
        ("Ann scam@mail.de", "Ann scam mail de"),
        ("Ann ｅｖｉｌ．ａｐｐ", "Ann evil app"),
        ("Ann e\u00advil.a\u200bpp \u202e", "Ann evil app"),
        ("<b>Ann</b> {{ found }}", "b Ann b found"),
        ("Ann call 07700 900 123", "Ann call"),
        ("Anne-Marie O’Neil", "Anne-Marie O’Neil"),
        ("محمد علي", "محمد علي"),
    ],
)
def test_of_what_a_stranger_types_a_mail_says_letters_alone(reader, services, typed, shown):
    words = {"name": typed, "note": "Look at evil.app", "subject": "Look at evil.app"}
    assert reader.send(FORM, WISH | words).status_code == 303
    message = sent(services)["bob@example.org"]
    assert sorted(message.keys()) == sorted(HEADERS)
    assert message["Subject"] == "Someone sent you a brief: Street games on summer evenings"
    for body in bodies(message):
        (said, closing) = re.findall(r"omeone who gave the name “([^”]*)”", " ".join(body.split()))
        assert said == closing == shown
        assert not [each for each in SPOILT if each in said]
        assert "Look at" not in body


HEADERS = [
    *("From", "To", "Reply-To", "Subject", "Date", "Message-ID", "Auto-Submitted"),
    *("List-Unsubscribe", "List-Unsubscribe-Post", "MIME-Version", "Content-Type"),
]


def test_the_form_has_no_room_for_words_of_ones_own(reader):
    assert set(reader.form(FORM)[1]) == {"form_token", "form_id", "to", "name"}


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"to": ""}, "Enter an e-mail address in the format name@example.org."),
        ({"to": "bob@example.org\r\nBcc: cat@example.org"}, "on one line."),
        ({"to": "bob@example.org, cat@example.org"}, "only one e-mail address"),
        ({"to": "b" * 320 + "@example.org"}, "Use 254 characters or fewer. This address has 332."),
        ({"to": '"bob lee"@example.org'}, "without a name, quotation marks or spaces."),
        ({"name": " "}, "Enter your name in letters, so that they know who it is from."),
        ({"name": "x" * 5000}, "Enter your name in 40 letters or fewer."),
        ({"name": "192.0.2.7"}, "Enter your name in letters, so that they know who it is from."),
        ({"name": "Your account is locked, call us on this number"}, "Enter your name in 40 letters or fewer."),
        ({"to": "=?utf-8?q?=0D=0ABcc?=@example.org"}, "Check the part before the @."),
        ({"to": "bob@xn--a.example"}, "Check the part after the @."),
    ],
)
def test_what_cannot_be_sent_is_said_and_what_was_typed_stays(reader, services, typed, sentence):
    answer = reader.send(FORM, WISH | typed)
    assert answer.status_code == 400
    assert sentence in answer.text
    (field,) = typed
    assert f'href="#{field}"' in answer.text
    for name, value in (WISH | typed).items():
        shown = value.strip().replace("<", "&lt;").replace(">", "&gt;").replace('"', "&#34;")
        assert re.sub(r"\s", "", shown) in re.sub(r"\s", "", answer.text), name
    assert sent(services) == {}


def test_a_double_click_sends_one_mail_and_the_same_form_to_another_address_sends_another(reader, services):
    page = reader.get(FORM)
    for address in ("bob@example.org", "bob@example.org", "cat@example.org"):
        assert reader.send(FORM, WISH | {"to": address}, page).status_code == 303
    assert len(sent(services)) == 2


def of(number, block="203.0.113"):
    """Give the headers of a request from one of many places."""
    return {"headers": {"X-Forwarded-For": f"{block}.{number}"}}


def test_one_mailbox_gets_three_in_a_day_from_one_place_and_one_place_sends_ten_in_an_hour(reader, services):
    for address in ("bob@example.org", "Bob+a@example.org", "bob+b@EXAMPLE.org"):
        assert reader.send(FORM, WISH | {"to": address}).status_code == 303
    answer = reader.send(FORM, WISH | {"to": "bob+c@example.org"})
    assert answer.status_code == 429
    assert "Wait an hour" in answer.text
    assert "send it from your own e-mail" in answer.text
    assert 'value="bob+c@example.org"' in answer.text
    for number in range(7):
        assert reader.send(FORM, WISH | {"to": f"bob{number}@example.org"}).status_code == 303
    assert reader.send(FORM, WISH | {"to": "bob9@example.org"}).status_code == 429
    assert len(sent(services)) == 10


def test_who_floods_a_mailbox_from_one_place_leaves_room_for_others_and_all_together_have_a_limit(reader, services):
    page = reader.get(FORM)
    statuses = {}
    for place in range(5):
        for number in range(4):
            typed = WISH | {"form_id": f"{place} {number}"}
            statuses.setdefault(place, []).append(reader.send(FORM, typed, page, **of(place)).status_code)
    assert [statuses[place] for place in range(4)] == [[303, 303, 303, 429]] * 4
    assert statuses[4] == [429] * 4
    mails.send_due(services)
    assert len(list((services.settings.instance / "outbox").glob("*.eml"))) == sharing.MOST_TO_ONE


def test_every_address_of_one_line_is_one_place(reader):
    page = reader.get(FORM)
    typed = [WISH | {"to": f"bob{number}@example.org"} for number in range(sharing.MOST_FROM_ONE + 1)]
    statuses = [
        reader.send(FORM, each, page, headers={"X-Forwarded-For": f"2001:db8:1:2::{number}:{number:x}"}).status_code
        for number, each in enumerate(typed)
    ]
    assert statuses == [303] * sharing.MOST_FROM_ONE + [429]
    other = reader.send(FORM, typed[-1], page, headers={"X-Forwarded-For": "2001:db8:1:3::1"})
    assert other.status_code == 303


def test_who_stopped_mail_gets_none_at_a_tagged_address_either(reader, services, reviewer):
    mails.stop(services, reviewer, "bob@example.org", "They asked")
    assert reader.send(FORM, WISH | {"to": "bob+x@example.org"}).status_code == 303
    assert reader.send("/subscribe", NEWS | {"email": "bob+x@example.org"}).status_code == 303
    assert sent(services) == {}


NEWS = {"email": "bob@example.org", "topics": ["everything"], "rhythm": "weekly"}


def test_no_key_of_a_mail_can_be_made_from_its_address(reader, services):
    reader.send(FORM, WISH | {"form_id": "f"})
    with services.store.reading() as database:
        (key,) = database.exec_driver_sql("SELECT key FROM mails").scalars()
    guesses = ["f\x1fbob@example.org", "f\x1fbob@example.org\x1f", "bob@example.org"]
    assert [each for each in guesses if hashlib.sha256(each.encode()).hexdigest()[:12] in key] == []


def test_a_brief_that_is_withdrawn_before_it_was_sent_is_not_sent(reader, services, reviewer):
    page = reader.get(FORM)
    reader.send(FORM, WISH, page)
    desk.withdraw(services, reviewer, 1, "It was wrong.")
    assert sent(services) == {}
    assert reader.send(FORM, WISH, page).status_code == 410


def test_the_link_in_a_mail_stops_all_mail_and_opening_it_alone_changes_nothing(reader, services):
    reader.send(FORM, WISH)
    message = sent(services)["bob@example.org"]
    link = stop_link(message)
    assert message["List-Unsubscribe"] == f"<http://127.0.0.1:8000{link}>"
    assert message["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert "Stop all e-mail to bob@example.org?" in reader.get(link).text
    reader.send(FORM, WISH | {"to": "Bob@example.org"})
    assert "Bob@example.org" in sent(services)
    assert "We won't send anything else to bob@example.org." in reader.send(link, {}).text
    reader.send(FORM, WISH | {"to": "BOB@example.org"})
    assert "BOB@example.org" not in sent(services)


def test_a_mail_program_stops_mail_with_one_post_of_its_own(reader, services, app):
    reader.send(FORM, WISH)
    link = stop_link(sent(services)["bob@example.org"])
    assert app.test_client().post(link, data={"List-Unsubscribe": "One-Click"}).status_code == 200
    reader.send(FORM, WISH)
    assert len(sent(services)) == 1


def test_who_stopped_all_mail_lets_it_come_again_by_the_same_link_and_can_ask_for_news(reader, services):
    reader.send(FORM, WISH)
    link = stop_link(sent(services)["bob@example.org"])
    reader.send(link, {})
    news = {"email": "bob@example.org", "topics": ["everything"], "rhythm": "weekly"}
    reader.send("/subscribe", news)
    empty(services)
    assert sent(services) == {}
    assert "Allow e-mail again" in reader.get(link).text
    assert "We can e-mail bob@example.org again." in reader.send(link, {"action": "allow"}).text
    reader.send("/subscribe", news)
    assert sent(services)["bob@example.org"]["Subject"] == "Confirm your e-mail updates from the What Works Library"


def test_what_staff_stopped_is_not_let_come_again_by_a_link(app, reader, services, reviewer):
    reader.send(FORM, WISH)
    link = stop_link(sent(services)["bob@example.org"])
    mails.stop(services, reviewer, "bob@example.org", "Came back")
    assert "Allow e-mail again" not in reader.get(link).text
    assert "Allow e-mail again" not in app.test_client().post(link, data={"action": "allow"}).text
    reader.send(FORM, WISH)
    assert len(sent(services)) == 1


@pytest.mark.parametrize("token", ["forged", "ImJvYkBleGFtcGxlLm9yZyI.x", "é", "%ff%fe", "a" * 5000, "%00"])
def test_a_link_that_is_not_ours_is_said_to_be_broken(client, token):
    for answer in (client.get(f"/stop-mail/{token}"), client.post(f"/stop-mail/{token}")):
        assert answer.status_code == 404
        assert "This link is incomplete" in answer.text


@pytest.fixture
def published(services, reviewer):
    builders.published(services, reviewer)


def test_staff_see_how_many_and_the_mail_before_it_goes_to_a_list(published, staff, services):
    typed = {"addresses": "bob@example.org\r\nCat Lee <cat@example.org>, BOB@example.org", "opening": "As <promised>."}
    checked = staff.send(LIST, typed | {"action": "count"})
    assert "This goes to 2 addresses" in checked.text
    assert sent(services) == {}
    preview = staff.client.post(f"{LIST}/preview", data=staff.form(LIST, checked)[1])
    assert "As &lt;promised&gt;." in preview.text
    assert "default-src 'none'" in preview.headers["Content-Security-Policy"]
    for _ in range(2):
        done = staff.send(LIST, {"action": "send"}, checked, follow_redirects=True)
    assert "0 mails go to the outbox folder." in done.text
    went = sent(services)
    assert sorted(went) == ["bob@example.org", "cat@example.org"]
    assert "As <promised>." in bodies(went["cat@example.org"])[0]
    assert stop_link(went["bob@example.org"]) != stop_link(went["cat@example.org"])


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"addresses": ""}, "Paste the addresses it goes to, one to a line."),
        ({"addresses": "bob@example.org\nnobody"}, "“nobody”: Enter an e-mail address"),
        (
            {"addresses": "\n".join(f"a{n}@example.org" for n in range(501))},
            "Send it to 500 addresses or fewer at a time.",
        ),
        ({"addresses": "bob@example.org", "opening": "x" * 501}, "Use 500 characters or fewer. It has 501."),
    ],
)
def test_a_list_that_cannot_be_sent_to_is_said_and_nothing_goes_out(published, staff, services, typed, sentence):
    answer = staff.send(LIST, typed | {"action": "send"})
    assert answer.status_code == 400
    assert sentence in answer.text
    assert typed["addresses"].splitlines()[-1:] == [] or typed["addresses"].splitlines()[-1] in answer.text
    assert sent(services) == {}


def test_only_reviewers_send_to_a_list(published, contributor):
    assert contributor.get(LIST).status_code == 403
    assert "Send to a list" not in contributor.get("/briefs/street-games").text
