"""A brief and its twins: page, mail, message, plain text and data."""

import email
import email.policy
import html
import io
import re
from dataclasses import replace
from datetime import UTC, datetime
from urllib.parse import quote

import pypdf
import pytest

from library.app import create_app
from library.briefs.presentation import confidence
from library.briefs.ratings import Role
from library.briefs.schemas.brief import BRIEF
from tests import builders
from tests.browser import Browser

TWINS = ("", ".txt", ".eml", ".json", "/email")
SHORT = (".pdf", "/message", "/message.txt")
"""Twins that tell the front of a brief, or less."""
RICH = {
    "cautions": "Do not say that it cuts violence. Nobody has *counted* it.",
    "how_to_do_it": "- Ask the street first\n- Close it early\n\nThen **play**.",
    "lenses": {"school": "Tell families when the street is closed."},
    "cost_band": "low",
    "cost_note": "Two workers for an evening.",
    "source_ratings": [
        {"scheme": "A Toolkit", "value": "Promising", "meaning": "Some studies", "dated": "May 2025", "address": ""}
    ],
}


def said(page) -> str:
    """Give the words of a page, mail or text as one line, as somebody reads them."""
    text = page if isinstance(page, str) else page.text
    text = re.sub(r"<(style|head|script).*?</\1>", " ", text, flags=re.DOTALL)
    return " ".join(html.unescape(re.sub(r"<[^>]+>", "", text)).replace("*", "").split())


def message(client, slug="street-games"):
    return email.message_from_bytes(client.get(f"/briefs/{slug}.eml").data, policy=email.policy.default)


@pytest.fixture
def rich(services, reviewer):
    builders.published(services, reviewer, **RICH)


def test_page_mail_message_and_text_hold_the_same_facts_cautions_sources_and_dates(client, rich):
    brief = builders.brief(**{name: getattr(BRIEF.load(builders.content(**RICH)), name) for name in RICH})
    source, rating = brief.sources[0], brief.source_ratings[0]
    facts = [
        brief.title,
        brief.short_answer,
        brief.main_caution,
        *(line for _, lines in brief.actions.by_role() for line in lines),
        *brief.key_points,
        "Do not say that it cuts violence. Nobody has counted it.",
        "Ask the street first",
        brief.lenses.school,
        brief.cost_band.label,
        brief.cost_note,
        *(outcome.effect.label for outcome in brief.outcomes),
        *(outcome.why for outcome in brief.outcomes),
        confidence(brief.outcomes[0]),
        *(source.title, source.authors, source.publisher, str(source.year), source.limitations),
        *(rating.scheme, rating.value, rating.meaning, rating.dated),
        brief.nearness.label,
    ]
    told = {
        "page": said(client.get("/briefs/street-games")),
        "mail": said(client.get("/briefs/street-games/email?full=1")),
        "text": said(client.get("/briefs/street-games.txt")),
    }
    missing = [(twin, fact) for twin, text in told.items() for fact in facts if fact not in text]
    assert missing == []


def test_the_mail_is_the_first_part_of_the_page(client, rich):
    brief = builders.brief(**{name: getattr(BRIEF.load(builders.content(**RICH)), name) for name in RICH})
    mails = {
        "shown": said(client.get("/briefs/street-games/email")),
        "HTML": said(message(client).get_body(("html",)).get_content()),
        "text": said(message(client).get_body(("plain",)).get_content()),
    }
    for name, mail in mails.items():
        for words in (brief.title, brief.short_answer, brief.main_caution, confidence(brief.outcomes[0])):
            assert words.lower() in mail.lower(), (name, words)
        assert brief.sources[0].title not in mail, name


def test_each_whole_twin_gives_the_address_of_each_source(client, rich):
    for twin in ("", "/email?full=1", ".txt", ".json"):
        answer = client.get(f"/briefs/street-games{twin}")
        assert "https://example.org/street-games" in answer.text, twin


def test_the_data_is_the_brief_as_it_was_given(client, services, reviewer):
    builders.published(services, reviewer)
    content = builders.content()
    content["outcomes"][0]["confidence"] = 2
    assert client.get("/briefs/street-games.json").json == content


