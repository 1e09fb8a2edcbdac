"""What the library holds nothing on is told, with where to turn; and what was learnt of it fits what it is about."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from library.app import create_app
from library.bootstrap import connect
from library.briefs import seed_files
from library.search import indexing, judgement, line_vectors
from library.search.engine import embeddings, ranking
from library.search.models import Match
from library.search.outside_topics.models import OutsideTopic
from library.search.outside_topics.rules import Outside
from library.settings import Settings
from library.transfer import seeding
from tests import builders
from tools.judgement import kept_lines

TOPICS = [OutsideTopic("bins", "bins", ("bin collection day",)), OutsideTopic("gp", "doctors", ("GP appointment",))]


@pytest.fixture(scope="module")
def reader(fresh: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[FlaskClient]:
    """Give a reader of a library that searches by meaning and knows what it is not about; readers change none of it."""
    folder = tmp_path_factory.mktemp("outside")
    shutil.copytree(fresh / "instance", folder / "instance")
    services = connect(Settings(instance=folder / "instance", index=folder / "index", meaning="on"))
    seeding.load_outside_topics(services)
    person = builders.person(services)
    asked = ["does boxing keep lads out of trouble", "boxing club for teenagers"]
    builders.published(services, person, "boxing", title="Boxing clubs for teenagers", asked=asked)
    council = ["does the council have to listen to young people"]
    builders.published(services, person, "councils", title="Must the council listen?", asked=council)
    indexing.reindex(services)
    yield create_app(services).test_client()
    services.store.close()


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ("council tax arrears", "We hold no evidence on council tax."),
        ("missed bin collection", "We hold no evidence on bins and recycling."),
        ("GP appointment for a rash", "We hold no evidence on seeing a doctor."),
    ],
)
def test_a_question_about_something_else_is_told_so_with_where_to_turn(
    reader: FlaskClient, asked: str, told: str
) -> None:
    page = reader.get("/search", query_string={"q": asked}).text
    assert told in " ".join(page.split())
    assert 'Try <a href="https://' in page
    assert "No close match for" in page


def test_the_api_tells_as_the_page_does_what_we_do_not_know_and_where_to_turn(reader: FlaskClient) -> None:
    found = reader.get("/api/v1/search?q=council+tax+arrears").json
    assert found is not None
    assert found["match"] != Match.GOOD.value
    council_tax = {"about": "council tax", "turn_to": "GOV.UK: Council Tax", "web": "gov.uk/council-tax", "number": ""}
    assert (found["signpost"], found["ask"]) == (council_tax, "http://127.0.0.1:8000/ask")
    known = reader.get("/api/v1/search?q=does+boxing+keep+lads+out+of+trouble").json
    assert known is not None
    assert (known["match"], known["signpost"], known["ask"]) == (Match.GOOD.value, None, None)


def test_a_service_is_given_with_its_number(reader: FlaskClient) -> None:
    page = reader.get("/search?q=gambling+addiction").text
    assert 'or call <a href="tel:08088020133">0808 8020 133</a>' in page


def test_an_emergency_is_sent_to_999(reader: FlaskClient) -> None:
    page = reader.get("/search?q=chest+pain").text
    assert 'Call the emergency services on <a href="tel:999">999</a>.' in page


@pytest.mark.parametrize("asked", ["boxing for teenagers", "does the council have to listen to us"])
def test_a_question_that_a_brief_answers_is_sent_nowhere_else(reader: FlaskClient, asked: str) -> None:
    page = reader.get("/search", query_string={"q": asked}).text
    assert "Results for" in page
    assert "We hold no evidence on" not in page


def test_somebody_in_trouble_is_shown_help_and_not_sent_elsewhere(reader: FlaskClient) -> None:
    page = reader.get("/search?q=i+have+nowhere+to+sleep+my+boyfriend+hit+me").text
    assert "Get help now" in page
    assert "We hold no evidence on" not in page


def test_without_the_model_or_lines_nobody_is_sent_elsewhere() -> None:
    model = embeddings.find()
    question = embeddings.of_question(model, "bin day")
    assert Outside(TOPICS).nearest(None, question) is None
    assert Outside([]).nearest(model, question) is None
    assert Outside(TOPICS).nearest(model, b"") is None


def test_the_nearest_topic_is_found_by_lines_that_nobody_learnt_before() -> None:
    model = embeddings.find()
    found = Outside(TOPICS).nearest(model, embeddings.of_question(model, "when are the bins emptied"))
    assert found is not None
    assert found.topic.id == "bins"


def test_no_line_of_staff_can_silence_a_question_that_a_brief_answers_word_for_word() -> None:
    assert ranking.judge(1.0, 0.9, nearest=1.0, outside=1.0, words=3) is Match.GOOD
    assert ranking.judge(1.0, 0.9, nearest=1.0, outside=1.0, words=1) is not Match.NONE
    assert ranking.judge(1.0, 0.8, nearest=0.8, outside=1.0, words=3) is not Match.NONE
    learnt = judgement.learnt()
    assert learnt.sure(0.5, 0.4, 1.0, 4) == pytest.approx(learnt.sure(0.5, 0.4, 0.4 - judgement.LEAST_MARGIN, 4))


def test_what_was_learnt_is_of_the_lines_as_they_stand() -> None:
    lines = kept_lines()
    assert {line_vectors.key(line) for line in lines} == set(line_vectors.kept()), "run python -m tools.judgement"
    assert len(set(lines)) == len(lines)


def test_every_topic_says_what_it_is_and_where_it_can_where_to_turn() -> None:
    topics = [seeding.outside_topic(raw) for raw in seed_files.outside_topics()]
    assert len({topic.id for topic in topics}) == len(topics)
    assert all(topic.name and topic.lines for topic in topics)
    assert all(bool(topic.web or topic.number) == bool(topic.turn_to) for topic in topics)
