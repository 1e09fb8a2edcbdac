"""A bid checked against the briefs: what is held up, what goes too far and how, and that nothing of it is kept."""

import json
from html import unescape
from pathlib import Path

import pytest

from library.briefs import repository as storage
from library.briefs import seed_files
from library.briefs.vocabulary.models import Term, Vocabulary
from library.funding.rules.claim_check import Verdict, check
from library.text import plain
from tests.browse.test_comparisons import words
from tests.browser import Browser
from tests.http.test_verbs import changed, state
from tests.seeds import BRIEFS

FOLDER = Path(__file__).parent
TERMS = Vocabulary.of(
    Term(scheme, term["id"], term["label"], lay_words=tuple(term.get("lay_words", ())))
    for scheme, terms in seed_files.vocabulary().items()
    for term in terms
)
LEAST_HITS, MOST_FALSE = {"tuned": 21, "fresh": 20, "third": 18}, {"tuned": 0, "fresh": 0, "third": 2}
"""What the rules do with three sets of 40 sentences; docs/bids.md has the figures at first sight."""


def judged(sentence):
    """Return the verdict on a sentence and the ways in which it goes too far; "none" where it says nothing to check."""
    found = check(sentence, BRIEFS, TERMS)
    return (found[0].verdict.value, {each.issue.value for each in found[0].problems}) if found else ("none", set())


@pytest.mark.slow("holds forty sentences against every brief")
@pytest.mark.parametrize("name", LEAST_HITS)
def test_sentences_that_go_too_far_are_stopped_and_others_are_not(name):
    rows = json.loads((FOLDER / f"sentences_{name}.json").read_text("utf-8"))
    assert len(rows) >= 40
    over = [(sentence, issues, *judged(sentence)) for sentence, wanted, issues in rows if wanted == "stronger"]
    fine = [(sentence, judged(sentence)[0]) for sentence, wanted, _ in rows if wanted != "stronger"]
    missed = [sentence for sentence, _, verdict, _ in over if verdict != "stronger"]
    right = [1 for _, issues, verdict, found in over if verdict == "stronger" and found & set(issues.split("|"))]
    assert len(over) - len(missed) >= LEAST_HITS[name], missed
    assert len(right) >= 0.85 * LEAST_HITS[name]
    assert sum(verdict == "stronger" for _, verdict in fine) <= MOST_FALSE[name], fine


@pytest.mark.slow("holds every claim against every brief")
def test_what_the_briefs_themselves_say_is_never_stopped():
    stopped = [
        (brief.slug, finding.sentence)
        for brief in BRIEFS
        for finding in check(brief.claim, BRIEFS, TERMS)
        if finding.verdict in {Verdict.STRONGER, Verdict.NOT_HERE}
    ]
    assert stopped == []


def test_a_pronoun_is_about_the_sentence_before():
    findings = check("We plan to use mentoring. It cuts violence by 60%.", BRIEFS, TERMS)
    assert findings[-1].verdict is Verdict.STRONGER
    assert findings[-1].brief.slug == "mentoring"


@pytest.fixture(scope="module")
def writer(stocked_app):
    return Browser(stocked_app)


def checked(writer, text):
    return writer.send("/bids/check", {"text": text})


@pytest.mark.slow("reads every brief")
def test_a_reader_sees_the_verdict_the_reason_the_brief_and_what_to_say_instead(writer):
    answer = checked(
        writer, "Mentoring will cut violence by 35%. We will reach 40 young people. Goat yoga cut crime by 11%."
    )
    assert answer.status_code == 200
    said = unescape(words(answer))
    assert "Stronger than the evidence: 1" in said
    assert "“will cut” promises more than any study can show." in said
    assert "The brief doesn't have the figure 35%." in said
    assert "You could say: “Across studies pooled by the Youth Endowment Fund" in said
    assert 'href="/briefs/mentoring"' in answer.text
    assert "Yours, not ours to check" in said
    assert "Not in the library" in said
    assert "Mentoring will cut violence by 35%." in answer.text.split("<textarea")[1]


@pytest.mark.slow("reads every brief")
def test_nothing_of_a_text_is_kept_sent_or_logged(writer, stocked, caplog):
    before = state(stocked)
    answer = checked(writer, "Aardvark sessions for Zebedee cut crime by 99%.")
    assert "Not in the library" in answer.text
    assert answer.headers["Cache-Control"] == "no-store"
    assert changed(before, state(stocked)) == []
    assert "Zebedee" not in caplog.text


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "Enter the words you want to check"),
        (" \n\t\0 ", "Enter the words you want to check"),
        ("word " * 2001, "Shorten it to 2000 words or fewer. It has 2001 now"),
        ("x" * 50_000 + " y" * 2000, "Shorten it to 2000 words or fewer"),
        (
            "Mentorat reduziert Gewalt unter Jugendlichen deutlich, und deshalb bitten wir um Unterstützung für das Projekt.",
            "Enter sentences in English",
        ),
    ],
    ids=["nothing", "spaces", "too long", "fifty kilobytes", "German"],
)
def test_what_cannot_be_checked_says_how_to_put_it_right_and_keeps_the_words(writer, text, told):
    answer = checked(writer, text)
    assert answer.status_code == 400
    assert "<title>Error:" in answer.text
    assert 'href="#text"' in answer.text
    assert told in unescape(answer.text)
    assert text.strip().replace("\0", "")[:40] in answer.text


@pytest.mark.slow("reads every brief")
@pytest.mark.parametrize(
    "text",
    [
        "Outcome\tBefore\tAfter\nViolence\t12\t4\nMentoring cuts violence by 35%\t\t",
        "=SUM(A1:A9) <b>CCTV</b> prevents violence & \"crime\" 'now' \u202e",
        "Ääkköset 😀 mentoring cuts violence by 35% ½ ٣",
        "no full stops just words about boxing that will stop all violence forever and ever in every single street",
    ],
    ids=["a table", "a formula", "letters", "one long line"],
)
def test_tables_formulas_and_odd_letters_are_read_as_words(writer, text):
    answer = checked(writer, text)
    assert answer.status_code == 200
    assert "Stronger than the evidence: 1" in unescape(words(answer))
    assert "<b>CCTV</b>" not in answer.text


@pytest.mark.slow("reads every brief")
def test_two_thousand_words_are_answered(writer):
    text = " ".join(brief.claim for brief in BRIEFS if brief.claim)
    part = " ".join(text.split()[:1990])
    assert checked(writer, part).text.count('class="checked__one"') >= len(plain.sentences(part)) * 0.5


def test_a_text_without_claims_says_so(writer):
    assert "We found no figure and no claim" in checked(writer, "The hall has a kitchen.").text


def test_the_store_of_the_tests_is_the_library_as_it_comes(stocked):
    with stocked.store.reading() as database:
        assert len(storage.everything(database)) == len(BRIEFS)