def test_open_questions_are_for_staff_and_reach_no_reader(client, app, services, reviewer):
    asked = [{"question": "Does it still run?", "owner": "VRN evidence lead"}]
    builders.published(services, reviewer, open_questions=asked)
    for twin in ("", ".json", ".txt", "/email?full=1", "/versions", "/versions/1", ".eml"):
        assert "Does it still run?" not in client.get(f"/briefs/street-games{twin}").text, twin
    assert "Does it still run?" not in client.get("/api/v1/briefs/street-games").text
    staff = Browser(app, reviewer)
    assert "Does it still run?" in staff.get("/staff/only-we-can-answer").text
    assert "Does it still run?" not in staff.get("/staff/only-we-can-answer?owner=nobody").text
    assert client.get("/staff/only-we-can-answer").status_code == 302


def test_the_mail_that_is_shown_is_the_very_mail_that_is_sent(client, rich):
    shown = client.get("/briefs/street-games/email").text
    assert message(client).get_body(("html",)).get_content().strip() == shown.strip()


def test_the_message_opens_as_a_new_one_with_the_answer_as_its_subject(client, rich):
    answer, opened = client.get("/briefs/street-games.eml"), message(client)
    assert opened["X-Unsent"] == "1"
    assert opened["To"] is None
    assert opened["Subject"] == "Young people came. Whether it cut violence was not measured."
    assert answer.headers["Content-Disposition"] == 'attachment; filename="street-games.eml"'
    assert answer.mimetype == "message/rfc822"
    assert all(len(line) < 999 for line in answer.data.split(b"\n"))


def test_the_page_leads_to_its_twins_and_cites_its_sources(client, rich):
    page = client.get("/briefs/street-games").text
    for twin in (*TWINS[1:], ".pdf", "/message", "/send"):
        assert f'href="/briefs/street-games{twin}"' in page
    assert 'href="#source-a"' in page
    assert 'id="source-a"' in page


def test_ratings_are_told_in_words_and_not_measured_has_no_number(client, rich):
    page = said(client.get("/briefs/street-games"))
    assert "Some benefit" in page
    assert "Confidence: low, 2 of 5" in page
    assert "Not measured" in page
    assert "An open question" in page
    assert "None of 5" not in page


@pytest.mark.parametrize("twin", ["", ".txt", "/email"])
def test_a_brief_that_is_overdue_says_so(services, reviewer, twin):
    builders.published(services, reviewer)
    later = replace(services, clock=lambda: datetime(2029, 1, 1, tzinfo=UTC))
    assert "overdue for checking" in said(create_app(later).test_client().get(f"/briefs/street-games{twin}")).lower()
    earlier = replace(services, clock=lambda: datetime(2026, 12, 1, tzinfo=UTC))
    told = said(create_app(earlier).test_client().get(f"/briefs/street-games{twin}")).lower()
    assert "overdue for checking" not in told


@pytest.mark.parametrize("twin", ["", ".txt", "/email"])
def test_a_thin_brief_says_so(client, services, reviewer, twin):
    builders.published(services, reviewer, thin=True)
    assert "Little is known about this" in said(client.get(f"/briefs/street-games{twin}"))


def sheet(client):
    """Give what stands on the A4 side."""
    (page,) = pypdf.PdfReader(io.BytesIO(client.get("/briefs/street-games.pdf").data)).pages
    return said(page.extract_text().replace("<", "&lt;"))


def test_the_a4_side_says_that_a_brief_is_thin_or_overdue(services, reviewer):
    builders.published(services, reviewer, thin=True)
    in_time, later = (
        replace(services, clock=lambda year=year: datetime(year, 1, 1, tzinfo=UTC)) for year in (2027, 2029)
    )
    told = sheet(create_app(later).test_client())
    assert "Overdue for checking: it was due to be checked by 22 November 2027." in told
    assert "Little is known about this yet." in told
    assert "Overdue" not in sheet(create_app(in_time).test_client())


def test_the_a4_side_reads_what_staff_type_as_words_and_fits_even_the_longest(client, services, reviewer):
    nasty = "#panic() *x* $y$ @z <w> = h \\ ` & café 😀🗡漢字 \u202e"
    builders.published(
        services,
        reviewer,
        short_answer=nasty,
        key_points=[nasty + " word" * 40] * 5,
        main_caution="many words " * 14,
        actions={role.value: ["many words " * 20] * 3 for role in Role},
        what_it_is="Games.",
    )
    told = sheet(client)
    assert told.count("#panic()") == 6
    assert "= h \\ ` & café □□□□" in told
    assert told.count("• many words") == 3 * len(Role)
    assert "http://127.0.0.1:8000/briefs/street-games" in told


