"""Whatever is typed, the finished bytes of a mail have the headers that were meant and no others."""

import email
import email.policy
import re

import pytest
from hypothesis import given

from library.app import create_app
from library.mail import letters, messages
from library.mail import queue as mails
from library.mail.addresses import NotAnAddress, read
from library.mail.finished import Unwritable, check
from library.mail.given_names import as_letters
from library.mail.letters import Sender
from library.mail.messages import Mail
from library.mail.models import Letter
from tests import builders
from tests.browser import Browser
from tests.builders import NOW
from tests.mail import hostile
from tests.mail.hostile import quick, thorough

FROM = Sender("What Works Library", "library@example.org", "desk@example.org")
STOP = {"List-Unsubscribe": "<https://library.example/stop>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click"}
MEANT = [
    *("From", "To", "Reply-To", "Subject", "Date", "Message-ID", "Auto-Submitted"),
    *("List-Unsubscribe", "List-Unsubscribe-Post", "MIME-Version", "Content-Type"),
]


def written(subject="Street games", text="Text\n", html="<p>Text</p>", to="ann@example.org", sender=FROM, **headers):
    letter = Letter("key", to, subject, html, text, STOP | headers)
    return letters.written(letter, sender, NOW)


def names(data):
    """Give the names of the headers, as a mail server that knows nothing of Python reads them."""
    head = data.split(b"\r\n\r\n")[0]
    assert not re.search(rb"[\x00-\x08\x0b-\x1f\x7f-\xff]", head.replace(b"\r\n", b""))
    return sorted(line.split(b":")[0].decode() for line in head.split(b"\r\n") if line[:1] not in b" \t")


def opened(data):
    return email.message_from_bytes(data, policy=email.policy.default)


@given(hostile.typed)
@thorough
def test_a_subject_adds_no_header(typed):
    data = written(subject=f"Someone shared this with you: {typed}")
    assert names(data) == sorted(MEANT)
    assert str(opened(data)["Subject"]).strip().startswith("Someone shared this with you:")
    assert opened(data)["To"] == "ann@example.org"


@given(hostile.typed, hostile.typed)
@thorough
def test_a_body_stays_a_body(text, html):
    data = written(text=f"{text}\n", html=f"<p>{html}</p>")
    message = opened(data)
    assert names(data) == sorted(MEANT)
    assert [part.get_content_type() for part in message.walk()] == ["multipart/alternative", "text/plain", "text/html"]
    lines = re.split(r"\r\n|\r|\n", message.get_body(("plain",)).get_content())
    assert lines[: len(re.split(r"\r\n|\r|\n", text))] == re.split(r"\r\n|\r|\n", text)


@given(hostile.addresses)
@thorough
def test_an_address_is_refused_when_it_is_typed_or_can_be_written(typed):
    try:
        address = read(typed)
    except NotAnAddress:
        return
    data = written(to=address)
    assert names(data) == sorted(MEANT)
    assert opened(data)["To"] == address
    assert read(address) == address


@given(hostile.typed)
@thorough
def test_a_name_is_letters_in_every_spelling(typed):
    name = as_letters(typed)
    assert re.fullmatch(r"(?:[^\W\d_]|[\u0300-\U0010ffff]|[ '’-])*", name)
    assert not set(name) & set("=?:/.@<>\r\n\t")
    assert as_letters(name) == name


@given(hostile.typed)
@quick
def test_a_name_of_ours_an_answer_address_and_links_add_no_header_or_stop_the_mail(typed):
    for change in (
        {"sender": Sender(typed, "library@example.org", "desk@example.org")},
        {"List-Unsubscribe": f"<https://library.example/{typed}>"},
        {"List-Unsubscribe-Post": typed},
        {"sender": Sender("Library", "library@example.org", "desk@example.org"), "List-Unsubscribe": typed},
    ):
        try:
            data = written(**change)
        except Unwritable:
            continue
        assert names(data) == sorted(MEANT)


@given(hostile.typed)
@quick
def test_a_mail_to_save_adds_no_header(typed):
    data = messages.as_draft(Mail(typed, f"<p>{typed}</p>", typed), NOW).replace(b"\n", b"\r\n")
    assert names(data) == ["Content-Type", "Date", "MIME-Version", "Subject", "X-Unsent"]


@pytest.mark.parametrize("word", hostile.ENCODED_WORDS)
def test_an_encoded_word_in_a_subject_stays_the_words_it_was_typed_as(word):
    subject = str(opened(written(subject=f"On {word} so"))["Subject"])
    assert re.sub(r"[\s\u00ad\u200b\u2060]", "", subject) == re.sub(r"[\s\u00ad\u200b\u2060]", "", f"On{word}so")


@pytest.mark.parametrize(
    "spoilt",
    [
        lambda data: data.replace(b"Subject:", b"Bcc: all@example.org\r\nSubject:"),
        lambda data: data.replace(b"Subject:", b"Bcc: all@example.org\nSubject:"),
        lambda data: data.replace(b"Subject:", b"To: all@example.org\r\nSubject:"),
        lambda data: data.replace(b"Subject:", b"\r\nSubject:"),
        lambda data: data.replace(b"Subject:", b"X-Subject:"),
        lambda data: data.replace(b"To: ann@", b"To: bob@"),
        lambda data: data.replace(b"To: ann@", b"To: bob@example.org, ann@"),
        lambda data: data.replace(b"Subject: ", b"Subject: a\0"),
        lambda data: data.replace(b"multipart/alternative", b"text/html"),
        lambda data: data.replace(b"\r\n\r\nText", b"\r\nX-Part: y\r\n\r\nText"),
        lambda data: data[:-60],
        lambda data: data + b"more\r\n",
    ],
)
def test_bytes_that_say_more_or_less_than_was_meant_are_never_sent(spoilt):
    data = written()
    check(data, MEANT[:-2], "ann@example.org")
    assert spoilt(data) != data
    with pytest.raises(Unwritable):
        check(spoilt(data), MEANT[:-2], "ann@example.org")


@pytest.mark.parametrize("word", hostile.ENCODED_WORDS)
def test_from_the_form_to_the_mail_server_no_header_is_added(post, server, reviewer, word):
    builders.published(post, reviewer)
    browser = Browser(create_app(post))
    for typed in ({"to": "bob@example.org", "name": word, "note": word}, {"to": f"{word}@example.org"}):
        browser.send("/briefs/street-games/send", {"name": "Ann"} | typed)
    news = {"topics": ["everything"], "search": word, "rhythm": "weekly"}
    for address in ("cat@example.org", f"{word}@example.org", f"cat@{word}"):
        browser.send("/subscribe", news | {"email": address})
    mails.send_due(post)
    assert sorted(str(message["To"]) for message in server.taken) == ["bob@example.org", "cat@example.org"]
    for message, envelope in zip(server.taken, server.envelopes, strict=True):
        assert envelope.rcpt_tos == [message["To"]]
        assert set(names(envelope.original_content)) <= set(MEANT)
