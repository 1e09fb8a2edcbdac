"""Three documents as partners send them, each with what is true of it: a PDF with tables, a Word report, slides."""

from dataclasses import dataclass

from tests.documents import made


@dataclass(frozen=True)
class Report:
    """A file, and what somebody who reads it would write down. Somebody who reads it by eye would add nothing to these."""

    name: str
    content: bytes
    source: dict[str, object]
    headings: list[str]
    figures: dict[str, int]
    """Part of a sentence with a figure -> its page; 0 where the document has none."""
    tags: set[tuple[str, str]]


EVALUATION = """
#set document(title: "Microsoft Word - final v7.docx", author: "Microsoft Office User")
#set page(numbering: "1 / 1", header: [Evening football evaluation])
#set par(justify: true)
#align(center + horizon)[
  #text(28pt, weight: "bold")[Evening football and violence: an evaluation]

  #text(14pt)[By Amina Khan, Tom Reed and Siân Jones]

  Published by the University of Exampleton, March 2024

  Available at https://example.org/reports/evening-football
]
#pagebreak()
= Contents
Summary ............ 3 \\
Findings ............ 4
#pagebreak()
= Summary
This report looks at evening football sessions for teenagers on two estates. Football coaches and youth workers ran the
sessions three evenings a week. Knife crime was the worry that led to them. Over the year 412 teenagers came at least
once, and 57% of them came ten times or more.

We compared knife crime on the two estates with knife crime on two estates without football. Offences with a knife fell
from 120 to 84 on the estates with football, and from 118 to 109 on the others. The sport itself was liked by nearly all teenagers.
= Method
We counted offences that the police recorded. We asked 96 teenagers and 14 coaches what they thought of the football.
== What we could not do
Nobody was chosen by lot. The estates differed in ways we could not count, and the youth workers changed in the summer.
#pagebreak()
= Findings
#figure(caption: [Offences with a knife in twelve months])[
  #table(columns: 3, [Estates], [Before], [After], [With football], [120], [84], [Without football], [118], [109])
]
Attendance at accident and emergency did not change. Each session cost £310, and the year cost £48,000 in all.
= References
Smith, J. (2019). Sport and crime: 45 studies. Journal of Sport, 12(3), 44–59.
"""

GUIDE = (
    made.paragraph("Mentoring girls after school: a guide for schools", "Title")
    + made.paragraph("Written by Ruth Okafor and Dan Price")
    + made.paragraph("© 2023 Example Mentoring Trust. All rights reserved.")
    + made.NEXT_PAGE
    + made.paragraph("What mentoring is", "Heading1")
    + made.paragraph("A mentor meets a girl once a week at school for a year. Mentoring is not counselling.")
    + made.paragraph("Mentors come from the school and from outside. Every mentor has two days of training.")
    + made.paragraph("What we learned", "Heading1")
    + made.paragraph("Schools sent 64 girls to mentoring, and 51 of them stayed the year.")
    + made.table(("Measure", "Start", "End"), ("Excluded for a day or more", "22", "9"))
    + made.NEXT_PAGE
    + made.paragraph("Costs for a school", "Ours")
    + made.paragraph("A mentor costs a school £1,150 for each girl. Bullying was not measured.")
)

SLIDES = (
    ("Hospital navigators: first findings", ["Grace Adeyemi", "Exampleshire Violence Reduction Unit", "October 2025"]),
    (
        "What navigators do",
        ["A youth worker meets young people in A&E after an assault", "Navigators work at two hospitals"],
    ),
    ("Who came", ["Navigators met 230 young people", "41% had been to A&E before with an injury from an assault"]),
    ("What we do not know", ["No comparison group", "Only six months of hospital data"]),
)

REPORTS = (
    Report(
        "Evening football.pdf",
        made.pdf(EVALUATION),
        {
            "title": "Evening football and violence: an evaluation",
            "authors": "Amina Khan, Tom Reed, Siân Jones",
            "year": 2024,
            "publisher": "University of Exampleton",
            "url": "https://example.org/reports/evening-football",
            "type": "evaluation",
        },
        [
            "Evening football and violence: an evaluation",
            "Contents",
            "Summary",
            "Method",
            "What we could not do",
            "Findings",
            "References",
        ],
        {"412 teenagers came": 3, "from 120 to 84": 3, "96 teenagers": 3, "With football | 120 | 84": 4, "£310": 4},
        {("approach", "sport"), ("violence_type", "knife-and-weapons"), ("age", "14-17"), ("setting", "neighbourhood")},
    ),
    Report(
        "mentoring guide (FINAL).docx",
        made.word(GUIDE, about=made.properties(title="Report template", creator="schooladmin2", created="2021-03-04")),
        {
            "title": "Mentoring girls after school: a guide for schools",
            "authors": "Ruth Okafor, Dan Price",
            "year": 2023,
            "publisher": "Example Mentoring Trust",
            "type": "guidance",
        },
        [
            "Mentoring girls after school: a guide for schools",
            "What mentoring is",
            "What we learned",
            "Costs for a school",
        ],
        {"64 girls": 2, "| 22 | 9": 2, "£1,150": 3},
        {("approach", "mentoring"), ("setting", "school")},
    ),
    Report(
        "navigators.pptx",
        made.slides(
            *SLIDES, rows=[["Month", "Met"], ["April", "31"]], author="Grace Adeyemi", title="PowerPoint Presentation"
        ),
        {
            "title": "Hospital navigators: first findings",
            "authors": "Grace Adeyemi",
            "year": 2025,
            "publisher": "Exampleshire Violence Reduction Unit",
        },
        ["Hospital navigators: first findings", "What navigators do", "Who came", "What we do not know"],
        {"230 young people": 3, "41%": 3, "April | 31": 4},
        {("approach", "hospital-navigators"), ("setting", "hospital")},
    ),
)
