"""Three documents as they arrive on the desk of a local partnership, and what a careful person would make of each.

They are longer and less tidy than `reports`, and no rule was tried on them while they were first written.
"""

from dataclasses import dataclass

from tests.documents import made


@dataclass(frozen=True)
class Arrival:
    """A file, what its brief should hold, and what only a person can say."""

    name: str
    content: bytes
    wanted: dict[str, str]
    """Field of the form -> what must stand in it, whole or as a part; these may all be taken from the document."""
    tags: set[tuple[str, str]]
    """Field of the form and term: what a person would choose."""
    judged: dict[str, str]
    """Field of the form -> what a person chooses or types because no document can say it, or because it says it nowhere."""


ROWS = "\n".join(f"[Week {week}], [{12 + week % 7}], [{9 + week % 5}]," for week in range(1, 46))
EVALUATION = f"""
#set document(title: "Open Doors evaluation")
#set page(numbering: "1", header: [Open Doors in Leicester: final evaluation])
#set heading(numbering: "1.1")
#align(center)[
  #v(5cm)
  #text(26pt, weight: "bold")[Open Doors in Leicester: final evaluation of a youth work project]

  Dr Hannah Osei and Marcus Bell

  Centre for Community Safety, University of Exampleham

  September 2025

  Available at https://example.org/open-doors-evaluation
]
#pagebreak()
#outline()
#pagebreak()
= Executive summary
Open Doors is a youth work project in St Matthews, Leicester. Two youth workers open a community hall on four evenings a
week, and young people aged 14 to 17 come to cook, make music and talk.

Between January and December 2024, 318 young people came at least once. Police recorded 41 assaults near the hall in that
year, against 58 in the year before. In two similar areas without a project, assaults went from 55 to 52.

Young people said that they felt safer on the way home. We cannot say for certain that the project caused the change.

= About the project
The council and a local charity started Open Doors after two stabbings in the summer of 2023. It is open to anybody who
lives near by, and nobody has to sign up. Youth workers know the families and the schools, and bring in help from the NHS
where somebody asks for it.
== Who runs it
Two full-time youth workers and eleven volunteers run the evenings. All of them are trained in first aid and in safeguarding.

= How we did the evaluation
We compared police figures for the streets around the hall with those of two similar areas. We spoke with 46 young people,
9 parents and 7 members of staff.
#figure(caption: [Assaults recorded by the police])[
  #table(columns: 3, [Area], [2023], [2024], [Around the hall], [58], [41], [Two similar areas], [55], [52])
]

= Key findings
- Assaults near the hall fell by 29%, and by 5% in similar areas.
- Of the 46 young people we spoke with, 38 said they felt safer on the way home.
- Volunteers stayed: nine of eleven were still there after a year.
- Nobody was hurt on an Open Doors evening.

= What we do not know
Only one project was looked at, and only for a year. The areas were not chosen by lot, and violence that nobody reported
is not in the figures.

= Costs
The project cost £96,400 in 2024, most of it wages. That is £303 for each young person who came.

= Recommendations
Keep the hall open on Fridays, when most assaults happen. Measure again after two years, and ask girls what would bring them in.
#pagebreak()
= Appendix: attendance by week
#table(columns: 3, [Week], [Boys], [Girls], {ROWS})
#pagebreak()
= References
Example Endowment (2021). Youth work and violence: a review of 23 studies.
"""

PROTOCOL = (
    made.paragraph("Charnwood Borough Council")
    + made.paragraph("Safe Journeys to School: what we learned", "Title")
    + made.paragraph("Report prepared by Leah Stone, Community Safety Team")
    + made.paragraph("Version 3, 12 May 2025")
    + made.NEXT_PAGE
    + made.paragraph("Introduction", "Heading1")
    + made.paragraph(
        "Safe Journeys puts trained adults on the bus routes that pupils use in Loughborough. They wear a yellow jacket, "
        "greet pupils by name and step in early when a quarrel starts."
    )
    + made.paragraph("It began in September 2023 with three secondary schools.")
    + made.paragraph("Who it is for", "Heading1")
    + made.paragraph("Pupils aged 11 to 16 who travel by bus, and above all those who have been bullied on the way.")
    + made.paragraph("What we found", "Heading1")
    + made.paragraph("Bullying reported on buses fell from 64 cases to 37 in the first school year.")
    + made.paragraph("Two schools saw fewer pupils excluded for fights, and one saw no change.")
    + made.table(
        ("School", "Cases before", "Cases after"), ("North", "24", "11"), ("South", "22", "15"), ("East", "18", "11")
    )
    + made.paragraph("Drivers said that they would like the adults to stay.")
    + made.paragraph("What it costs", "Heading1")
    + made.paragraph("One adult on one route costs £7,900 a year. The bus company lends the jackets and the radios.")
    + made.paragraph("Limitations", "Heading1")
    + made.paragraph("There was no comparison group. Schools count bullying in different ways.")
    + made.paragraph("Lessons for others", "Heading1")
    + made.paragraph("Start with the driver: routes where the driver knew the adult had the fewest cases.")
    + made.paragraph("Keep the same adult on the same route for the whole year.")
)

