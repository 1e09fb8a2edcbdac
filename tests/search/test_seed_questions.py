"""The questions that the library was made for lead to the briefs that answer them, with the real briefs and model."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from library.bootstrap import connect
from library.briefs import seed_files
from library.search import indexing
from library.search import service as searches
from library.search.models import Match, Query
from library.services import Services
from library.settings import Settings
from library.transfer import seeding
from tests import builders

AMONG = (
    "do-they-have-to-listen",
    "work-with-the-vrn",
    "about-the-vrn",
    "ask-the-council",
    "serious-violence-duty",
    "what-community-partners-need",
    "small-charities-commissioning",
    "mentoring",
)
"""Briefs that are near to one another, so that the right one has to be told from the others."""
LISTEN = [
    "do the NHS, city and county council have to listen",
    "do the NHS and the councils have to listen to us",
    "does the county council have to do what the VRN says",
    "is the council obliged to listen to young people",
    "must the NHS listen to community groups",
    "who has to take notice of the VRN?",
]
JOIN = ["how can my group get involved", "how do we get involved"]


@pytest.fixture(scope="module")
def services(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Services]:
    """Return parts that hold some of the real briefs, and know what the library is not about."""
    folder: Path = tmp_path_factory.mktemp("seed_questions")
    made = connect(Settings(instance=folder / "instance", index=folder / "index"))
    made.store.migrate()
    seeding.load_vocabulary(made)
    seeding.load_outside_topics(made)
    person = builders.person(made)
    for slug in AMONG:
        content = json.loads(seed_files.brief_file(slug).read_text("utf-8"))
        builders.published(made, person, **{"outcomes": []} | content | {"related": []})
    indexing.reindex(made)
    yield made
    made.store.close()


@pytest.mark.parametrize("asked", LISTEN)
def test_who_must_listen_is_answered_by_the_brief_on_that(services: Services, asked: str) -> None:
    answer = searches.search(services, Query(asked))
    assert (answer.results[0].found.brief.slug, answer.match) == ("do-they-have-to-listen", Match.GOOD)


@pytest.mark.parametrize("asked", JOIN)
def test_how_to_get_involved_leads_to_how_to_work_with_us(services: Services, asked: str) -> None:
    answer = searches.search(services, Query(asked))
    assert (answer.results[0].found.brief.slug, answer.match) == ("work-with-the-vrn", Match.GOOD)


@pytest.mark.parametrize("asked", ["mentoring", "mentors", "council", "funding", "small charities", "duty"])
def test_a_word_or_two_that_a_brief_is_about_is_no_question_too_short_to_know(services: Services, asked: str) -> None:
    assert searches.search(services, Query(asked)).match is Match.GOOD
