"""Every page that says a mail is sent says where it really went: to the mail server, or to a folder of this copy."""

from dataclasses import replace

import pytest

from library.app import create_app
from library.newsletters.digests import service as digests
from library.security.permissions import Role
from tests import builders
from tests.browse.test_sharing import LIST
from tests.browser import Browser
from tests.newsletters.test_digest_pages import press as press_digest

SAVED = "Saved to the outbox folder: no mail server is set up."
NEWS = {"email": "ann@example.org", "topics": ["everything"], "rhythm": "weekly"}
COLLEAGUE = {"to": "bob@example.org", "name": "Ann Lee"}
SENT = {
    "subscribe": "sending an e-mail with a link to the address you gave.",
    "brief": "send the brief in the next few minutes",
    "reading list": "send the reading list in the next few minutes",
    "list": "1 mail is on the way.",
    "forgot": "we have sent a link to it.",
    "invite": "We have mailed it to new@example.org.",
    "digest": "A test is on its way to you.",
}


@pytest.fixture
def said(services):
    """Give a function that says what each page tells, with a mail server or without."""
    reviewer, admin = builders.person(services), builders.person(services, Role.ADMIN)
    digests.queue_due(services)
    builders.published(services, reviewer)

    def go(smtp_url):
        app = create_app(replace(services, settings=replace(services.settings, smtp_url=smtp_url)))
        reader, staff, boss = Browser(app), Browser(app, reviewer), Browser(app, admin)
        follow = {"follow_redirects": True}
        invited = {"email": "new@example.org", "name": "New Person", "role": "contributor"}
        return {
            "subscribe": reader.send("/subscribe", NEWS, **follow).text,
            "brief": reader.send("/briefs/street-games/send", COLLEAGUE, **follow).text,
            "reading list": reader.send("/reading-list/send?brief=street-games", COLLEAGUE, **follow).text,
            "list": staff.send(LIST, {"addresses": "cat@example.org", "action": "send"}, **follow).text,
            "forgot": reader.send("/forgot", {"email": "reviewer@example.org"}).text,
            "invite": boss.send("/staff/people", invited).text,
            "digest": press_digest(staff, "test").text,
        }

    return go


def test_without_a_mail_server_no_page_says_that_a_mail_was_sent(said):
    pages = said("")
    assert [name for name, page in pages.items() if SAVED not in page] == []
    assert [name for name, page in pages.items() if SENT[name] in page] == []


def test_with_a_mail_server_no_page_speaks_of_a_folder(said):
    pages = said("smtp://mail.example.org")
    assert [name for name, page in pages.items() if "outbox" in page] == []
    assert [name for name, page in pages.items() if SENT[name] not in page] == []
