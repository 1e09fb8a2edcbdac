"""Questions the library cannot answer: kept without personal data, answered by staff, found from then on."""

from dataclasses import replace
from datetime import timedelta

import pytest

from library.search.questions.models import MOST_KEPT_BACK
from library.search.unanswered import service as unanswered
from tests import builders
from tests.browser import Browser


@pytest.fixture
def reader(app, services, reviewer):
    builders.published(services, reviewer)
    return Browser(app)


def waiting(services, reviewer):
    unanswered.write(services)
    return [(each.words, each.times, each.put) for each in unanswered.waiting(services, reviewer, 1, 50)[1]]


def test_a_search_that_finds_nothing_is_noted_with_how_often_it_came(reader, services, reviewer):
    for words in ("bailiffs and arrears", "Arrears, bailiffs?", "street games"):
        reader.get("/search", query_string={"q": words})
    assert waiting(services, reviewer) == [("bailiffs and arrears", 2, False)]


def test_one_search_is_written_at_once_and_those_that_follow_together(reader, services, reviewer):
    reader.get("/search?q=bailiffs")
    kept = services.store.version()
    for number in range(10):
        reader.get(f"/search?q=bailiffs{number}x")
    assert (unanswered.waiting(services, reviewer, 1, 50)[0], services.store.version()) == (1, kept)
    unanswered.write(services)
    assert unanswered.waiting(services, reviewer, 1, 50)[0] == 11


def test_once_the_wait_is_over_a_search_is_written_at_once_again(services, reviewer):
    for words in ("bailiffs", "arrears"):
        unanswered.note(services, words)
    services.backlog.wait_no_longer()
    unanswered.note(services, "council tax")
    assert unanswered.waiting(services, reviewer, 1, 50)[0] == 3


def test_no_more_searches_are_held_back_than_staff_would_read(services, reviewer):
    for number in range(MOST_KEPT_BACK + 2):
        unanswered.note(services, f"bailiffs{number}x")
    assert len(services.backlog.take()) == MOST_KEPT_BACK


def test_what_says_who_asked_is_taken_out_before_anything_is_kept(reader, services, reviewer):
    reader.send(
        "/ask",
        {"question": "Zumba for ann@example.org, 0116 496 0123, LE1 5WW, 12 High Street, www.example.org?"},
    )
    assert waiting(services, reviewer) == [("Zumba for … …, …, …, …", 1, True)]


def test_a_search_without_an_answer_leads_to_asking_with_its_words(reader):
    page = reader.get("/search?q=council+tax+bailiffs").text
    assert 'href="/ask?q=council+tax+bailiffs"' in page or 'href="/ask?q=council%20tax%20bailiffs"' in page
    assert ">council tax bailiffs</textarea>" in reader.get("/ask?q=council+tax+bailiffs").text


def test_asking_shows_the_nearest_briefs_first_and_says_that_nothing_tells_who_asked(reader):
    page = reader.get("/ask?q=street+games").text
    assert "Does one of these help?" in page
    assert "Street games on summer evenings" in page
    assert "nothing about you" in page


def test_a_question_put_to_us_is_kept_and_comes_before_searches(reader, services, reviewer):
    reader.get("/search?q=bailiffs")
    reader.get("/search?q=bailiffs")
    answer = reader.send("/ask", {"question": "Does Zumba help girls?"}, follow_redirects=True)
    assert "We've got your question" in answer.text
    assert waiting(services, reviewer) == [("Does Zumba help girls?", 1, True), ("bailiffs", 2, False)]


@pytest.mark.parametrize(
    ("question", "sentence"),
    [("  ", "Enter your question"), ("?", "Enter your question"), ("x " * 200, "Use 300 characters or fewer.")],
)
def test_a_question_that_cannot_be_kept_is_said_and_stays_in_the_form(reader, question, sentence):
    answer = reader.send("/ask", {"question": question})
    assert (answer.status_code, sentence in answer.text) == (400, True)
    assert question.strip() in answer.text


def test_the_eleventh_question_in_an_hour_has_to_wait_and_keeps_its_words(reader):
    for number in range(unanswered.MOST_PUT):
        assert reader.send("/ask", {"question": f"question number {number}"}).status_code == 303
    answer = reader.send("/ask", {"question": "one too many questions"})
    assert (answer.status_code, "Wait an hour" in answer.text) == (429, True)
    assert "one too many questions</textarea>" in answer.text


def test_a_question_answered_with_a_brief_finds_it_from_then_on(reader, staff, services, reviewer):
    assert "No close match for" in reader.get("/search?q=zumba+bailiffs").text
    answer = staff.send("/staff/questions", {"slug": "street-games", "action": "answer"}, follow_redirects=True)
    assert "Nothing is waiting." in answer.text
    page = reader.get("/search?q=zumba+bailiffs").text
    assert "Results for" in page
    found = reader.get("/api/v1/search?q=zumba+bailiffs").json["results"][0]
    assert "Asked as: “zumba bailiffs”" in found["why"]


def test_an_answer_has_to_name_a_published_brief(reader, staff, services, reviewer):
    reader.get("/search?q=zumba")
    answer = staff.send("/staff/questions", {"slug": "no-such-brief", "action": "answer"})
    assert answer.status_code == 400
    assert "There is no published brief at that address." in answer.text
    assert 'value="no-such-brief"' in answer.text
    assert waiting(services, reviewer) == [("zumba", 1, False)]


def test_a_dropped_question_stays_off_the_list(reader, staff, services, reviewer):
    reader.get("/search?q=zumba")
    staff.send("/staff/questions", {"action": "drop"})
    reader.get("/search?q=zumba")
    assert waiting(services, reviewer) == []


def test_a_question_that_was_settled_twice_is_settled_once(reader, staff, services, reviewer):
    reader.get("/search?q=zumba")
    page = staff.get("/staff/questions")
    staff.send("/staff/questions", {"action": "drop"}, page=page)
    again = staff.send("/staff/questions", {"slug": "street-games", "action": "answer"}, page=page)
    assert again.status_code == 303
    assert "No close match for" in reader.get("/search?q=zumba").text


def test_questions_are_for_staff_only(reader):
    assert reader.get("/staff/questions").status_code == 302


def test_old_questions_are_forgotten(reader, services, reviewer):
    reader.get("/search?q=zumba")
    unanswered.forget_old(services)
    assert len(waiting(services, reviewer)) == 1
    unanswered.forget_old(replace(services, clock=lambda: services.clock() + unanswered.KEPT + timedelta(days=1)))
    assert waiting(services, reviewer) == []
