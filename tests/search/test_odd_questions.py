"""Odd ways to type a question: it is read as what was meant, or answered with nothing, and never an error."""

import pytest
from flask.testing import FlaskClient

from library.search.models import Match
from library.services import Services
from tests import builders


@pytest.fixture
def reader(services: Services, reviewer: builders.Person, client: FlaskClient) -> FlaskClient:
    """Give a reader of a library with one brief on boxing and one on choirs."""
    builders.published(services, reviewer, "boxing", title="Boxing clubs")
    builders.published(services, reviewer, "choirs", title="Choirs in custody")
    return client


def asked(reader: FlaskClient, words: str) -> tuple[str, list[str]]:
    """Return how well a question is matched, and the slugs found."""
    answer = reader.get("/api/v1/search", query_string={"q": words})
    assert answer.status_code == 200
    assert reader.get("/search", query_string={"q": words}).status_code == 200
    assert answer.json is not None
    return answer.json["match"], [each["slug"] for each in answer.json["results"]]


@pytest.mark.parametrize(
    "words",
    [
        "BOXING CLUBS",
        "box\u200bing clubs",
        "\u202eboxing\u202c clubs\u200f",
        "\ufeffboxing\u00a0clubs",
        "ｂｏｘｉｎｇ clubs",
        "🥊 boxing clubs 🥊🥊",
        "boxing clubs" + " ?!…" * 2_500,
        "bóxing çlubs",
    ],
)
def test_it_is_read_as_what_was_meant(reader: FlaskClient, words: str) -> None:
    match, found = asked(reader, words)
    assert (match, found[:1]) == (Match.GOOD.value, ["boxing"])


@pytest.mark.parametrize(
    "words",
    [
        "what is it for",
        "12345 67890",
        "😀😀😀",
        "бoxинг",
        "x" * 10_000,
        "拳击俱乐部",
        "\u200b\u200d\u2060",
        "\u202e",
        "؟؟؟",
    ],
)
def test_what_says_nothing_we_know_is_not_called_good(reader: FlaskClient, words: str) -> None:
    match, found = asked(reader, words)
    assert match != Match.GOOD.value or not words.strip("\u200b\u200d\u2060\u202e")
    assert found == [] or match == Match.WEAK.value or not words.strip("\u200b\u200d\u2060\u202e")
