"""The scales a brief is rated on, with the words readers see. Effect, confidence and cost are never merged."""

from library.i18n.labels import LabelledEnum
from library.i18n.messages import marked


class Kind(LabelledEnum):
    """What kind of answer a brief gives, in the order to read them: what was tested first."""

    WHAT_WORKS = "what_works", marked("Research summary")
    DOES_NOT_WORK = "does_not_work", marked("What doesn't work")
    NOT_KNOWN_YET = "not_known_yet", marked("Not known yet")
    GOOD_PRACTICE = "good_practice", marked("How others do it")
    EARLY_LEARNING = "early_learning", marked("Early learning")
    LOCAL_PROGRAMME = "local_programme", marked("Local project")
    WHO_MUST_ACT = "who_must_act", marked("Who must act")
    FACTS_AND_FIGURES = "facts_and_figures", marked("Facts and figures")
    SIGNPOST = "signpost", marked("Where to turn")


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

    LOW = "low", marked("Low")
    MODERATE = "moderate", marked("Moderate")
    HIGH = "high", marked("High")

    @property
    def sign(self) -> str:
        """Return the band as one to three pound signs."""
        return "£" * (list(CostBand).index(self) + 1)


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


class Design(LabelledEnum):
    """How an outcome was studied: what confidence is computed from."""

    REVIEWS = "reviews", marked("Two or more reviews by different teams agree")
    REVIEW = "review", marked("One review, or separate trials that agree")
    LARGE_TRIAL = "large_trial", marked("One large randomised trial")
    TRIAL = "trial", marked("One randomised trial")
    COMPARISON = "comparison", marked("Compared with a similar group or place")
    BEFORE_AFTER = "before_after", marked("A change counted, with nothing to compare it with")
    ACCOUNTS = "accounts", marked("People's own accounts")
    IDEA = "idea", marked("Not tried out yet")


class Grade(LabelledEnum):
    """How strong a source itself calls its evidence, in the order of strength."""

    VERY_LOW = "very_low", marked("Very low")
    LOW = "low", marked("Low")
    MODERATE = "moderate", marked("Moderate")
    HIGH = "high", marked("High")
    VERY_HIGH = "very_high", marked("Very high")


class SourceType(LabelledEnum):
    """What kind of document a source is. A protocol is a plan for a study: it has no results."""

    REVIEW = "review", marked("Review")
    TRIAL = "trial", marked("Trial")
    EVALUATION = "evaluation", marked("Evaluation")
    PROTOCOL = "protocol", marked("Protocol")
    LAW = "law", marked("Law")
    GUIDANCE = "guidance", marked("Guidance")
    STATISTICS = "statistics", marked("Statistics")
    NEWS = "news", marked("News")
    PAGE = "page", marked("Web page")


class Role(LabelledEnum):
    """Who can act on a brief; the order is the order on the page."""

    YOUNG_PERSON = "young_person", marked("Young person")
    PARENT = "parent", marked("Parent or carer")
    YOUTH_WORKER = "youth_worker", marked("Youth worker or charity")
    ARTS_SPORTS = "arts_sports", marked("Arts or sports group")
    SCHOOL = "school", marked("School or college")
    NHS = "nhs", marked("NHS or GP practice")
    COUNCIL = "council", marked("Council or commissioner")
    POLICE = "police", marked("Police or justice worker")


class ProjectStatus(LabelledEnum):
    """Whether a project runs now."""

    RUNNING = "running", marked("Running")
    ENDED = "ended", marked("Ended")
    NOT_KNOWN = "not_known", marked("We're checking whether this still runs")


CONFIDENCE_WORDS = (
    marked("not tried out yet"),
    marked("very low"),
    marked("low"),
    marked("moderate"),
    marked("high"),
    marked("very high"),
)
"""The word for each step of confidence, 0 to 5; the method page explains how it is computed."""
