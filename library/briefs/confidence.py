"""How confident we are in a rating: computed from how an outcome was studied, never typed.

The rule is explained to readers on the method page.
"""

from library.briefs.ratings import Design, Grade

MEASURED = {
    Design.REVIEWS: 5,
    Design.REVIEW: 4,
    Design.LARGE_TRIAL: 4,
    Design.TRIAL: 3,
    Design.COMPARISON: 3,
    Design.BEFORE_AFTER: 2,
    Design.ACCOUNTS: 1,
    Design.IDEA: 0,
}
"""Confidence, 0 to 5, in an outcome that was measured directly."""
UNCHANGED_BY_ESTIMATE = {Design.ACCOUNTS, Design.IDEA}
GRADED = {grade: number for number, grade in enumerate(Grade, 1)}
"""Confidence where the source grades its own evidence."""
MOST_PROVISIONAL = 3
"""The most confidence in a source that grades itself while nobody has read its grade."""
LEAST_FOR_SIZE = 3
"""A large benefit, no clear change or harm needs a design of at least this confidence: a comparison."""


def computed(design: Design, *, directly: bool, grade: Grade | None, grade_unread: bool) -> int:
    """Return the confidence, 0 to 5, in one outcome. A source's own grade wins over the design."""
    if grade is not None:
        return GRADED[grade]
    number = MEASURED[design] - (0 if directly or design in UNCHANGED_BY_ESTIMATE else 1)
    return min(number, MOST_PROVISIONAL) if grade_unread else number


def compares(design: Design) -> bool:
    """Return whether a design compares with something: a group, a place, or other studies."""
    return MEASURED[design] >= LEAST_FOR_SIZE
