"""Confidence is computed from how an outcome was studied."""

from itertools import product

import pytest

from library.briefs.confidence import computed
from library.briefs.ratings import Design, Grade


@pytest.mark.parametrize(
    ("design", "measured", "estimated"),
    [
        (Design.REVIEWS, 5, 4),
        (Design.REVIEW, 4, 3),
        (Design.LARGE_TRIAL, 4, 3),
        (Design.TRIAL, 3, 2),
        (Design.COMPARISON, 3, 2),
        (Design.BEFORE_AFTER, 2, 1),
        (Design.ACCOUNTS, 1, 1),
        (Design.IDEA, 0, 0),
    ],
)
def test_each_design_has_its_confidence(design: Design, measured: int, estimated: int) -> None:
    assert computed(design, directly=True, grade=None, grade_unread=False) == measured
    assert computed(design, directly=False, grade=None, grade_unread=False) == estimated


def test_a_lower_grade_never_outranks_a_higher_one_whatever_the_design() -> None:
    for one, other in product(product(Design, Grade), repeat=2):
        if list(Grade).index(one[1]) < list(Grade).index(other[1]):
            assert _graded(*one) < _graded(*other)


def _graded(design: Design, grade: Grade) -> int:
    return computed(design, directly=True, grade=grade, grade_unread=False)


@pytest.mark.parametrize("design", Design)
def test_a_grade_nobody_has_read_gives_three_at_most(design: Design) -> None:
    read = computed(design, directly=True, grade=None, grade_unread=False)
    assert computed(design, directly=True, grade=None, grade_unread=True) == min(read, 3)
