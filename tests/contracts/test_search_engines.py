"""What any engine behind the search port must do."""

from dataclasses import replace
from pathlib import Path

import pytest

from library.search.engine import whoosh_files, whoosh_index
from library.search.engine.port import IndexBusy, SearchIndex
from library.search.engine.whoosh_index import MOST_SEGMENTS, WhooshIndex
from library.search.models import GROUPS, PAGE_SIZE, Match, Query, Sort
from tests.contracts.engines import ENGINES, choices, document, ids, put, query, remove, search


@pytest.fixture(params=ENGINES)
def index(request: pytest.FixtureRequest, tmp_path: Path) -> SearchIndex:
    """Give an empty engine of each kind."""
    return ENGINES[request.param](tmp_path / "index")


@pytest.fixture
def stocked(index: SearchIndex) -> SearchIndex:
    """Give an engine that holds a few briefs."""
    put(
        index,
        document(1, "knife crime in schools", days=1, approach="arches", age="10-13 14-17", setting="school"),
        document(2, "mentoring young people after a knife attack", days=3, approach="mentoring", age="14-17"),
        document(3, "street lighting", days=2, approach="lighting", setting="street"),
        document(4, "knife arches", days=4, title="Knife arches", approach="arches lighting", setting="street"),
    )
    return index


def test_an_empty_index_finds_nothing(index: SearchIndex) -> None:
    found = index.search(Query("knife"))
    assert (found.hits, found.total, found.match) == ((), 0, Match.NONE)
    assert index.search(Query()).total == 0
    assert index.changes() == {}


def test_what_was_put_is_found_at_once(index: SearchIndex) -> None:
    put(index, document(1, "knife crime"))
    assert search(index, "crimes") == [1]


def test_what_was_replaced_is_found_by_its_new_words_only(index: SearchIndex) -> None:
    put(index, document(1, "knife crime", age="10-13"))
    assert search(index, "knife") == search(index, age="10-13") == [1]
    put(index, document(1, "street lighting", age="14-17"))
    assert search(index, "knife") == []
    assert search(index, "lighting") == [1]
    assert search(index, age="10-13") == []


def test_what_was_put_twice_in_one_batch_is_there_once(index: SearchIndex) -> None:
    put(index, document(1, "knife crime"), document(1, "street lighting"))
    assert search(index, "knife") == []
    assert search(index) == [1]


def test_what_was_removed_is_gone_at_once(stocked: SearchIndex) -> None:
    assert len(search(stocked, "knife")) == 3
    remove(stocked, 1, 4)
    assert search(stocked, "knife") == [2]
    assert search(stocked, setting="street") == [3]
    assert set(stocked.changes()) == {2, 3}


def test_what_was_put_and_removed_in_one_batch_is_not_there(index: SearchIndex) -> None:
    with index.writing() as batch:
        batch.put(document(1, "knife crime"))
        batch.remove(1)
    assert search(index) == []


def test_what_was_removed_and_put_in_one_batch_is_there(stocked: SearchIndex) -> None:
    with stocked.writing() as batch:
        batch.remove(3)
        batch.put(document(3, "brighter streets"))
    assert search(stocked, "brighter") == [3]


def test_removing_what_is_not_there_changes_nothing(stocked: SearchIndex) -> None:
    remove(stocked, 999)
    assert len(stocked.changes()) == 4


def test_changes_gives_back_what_was_put(index: SearchIndex) -> None:
    put(index, document(1, "a b", change="4-ab"), document(2, "", change="5-cd"))
    put(index, document(1, "a b", change="6-ef"))
    assert index.changes() == {1: "6-ef", 2: "5-cd"}


def test_a_state_stays_as_it_is_whatever_comes_after_it(stocked: SearchIndex) -> None:
    before = stocked.state()
    put(stocked, document(1, "mentoring"), document(9, "knife"))
    remove(stocked, 4)
    assert set(before.held) == {1, 2, 3, 4}
    assert set(ids(before.search(query("knife")))) == {1, 2, 4}
    assert set(ids(stocked.state().search(query("knife")))) == {2, 9}


def test_what_is_amended_is_so_in_memory_only(stocked: SearchIndex) -> None:
    amended = stocked.state().amended({1, 3}, [document(3, "brighter streets", approach="mentoring")])
    assert set(amended.held) == {2, 3, 4}
    assert ids(amended.search(query("streets"))) == [3]
    assert amended.search(query(approach="mentoring")).total == 2
    assert set(stocked.state().held) == {1, 2, 3, 4}


