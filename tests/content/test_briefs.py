"""The rules of evidence, over every brief that the library comes with."""

import json
import statistics
from collections import Counter
from pathlib import Path

import pytest

from library.briefs import seed_files, texts
from library.briefs.ratings import Design, Effect, Kind
from library.briefs.rules import evidence, plain_english
from library.briefs.schemas.brief import BRIEF
from library.briefs.vocabulary.models import Term
from tests.seeds import BRIEFS

FILES = seed_files.brief_files()
KNOWN = {scheme: frozenset(term["id"] for term in terms) for scheme, terms in seed_files.vocabulary().items()}


@pytest.mark.parametrize("file", FILES, ids=[file.stem for file in FILES])
def test_a_brief_breaks_no_rule_and_is_exactly_what_the_schema_dumps(file: Path) -> None:
    data = json.loads(file.read_text("utf-8"))
    name, faults = next(seed_files.check([file]))
    assert [str(fault) for fault in faults] == []
    assert BRIEF.dump(BRIEF.load(data)) == data
    assert name == data["slug"]


def test_the_median_reading_age_is_eleven_at_most() -> None:
    assert statistics.median(plain_english.reading_age(brief) for brief in BRIEFS) <= 11


def test_no_two_briefs_share_a_sentence() -> None:
    assert [str(fault) for fault in evidence.repeated_sentences(BRIEFS)] == []


def test_no_brief_links_to_one_that_does_not_exist() -> None:
    assert [str(fault) for fault in evidence.broken_links(BRIEFS)] == []


def test_every_brief_has_a_plan_and_every_plan_a_brief() -> None:
    assert {brief.slug for brief in BRIEFS} == set(seed_files.plans())


def test_no_approach_has_two_main_answers() -> None:
    leads = [approach for brief in BRIEFS for approach in brief.lead_for]
    assert [approach for approach, count in Counter(leads).items() if count > 1] == []


def test_a_main_answer_can_be_rated() -> None:
    rateable = {Kind.WHAT_WORKS, Kind.NOT_KNOWN_YET, Kind.DOES_NOT_WORK}
    assert [brief.slug for brief in BRIEFS if brief.lead_for and brief.kind not in rateable] == []


def test_no_month_holds_more_than_an_eighth_of_what_is_due() -> None:
    months = Counter(brief.check_by.strftime("%Y-%m") for brief in BRIEFS if brief.check_by)
    assert [month for month, count in months.items() if count > 0.12 * len(BRIEFS)] == []


def test_the_first_part_of_a_page_is_neither_thin_nor_long() -> None:
    assert [(b.slug, words) for b in BRIEFS if not 100 <= (words := texts.shown_words(b)) <= 200] == []


def test_every_brief_was_read_a_second_time() -> None:
    assert [brief.slug for brief in BRIEFS if not brief.read_by] == []


def test_what_rests_on_people_s_own_accounts_claims_no_size() -> None:
    sized = {Effect.LARGE_BENEFIT, Effect.HARM, Effect.NO_CLEAR_CHANGE}
    rows = [
        (b.slug, o.outcome) for b in BRIEFS for o in b.outcomes if o.design is Design.ACCOUNTS and o.effect in sized
    ]
    assert rows == []


def test_local_projects_say_whether_they_still_run() -> None:
    assert [b.slug for b in BRIEFS if b.kind is Kind.LOCAL_PROGRAMME and b.status is None] == []


def test_the_vocabulary_has_plain_labels_and_no_word_twice_under_a_term() -> None:
    terms = [
        Term(scheme, raw["id"], raw["label"], raw["definition"])
        for scheme in KNOWN
        for raw in seed_files.vocabulary()[scheme]
    ]
    assert [term.id for term in terms if not term.label or ("-" in term.label and term.label == term.id)] == []
    for scheme in KNOWN:
        for raw in seed_files.vocabulary()[scheme]:
            assert len(raw["lay_words"]) == len({word.casefold() for word in raw["lay_words"]}), raw["id"]
