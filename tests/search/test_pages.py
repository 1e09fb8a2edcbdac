"""Searching, as readers do it."""

import re

import pytest

from library.briefs import seed_files
from library.search.models import GROUPS
from library.search.schemas import MOST_TERMS
from tests import builders


def heading(page) -> str:
    return " ".join(re.search(r"<h1[^>]*>(.*?)</h1>", page.text, re.DOTALL)[1].split())


def counted(page) -> str:
    return re.search(r'<p class="sorting">(\d+ results?)', page.text)[1]


def titles(page) -> list[str]:
    return re.findall(r'<h3 class="line__heading"><a[^>]*>([^<]*)</a>', page.text)


def test_a_search_shows_title_and_answer_and_an_excerpt_only_where_it_adds_words(reader):
    page = reader.get("/search?q=boxing")
    assert heading(page) == "Results for “boxing”"
    assert titles(page) == ["Boxing clubs for teenagers"]
    assert "Whether it cut violence was not measured." in page.text
    assert "<mark>" not in page.text
    assert "<mark>Neighbours</mark>" in reader.get("/search?q=neighbours").text
    assert "Matches: boxing" in reader.get("/api/v1/search?q=boxing").json["results"][0]["why"]


def test_other_forms_of_a_word_are_found(reader):
    assert titles(reader.get("/search?q=boxer+club")) == titles(reader.get("/search?q=boxing+clubs"))


def test_no_words_give_every_brief_a_page_at_a_time(reader):
    first, second = reader.get("/search"), reader.get("/search?page=2")
    assert counted(first) == "14 results"
    assert len(titles(first)) == 10
    assert len(titles(second)) == 4
    assert not set(titles(first)) & set(titles(second))


def test_a_filter_carries_its_count_and_gives_that_many(reader):
    page = reader.get("/search?q=young")
    count = re.search(r'name="setting" value="school".*?<span class="count">(\d+)</span>', page.text, re.DOTALL)[1]
    narrowed = reader.get("/search?q=young&setting=school")
    assert len(titles(narrowed)) == int(count) == 1


def test_terms_of_one_group_widen_and_groups_narrow_each_other(reader):
    assert counted(reader.get("/search?setting=school")) == "1 result"
    assert counted(reader.get("/search?setting=school&setting=street")) == "14 results"
    assert counted(reader.get("/search?setting=school&setting=street&age=5-9")) == "1 result"


def test_a_filter_that_is_on_stays_on_through_a_new_search_and_to_the_next_page(reader):
    page = reader.get("/search?setting=street")
    assert 'name="setting" value="street" form="find" checked' in page.text
    assert 'href="/search?setting=street&amp;page=2"' in page.text


def test_what_is_selected_stays_selected_through_the_next_search(reader):
    boxing = reader.get("/search?q=violence&brief=boxing-clubs").text
    assert 'name="brief" value="boxing-clubs" form="find" checked' in boxing
    other = reader.get("/search?q=waste&brief=boxing-clubs&brief=boxing-clubs").text
    assert "1 selected earlier" in other
    assert other.count('name="brief" value="boxing-clubs" form="find" checked') == 1


@pytest.mark.parametrize("brief", ["nobody", "%00", "../etc", "x" * 3_000, "<b>"])
def test_a_selection_that_is_not_there_is_said_and_breaks_nothing(reader, brief):
    page = reader.get("/search", query_string={"q": "boxing", "brief": [brief, "boxing-clubs"]})
    assert page.status_code == 200
    assert "We couldn't find:" in page.text
    assert 'name="brief" value="boxing-clubs" form="find" checked' in page.text


def test_empty_parameters_as_forms_send_them_say_nothing(reader):
    assert counted(reader.get("/search?q=&setting=&age=&sort=&page=")) == "14 results"


def test_newest_first_puts_the_last_published_first(reader):
    assert titles(reader.get("/search?q=violence&sort=newest"))[0] == "Skateparks"


def test_an_unknown_term_is_named_and_left_out(reader):
    page = reader.get("/search", query_string={"place": "atlantis<b>", "setting": ["school", "moon"]})
    assert page.status_code == 200
    assert "There is no place called “atlantis&lt;b&gt;”, so we left it out." in page.text
    assert "There is no setting called “moon”, so we left it out." in page.text
    assert counted(page) == counted(reader.get("/search?setting=school")) == "1 result"


def test_a_question_we_know_nothing_of_says_so_and_shows_where_to_turn(reader):
    page = reader.get("/search?q=submarine+cables")
    assert heading(page) == "No close match for “submarine cables”"
    assert '<a href="/approaches">' in page.text
    assert '<a href="/help-now">' in page.text
    assert ">Ask us</a>" in page.text


def test_a_question_we_half_know_is_answered_with_a_warning(reader):
    page = reader.get("/search?q=boxing+submarine+gloves")
    assert heading(page) == "No close match for “boxing submarine gloves”"
    assert titles(page)[0] == "Boxing clubs for teenagers"


def test_a_page_past_the_last_is_a_404_that_says_which_is_last(reader):
    page = reader.get("/search?q=violence&page=9")
    assert page.status_code == 404
    assert "The last page is page 2." in page.text


@pytest.mark.parametrize("number", ["x", "0", "-1", "1.5"])
def test_a_page_that_is_no_number_is_said_and_left_out(reader, number):
    answer = reader.get("/search", query_string={"page": number, "q": "violence"})
    assert answer.status_code == 200
    assert "We couldn&#39;t use “page” in the address" in answer.text
    assert titles(answer) == titles(reader.get("/search?q=violence"))


