"""What lines mean, by the real model, and what search makes of it."""

import os
from dataclasses import replace

import numpy as np
import pytest

from library.app import create_app
from library.bootstrap import connect
from library.search import indexing
from library.search.engine import embeddings, ranking
from library.search.models import Match
from library.services import Services
from library.settings import Settings
from tests import builders
from tests.browser import Browser


@pytest.fixture(scope="module")
def model() -> embeddings.Meaning:
    """Give the model that the library comes with."""
    found = embeddings.find()
    assert found is not None
    return found


@pytest.fixture
def services(settings: Settings) -> Services:
    """Give parts that search by meaning too."""
    made = connect(replace(settings, meaning="on"))
    made.store.migrate()
    builders.vocabulary(made)
    indexing.reindex(made)
    return made


def test_lines_that_mean_the_same_are_closer_than_lines_that_share_a_word(model):
    asked, same, other = model.vectors(
        ["my son carries a knife", "a boy who has a blade on him", "how to sharpen a kitchen knife"]
    )
    assert asked @ same > asked @ other


def test_a_process_that_is_forked_reads_with_the_model_that_was_loaded_before(model):
    """As the processes of the site do, which share its memory so."""
    line, wanted = ["boxing clubs"], model.vectors(["boxing clubs"])
    ours, theirs = os.pipe()
    child = os.fork()
    if not child:
        os.write(theirs, model.vectors(line).tobytes())
        os._exit(0)
    os.close(theirs)
    with os.fdopen(ours, "rb") as answer:
        assert answer.read() == wanted.tobytes()
    os.waitpid(child, 0)


def test_vectors_have_length_one_and_do_not_depend_on_the_lines_beside_them(model):
    together = model.vectors(["knife", "a much longer line about hospitals, schools and the police"])
    assert np.linalg.norm(together, axis=1) == pytest.approx(1, abs=1e-5)
    assert model.vectors(["knife"])[0] == pytest.approx(together[0], abs=1e-3)
    assert model.vectors([]).shape == (0, embeddings.SIZE)


def test_strange_lines_have_a_meaning_too(model):
    assert model.vectors(["", "\x00", "ﷺ" * 5_000, "😀"]).shape == (4, embeddings.SIZE)


def test_what_a_brief_says_in_short_counts_and_the_nearest_line_counts_twice(model):
    kept = embeddings.rows(embeddings.of_lines(model, ["street games", "football in the park", "tax returns"]))
    question = embeddings.of_question(model, "football in the park")
    near = (kept @ embeddings.rows(question)[0]).astype(np.float64)
    close, nearest = embeddings.closeness(near, np.zeros(1, np.intp))
    assert (close[0], nearest[0]) == (pytest.approx((2 * near[1] + near[0]) / 3), pytest.approx(near[1]))


def test_without_the_model_nothing_is_kept_and_nothing_is_asked():
    assert embeddings.of_lines(None, ["knife"]) == embeddings.of_question(None, "knife") == b""


def test_words_and_meaning_together_decide_whether_the_library_knows():
    assert ranking.cover({"knife": 2.0, "arch": 2.0}, {"knife"}) == 0.5
    assert ranking.judge(0.5, 0.6) is Match.GOOD
    assert ranking.judge(0.5, 0.2) is Match.WEAK
    assert ranking.judge(0.0, 0.5) is Match.NONE


def test_of_two_briefs_with_the_same_words_the_one_that_means_it_comes_first_and_says_so(services):
    person = builders.person(services)
    for slug, asked in (("tidy-parks", ["litter in the park"]), ("safer-parks", ["kids scared to walk home"])):
        builders.published(services, person, slug, title=f"Parks: {slug}", asked=asked)
    page = Browser(create_app(services)).get("/search?q=children+afraid+in+parks").text
    assert page.index("safer-parks") < page.index("tidy-parks")
    indexing.reindex(services)
    again = Browser(create_app(services)).get("/search?q=children+afraid+in+parks").text
    assert again.index("safer-parks") < again.index("tidy-parks")
