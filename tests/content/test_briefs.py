"""The rules of evidence, over every brief that the library comes with."""

import json
import statistics
from pathlib import Path

import pytest

from library.actions import seeds
from library.domain import content, plain_english, texts
from library.domain.briefs import Brief
from library.domain.vocabulary import Term
from library.schemas.briefs import BRIEF
from library.search.words import stems

FILES = seeds.brief_files()
BRIEFS: list[Brief] = [BRIEF.load(json.loads(file.read_text("utf-8"))) for file in FILES]
FACTS = seeds.SEEDS / "facts"
PLAN = seeds.plans()
CONFLICTS = json.loads((FACTS / "conflicts.json").read_text("utf-8"))
KNOWN = {scheme: frozenset(term["id"] for term in terms) for scheme, terms in seeds.vocabulary().items()}
ORDERS = ("do not", "don't", "check", "ask", "never", "no ", "say", "keep", "use ", "treat", "name", "give", "avoid")
"""How a caution, or what follows its colon, begins when it is an order to the writer: it is obeyed, not printed."""
LEAST_SHARED = 0.25
"""How much of the wording of a caution, or of one side of a conflict, a brief has to hold for it to count as told."""

SETTLED = ("drop", "only", "settled")
"""A conflict whose handling drops or settles a side has only one to tell."""
OWN_RESULT = {"C15"}
"""Conflicts between two programmes: the brief of each tells its own result."""

each_brief = pytest.mark.parametrize("brief", BRIEFS, ids=[brief.slug for brief in BRIEFS])


@pytest.mark.parametrize("file", FILES, ids=[file.stem for file in FILES])
def test_a_brief_breaks_no_rule_and_is_exactly_what_the_schema_dumps(file: Path) -> None:
    data = json.loads(file.read_text("utf-8"))
    brief = BRIEF.load(data)
    assert [str(fault) for fault in content.faults(brief, KNOWN, seeds.records_of(brief))] == []
    assert BRIEF.dump(brief) == data
    assert brief.slug == file.stem


def test_the_median_reading_age_is_eleven_at_most() -> None:
    assert statistics.median(plain_english.reading_age(brief) for brief in BRIEFS) <= 11


def test_no_two_briefs_share_a_sentence() -> None:
    assert [str(fault) for fault in content.repeated_sentences(BRIEFS)] == []


def test_no_brief_links_to_one_that_does_not_exist() -> None:
    assert [str(fault) for fault in content.broken_links(BRIEFS)] == []


@each_brief
def test_a_brief_names_fact_records_that_exist(brief: Brief) -> None:
    assert brief.facts
    assert [name for name in brief.facts if name not in seeds.records()] == []


def _is_order(caution: str) -> bool:
    return any(part.strip().lower().startswith(ORDERS) for part in caution.split(":"))


@each_brief
def test_a_brief_keeps_its_cautions(brief: Brief) -> None:
    held = set(stems("\n".join(text for _, text in texts.whole(brief))))
    for caution in PLAN[brief.slug]["cautions_must_keep"]:
        if not _is_order(caution):
            wanted = set(stems(caution))
            assert len(wanted & held) >= LEAST_SHARED * len(wanted), caution


@each_brief
def test_a_brief_tells_both_sides_of_a_disagreement(brief: Brief) -> None:
    held = set(stems("\n".join(text for _, text in texts.whole(brief))))
    for conflict in CONFLICTS:
        open_still = conflict["type"].startswith("A") and not any(
            word in conflict["handle"].lower() for word in SETTLED
        )
        if brief.slug not in conflict["slugs"] or not open_still or conflict["id"] in OWN_RESULT:
            continue
        for side in conflict["sides"]:
            if side["record"] in brief.facts:
                wanted = set(stems(side["says"]))
                assert len(wanted & held) >= LEAST_SHARED * len(wanted), (conflict["id"], side["says"])


@each_brief
def test_what_is_not_measured_has_no_number_and_everything_else_has_one(brief: Brief) -> None:
    for outcome in brief.outcomes:
        assert (outcome.confidence is None) == (outcome.effect == "not_measured"), outcome


def test_the_vocabulary_has_plain_labels_and_no_word_twice_under_a_term() -> None:
    terms = [
        Term(scheme, raw["id"], raw["label"], raw["definition"])
        for scheme in KNOWN
        for raw in seeds.vocabulary()[scheme]
    ]
    assert [term.id for term in terms if not term.label or ("-" in term.label and term.label == term.id)] == []
    for scheme in KNOWN:
        for raw in seeds.vocabulary()[scheme]:
            assert len(raw["lay_words"]) == len({word.casefold() for word in raw["lay_words"]}), raw["id"]
