"""The scales a brief is rated on, with the words readers see. Effect, sureness and cost are never merged."""

from enum import StrEnum

from library.wording import gettext, marked


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
    """What kind of answer a brief gives, in the order to read them: what was tested first."""

    WHAT_WORKS = "what_works", marked("What research says")
    DOES_NOT_WORK = "does_not_work", marked("What does not work")
    NOT_KNOWN_YET = "not_known_yet", marked("Not known yet")
    GOOD_PRACTICE = "good_practice", marked("How others do it")
    EARLY_LEARNING = "early_learning", marked("Early learning")
    LOCAL_PROGRAMME = "local_programme", marked("Local project")
    WHO_MUST_ACT = "who_must_act", marked("Who must act")
    FACTS_AND_FIGURES = "facts_and_figures", marked("Facts and figures")


class Effect(LabelledEnum):
    """What happened to one outcome. Not measured is an open question, never a low mark."""

    LARGE_BENEFIT = "large_benefit", marked("Large benefit")
    SOME_BENEFIT = "some_benefit", marked("Some benefit")
    MIXED = "mixed", marked("Mixed results")
    NO_CLEAR_CHANGE = "no_clear_change", marked("No clear change")
    HARM = "harm", marked("Harm")
    NOT_MEASURED = "not_measured", marked("Not measured")


class CostBand(LabelledEnum):
    """The source's own cost band; never estimated by us."""

    LOW = "low", marked("Low cost")
    MODERATE = "moderate", marked("Moderate cost")
    HIGH = "high", marked("High cost")


class Nearness(LabelledEnum):
    """How near to Leicester, Leicestershire and Rutland the evidence was gathered."""

    LLR = "llr", marked("From Leicester, Leicestershire and Rutland")
    EAST_MIDLANDS = "east_midlands", marked("From the East Midlands")
    UK = "uk", marked("From the UK")
    SIMILAR_COUNTRY = "similar_country", marked("Mostly from countries like ours")
    ELSEWHERE = "elsewhere", marked("From elsewhere")


class Reader(LabelledEnum):
    """The kinds of reader a brief may speak to, each through a lens of its own."""

    SMALL_CHARITY = "small_charity", marked("A small charity")
    SCHOOL = "school", marked("A school")
    NHS = "nhs", marked("The NHS")
    COUNCIL = "council", marked("A council")
    POLICE = "police", marked("The police")


SURENESS_WORDS = (
    marked("an idea, not yet tested"),
    marked("a clear account of why it should work"),
    marked("change seen, cause not shown"),
    marked("compared with a similar group"),
    marked("repeated, or tested independently"),
    marked("several reviews agree"),
)
"""What each step of sureness, 0 to 5, means to a reader (after Nesta, EIF and Maryland: see the method page)."""