def test_an_unknown_order_is_said_and_left_out(reader):
    answer = reader.get("/search?sort=loudest&q=violence")
    assert answer.status_code == 200
    assert "We couldn&#39;t use “sort” in the address" in answer.text
    assert titles(answer) == titles(reader.get("/search?q=violence"))


def test_more_terms_than_anybody_chooses_are_said_and_left_out(reader):
    answer = reader.get("/search", query_string={"age": [str(number) for number in range(MOST_TERMS + 1)]})
    assert answer.status_code == 200
    assert "We couldn&#39;t use “age” in the address" in answer.text


ABSURD = [
    " ".join(f"word{number}" for number in range(3000)),
    "w" * 30_000,
    "\0",
    "box\0ing",
    "*",
    "box*",
    "b?xing",
    "title:boxing",
    "text:* OR key:*",
    '"boxing clubs"~5',
    "[a TO z]",
    "boxing^99 AND NOT (clubs",
    "((((((((((",
    "\\",
    "' OR 1=1; DROP TABLE briefs; --",
    "<script>alert(1)</script>",
    "{{ 7*7 }}",
    "%s%n",
    "\u202eboxing",
    "\ud7ff\uffff\U0010ffff",
    "the of and",
    "𝕓𝕠𝕩𝕚𝕟𝕘",
    "كيف نمنع العنف",
]


@pytest.mark.parametrize("question", ABSURD, ids=range(len(ABSURD)))
def test_no_question_is_too_absurd_for_an_answer(reader, question):
    answer = reader.get("/search", query_string={"q": question})
    assert answer.status_code == 200
    assert "<script>alert" not in answer.text
    assert heading(answer)


def test_bytes_that_are_no_letters_are_searched_for_and_not_found(reader):
    assert reader.get("/search?q=%ff%fe%00%80&approach=%ff").status_code == 200


@pytest.mark.parametrize("letters", ["%ED%A0%80", "%ED%BF%BF+boxing", "%F4%90%80%80", "%C0%80"])
def test_halves_of_letters_are_answered(reader, letters):
    for path in ("/search?q=", "/suggest?q=", "/api/v1/search?q=", "/search?place="):
        assert reader.get(path + letters).status_code == 200, path


def test_many_filters_in_each_group_are_answered(reader):
    many = {group: [f"none-{number}" for number in range(MOST_TERMS)] for group in GROUPS}
    answer = reader.get("/search", query_string=many | {"q": "boxing"})
    assert answer.status_code == 200
    assert "called “none-7”, so we left it out." in answer.text


def test_words_that_no_brief_holds_leave_nothing_behind_in_memory(library, reader):
    def kept():
        segments = library.services.index.state().segments
        return sum(len(segment._postings) for segment in segments)

    reader.get("/search?q=boxing")
    before = kept()
    for number in range(50):
        assert reader.get(f"/search?q={'x' * 5000}{number}+madeup{number}").status_code == 200
    assert kept() == before


def test_a_long_question_says_how_much_of_it_was_used(reader):
    assert "we searched for its first" in reader.get("/search", query_string={"q": ABSURD[0]}).text


def test_what_was_asked_stands_in_the_box_again(reader):
    page = reader.get("/search", query_string={"q": 'say "no" & <go>'})
    assert 'value="say &#34;no&#34; &amp; &lt;go&gt;"' in page.text


def test_drafts_and_withdrawn_briefs_are_not_found_nor_counted(reader):
    for word in ("zeppelins", "unicycles"):
        assert titles(reader.get(f"/search?q={word}")) == []
    assert counted(reader.get("/search?approach=youth-work")) == "14 results"


def test_suggestions_lead_to_approaches_and_briefs_whose_words_begin_so(reader):
    found = reader.get("/suggest?q=box+cl").json
    assert {"text": "Boxing clubs for teenagers", "url": "/briefs/boxing-clubs"} in found
    assert {"text": "Mentoring", "url": "/approaches/mentoring"} in reader.get("/suggest?q=mento").json
    assert all(reader.get(each["url"]).status_code == 200 for each in found)


@pytest.mark.parametrize("start", ["", " ", "zepp", "unicy", "\0", "*", "x" * 5000])
def test_nothing_is_suggested_for_nothing_for_drafts_or_for_the_absurd(reader, start):
    answer = reader.get("/suggest", query_string={"q": start})
    assert (answer.status_code, answer.json) == (200, [])


def test_a_place_that_nothing_found_is_about_is_said_with_the_area_that_some_are_about(client, services, reviewer):
    builders.published(services, reviewer, "clubs", title="Youth clubs", place="leicester")
    builders.published(services, reviewer, "patrols", title="Patrols", short_answer="Patrols walk in Highfields [a].")
    page = client.get("/search?q=youth+clubs+in+Braunstone")
    assert "Nothing here is about Braunstone itself. 1 of these results is about Leicester." in page.text
    assert "Nothing here is about" not in client.get("/search?q=patrols+in+highfields").text
    assert "Nothing here is about" not in client.get("/search?q=clubs+in+leicester").text
    assert "Nothing here is about Melton Mowbray itself." in client.get("/search?q=clubs+in+melton+mowbray").text


def test_every_smaller_place_is_a_word_that_the_vocabulary_has_for_its_area():
    places = {term["id"]: term for term in seed_files.vocabulary()["place"]}
    known = {word for term in places.values() for word in (term["label"], *term["lay_words"])}
    for area, names in seed_files.local_places().items():
        assert area in places
        assert set(names) <= known