def test_everything_may_be_amended_away_and_anew(stocked: SearchIndex) -> None:
    emptied = stocked.state().amended({1, 2, 3, 4}, [])
    assert (emptied.search(query()).total, emptied.search(query()).counts["approach"]) == (0, {})
    again = emptied.amended(set(), [document(7, "hot spots"), document(8, "hot spot policing")])
    assert set(ids(again.search(query("spot")))) == {7, 8}
    assert emptied.correct(["polcing"]) == {}
    assert again.correct(["polcing", "policing"]) == {"polcing": "policing"}


def test_a_rebuild_holds_the_new_documents_and_no_others(stocked: SearchIndex) -> None:
    stocked.rebuild([document(7, "hot spot policing")])
    assert search(stocked) == [7]
    assert search(stocked, "knife") == []


def test_an_empty_question_lists_everything_newest_first(stocked: SearchIndex) -> None:
    assert search(stocked) == search(stocked, "  ") == [4, 2, 3, 1]
    assert stocked.search(Query()).match is Match.GOOD


def test_a_document_without_words_is_listed_too(index: SearchIndex) -> None:
    put(index, document(1, "", age="10-13"))
    assert search(index, age="10-13") == [1]


def test_the_brief_that_says_most_about_it_comes_first(stocked: SearchIndex) -> None:
    assert search(stocked, "knife arches")[0] == 4


def test_the_same_score_is_put_in_order_of_date_and_then_of_id(index: SearchIndex) -> None:
    put(index, document(3, "knife", days=1), document(1, "knife", days=1), document(2, "knife", days=2))
    assert search(index, "knife") == [2, 1, 3]


def test_newest_puts_the_same_hits_in_order_of_date(stocked: SearchIndex) -> None:
    found = stocked.search(Query("knife", sort=Sort.NEWEST))
    assert ids(found) == [4, 2, 1]
    assert found.total == stocked.search(Query("knife")).total


def test_hits_name_the_words_of_the_question_that_they_hold(stocked: SearchIndex) -> None:
    held = {hit.id: hit.words for hit in stocked.search(Query("knife in schools at night")).hits}
    assert held[1] == ("knife", "school")
    assert held[2] == ("knife",)


def test_terms_of_a_group_widen(stocked: SearchIndex) -> None:
    assert set(search(stocked, approach="mentoring")) == {2}
    assert set(search(stocked, approach="mentoring lighting")) == {2, 3, 4}


def test_groups_narrow_each_other(stocked: SearchIndex) -> None:
    assert set(search(stocked, approach="arches")) == {1, 4}
    assert search(stocked, approach="arches", setting="street") == [4]
    assert search(stocked, approach="mentoring", setting="street") == []


def test_filters_narrow_a_question(stocked: SearchIndex) -> None:
    assert set(search(stocked, "knife", age="14-17")) == {1, 2}


def test_a_group_with_nothing_chosen_narrows_nothing(stocked: SearchIndex) -> None:
    assert len(search(stocked, age="")) == 4


def test_a_term_that_no_brief_has_finds_nothing(stocked: SearchIndex) -> None:
    assert search(stocked, approach="no-such-term") == []


@pytest.mark.parametrize(
    "asked",
    [
        query(),
        query("knife"),
        query("knife", age="14-17"),
        query(approach="arches lighting", setting="street"),
        query("lighting", setting="school"),
        query("nothing has this"),
    ],
    ids=str,
)
def test_each_count_is_the_total_that_its_choice_alone_in_its_group_would_give(
    stocked: SearchIndex, asked: Query
) -> None:
    offered = {(group, term): count for group, term, count in choices(stocked, asked)}
    existing = {(group, term) for group, term, _ in choices(stocked, query())}
    for group, term in existing:
        chosen = replace(asked, filters=asked.filters | {group: (term,)})
        assert stocked.search(chosen).total == offered.get((group, term), 0), (group, term)


def test_counts_leave_out_what_was_removed(stocked: SearchIndex) -> None:
    remove(stocked, 2)
    assert stocked.search(Query()).counts["approach"] == {"arches": 2, "lighting": 2}


def test_every_group_is_counted(index: SearchIndex) -> None:
    put(index, document(1, "knife", **dict.fromkeys(GROUPS, "one two")))
    assert index.search(Query()).counts == {group: {"one": 1, "two": 1} for group in GROUPS}


def test_pages_cover_all_hits_once(index: SearchIndex) -> None:
    put(index, *(document(id, "knife " * (id % 5 + 1) + "crime " * (id % 3), days=id % 7) for id in range(1, 38)))
    whole = index.search(Query("knife crime", size=100))
    pages = [index.search(Query("knife crime", page=page)) for page in range(1, 6)]
    assert [id for page in pages for id in ids(page)] == ids(whole)
    assert [len(page.hits) for page in pages] == [PAGE_SIZE] * 3 + [7, 0]
    assert {page.total for page in pages} == {37}