SLIDES = (
    (
        "Parents Together: year one",
        ["Imran Sadiq, Leicestershire County Council", "Presentation to the Violence Reduction Board", "18 June 2025"],
    ),
    (
        "What Parents Together is",
        [
            "Ten evenings for parents whose child has been arrested for the first time",
            "Led by a youth justice worker and a parent who has been through it",
            "Free, with a meal and childcare",
        ],
    ),
    (
        "Headlines",
        [
            "73 parents started and 61 finished",
            "52 parents said arguments at home were less frequent",
            "Reoffending was 18% after six months, against 27% for families on the waiting list",
        ],
    ),
    ("What it cost", ["£640 for each family", "The hall was lent by the school in Hinckley"]),
    (
        "What we cannot say yet",
        ["Six months is a short time", "Families chose to come, so they may differ from others"],
    ),
    ("Next steps", ["Run it in Melton from September", "Follow the first families for two years"]),
)

FIRST_PART = {
    "outcomes-0-sources": "a",
    "main_caution": "It was tried in one place, so say where when you quote it.",
    "actions-young_person": "Ask a youth worker whether something like this runs near you.",
    "actions-parent": "Ask who runs it and when it meets.",
    "actions-council": "Ask what it would cost to run for a year.",
}
"""What a person writes of every brief: the caution that matters most, and what three roles can do."""
ARRIVALS = (
    Arrival(
        "Open Doors final evaluation v4.pdf",
        made.pdf(EVALUATION),
        {
            "title": "Open Doors in Leicester: final evaluation of a youth work project",
            "sources-0-title": "Open Doors in Leicester: final evaluation of a youth work project",
            "sources-0-authors": "Dr Hannah Osei, Marcus Bell",
            "sources-0-publisher": "University of Exampleham",
            "sources-0-year": "2025",
            "sources-0-url": "https://example.org/open-doors-evaluation",
            "sources-0-type": "evaluation",
            "one_line": "Assaults near the hall fell",
            "short_answer": "41 assaults near the hall",
            "key_points-0": "Assaults near the hall fell by 29%",
            "key_points-1": "38 said they felt safer",
            "key_points-2": "nine of eleven",
            "what_it_is": "Open Doors after two stabbings",
            "costs": "£96,400",
            "what_we_dont_know": "Only one project was looked at",
            "how_to_do_it": "Keep the hall open on Fridays",
            "nearness": "llr",
            "place": "leicester",
            "outcomes-0-outcome": "any-violence",
        },
        {("approaches", "youth-work"), ("ages", "14-17"), ("settings", "community")},
        FIRST_PART
        | {
            "kind": "local_programme",
            "outcomes-0-effect": "some_benefit",
            "outcomes-0-design": "comparison",
            "outcomes-0-why": "Assaults fell by more than in two similar areas.",
        },
    ),
    Arrival(
        "Safe Journeys – FINAL for board.docx",
        made.word(PROTOCOL, about=made.properties(title="", creator="lstone", created="2019-01-01")),
        {
            "title": "Safe Journeys to School: what we learned",
            "sources-0-title": "Safe Journeys to School: what we learned",
            "sources-0-authors": "Leah Stone",
            "sources-0-publisher": "Charnwood Borough Council",
            "sources-0-year": "2025",
            "one_line": "Bullying reported on buses fell",
            "short_answer": "from 64 cases to 37",
            "key_points-0": "from 64 cases to 37",
            "key_points-1": "fewer pupils excluded for fights",
            "key_points-2": ".",
            "what_it_is": "trained adults on the bus routes",
            "who_for": "Pupils aged 11 to 16",
            "does_it_work": "Bullying reported on buses fell",
            "costs": "£7,900",
            "what_we_dont_know": "no comparison group",
            "how_to_do_it": "Start with the driver",
            "nearness": "llr",
            "place": "charnwood",
            "outcomes-0-outcome": "bullying",
        },
        {("approaches", "safe-routes"), ("settings", "school"), ("ages", "10-13"), ("ages", "14-17")},
        FIRST_PART
        | {
            "kind": "local_programme",
            "sources-0-url": "https://example.org/safe-journeys",
            "sources-0-type": "evaluation",
            "outcomes-0-effect": "some_benefit",
            "outcomes-0-design": "before_after",
            "outcomes-0-why": "Fewer cases were counted after than before; nothing was compared.",
        },
    ),
    Arrival(
        "parents together board June.pptx",
        made.slides(*SLIDES, rows=[["Town", "Started", "Finished"], ["Hinckley", "41", "36"], ["Melton", "32", "25"]]),
        {
            "title": "Parents Together: year one",
            "sources-0-title": "Parents Together: year one",
            "sources-0-authors": "Imran Sadiq",
            "sources-0-publisher": "Leicestershire County Council",
            "sources-0-year": "2025",
            "one_line": "parents",
            "short_answer": "73 parents started",
            "key_points-0": "73 parents started and 61 finished",
            "key_points-1": "arguments at home",
            "key_points-2": "Reoffending was 18%",
            "what_it_is": "Ten evenings for parents",
            "costs": "£640 for each family",
            "what_we_dont_know": "Six months is a short time",
            "how_to_do_it": "Run it in Melton",
            "nearness": "llr",
            "place": "leicestershire",
            "outcomes-0-outcome": "reoffending",
        },
        {("approaches", "parenting-support")},
        FIRST_PART
        | {
            "kind": "early_learning",
            "sources-0-url": "https://example.org/parents-together",
            "sources-0-type": "evaluation",
            "outcomes-0-effect": "some_benefit",
            "outcomes-0-design": "before_after",
            "outcomes-0-why": "Fewer of those who came offended again; families chose to come.",
        },
    ),
)
