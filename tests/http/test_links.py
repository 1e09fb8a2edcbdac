"""What mails, feeds and files lead to, `library/links/`, is there among the routes."""

import inspect
from urllib.parse import parse_qs, urlsplit

import pytest
from flask import Flask

from library.links import API, PUBLIC, Links

BASE = "https://library.example/under/here"
LEADS_TO = {
    "home": ("home.home", (), {}),
    "brief": ("briefs.brief", ("chess & co",), {"slug": "chess & co"}),
    "easy_read": ("easy_reads.easy_read", ("chess & co",), {"slug": "chess & co"}),
    "easy_read_desk": ("easy_reads.easy_read_desk", (), {}),
    "version": ("versions.brief_version", ("chess", 3), {"slug": "chess", "number": 3}),
    "approach": ("approaches.approach", ("sport",), {"term": "sport"}),
    "search": ("searches.search", (), {}),
    "data": ("open_data.data", (), {}),
    "shared_brief": ("peers.shared_brief", (4,), {"shared_id": 4}),
    "libraries_desk": ("peers.libraries", (), {}),
    "harvest": ("open_data.oai", (), {}),
    "digest": ("digests.past_digest", (7,), {"digest_id": 7}),
    "document": ("public_documents.document", ("a report",), {"slug": "a report"}),
    "newsletter": ("newsletters.newsletter", (7,), {"campaign_id": 7}),
    "newsletters_feed": ("machines.newsletters_feed", (), {}),
    "picture": ("newsletters.newsletter_picture", ("abc",), {"digest": "abc"}),
    "feed": ("machines.feed", (), {}),
    "sitemap": ("machines.sitemap", (), {}),
    "security": ("statements.security", (), {}),
    "contact": ("statements.contact", (), {}),
    "subscription": ("subscriptions.subscription", ("secret",), {"token": "secret"}),
    "leave": ("subscriptions.leave_subscription", ("secret",), {"token": "secret"}),
    "stop": ("sendings.stop_all_mail", ("secret",), {"token": "secret"}),
    "welcome": ("people.welcome", ("secret",), {"token": "secret"}),
    "account": ("accounts.account", (), {}),
    "edit": ("desk.edit_brief", (12,), {"brief_id": 12}),
    "desk": ("desk.desk", (), {}),
    "due": ("checks.due_briefs", (), {}),
    "due_to_me": ("checks.due_briefs", (), {}),
    "uploads": ("uploads.all_uploads", (), {}),
    "corrections": ("mistakes.mistakes_waiting", (), {}),
    "unanswered": ("questions.questions_waiting", (), {}),
    "open_questions": ("open_questions.only_we_can_answer", (), {}),
    "source_links": ("source_links.links", (), {}),
    "running": ("running.how_it_runs", (), {}),
    "help_lines_desk": ("help_lines.all_help_lines", (), {}),
    "submission": ("submissions.submission", ("secret",), {"token": "secret"}),
    "opportunity": ("opportunities.opportunity", (4,), {"opportunity_id": 4}),
    "opportunities_feed": ("opportunities.opportunities_feed", (), {}),
    "field_note": ("field_notes.field_note", (4,), {"note_id": 4}),
    "field_notes_feed": ("field_notes.field_notes_feed", (), {}),
    "voices": ("voices.voices", (), {}),
    "voices_feed": ("voices.voices_feed", (), {}),
    "voice_recording": ("voices.voice_recording", (4,), {"voice_id": 4}),
    "voice_desk": ("voice_desk.voice_desk", (), {}),
    "answer": ("answers.question", (4,), {"answer_id": 4}),
    "answers_feed": ("answers.questions_feed", (), {}),
    "challenge": ("challenges.challenges", (4,), {}),
    "challenges_feed": ("challenges.challenges_feed", (), {}),
    "subject": ("subjects.open_subjects", (4,), {}),
    "subjects_feed": ("subjects.subjects_feed", (), {}),
    "who_must_listen": ("meetings.who_must_listen", ("panel",), {}),
    "meeting": ("meetings.who_must_listen", ("panel", 4), {}),
    "meetings_feed": ("meetings.meetings_feed", (), {}),
    "asks": ("asks.asks", (), {}),
    "ask": ("asks.ask", ("open-late",), {"slug": "open-late"}),
    "asks_of": ("asks.asks_of", ("a-council",), {"slug": "a-council"}),
    "asks_feed": ("asks.asks_feed", (), {}),
    "house_rules": ("asks.house_rules", (), {}),
    "reply": ("ask_replies.reply", ("secret",), {"token": "secret"}),
    "ask_desk": ("ask_desk.ask_desk", (), {}),
    "you_said": ("you_said.you_said", (4,), {}),
    "you_said_desk": ("you_said.you_said_desk", (), {}),
    "you_said_feed": ("you_said.you_said_feed", (), {}),
    "submissions_desk": ("submissions.submissions_waiting", (), {}),
    "opportunity_desk": ("opportunities.opportunity_desk", (), {}),
    "meetings_desk": ("meetings.public_meetings", (), {}),
    "reading_list": ("reading_lists.reading_list", (["chess", "choirs"],), {}),
}
"""Each link -> the endpoint, what the link is made from, and what the route makes of it."""
ONLY_IN_A_DEMO = {"demo_sign_in"}
"""Followed by the tests of the demo."""


def routed(app: Flask, address: str) -> tuple[str, dict[str, object]]:
    assert address.startswith(f"{BASE}/")
    endpoint, values = app.url_map.bind("").match(urlsplit(address.removeprefix(BASE)).path)
    return endpoint, dict(values)


@pytest.mark.parametrize("name", LEADS_TO)
def test_a_link_leads_to_its_page(app: Flask, name: str) -> None:
    endpoint, made_from, values = LEADS_TO[name]
    quoted = getattr(Links(BASE), name)(*made_from).replace("%20", " ").replace("%26", "&")
    assert routed(app, quoted) == (endpoint, values)


def test_every_link_is_held_to_a_route() -> None:
    links = {name for name, _ in inspect.getmembers(Links, inspect.isfunction) if not name.startswith("_")}
    assert links - {"public_pages", "absolute"} - ONLY_IN_A_DEMO == set(LEADS_TO)


def test_the_pages_that_search_engines_are_told_of_are_there(app: Flask, client) -> None:
    assert [path for path in PUBLIC if client.get(path).status_code != 200] == []
    assert Links(BASE).public_pages()[0] == f"{BASE}/"


def test_parameters_reach_the_page() -> None:
    assert parse_qs(urlsplit(Links(BASE).reading_list(["chess", "choirs"])).query) == {"brief": ["chess", "choirs"]}
    assert parse_qs(urlsplit(Links(BASE).feed(2)).query) == {"page": ["2"]}


def test_the_routes_of_the_api_are_those_under_its_path(app: Flask) -> None:
    under = {rule.endpoint.partition(".")[0] for rule in app.url_map.iter_rules() if rule.rule.startswith(API)}
    assert under == {"api", "api-docs"}
    assert all(rule.rule.startswith(API) for rule in app.url_map.iter_rules() if rule.endpoint.startswith("api"))


def test_a_path_with_the_prefix_is_made_absolute_once() -> None:
    assert Links(BASE).absolute("/under/here/bids?brief=chess") == f"{BASE}/bids?brief=chess"
