"""Sending a brief to a colleague and to a list, and stopping mail by the link in it."""

import email
import email.policy
import re

import pytest

from library.actions import desk, mails
from tests import builders
from tests.web.browser import Browser

FORM = "/briefs/street-games/send"
LIST = "/staff/briefs/street-games/send"
WISH = {"to": "bob@example.org", "name": "Ann Lee", "note": "For Tuesday."}


@pytest.fixture
def reader(app, parts, reviewer):
    builders.published(parts, reviewer)
    return Browser(app)


def sent(parts):
    """Send what is due, and give the mails that went out, by whom they went to."""
    mails.send_due(parts)
    files = (parts.settings.instance / "outbox").glob("*.eml")
    messages = [email.message_from_bytes(file.read_bytes(), policy=email.policy.default) for file in sorted(files)]
    return {str(message["To"]): message for message in messages}


def empty(parts):
    """Take away the mails that went out."""
    for file in (parts.settings.instance / "outbox").glob("*.eml"):
        file.unlink()


def bodies(message):
    return [message.get_body((kind,)).get_content() for kind in ("plain", "html")]


def stop_link(message):
    return re.search(r"http://127.0.0.1:8000(/stop-mail/\S+)", bodies(message)[0])[1]


def test_a_colleague_gets_the_brief_with_who_asked_and_the_note(reader, parts):
    answer = reader.send(FORM, WISH, follow_redirects=True)
    assert "Your colleague gets the brief in the next few minutes." in answer.text
    message = sent(parts)["bob@example.org"]
    assert message["Subject"] == "From Ann Lee: Street games on summer evenings"
    for body in bodies(message):
        said = " ".join(body.split())
        assert "Ann Lee asked the What Works Library to send you this brief." in said
        assert "Ann Lee wrote: “For Tuesday.”" in said
        assert "Do not say that it cuts violence." in said
        assert "because Ann Lee gave us your address for it." in said


def test_the_address_is_gone_once_the_mail_is_sent(reader, parts):
    reader.send(FORM, WISH)
    sent(parts)
    database_file = parts.settings.instance / "library.sqlite3"
    with parts.store.reading() as database:
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


def test_a_note_with_markup_is_words_in_both_parts(reader, parts):
    reader.send(FORM, WISH | {"note": "<b>Look</b> & {{ found }}"})
    plain, html = bodies(sent(parts)["bob@example.org"])
    assert "<b>Look</b> & {{ found }}" in plain
    assert "&lt;b&gt;Look&lt;/b&gt; &amp; {{ found }}" in html


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"to": ""}, "Write an e-mail address, such as name@example.org."),
        ({"to": "bob@example.org\r\nBcc: cat@example.org"}, "on one line."),
        ({"to": "bob@example.org, cat@example.org"}, "and no more than one."),
        ({"to": "b" * 320 + "@example.org"}, "Use 254 characters or fewer. This address has 332."),
        ({"to": '"bob lee"@example.org'}, "without a name, quotation marks or spaces."),
        ({"name": " "}, "Write your name, so that they know who it is from."),
        ({"name": "x" * 5000}, "in 80 characters or fewer."),
        ({"name": "Ann\r\nBcc: cat@example.org"}, "Write your name alone, on one line"),
        ({"name": "www.win.example"}, "Write your name alone"),
        ({"note": "<b>" * 4000}, "Use 500 characters or fewer. It has 12000."),
        ({"note": "Look at https://win.example/now"}, "Leave web addresses out of your note."),
        ({"note": "Look at win-big.com/now"}, "Leave web addresses out of your note."),
    ],
)
def test_what_cannot_be_sent_is_said_and_what_was_typed_stays(reader, parts, typed, sentence):
    answer = reader.send(FORM, WISH | typed)
    assert answer.status_code == 400
    assert sentence in answer.text
    (field,) = typed
    assert f'href="#{field}"' in answer.text
    for name, value in (WISH | typed).items():
        shown = value.strip().replace("<", "&lt;").replace(">", "&gt;").replace('"', "&#34;")
        assert re.sub(r"\s", "", shown) in re.sub(r"\s", "", answer.text), name
    assert sent(parts) == {}


def test_a_double_click_sends_one_mail_and_the_same_form_to_another_address_sends_another(reader, parts):
    page = reader.get(FORM)
    for address in ("bob@example.org", "bob@example.org", "cat@example.org"):
        assert reader.send(FORM, WISH | {"to": address}, page).status_code == 303
    assert len(sent(parts)) == 2


def test_one_address_gets_three_in_a_day_and_one_place_sends_ten_in_an_hour(reader, parts):
    for number in range(3):
        assert reader.send(FORM, WISH | {"note": f"{number}"}).status_code == 303
    answer = reader.send(FORM, WISH | {"note": "One more."})
    assert answer.status_code == 429
    assert "Wait an hour" in answer.text
    assert "One more." in answer.text
    for number in range(7):
        assert reader.send(FORM, WISH | {"to": f"bob{number}@example.org"}).status_code == 303
    assert reader.send(FORM, WISH | {"to": "bob9@example.org"}).status_code == 429
    assert len(sent(parts)) == 8


