"""The scales a brief is rated on, with the words readers see. Effect, sureness and cost are never merged."""

from enum import StrEnum

from library.wording import gettext


class LabelledEnum(StrEnum):
    """An enumeration whose members carry the words shown to a reader."""

    words: str

    def __new__(cls, value: str, words: str) -> "LabelledEnum":
        """Make a member that is its value as text and knows its words in English."""
        member = str.__new__(cls, value)
        member._value_ = value
        member.words = words
        return member

    @property
    def label(self) -> str:
        """Give the words in the language spoken now."""
        return gettext(self.words)


class Kind(LabelledEnum):
    """What kind of answer a brief gives."""

    WHAT_WORKS = "what_works", "What research says"
    GOOD_PRACTICE = "good_practice", "How others do it"
    EARLY_LEARNING = "early_learning", "Early learning"
    LOCAL_PROGRAMME = "local_programme", "Local project"
    DOES_NOT_WORK = "does_not_work", "What does not work"
    NOT_KNOWN_YET = "not_known_yet", "Not known yet"
    WHO_MUST_ACT = "who_must_act", "Who must act"
    FACTS_AND_FIGURES = "facts_and_figures", "Facts and figures"


class Effect(LabelledEnum):
    """What happened to one outcome. Not measured is an open question, never a low mark."""

    LARGE_BENEFIT = "large_benefit", "Large benefit"
    SOME_BENEFIT = "some_benefit", "Some benefit"
    MIXED = "mixed", "Mixed results"
    NO_CLEAR_CHANGE = "no_clear_change", "No clear change"
    HARM = "harm", "Harm"
    NOT_MEASURED = "not_measured", "Not measured"


class CostBand(LabelledEnum):
    """The source's own cost band; never estimated by us."""

    LOW = "low", "Low cost"
    MODERATE = "moderate", "Moderate cost"
    HIGH = "high", "High cost"


class Nearness(LabelledEnum):
    """How near to Leicester, Leicestershire and Rutland the evidence was gathered."""

    LLR = "llr", "From Leicester, Leicestershire and Rutland"
    EAST_MIDLANDS = "east_midlands", "From the East Midlands"
    UK = "uk", "From the UK"
    SIMILAR_COUNTRY = "similar_country", "Mostly from countries like ours"
    ELSEWHERE = "elsewhere", "From elsewhere"


class Reader(LabelledEnum):
    """The kinds of reader a brief may speak to, each through a lens of its own."""

    SMALL_CHARITY = "small_charity", "A small charity"
    SCHOOL = "school", "A school"
    NHS = "nhs", "The NHS"
    COUNCIL = "council", "A council"
    POLICE = "police", "The police"


SURENESS_WORDS = (
    "an idea, not yet tested",
    "a clear account of why it should work",
    "change seen, cause not shown",
    "compared with a similar group",
    "repeated, or tested independently",
    "several reviews agree",
)
"""What each step of sureness, 0 to 5, means to a reader (after Nesta, EIF and Maryland: see the method page)."""
