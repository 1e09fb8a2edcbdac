"""The front page, approaches, and the pages that say what this is."""

import re

import pytest

from tests import builders


def test_an_empty_library_says_so_on_every_page_it_has(client):
    assert "There are no briefs yet" in client.get("/").text
    assert "There are no briefs yet." in client.get("/approaches").text
    assert "There's no brief on this yet." in client.get("/approaches/mentoring").text
    assert client.get("/search").status_code == 200
    assert client.get("/feed.atom").status_code == 200


def test_the_front_page_says_who_we_are_and_lists_what_is_new(reader):
    page = reader.get("/").text
    assert "Violence Reduction Network" in page
    assert "Leicester, Leicestershire and Rutland" in page
    assert '<a class="line__title" href="/briefs/skateparks">Skateparks</a>' in page
    assert "Unicycles" not in page
    assert "Zeppelins" not in page


def test_every_link_of_the_front_page_leads_somewhere(reader):
    addresses = set(re.findall(r'href="(/[^"]*)"', reader.get("/").text))
    assert len(addresses) > 15
    for address in addresses:
        with reader.get(address.replace("&amp;", "&")) as answer:
            assert answer.status_code == 200, address


def test_approaches_that_have_briefs_are_listed_with_their_meaning(reader):
    page = reader.get("/approaches").text
    assert '<a href="/approaches/youth-work">' in page
    assert '<a href="/approaches/stop-and-search">' not in page


def test_an_approach_shows_its_briefs(reader):
    page = reader.get("/approaches/youth-work").text
    assert "Boxing clubs for teenagers" in page
    assert "Zeppelins" not in page


def test_an_approach_tells_research_first_and_what_is_mainly_on_it_before_the_rest(app, services, reviewer):
    told = [("a-club", "local_programme", ["youth-work"]), ("a-review", "good_practice", ["mentoring", "youth-work"])]
    for slug, kind, on in [
        *told,
        ("its-review", "good_practice", ["youth-work"]),
        ("newer", "good_practice", ["mentoring", "youth-work"]),
    ]:
        builders.published(services, reviewer, slug, title=slug, kind=kind, approaches=on)
    page = app.test_client().get("/approaches/youth-work").text
    order = re.findall(r"<h2[^>]*>(How others do it|Local project)</h2>|line__title\" href=\"/briefs/([a-z-]+)", page)
    said = [heading or slug for heading, slug in order]
    assert said == ["How others do it", "its-review", "newer", "a-review", "Local project", "a-club"]


def test_an_approach_that_is_none_is_a_404(reader):
    assert reader.get("/approaches/alchemy").status_code == 404


@pytest.mark.parametrize("path", ["/about", "/about/method", "/help-now"])
def test_the_pages_about_the_library_can_be_read(reader, path):
    answer = reader.get(path)
    assert answer.status_code == 200
    assert "<h1" in answer.text


def test_help_now_gives_the_emergency_number_as_a_link(reader):
    assert 'href="tel:999"' in reader.get("/help-now").text


def test_a_page_that_is_not_there_says_so_and_offers_a_search(reader):
    answer = reader.get("/nowhere")
    assert answer.status_code == 404
    assert "Page not found" in answer.text
    assert 'role="search"' in answer.text


def test_a_method_that_is_not_allowed_is_a_405_with_a_sentence(reader):
    answer = reader.post("/search")
    assert answer.status_code == 405
    assert "Go back and use the buttons on the page." in answer.text


def test_browsing_names_no_question_since_nobody_asked_one(client, services, reviewer):
    builders.published(services, reviewer, "boxing-clubs", asked=["does boxing calm teenagers"])
    for path in ("/search", "/approaches/youth-work", "/api/v1/search"):
        page = client.get(path).text
        assert "boxing-clubs" in page
        assert "Asked as" not in page
    found = client.get("/api/v1/search?q=does+boxing+calm+teenagers").json["results"][0]
    assert "Asked as" in found["why"]
