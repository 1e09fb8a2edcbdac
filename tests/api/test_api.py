"""The JSON face: the shapes that scripts of partners rely on."""

from datetime import datetime

import pytest

from library.app import create_app
from library.bootstrap import connect
from library.editing.drafts import service as desk
from library.settings import Settings
from tests import builders


def stock(services, reviewer):
    builders.published(services, reviewer)
    builders.published(services, reviewer, "boxing", title="Boxing clubs", short_answer="Boxing was liked.")
    builders.published(services, reviewer, "choirs", title="Choirs in custody", short_answer="Singing was liked.")


@pytest.fixture(scope="module")
def api(tmp_path_factory):
    """Give a client of a stocked library that tests only read."""
    folder = tmp_path_factory.mktemp("api")
    services = connect(Settings(instance=folder / "instance", index=folder / "index", meaning="off"))
    services.store.migrate()
    builders.vocabulary(services)
    stock(services, builders.person(services))
    yield create_app(services).test_client()
    services.store.close()


@pytest.fixture
def changing(client, services, reviewer):
    """Give a client of a stocked library that a test changes."""
    stock(services, reviewer)
    return client


def test_the_list_of_briefs_has_the_shape_that_was_promised(api):
    answer = api.get("/api/v1/briefs").json
    assert {name: answer[name] for name in ("total", "page", "pages")} == {"total": 3, "page": 1, "pages": 1}
    assert [brief["slug"] for brief in answer["briefs"]] == ["boxing", "choirs", "street-games"]
    last = answer["briefs"][-1]
    assert datetime.fromisoformat(last.pop("published_at")).tzinfo
    assert last == {
        "slug": "street-games",
        "title": "Street games on summer evenings",
        "one_line": "Young people came. Whether it cut violence was not measured.",
        "kind": "good_practice",
        "url": "http://127.0.0.1:8000/briefs/street-games",
        "checked_on": "2026-11-22",
    }


def test_the_list_is_paged(api):
    pages = [api.get(f"/api/v1/briefs?page={page}&page_size=2").json for page in (1, 2)]
    assert [[brief["slug"] for brief in page["briefs"]] for page in pages] == [
        ["boxing", "choirs"],
        ["street-games"],
    ]
    assert {page["pages"] for page in pages} == {2}


@pytest.mark.parametrize(
    ("asked", "sentence"),
    [
        ("page=0", "page: enter a number, 1 or more."),
        ("page=x", "page: enter a number, 1 or more."),
        ("page=99999999999999999999", "page: enter a number, 1 or more."),
        ("page_size=0", "page_size: enter a number from 1 to 100."),
        ("page_size=101", "page_size: enter a number from 1 to 100."),
        ("page_size=ten", "page_size: enter a number from 1 to 100."),
    ],
)
@pytest.mark.parametrize("path", ["briefs", "search"])
def test_a_page_that_cannot_be_is_a_400_with_a_sentence_under_its_name(api, path, asked, sentence):
    answer = api.get(f"/api/v1/{path}?{asked}")
    assert answer.status_code == 400
    assert answer.json["errors"] == {asked.partition("=")[0]: [sentence]}


def test_one_brief_is_its_exact_data(api):
    content = builders.content()
    content["outcomes"][0]["confidence"] = 2
    assert api.get("/api/v1/briefs/street-games").json == content
    assert api.get("/api/v1/briefs/street-games").json == api.get("/briefs/street-games.json").json


def test_a_search_has_the_shape_that_was_promised(api):
    answer = api.get("/api/v1/search?q=boxing").json
    facets = answer.pop("facets")
    (result,) = answer.pop("results")
    assert answer.pop("notices") == []
    assert (answer.pop("urgent"), answer.pop("help")) == (False, [])
    assert (answer.pop("signpost"), answer.pop("ask"), answer.pop("kinds")) == (None, None, [])
    assert answer == {"query": "boxing", "total": 1, "page": 1, "pages": 1, "match": "good", "corrected": None}
    assert result == {
        "slug": "boxing",
        "title": "Boxing clubs",
        "one_line": "Young people came. Whether it cut violence was not measured.",
        "kind": "good_practice",
        "url": "http://127.0.0.1:8000/briefs/boxing",
        "excerpt": result["excerpt"],
        "why": "Matches: boxing",
    }
    assert "Boxing was liked." in result["excerpt"]
    assert {"id": "street", "label": facets["setting"][0]["label"], "count": 1} in facets["setting"]


