"""What searches find of this feature: the pages that help with bids."""

from library.contributions import Contributions, Findable, pages_of_ours
from library.i18n.messages import marked

OWN_PAGES = (
    Findable(
        marked("Funding bids"),
        marked("Evidence for a bid, put together from briefs, with what you can and can't claim."),
        "funding.choose",
        beside=("winning-and-keeping-funding", "numbers-to-handle-with-care"),
        asked=(
            "evidence for a funding bid",
            "help writing a funding bid",
            "we are applying for a grant, what can we say",
            "what evidence can I quote in my application",
            "how do I write a bid",
            "statistics for our grant application",
            "evidence pack for a funder",
            "write the need section of a bid",
            "help with a National Lottery application",
            "wording for a grant form",
        ),
    ),
    Findable(
        marked("Start a bid"),
        marked("Step by step: choose briefs, and take their sentences and sources with you."),
        "funding.start",
        asked=("start a bid step by step", "first time applying for funding where do I begin"),
    ),
    Findable(
        marked("Check a bid"),
        marked("Paste your text, and see which claims go further than the evidence."),
        "funding.check",
        beside=("numbers-to-handle-with-care",),
        asked=("check my bid", "is what my bid claims true", "check the claims in our application"),
    ),
    Findable(
        marked("Papers for a meeting"),
        marked("A short paper from briefs, for a board, a scrutiny meeting or a governors' meeting."),
        "funding.paper",
        asked=(
            "paper for a board meeting",
            "briefing pack for councillors",
            "something to take to a meeting with the council",
            "documents for governors",
            "make a pack from briefs",
        ),
    ),
    Findable(
        marked("Ways to measure"),
        marked("Questionnaires and counts that small groups can use."),
        "funding.all_measures",
        beside=("measuring-project-outcomes",),
        asked=(
            "questionnaire to measure our project",
            "which survey should we use with young people",
            "how do we measure if our project works",
            "wellbeing questionnaire for young people",
        ),
    ),
    Findable(
        marked("Figures on need here"),
        marked("Figures on violence in Leicester, Leicestershire and Rutland, with their sources."),
        "funding.need",
        beside=("serious-violence-duty-llr", "children-and-violence-figures", "poverty-and-violence"),
        asked=("figures to show need in our area", "local statistics for a bid", "data on need in Leicester"),
    ),
)


ADDED = Contributions(search_kinds=(pages_of_ours(*OWN_PAGES),))
