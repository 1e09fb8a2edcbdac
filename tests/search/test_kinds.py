"""What searches find besides briefs: kinds of their own, on the page and in the API, never ranked with the evidence."""

import pytest
from flask import Flask, url_for

from library.contributions import Findable, SearchKind
from library.db import audit_log as audit
from library.http import contributions
from library.search import kinds
from library.services import Services
from library.settings import ROOT

BOATS = Findable(
    "Rowing on the Soar", "Boats for clubs", "home.home", asked=("can we borrow a boat", "lend us a canoe for Saturday")
)
HIKES = Findable("Hikes for young people", "Walks with clubs", "home.home", asked=("go for a walk",))
KINDS = [SearchKind("trips", "Trips", lambda services: (BOATS, HIKES)), SearchKind("none", "None", lambda services: ())]


def titles(services: Services, text: str) -> list[str]:
    return [each.title for kind in kinds.found(services, KINDS, text) for each in kind.found]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("rowing", [BOATS.title]),
        ("is there any rowing for clubs", [BOATS.title]),
        ("CLUBS", [BOATS.title, HIKES.title]),
        ("borrow boats", [BOATS.title]),
        ("lend", []),
        ("trampolines for young people", []),
        ("what is the", []),
        ("", []),
        ("🙂 123", []),
    ],
)
def test_a_thing_is_found_by_most_of_the_telling_words(services: Services, text: str, found: list[str]) -> None:
    assert titles(services, text) == found


def test_kinds_without_a_find_are_left_out_and_one_name_is_one_list(services: Services) -> None:
    twice = [*KINDS, SearchKind("trips", "More", lambda services: (HIKES,))]
    (found,) = kinds.found(services, twice, "hikes")
    assert (found.name, found.label, found.found) == ("trips", "Trips", (HIKES, HIKES))


def test_things_are_laid_out_once_until_something_is_committed(services: Services) -> None:
    there = [BOATS]
    trips = [SearchKind("trips", "Trips", lambda services: tuple(there))]
    assert [kind.found for kind in kinds.found(services, trips, "clubs")] == [(BOATS,)]
    there.append(HIKES)
    assert [kind.found for kind in kinds.found(services, trips, "clubs")] == [(BOATS,)]
    with services.store.writing() as database:
        audit.note(database, None, "change", "something", services.clock())
    assert [kind.found for kind in kinds.found(services, trips, "clubs")] == [(BOATS, HIKES)]


def test_every_page_that_can_be_found_is_there(app: Flask, services: Services) -> None:
    with app.test_request_context():
        pages = [
            page for kind in contributions.search_kinds() if kind.name == "pages" for page in kind.documents(services)
        ]
        addresses = [url_for(page.view, **dict(page.values)) for page in pages]
    answers = {address: app.test_client().get(address).status_code for address in addresses}
    assert answers == dict.fromkeys(addresses, 200)
    assert len(addresses) > 10


def test_a_question_about_the_library_itself_is_led_to_its_page(app: Flask) -> None:
    client = app.test_client()
    page = client.get("/search?q=how can my group get involved").text
    assert 'href="/get-involved"' in page.partition("You may be looking for:")[2].partition("</nav>")[0]
    found = client.get("/api/v1/search?q=how can my group get involved").json
    assert found is not None
    assert "http://127.0.0.1:8000/get-involved" in [each["url"] for each in found["kinds"][0]["found"]]
    assert found["ask"] == "http://127.0.0.1:8000/ask"


def test_a_thing_is_found_beside_the_brief_that_comes_first(services: Services) -> None:
    gym = Findable("Gyms", "Doors", "home.home", beside=("boxing",))
    places = [SearchKind("places", "Places", lambda services: (gym,))]
    assert [kind.found for kind in kinds.found(services, places, "is punching good", first="boxing")] == [(gym,)]
    assert kinds.found(services, places, "is punching good") == []


def test_every_brief_that_a_page_stands_beside_is_there(app: Flask, services: Services) -> None:
    with app.test_request_context():
        pages = [
            page for kind in contributions.search_kinds() if kind.name == "pages" for page in kind.documents(services)
        ]
    named = {slug for page in pages for slug in page.beside}
    assert {slug for slug in named if not (ROOT / "seed_data" / "briefs" / f"{slug}.json").exists()} == set()
