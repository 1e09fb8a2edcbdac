"""The rules of evidence over one brief and over a set of them."""

from library.briefs.rules import evidence
from library.forms.problems import Fault
from tests import builders
from tests.briefs.test_publishing import KNOWN

SENTENCE = "Youth workers close the street and run games with everybody who comes."


def test_one_brief_is_held_against_every_rule_at_once():
    brief = builders.brief(short_answer="Stakeholders saw 47% less.", place="atlantis")
    said = [str(fault) for fault in evidence.faults(brief, KNOWN, [])]
    assert any("“atlantis” is not in the vocabulary" in each for each in said)
    assert any("The figure “47” stands in none" in each for each in said)
    assert any("“stakeholder”" in each for each in said)


def test_a_sentence_that_two_briefs_share_is_named_once_with_both():
    one, other = builders.brief(what_it_is=SENTENCE), builders.brief("murals", what_it_is=SENTENCE.upper())
    shared = [fault for fault in evidence.repeated_sentences([one, other]) if fault.field == "murals: what_it_is"]
    assert [(fault.message, fault.sentence) for fault in shared] == [
        ("street-games has the same sentence", SENTENCE.upper())
    ]


def test_short_sentences_and_those_of_one_brief_may_come_again():
    one = builders.brief(what_it_is="Ask first.", how_to_do_it=f"{SENTENCE}\n{SENTENCE}")
    other = builders.brief(
        "murals", what_it_is="Ask first.", short_answer="", key_points=(), outcomes=(), main_caution="", cautions=""
    )
    faults = [fault for fault in evidence.repeated_sentences([one, other]) if "one_line" not in fault.field]
    assert faults == []


def test_a_related_brief_that_does_not_exist_is_named():
    one, other = builders.brief(related=("murals", "nowhere")), builders.brief("murals")
    assert list(evidence.broken_links([one, other])) == [Fault("street-games: related", "There is no brief “nowhere”")]


def test_a_fault_is_told_on_one_line_with_its_place_and_words():
    assert str(Fault("title", "Too long", "A title")) == "title: Too long “A title”"
    assert str(Fault("", "Too long")) == "Too long"