def test_the_search_answers_as_the_page_does(api):
    for asked in ("q=boxing", "q=submarines", "q=&setting=street&setting=school", "q=violence&kind=good_practice"):
        answer = api.get(f"/api/v1/search?{asked}").json
        page = api.get(f"/search?{asked}").text
        for result in answer["results"]:
            assert result["title"] in page
        assert page.count('class="line__heading"') == len(answer["results"])


def test_what_the_library_does_not_know_is_said_as_none(api):
    answer = api.get("/api/v1/search?q=submarine+cables").json
    assert (answer["match"], answer["total"], answer["results"]) == ("none", 0, [])


def test_an_unknown_term_is_named(api):
    (notice,) = api.get("/api/v1/search?place=atlantis").json["notices"]
    assert "atlantis" in notice


@pytest.mark.parametrize("path", ["/api/v1/search?page=2", "/api/v1/briefs?page=2", "/api/v1/briefs?page=1000000"])
def test_a_page_past_the_last_is_a_404_that_says_which_is_last(api, path):
    answer = api.get(path)
    assert answer.status_code == 404
    assert answer.json["message"] == "The last page is page 1."


@pytest.mark.parametrize("value", ["street", ""])
def test_no_more_terms_are_taken_than_the_description_says_even_empty_ones(api, value):
    for many, status in ((50, 200), (51, 400)):
        asked = "&".join([f"setting={value}"] * many)
        assert api.get(f"/api/v1/search?{asked}").status_code == status


def test_an_old_address_leads_to_the_new_one(changing, services, reviewer):
    builders.published(services, reviewer, "old-name", title="Moved")
    draft = desk.open_draft(services, reviewer, 4)
    desk.publish(services, reviewer, 4, draft.content | {"slug": "new-name"}, draft.lock)
    answer = changing.get("/api/v1/briefs/old-name")
    assert (answer.status_code, answer.location) == (301, "/api/v1/briefs/new-name")


def test_a_withdrawn_brief_is_a_410_with_the_reason(changing, services, reviewer):
    desk.withdraw(services, reviewer, 1, "The study was wrong.")
    answer = changing.get("/api/v1/briefs/street-games")
    assert answer.status_code == 410
    assert answer.json["message"] == "This brief has been withdrawn: The study was wrong."
    assert changing.get("/api/v1/briefs").json["total"] == 2


def test_a_draft_is_nowhere(changing, services, reviewer):
    desk.start(services, reviewer, builders.content("zeppelins", title="Zeppelins"), "form")
    assert changing.get("/api/v1/briefs/zeppelins").status_code == 404
    assert changing.get("/api/v1/briefs").json["total"] == 3
    assert changing.get("/api/v1/search?q=zeppelins").json["total"] == 0


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("get", "/api/v1/nowhere", 404),
        ("get", "/api/v1/briefs/never-was", 404),
        ("get", "/api/v1/briefs/%00%ff", 404),
        ("post", "/api/v1/search", 405),
        ("delete", "/api/v1/briefs/street-games", 405),
        ("get", "/api/v1/search?sort=loudest", 400),
    ],
)
def test_every_error_is_json_with_a_sentence(api, method, path, status):
    answer = getattr(api, method)(path)
    assert (answer.status_code, answer.json["code"]) == (status, status)
    assert answer.json["status"]
    assert answer.json["message"].endswith(".")


@pytest.mark.parametrize("question", ["\0", "*", "w " * 5000, "[a TO", "\u202e", "🦄"])
def test_no_question_is_too_absurd_for_an_answer(api, question):
    assert api.get("/api/v1/search", query_string={"q": question}).status_code == 200