def test_a_page_far_behind_the_last_is_empty(stocked: SearchIndex) -> None:
    found = stocked.search(Query("knife", page=10**30))
    assert (found.hits, found.total) == ((), 3)


def test_the_match_is_good_when_the_best_brief_holds_the_question(stocked: SearchIndex) -> None:
    assert stocked.search(Query("knife crime in schools")).match is Match.GOOD


def test_the_match_is_weak_when_the_best_brief_holds_some_of_the_question(stocked: SearchIndex) -> None:
    assert stocked.search(Query("street lighting costs money yearly")).match is Match.WEAK


def test_there_is_no_match_when_briefs_hold_only_a_common_word_of_it(stocked: SearchIndex) -> None:
    assert stocked.search(Query("knife sharpening for butchers and fishmongers")).match is Match.NONE


def test_there_is_no_match_when_no_brief_passes(stocked: SearchIndex) -> None:
    assert stocked.search(query("knife", setting="prison")).match is Match.NONE


def test_the_match_does_not_depend_on_the_order_shown(stocked: SearchIndex) -> None:
    asked = Query("mentoring young people after a knife attack")
    assert stocked.search(replace(asked, sort=Sort.NEWEST)).match is stocked.search(asked).match is Match.GOOD


def test_a_question_of_stop_words_finds_nothing(stocked: SearchIndex) -> None:
    found = stocked.search(Query("what is the"))
    assert (found.total, found.match) == (0, Match.NONE)


def test_common_words_tell_how_a_question_is_put_and_find_nothing(index: SearchIndex) -> None:
    lines = {
        1: ("mentoring", "how do we get mentoring"),
        2: ("mentoring", "is there any mentoring"),
        3: ("arches", "how do we"),
    }
    put(index, *(replace(document(id, text), asked=asked) for id, (text, asked) in lines.items()))
    assert search(index, "how do we start mentoring") == [1, 2]
    assert search(index, "is there some mentoring here") == [2, 1]