def test_a_text_message_never_leaves_the_main_caution_out(client, services, reviewer):
    caution = "word " * 29 + "end"
    builders.published(services, reviewer, main_caution=caution)
    assert client.get("/briefs/street-games/message.txt").text.endswith(
        f"Before you use this: {caution} http://127.0.0.1:8000/briefs/street-games"
    )


def test_the_role_in_the_address_opens_what_that_role_can_do(client, services, reviewer):
    builders.published(services, reviewer)
    assert 'data-role="council" open' in client.get("/briefs/street-games?for=council").text
    nothing = client.get("/briefs/street-games?for=nhs").text
    assert "There's nothing here just for this role: nhs or gp practice" in nothing
    assert client.get("/briefs/street-games?for=%00wizard").status_code == 200


def test_a_message_for_a_phone_is_handed_to_the_programs_that_send_it(client, rich):
    page = client.get("/briefs/street-games/message").text
    text = client.get("/briefs/street-games/message.txt").text
    assert text == (
        "Young people came. Whether it cut violence was not measured. "
        "Before you use this: Nobody has measured violence. http://127.0.0.1:8000/briefs/street-games"
    )
    assert f'href="https://wa.me/?text={quote(text)}"' in page
    assert f'href="sms:?&amp;body={quote(text)}"' in page


def test_what_staff_type_is_text_and_never_markup(client, services, reviewer):
    nasty = "<script>alert()</script> & \"so\" 'on'"
    builders.published(services, reviewer, title=nasty, short_answer=nasty, what_it_is=nasty, cautions=nasty)
    for twin in ("", "/email"):
        text = client.get(f"/briefs/street-games{twin}").text
        assert "<script>alert" not in text
        assert nasty in said(text)
    assert nasty in client.get("/briefs/street-games.txt").text


def test_a_copy_on_another_site_is_named_and_not_linked(client, services, reviewer):
    source = builders.content()["sources"][0] | {"limitations": "A copy on another site."}
    builders.published(services, reviewer, sources=[source])
    for twin in ("", ".txt", "/email?full=1"):
        answer = client.get(f"/briefs/street-games{twin}").text
        assert "Street games: what we learned" in answer
        assert "https://example.org/street-games" not in answer


def test_related_briefs_are_shown_once_they_are_published(client, services, reviewer):
    builders.published(services, reviewer, related=["murals"])
    assert 'href="/briefs/murals"' not in client.get("/briefs/street-games").text
    builders.published(services, reviewer, "murals", title="Murals")
    assert 'href="/briefs/murals"' in client.get("/briefs/street-games").text


@pytest.mark.parametrize("twin", [*TWINS, *SHORT, "/mistake"])
def test_an_old_address_leads_to_the_new_one_for_good(reader, twin):
    answer = reader.get(f"/briefs/old-name{twin}")
    assert answer.status_code == 301
    assert answer.location == f"/briefs/skateparks{twin}"


@pytest.mark.parametrize("twin", [*TWINS, *SHORT])
def test_a_withdrawn_brief_says_when_and_why(reader, twin):
    answer = reader.get(f"/briefs/unicycles{twin}")
    assert answer.status_code == 410
    assert "We withdrew “Unicycles and violence” on" in answer.text
    assert "The study &lt;b&gt;was&lt;/b&gt; taken back." in answer.text
    assert "Street games: what we learned" not in answer.text


@pytest.mark.parametrize("twin", [*TWINS, *SHORT])
@pytest.mark.parametrize("slug", ["zeppelins", "never-was", "%00", "%ff", "..%2f..%2fetc", "x" * 5000])
def test_what_never_was_published_is_a_404(reader, slug, twin):
    answer = reader.get(f"/briefs/{slug}{twin}")
    assert answer.status_code == 404
    assert "Page not found" in answer.text


def test_harm_is_told_in_the_first_lines_of_a_brief_and_in_a_list_however_low_it_stood(app, services, reviewer):
    said = {"why": "Told by one review.", "sources": ["a"], "design": "trial"}
    names = ["any-violence", "bullying", "wellbeing", "trust-in-police"]
    effects = ["mixed", "some_benefit", "large_benefit", "harm"]
    rows = [{"outcome": name, "effect": effect, **said} for name, effect in zip(names, effects, strict=True)]
    builders.published(services, reviewer, outcomes=rows)
    reader = app.test_client()
    page = reader.get("/briefs/street-games").text
    assert "Harm" in page[: page.index('id="before"')]
    results = reader.get("/search?q=street+games").text.partition('class="marks"')[2]
    assert "Harm" in results
