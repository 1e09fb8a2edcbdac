"""Mails as values: every word is there, nothing typed becomes markup, and each seed brief fits a mail program."""

import email
import email.policy
import html
import re
from datetime import date

import pytest
from jinja2 import UndefinedError

from library.briefs import texts
from library.briefs.states import PublishedBrief
from library.briefs.vocabulary.models import Vocabulary
from library.mail import messages
from tests import builders
from tests.seeds import BRIEFS

LARGEST = 60_000
"""Bytes as they are sent; Gmail cuts a mail off at 102,000 and some forwarders before."""
NASTY = "<script>alert()</script> & \"so\" 'on'"


def words(brief, **changes):
    """Give the words that the templates of a brief need."""
    found = PublishedBrief(1, brief, 1, builders.NOW, "1")
    return {
        "found": found,
        "full": True,
        "actions": texts.mail_actions(brief),
        "quotes": [],
        "terms": Vocabulary(),
        "overdue": False,
        "address": "https://library.example/briefs/x",
        "organisation": "Violence Reduction Network",
        "opening": [],
        "closing": [],
        "stop": "",
    } | changes


def opened(made):
    """Open a mail as a mail program does."""
    return email.message_from_bytes(messages.as_draft(made, builders.NOW), policy=email.policy.default)


def mail(**changes):
    return messages.render("brief", **words(builders.brief(**changes)))


@pytest.mark.parametrize(
    "missing", ["found", "terms", "overdue", "address", "organisation", "opening", "closing", "stop"]
)
def test_a_word_that_is_missing_is_an_error_and_never_a_gap(missing):
    given = words(builders.brief())
    del given[missing]
    with pytest.raises(UndefinedError):
        messages.render("brief", **given)


def test_what_staff_typed_is_escaped_in_the_html_and_plain_in_the_text():
    made = mail(
        title=NASTY, one_line=NASTY, short_answer=NASTY, key_points=(NASTY,) * 3, what_it_is=NASTY, cautions=NASTY
    )
    assert "<script>alert" not in made.html
    assert html.unescape(re.sub(r"<[^>]*>", "", made.html)).count(NASTY) >= 7
    assert NASTY in made.text
    assert "&lt;" not in made.text
    assert "&amp;" not in made.text


@pytest.mark.parametrize(
    "text",
    [
        "</mj-text><mj-raw>",
        "<!-- a comment",
        "]]> &nbsp; &bogus;",
        "{{ found }} {% if %}",
        "one  \ntwo",
        "a\n\n---\n\nb",
        "[link](javascript:alert())",
        "![picture](https://example.org/x.png)",
        "# Heading\n\n> quoted\n\n```\ncode\n```",
        "\u202e\u200b😀",
    ],
)
def test_no_text_breaks_the_mail(text):
    made = mail(title=text.splitlines()[0], short_answer=text, what_it_is=text, cautions=text, cost_note=text)
    assert "<mj-" not in made.html
    assert "<img" not in made.html
    assert 'href="javascript' not in made.html
    assert made.html.rstrip().endswith("</html>")
    assert "Read the full brief" in made.html


def test_the_subject_is_the_answer_in_one_line_whatever_is_in_it():
    made = mail(one_line="It helped.\r\nBcc: everybody@example.org\n\n & so ")
    assert made.subject == "It helped. Bcc: everybody@example.org & so"
    message = opened(made)
    assert message["Subject"] == made.subject
    assert message["Bcc"] is None


def test_a_message_is_the_same_each_time_it_is_written():
    one, other = (messages.as_draft(mail(), builders.NOW) for _ in range(2))
    assert one == other


def test_a_message_opens_as_a_new_one_of_whoever_opens_it():
    message = opened(mail())
    assert message["X-Unsent"] == "1"
    assert message["From"] is None
    assert message["To"] is None
    assert message["Date"].datetime == builders.NOW


def test_an_overdue_or_thin_brief_says_so_in_both_parts():
    brief = builders.brief(thin=True, check_by=date(2026, 1, 1))
    made = messages.render("brief", **words(brief, overdue=True))
    for part in (made.html, made.text):
        assert "verdue for checking" in part
        assert "Little is known about this yet" in part


def test_what_was_not_measured_has_no_confidence():
    (outcome,) = builders.brief().outcomes[1:]
    made = mail(outcomes=(outcome,))
    for part in (made.html, made.text):
        assert "Not measured" in part
        assert "Confidence" not in part
        assert "None" not in part


def test_the_mail_loads_nothing_from_anywhere():
    made = mail()
    assert not re.findall(r'(?:src|background)="|url\(|@import|<link|<script|<iframe|<form', made.html)
    assert set(re.findall(r'href="([^"]*)"', made.html)) == {
        "https://example.org/street-games",
        "https://library.example/briefs/x",
    }


@pytest.fixture(scope="module")
def seed_mails():
    """Give the mail of every seed brief, by slug."""
    terms = Vocabulary()
    return {brief.slug: messages.render("brief", **words(brief, terms=terms)) for brief in BRIEFS}


@pytest.mark.slow("makes the mail of every brief that the library comes with")
def test_the_mail_of_every_seed_brief_is_small_enough(seed_mails):
    assert len(seed_mails) > 50
    sizes = {slug: len(opened(made).get_body(("html",)).as_bytes()) for slug, made in seed_mails.items()}
    assert {slug: size for slug, size in sizes.items() if size > LARGEST} == {}


def test_every_line_of_the_text_fits_a_screen_unless_it_is_an_address(seed_mails):
    long = [
        (slug, line)
        for slug, made in seed_mails.items()
        for line in made.text.splitlines()
        if len(line) > 79 and not re.fullmatch(r" *(?:\S+ )?https?://\S+", line)
    ]
    assert long == []


def test_a_title_as_long_as_can_be_fits_too():
    made = mail(title="word " * 15 + "words", one_line="Long words " * 12, cautions="- " + "many words " * 60)
    assert [line for line in made.text.splitlines() if len(line) > 79 and "https://" not in line] == []


def test_every_subject_is_one_line_that_a_mail_program_shows_whole(seed_mails):
    assert [
        made.subject for made in seed_mails.values() if "\n" in made.subject or not 5 < len(made.subject) <= 140
    ] == []


def test_no_markdown_is_left_in_any_text_or_mail(seed_mails):
    for slug, made in seed_mails.items():
        assert "**" not in made.text, slug
        assert "**" not in made.html, slug
        assert "](http" not in made.text, slug


def test_a_note_says_the_same_in_both_parts_and_what_was_typed_is_text():
    link = "https://library.example/welcome/abc"
    made = messages.note("Your link", [NASTY, "It works once."], organisation="VRN", link=link, link_words="Go on")
    assert made.subject == "Your link"
    for said in (NASTY, "It works once.", "Go on", "VRN"):
        assert said in made.text
        assert said in html.unescape(re.sub(r"<(?!script>|/script>)[^>]*>", "", html.unescape(made.html)))
    assert "<script>alert" not in made.html
    assert f"\n{link}\n" in made.text
    assert f'href="{link}"' in made.html
