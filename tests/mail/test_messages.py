"""Mails: the same facts in HTML and text, safe and small."""

import email
from email import policy

import pytest
from jinja2 import UndefinedError

from library.actions import briefs, stock, twins
from library.domain.people import Person
from library.mail import messages
from library.parts import Parts
from tests import builders

LARGEST = 60_000
"""Bytes of the HTML after transfer encoding."""


def mail_of(parts: Parts, slug: str) -> messages.Mail:
    page = briefs.page(parts, slug)
    assert isinstance(page, briefs.Page)
    return twins.mail(parts, page)


def test_a_word_that_a_template_lacks_is_an_error_not_a_gap() -> None:
    with pytest.raises(UndefinedError):
        messages.render("brief", address="https://example.org")


def test_markup_in_a_brief_is_text_in_its_mail(parts: Parts, reviewer: Person) -> None:
    builders.published(
        parts, reviewer, title='<script>alert("x")</script> & co', key_points=["<img src=x>", "Two.", "Three."]
    )
    mail = mail_of(parts, "street-games")
    assert "<script>alert" not in mail.html
    assert "<img src=x>" not in mail.html
    assert '<script>alert("x")</script> & co' in mail.text


def test_every_seed_brief_has_a_small_mail_and_text_of_readable_width(parts: Parts) -> None:
    stock.seed(parts)
    for line in briefs.listing(parts, size=1000).briefs:
        mail = mail_of(parts, line.slug)
        message = email.message_from_bytes(messages.as_draft(mail, builders.NOW), policy=policy.default)
        assert message["X-Unsent"] == "1"
        assert len(message.get_body(("html",)).as_bytes()) <= LARGEST, line.slug  # type: ignore[union-attr]
        assert "\n" not in mail.subject
        wide = [row for row in mail.text.splitlines() if len(row) > 79 and "http" not in row]
        assert wide == [], line.slug
