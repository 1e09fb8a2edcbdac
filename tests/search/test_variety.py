"""Where it is not clear what somebody asked, the first results are of different kinds."""

import pytest
from flask.testing import FlaskClient

from library.services import Services
from tests import builders

WEAK = "gardening allotment zeppelins"
"""The last word is held by no brief."""


@pytest.fixture
def stocked(services: Services, reviewer: builders.Person) -> Services:
    """Return parts with two siblings about gardening, something local about it, and briefs about something else."""
    for number in range(4):
        builders.published(services, reviewer, f"other-{number}", title=f"Choir {number}")
    for number in range(2):
        title = f"Gardening, allotment, gardening, allotment {number}"
        builders.published(services, reviewer, f"sibling-{number}", title=title, kind="good_practice", outcomes=[])
    local = "Where to turn here about gardening, an allotment and much else"
    builders.published(services, reviewer, "local", title=local, kind="signpost", outcomes=[])
    return services


def found(client: FlaskClient, asked: str, **more: str) -> list[str]:
    """Return the slugs of the results, in order."""
    answer = client.get("/api/v1/search", query_string={"q": asked} | more).json
    assert answer is not None
    return [each["slug"] for each in answer["results"]]


def test_a_weak_match_shows_one_of_each_kind_first_and_each_brief_once(stocked: Services, client: FlaskClient) -> None:
    shown = found(client, WEAK)
    assert shown[0].startswith("sibling")
    assert shown[1] == "local"
    assert len(shown) == len(set(shown)) == 3


def test_a_good_match_and_a_narrowed_one_stay_in_order(stocked: Services, client: FlaskClient) -> None:
    assert found(client, "gardening allotment")[-1] == "local"
    assert "local" not in found(client, WEAK, kind="good_practice")
    newest = found(client, WEAK, sort="newest")
    assert newest == ["local", "sibling-1", "sibling-0"]
