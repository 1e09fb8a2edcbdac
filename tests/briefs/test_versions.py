"""The public history of a brief: every version, an old one as it stood, and what changed word by word."""

import re

import pytest

from library.editing.drafts import service as desk
from library.security.permissions import Role
from tests import builders
from tests.browser import Browser
from tests.editing.test_desk import edit

HISTORY = "/briefs/street-games/versions"


@pytest.fixture
def twice(app, services, reviewer):
    """Publish a brief, and by an admin a second version of it in which a rating moves."""
    builders.published(services, reviewer)
    admin = Browser(app, builders.person(services, Role.ADMIN))
    moved = {"outcomes-0-effect": "mixed", "short_answer": "Games in the road brought <people> out.", "ages": "18-24"}
    answer = admin.send(edit(), moved | {"change_note": "A new <study> came out.", "action": "publish"})
    assert answer.status_code == 303
    return admin


def words(page):
    return " ".join(re.sub(r"<[^>]*>", " ", page.text).split())


def test_the_history_tells_each_version_with_date_and_note_the_newest_first(twice, client):
    page = client.get(HISTORY)
    assert page.status_code == 200
    said = words(page)
    first, second = said.index("First published."), said.index("A new &lt;study&gt; came out.")
    assert second < first
    assert said.count("Published by the Violence Reduction Network") == 2
    assert re.search(r"Version 2 current version", said)
    assert f'href="{HISTORY}/2?with=1"' in page.text
    assert f'href="{HISTORY}"' in client.get("/briefs/street-games").text


def test_the_history_says_that_an_admin_published_alone_and_names_nobody_to_readers(twice, client):
    page = client.get(HISTORY).text
    assert page.count("Published by one admin") == 1
    assert "Example" not in page.replace("Violence Reduction", "")
    assert "(Admin Example; readers don't see names)" in words(twice.get(HISTORY))


def test_an_old_version_shows_its_text_and_says_that_it_is_old(twice, client):
    page = client.get(f"{HISTORY}/1")
    assert "This is an old version. Don't rely on it" in page.text
    assert "Games in the street brought young people out" in page.text
    assert "Mixed results" not in page.text
    assert '<meta name="robots" content="noindex">' in page.text
    assert "street-games.eml" not in page.text
    now = client.get(f"{HISTORY}/2").text
    assert "the current one" in now
    assert "old version" not in now


def test_two_versions_are_compared_word_by_word_either_way_round(twice, client):
    for path in (f"{HISTORY}/2?with=1", f"{HISTORY}/1?with=2"):
        page = client.get(path).text
        assert "What changed from version 1 to 2" in page
        assert "Why: A new &lt;study&gt; came out." in page
        plain = re.sub(r"</?span[^>]*>", "", page)
        assert "Games in the <del>[removed: street]</del> <ins>[added: road]</ins> brought " in plain
        assert "<ins>[added: &lt;people&gt; out.]</ins>" in plain
        assert "Impact: <del>[removed: Some benefit]</del> <ins>[added: Mixed results]</ins>" in plain
        assert "some_benefit" not in page
        assert "[added: 18 to 24]" in plain


def test_what_did_not_change_is_folded_away(twice, client):
    page = client.get(f"{HISTORY}/2?with=1").text
    folded = page[page.index("<details>") :]
    assert re.search(r"<summary>\d+ parts did not change</summary>", folded)
    assert "Youth workers close a street and run games." in folded
    assert "Games in the" not in folded


@pytest.mark.parametrize("path", ["/3", "/0", "/x", "/99999999999999999999", "/1?with=3", "/1?with=-1"])
def test_a_version_that_readers_were_never_shown_is_a_404(twice, services, reviewer, path):
    draft = desk.open_draft(services, reviewer, 1)
    desk.save(services, reviewer, 1, draft.content | {"title": "Zebras"}, draft.lock)
    assert twice.get(HISTORY + path).status_code == 404


def test_drafts_are_no_part_of_the_history(twice, services, reviewer, client):
    before = client.get(HISTORY).data
    draft = desk.open_draft(services, reviewer, 1)
    desk.save(services, reviewer, 1, draft.content | {"title": "Zebras"}, draft.lock, "A secret note.")
    assert client.get(HISTORY).data == before
    assert client.get("/briefs/zebras/versions").status_code == 404


def test_a_brief_that_was_never_published_has_no_history(services, reviewer, client):
    desk.start(services, reviewer, builders.content(), "form")
    assert client.get(HISTORY).status_code == 404


def test_the_history_of_a_withdrawn_brief_is_withdrawn_and_comes_back_with_it(twice, services, reviewer, client):
    desk.withdraw(services, reviewer, 1, "The <data> were wrong.")
    for path in (HISTORY, f"{HISTORY}/1", f"{HISTORY}/2?with=1"):
        page = client.get(path)
        assert page.status_code == 410
        assert "Games in the" not in page.text
    desk.restore(services, reviewer, 1)
    said = words(client.get(HISTORY))
    assert "Withdrawn, then brought back Why it was withdrawn: The &lt;data&gt; were wrong." in said


def test_the_history_moves_with_the_brief(twice, client):
    twice.send(edit(), {"slug": "street-play", "action": "publish"})
    for path in ("", "/1"):
        answer = client.get(HISTORY + path)
        assert (answer.status_code, answer.location) == (301, f"/briefs/street-play/versions{path}")
    page = client.get("/briefs/street-play/versions/3?with=2").text
    assert "What changed from version 2 to 3" in page


def test_versions_that_say_the_same_are_said_to(services, reviewer, client, staff):
    builders.published(services, reviewer)
    desk.withdraw(services, reviewer, 1, "By mistake.")
    staff.send(edit(), {"action": "publish"})
    assert "The words are the same in both versions." in client.get(f"{HISTORY}/2?with=1").text