def test_a_brief_that_is_withdrawn_before_it_was_sent_is_not_sent(reader, parts, reviewer):
    page = reader.get(FORM)
    reader.send(FORM, WISH, page)
    desk.withdraw(parts, reviewer, 1, "It was wrong.")
    assert sent(parts) == {}
    assert reader.send(FORM, WISH | {"note": "again"}, page).status_code == 410


def test_the_link_in_a_mail_stops_all_mail_and_opening_it_alone_changes_nothing(reader, parts):
    reader.send(FORM, WISH)
    message = sent(parts)["bob@example.org"]
    link = stop_link(message)
    assert message["List-Unsubscribe"] == f"<http://127.0.0.1:8000{link}>"
    assert message["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert "Stop all mail to bob@example.org?" in reader.get(link).text
    reader.send(FORM, WISH | {"to": "Bob@example.org", "note": "2"})
    assert "Bob@example.org" in sent(parts)
    assert "We send nothing more to bob@example.org." in reader.send(link, {}).text
    reader.send(FORM, WISH | {"to": "BOB@example.org", "note": "3"})
    assert "BOB@example.org" not in sent(parts)


def test_a_mail_program_stops_mail_with_one_post_of_its_own(reader, parts, app):
    reader.send(FORM, WISH)
    link = stop_link(sent(parts)["bob@example.org"])
    assert app.test_client().post(link, data={"List-Unsubscribe": "One-Click"}).status_code == 200
    reader.send(FORM, WISH | {"note": "again"})
    assert len(sent(parts)) == 1


def test_who_stopped_all_mail_lets_it_come_again_by_the_same_link_and_can_ask_for_news(reader, parts):
    reader.send(FORM, WISH)
    link = stop_link(sent(parts)["bob@example.org"])
    reader.send(link, {})
    news = {"email": "bob@example.org", "topics": ["everything"], "rhythm": "weekly"}
    reader.send("/subscribe", news)
    empty(parts)
    assert sent(parts) == {}
    assert "Let mail come again" in reader.get(link).text
    assert "Mail may come to bob@example.org again." in reader.send(link, {"action": "allow"}).text
    reader.send("/subscribe", news)
    assert sent(parts)["bob@example.org"]["Subject"] == "Do you want news from the What Works Library?"


def test_what_staff_stopped_is_not_let_come_again_by_a_link(app, reader, parts, reviewer):
    reader.send(FORM, WISH)
    link = stop_link(sent(parts)["bob@example.org"])
    mails.stop(parts, reviewer, "bob@example.org", "Came back")
    assert "Let mail come again" not in reader.get(link).text
    assert "Let mail come again" not in app.test_client().post(link, data={"action": "allow"}).text
    reader.send(FORM, WISH | {"note": "again"})
    assert len(sent(parts)) == 1


@pytest.mark.parametrize("token", ["forged", "ImJvYkBleGFtcGxlLm9yZyI.x", "é", "%ff%fe", "a" * 5000, "%00"])
def test_a_link_that_is_not_ours_is_said_to_be_broken(client, token):
    for answer in (client.get(f"/stop-mail/{token}"), client.post(f"/stop-mail/{token}")):
        assert answer.status_code == 404
        assert "This link is not whole" in answer.text


@pytest.fixture
def published(parts, reviewer):
    builders.published(parts, reviewer)


def test_staff_see_how_many_and_the_mail_before_it_goes_to_a_list(published, staff, parts):
    typed = {"addresses": "bob@example.org\r\nCat Lee <cat@example.org>, BOB@example.org", "opening": "As <promised>."}
    checked = staff.send(LIST, typed | {"action": "count"})
    assert "This goes to 2 addresses" in checked.text
    assert sent(parts) == {}
    preview = staff.client.post(f"{LIST}/preview", data=staff.form(LIST, checked)[1])
    assert "As &lt;promised&gt;." in preview.text
    assert "default-src 'none'" in preview.headers["Content-Security-Policy"]
    for _ in range(2):
        done = staff.send(LIST, {"action": "send"}, checked, follow_redirects=True)
    assert "0 mails are on the way." in done.text
    went = sent(parts)
    assert sorted(went) == ["bob@example.org", "cat@example.org"]
    assert "As <promised>." in bodies(went["cat@example.org"])[0]
    assert stop_link(went["bob@example.org"]) != stop_link(went["cat@example.org"])


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"addresses": ""}, "Paste the addresses it goes to, one to a line."),
        ({"addresses": "bob@example.org\nnobody"}, "“nobody”: Write one e-mail address"),
        (
            {"addresses": "\n".join(f"a{n}@example.org" for n in range(501))},
            "Send it to 500 addresses or fewer at once.",
        ),
        ({"addresses": "bob@example.org", "opening": "x" * 501}, "Use 500 characters or fewer. It has 501."),
    ],
)
def test_a_list_that_cannot_be_sent_to_is_said_and_nothing_goes_out(published, staff, parts, typed, sentence):
    answer = staff.send(LIST, typed | {"action": "send"})
    assert answer.status_code == 400
    assert sentence in answer.text
    assert typed["addresses"].splitlines()[-1:] == [] or typed["addresses"].splitlines()[-1] in answer.text
    assert sent(parts) == {}


def test_only_reviewers_send_to_a_list(published, contributor):
    assert contributor.get(LIST).status_code == 403
    assert "Send to a list" not in contributor.get("/briefs/street-games").text
