"""Who must listen and how to ask each of them: what page, paper and JSON say, with where it was read and when.

Check it when a rule changes.
"""

from dataclasses import dataclass
from datetime import date

from library.i18n.messages import marked
from library.involve.meetings.models import Body

CHECKED = date(2026, 11, 29)
ACT = "https://www.legislation.gov.uk/ukpga/2022/32/part/2/chapter/1"
GUIDANCE = "https://www.gov.uk/government/publications/serious-violence-duty/serious-violence-duty-accessible"
GUIDANCE_TITLE = "Serious Violence Duty: statutory guidance"
PLAINLY = marked(
    "They must work together and plan to prevent serious violence. They don't have to follow what we or you have "
    "learned. You can ask what they did with it, in writing and in public."
)
DUTY_HOLDERS = (
    marked("Leicestershire Police"),
    marked(
        "Leicester City Council, Leicestershire County Council, Rutland County Council, and the district and borough "
        "councils"
    ),
    marked("the NHS Integrated Care Board"),
    marked("the fire and rescue service"),
    marked("probation and the youth offending teams"),
)
ALSO = marked(
    "They must also ask schools and colleges, prisons and youth custody about the plan. Community groups aren't on "
    "that list, but the official guidance tells them to work with voluntary groups and young people."
)
NHS = marked(
    "The NHS has a second duty. It must be able to show that it considered whether to involve the public in a "
    "decision. You can ask whether it did, and what it decided."
)
BEFORE = (
    marked(
        "Choose who decides. Youth clubs and schools: the council. The policing plan and the commissioner's grants: "
        "the Police and Crime Panel. Hospitals and GP practices: the NHS."
    ),
    marked(
        "Ask one thing that can be answered with a fact or a date. For example: “What did you do with what community "
        "groups told you about safety here, and where is that written down?”"
    ),
    marked("Leave out names and anything that shows who a young person is."),
    marked("Check the deadline on the body's own page. Rules change."),
)
LIMITS = (
    marked("This page explains the law in plain words and isn't legal advice."),
    marked("Commissioners, and the panels with them, are due to end in May 2028."),
)


@dataclass(frozen=True, slots=True)
class HowToAsk:
    """How to ask one body, and the page that it was read on."""

    body: Body
    words: str
    source: str
    address: str


HOW_TO_ASK = (
    HowToAsk(
        Body.CITY_COUNCIL,
        marked(
            "Send your question at least 5 clear days before the meeting, with your name, address and phone number. "
            "Clear days leave out the day you send it, the day of the meeting, weekends and bank holidays."
        ),
        "Leicester City Council: participating in council meetings",
        "https://alpha.leicester.gov.uk/your-council/decisions-meetings-and-minutes/participating-in-council-meetings/",
    ),
    HowToAsk(
        Body.CITY_SCRUTINY,
        marked(
            "This is fairly informal. You can ask a question on the day, or send a statement beforehand and be asked "
            "about it. You can also bring a petition if you live, work or study in the city: send it at least 5 clear "
            "days before."
        ),
        "Leicester City Council: presenting a petition",
        "https://leicester.gov.uk/your-council/decisions-meetings-and-minutes/presenting-a-petition",
    ),
    HowToAsk(
        Body.COUNTY,
        marked(
            "E-mail democracy@leics.gov.uk at least 5 clear days before. Your question must be about that committee's "
            "work. You can't use this for Cabinet or full council."
        ),
        "Leicestershire County Council: council meetings",
        "http://leicestershire.gov.uk/about-the-council/how-the-council-works/meetings-and-decisions/council-meetings",
    ),
    HowToAsk(
        Body.RUTLAND,
        marked(
            "Council meetings have up to 30 minutes for petitions, deputations and questions. We haven't found this "
            "year's deadline. Ask governance@rutland.gov.uk."
        ),
        "Rutland County Council: a council agenda with public questions",
        "https://rutlandcounty.moderngov.co.uk/mgAi.aspx?ID=13091",
    ),
    HowToAsk(
        Body.DISTRICTS,
        marked(
            "Each has its own rules. North West Leicestershire takes one question from each person or organisation, "
            "by 12 noon 3 clear working days before. You must be there to ask it."
        ),
        "North West Leicestershire District Council: asking a question",
        "https://www.nwleics.gov.uk/pages/asking_a_question_at_council_meetings",
    ),
    HowToAsk(
        Body.PANEL,
        marked(
            "Anyone who lives, works or studies here can send up to 2 questions, at least 15 clear working days "
            "before. They must be about the Police and Crime Commissioner's plan and strategic work, not day-to-day "
            "policing. If you can't go, you get a written answer."
        ),
        "Police and Crime Panel: public question time",
        "https://leicester.gov.uk/your-council/decisions-meetings-and-minutes/"
        "leicester-leicestershire-and-rutland-police-and-crime-panel/public-question-time-procedure",
    ),
    HowToAsk(
        Body.NHS,
        marked(
            "The board for Leicester, Leicestershire and Rutland now shares its leaders with Northamptonshire's. We "
            "haven't found its rules for public questions. Any public body must answer a freedom of information "
            "request within 20 working days."
        ),
        "Scrutiny minutes on the change to the Integrated Care Board",
        "https://cabinet.leicester.gov.uk/mgAi.aspx?ID=127381",
    ),
    HowToAsk(
        Body.HEALTHWATCH,
        marked(
            "Healthwatch takes what people say about health and care to the boards that plan them. Leicester and "
            "Leicestershire share one, and Rutland has its own. The government announced in 2025 that it would change "
            "Healthwatch, so check who does this now."
        ),
        "Healthwatch report to the Leicester Health and Wellbeing Board",
        "https://cabinet.leicester.gov.uk/mgAi.aspx?ID=127685",
    ),
)
"""In the order that the page names them."""