HOSTILE = {
    "NUL": "knife\0crime",
    "3,000 words": " ".join(f"word{number}" for number in range(3000)),
    "one word of 100,000 letters": "x" * 100_000,
    "star": "*",
    "query language": "title:x OR (",
    "emoji": "🔪😀 knife",
    "lone surrogate": "knife \ud800",
    "combining": "k\u0301\u0302\u0303nife",
    "spaces inside a letter": "ﷺ ͺ ﾞ",
    "quotes": "\"knife' OR 1=1 --",
    "regex": "(a+)+$ [",
    "right to left": "\u202eefink",
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_a_hostile_question_is_answered(stocked: SearchIndex, text: str) -> None:
    found = stocked.search(query(text))
    assert set(ids(found)) <= {1, 2, 3, 4}
    assert found.total == len(found.hits)


@pytest.mark.parametrize("text", [text for text in HOSTILE.values() if "\ud800" not in text])
def test_a_hostile_text_is_indexed_and_found_by_what_it_says(index: SearchIndex, text: str) -> None:
    put(index, document(1, text + " mentoring"))
    assert search(index, "mentoring") == [1]
    assert index.search(Query(text)).total in {0, 1}


@pytest.mark.parametrize("term", ["\0", "*", "arches lighting", "\ud800", "x" * 100_000])
def test_a_hostile_filter_finds_nothing(stocked: SearchIndex, term: str) -> None:
    assert stocked.search(Query("knife", {"approach": (term,)})).total == 0


def test_a_batch_that_fails_leaves_everything_and_the_writer_free(stocked: SearchIndex) -> None:
    def put_and_fail() -> None:
        with stocked.writing() as batch:
            batch.put(document(9, "knife"))
            raise RuntimeError

    if isinstance(stocked, WhooshIndex):
        with pytest.raises(RuntimeError):
            put_and_fail()
    put(stocked, document(5, "hot spots"))
    assert set(stocked.changes()) == {1, 2, 3, 4, 5}


def test_a_rebuild_that_fails_leaves_the_old_index(tmp_path: Path) -> None:
    index = ENGINES["whoosh"](tmp_path)
    put(index, document(1, "knife"))
    with pytest.raises(ZeroDivisionError):
        index.rebuild(document(1 // number, "lighting") for number in (1, 0))
    assert search(index, "knife") == [1]
    assert len([path for path in tmp_path.iterdir() if path.is_dir()]) == 1


def test_tidying_changes_no_answer(stocked: SearchIndex) -> None:
    for id in range(5, 40):
        put(stocked, document(id, f"knife number{id}", days=id))
    remove(stocked, 7, 8)
    before = stocked.search(query("knife")), stocked.changes()
    stocked.tidy()
    assert (stocked.search(query("knife")), stocked.changes()) == before


def segments(folder: Path) -> int:
    return len(list(folder.glob("*/*.trm")))


def test_tidying_leaves_few_segments(tmp_path: Path) -> None:
    index = ENGINES["whoosh"](tmp_path)
    for id in range(MOST_SEGMENTS * 2):
        put(index, document(id, f"knife number{id}"))
    assert segments(tmp_path) == MOST_SEGMENTS * 2
    index.tidy()
    assert segments(tmp_path) <= MOST_SEGMENTS


def test_a_second_writer_is_told_that_the_index_is_busy(tmp_path: Path) -> None:
    first = ENGINES["whoosh"](tmp_path)
    second = WhooshIndex(tmp_path)
    with first.writing() as batch:
        batch.put(document(1, "knife"))
        with pytest.raises(IndexBusy):
            put(second, document(2, "lighting"))
        assert search(second) == []
    put(second, document(2, "lighting"))
    assert set(first.changes()) == {1, 2}


def test_tidying_leaves_large_segments_as_they_are(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (whoosh_index, whoosh_files):
        monkeypatch.setattr(module, "AT_ONCE", 2)
    index = WhooshIndex(tmp_path)
    index.rebuild(document(id, "knife") for id in range(5))
    large = {segment.file for segment in index.state().segments if segment.file.size == 2}
    for id in range(5, MOST_SEGMENTS + 6):
        put(index, document(id, "knife"))
    index.tidy()
    left = {segment.file for segment in index.state().segments}
    assert len(large) == 2
    assert large < left
    assert len(left) <= MOST_SEGMENTS
    assert len(search(index, "knife")) == MOST_SEGMENTS + 6


def test_one_process_sees_what_another_wrote_rebuilt_and_merged(tmp_path: Path) -> None:
    writer, reader = ENGINES["whoosh"](tmp_path), WhooshIndex(tmp_path)
    for id in range(MOST_SEGMENTS + 2):
        put(writer, document(id, "knife"))
        assert len(search(reader, "knife")) == id + 1
    writer.tidy()
    assert len(search(reader, "knife")) == MOST_SEGMENTS + 2
    writer.rebuild([document(1, "lighting")])
    assert search(reader) == search(reader, "lighting") == [1]


def test_words_in_quotes_have_to_stand_together(index: SearchIndex) -> None:
    put(index, document(1, "hot spot patrols"), document(2, "a spot that is hot"), document(3, "hot spots"))
    assert set(search(index, "hot spot")) == {1, 2, 3}
    assert set(search(index, '"hot spot"')) == {1, 3}
    assert search(index, "“hot spot” patrols") == [1, 3]


def test_common_words_inside_quotes_are_passed_over(index: SearchIndex) -> None:
    put(index, document(1, "fear of knife crime"), document(2, "knife fear and crime"))
    assert search(index, '"fear of the knife"') == [1]


def test_a_phrase_is_found_again_after_its_brief_was_replaced(index: SearchIndex) -> None:
    put(index, document(1, "hot spot"), document(2, "hot spot"))
    put(index, document(1, "spot the hot ones"))
    assert search(index, '"hot spot"') == [2]


def test_a_phrase_is_found_where_it_stands_after_segments_were_merged_and_one_of_their_documents_was_removed(
    index: SearchIndex,
) -> None:
    for id in range(MOST_SEGMENTS + 1):
        put(index, document(2 * id, "cold spot hot spot hot"), document(2 * id + 1, "spot hot cold"))
    remove(index, 0)
    index.tidy()
    assert set(search(index, '"hot spot"')) == set(range(2, 2 * MOST_SEGMENTS + 2, 2))
    assert set(search(index, '"hot cold"')) == set(range(1, 2 * MOST_SEGMENTS + 3, 2))


def test_a_word_after_a_minus_is_left_out(stocked: SearchIndex) -> None:
    assert set(search(stocked, "knife -mentoring")) == {1, 4}
    assert search(stocked, "knife -arches -schools") == [2]


def test_only_words_left_out_lists_all_the_others(stocked: SearchIndex) -> None:
    found = stocked.search(Query("-knife"))
    assert (ids(found), found.match) == ([3], Match.GOOD)


def test_a_hyphen_inside_a_word_leaves_nothing_out(index: SearchIndex) -> None:
    put(index, document(1, "trauma informed care"), document(2, "trauma care"))
    assert set(search(index, "trauma-informed - care")) == {1, 2}
