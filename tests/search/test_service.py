"""Searching as a partner does: in their own words, with their own spelling."""

from library.search import service as searches
from library.search.models import Query
from library.security.permissions import Person
from library.services import Services
from library.transfer import seeding
from tests import builders


def test_a_lay_word_leads_to_the_topic_and_the_answer_says_so(services: Services, reviewer: Person) -> None:
    builders.published(services, reviewer, "navigators", title="Workers beside the bed", settings=["hospital"])
    builders.published(services, reviewer, "games", title="Games in the park")
    answer = searches.search(services, Query("casualty"))
    assert [result.found.brief.slug for result in answer.results] == ["navigators"]
    assert answer.widened
    assert answer.widened[0] in answer.results[0].why


def test_a_misspelt_question_is_put_right_and_both_are_told(services: Services, reviewer: Person) -> None:
    for slug in ("one", "two"):
        builders.published(
            services, reviewer, slug, title=f"Neighbours meet, part {slug}", what_it_is="Neighbours meet."
        )
    answer = searches.search(services, Query("nieghbours"))
    assert (answer.asked, answer.corrected, answer.total) == ("nieghbours", "neighbours", 2)


def test_a_word_that_is_spelt_right_is_left_alone(services: Services, reviewer: Person) -> None:
    builders.published(services, reviewer)
    answer = searches.search(services, Query("mosque"))
    assert (answer.corrected, answer.match) == (None, "none")


def test_a_misspelling_that_leads_to_a_topic_is_put_right_by_the_word_that_leads_there_too(
    services: Services, reviewer: Person
) -> None:
    for slug in ("one", "two"):
        builders.published(services, reviewer, slug, title=f"Mentoring, part {slug}", approaches=["mentoring"])
    assert searches.search(services, Query("mentering")).corrected == "mentoring"


def test_a_lay_word_is_never_taken_for_a_misspelling_of_another_word(services: Services, reviewer: Person) -> None:
    for slug in ("one", "two"):
        builders.published(services, reviewer, slug, title=f"Befriended, part {slug}", approaches=["mentoring"])
    answer = searches.search(services, Query("befriending"))
    assert (answer.corrected, answer.total) == (None, 2)


def test_a_word_of_what_we_are_not_about_is_searched_for_as_it_was_typed(services: Services, reviewer: Person) -> None:
    for slug in ("one", "two"):
        builders.published(services, reviewer, slug, title=f"A headline, part {slug}", what_it_is="It has a headline.")
    assert searches.search(services, Query("headlice")).corrected == "headline"
    seeding.load_outside_topics(services)
    assert searches.search(services, Query("headlice")).corrected is None
    assert searches.search(services, Query("headlien")).corrected == "headline"


def test_a_word_of_violence_is_searched_for_as_it_was_typed(services: Services, reviewer: Person) -> None:
    for slug in ("one", "two"):
        builders.published(services, reviewer, slug, title=f"A threat, part {slug}", what_it_is="It answers a threat.")
    answer = searches.search(services, Query("held by the throat"))
    assert (answer.asked, answer.corrected) == ("held by the throat", None)
    assert searches.search(services, Query("thraet")).corrected == "threat"
