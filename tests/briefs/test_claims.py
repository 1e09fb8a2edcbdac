"""What a brief may claim follows its ratings."""

from dataclasses import replace

import pytest

from library.briefs.ratings import Design, Effect, Grade
from library.briefs.rules import claims
from tests import builders


def said(sentence: str, design: Design = Design.BEFORE_AFTER, grade: Grade | None = None, **more: str) -> list[str]:
    outcome = replace(builders.brief().outcomes[0], effect=Effect.SOME_BENEFIT, design=design, grade=grade)
    return [
        fault.message for fault in claims.faults(builders.brief(short_answer=sentence, outcomes=(outcome,), **more))
    ]


@pytest.mark.parametrize(
    ("sentence", "design", "grade"),
    [
        ("Mentoring reduces violence.", Design.REVIEW, Grade.HIGH),
        ("Mentoring reduces violence.", Design.REVIEWS, None),
        ("Mentoring probably reduces violence.", Design.TRIAL, None),
        ("Mentoring may reduce violence.", Design.BEFORE_AFTER, None),
        ("It is unclear whether mentoring reduces violence: the evidence is very weak.", Design.ACCOUNTS, None),
        ("In Leeds, arrests fell by a third.", Design.ACCOUNTS, None),
        ("Does mentoring prevent violence?", Design.ACCOUNTS, None),
    ],
)
def test_a_verb_as_strong_as_the_evidence_is_fine(sentence: str, design: Design, grade: Grade | None) -> None:
    assert said(sentence, design, grade) == []


@pytest.mark.parametrize(
    ("sentence", "design", "grade"),
    [
        ("Mentoring reduces violence.", Design.REVIEW, Grade.MODERATE),
        ("Mentoring reduces violence.", Design.LARGE_TRIAL, None),
        ("Mentoring probably reduces violence.", Design.BEFORE_AFTER, None),
        ("Mentoring may reduce violence.", Design.ACCOUNTS, None),
    ],
)
def test_a_verb_stronger_than_the_evidence_is_a_fault(sentence: str, design: Design, grade: Grade | None) -> None:
    assert len(said(sentence, design, grade)) == 1


@pytest.mark.parametrize(
    "sentence",
    ["It is proven.", "This guarantees safety.", "Arrests fell by up to 40%.", "Evidence shows that it helps."],
)
def test_some_words_always_claim_too_much(sentence: str) -> None:
    assert len(said(sentence)) == 1
