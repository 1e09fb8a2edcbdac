"""What the first page of a document states about itself, in the ways in which partners write it."""

import pytest

from library.editing.documents.bibliography import suggestions
from library.editing.documents.models import Block, Stated

PAGES = {
    "a line of names and one of the university": (
        [
            "# Focused deterrence in three cities",
            "Dr Jane Smith, Prof. John Doe-Brown and Mary O’Neill",
            "Centre for Crime Studies, University of Middleshire",
            "June 2022",
            "© Example Endowment Fund 2022. DOI: 10.1234/eef.2022.17",
        ],
        {
            "title": "Focused deterrence in three cities",
            "authors": "Dr Jane Smith, Prof. John Doe-Brown, Mary O’Neill",
            "year": "2022",
            "publisher": "Example Endowment Fund",
            "url": "https://doi.org/10.1234/eef.2022.17",
        },
    ),
    "a letter, whose readers wrote none of it": (
        [
            "17 May 2024",
            "Jane Smith, Director of Children's Services, Exampleshire County Council",
            "John Brown, Chair of Exampleshire Safeguarding Partnership",
            "Dear local partnership",
            "# Joint inspection of Exampleshire",
        ],
        {"title": "Joint inspection of Exampleshire", "year": "2024"},
    ),
    "the name of a place over what it is about": (
        [
            "# Exampleton",
            "# Inspection of services for children Inspection dates: 3 to 7 June 2024",
            "Report published: 25 November 2024",
            "© Crown copyright 2023",
        ],
        {"title": "Exampleton: Inspection of services for children", "year": "2024"},
    ),
    "a label and nobody behind it, a date behind the title, and a licence": (
        [
            "# Youth clubs and distance to school in Exampleshire — March 2026",
            "Submitted By",
            "Organisation: Example Data Volunteers",
            "Available under a licence: http://creativecommons.org/licenses/by-sa/3.0/igo/",
        ],
        {"title": "Youth clubs and distance to school in Exampleshire"},
    ),
    "a council's cover": (
        [
            "EXAMPLESHIRE COUNTY COUNCIL",
            "# Serious Violence Needs Assessment 2023/24",
            "Author: Priya Patel, Public Health Intelligence",
            "Version 2.1, 14 February 2024",
        ],
        {
            "title": "Serious Violence Needs Assessment 2023/24",
            "authors": "Priya Patel",
            "year": "2024",
            "publisher": "EXAMPLESHIRE COUNTY COUNCIL",
        },
    ),
    "no styles, and a first heading that every report has": (
        [
            "What young people told us about knives",
            "A report by Example Voice",
            "Sarah Green and Ali Hussain",
            "May 2021",
            "# Summary",
        ],
        {
            "title": "What young people told us about knives",
            "authors": "Sarah Green, Ali Hussain",
            "year": "2021",
            "publisher": "Example Voice",
        },
    ),
    "a slide": (
        [
            "# Detached youth work in Northtown",
            "Presentation to the Community Safety Partnership",
            "Kofi Mensah, Northtown Youth Service",
            "12 March 2025",
        ],
        {
            "title": "Detached youth work in Northtown",
            "authors": "Kofi Mensah",
            "year": "2025",
            "publisher": "Northtown Youth Service",
        },
    ),
    "a journal": (
        [
            "# Trauma-informed practice: a cluster randomised trial",
            "Ellen Fox1, Raj Singh2",
            "Journal of Example Studies, 14 (2022), 101–119",
        ],
        {
            "title": "Trauma-informed practice: a cluster randomised trial",
            "authors": "Ellen Fox, Raj Singh",
            "year": "2022",
            "type": "trial",
        },
    ),
    "nothing but text": (["We met in the hall. Twelve of us came, and we talked about the park.", "It rained."], {}),
    "headings that look like names": (
        ["# Annual Report", "Executive Summary", "Key Findings", "Youth Violence"],
        {"title": "Annual Report"},
    ),
}


@pytest.mark.parametrize("name", PAGES)
def test_a_first_page_gives_what_it_states_and_nothing_else(name: str) -> None:
    lines, stated = PAGES[name]
    blocks = [Block(1, int(line.startswith("# ")), line.removeprefix("# ")) for line in lines]
    found = {each.field: each.value for each in suggestions(blocks, Stated())}
    assert found == stated


def test_what_the_file_says_is_believed_only_where_it_can_be_true() -> None:
    blocks = [Block(1, 1, "Evening football"), Block(1, 0, "It was a good year.")]
    nonsense = Stated("Microsoft Word - final v7.docx", ("Microsoft Office User", "schooladmin2"))
    assert [each.value for each in suggestions(blocks, nonsense)] == ["Evening football"]
    honest = Stated("Evening Football", ("Amina Khan",))
    assert [each.value for each in suggestions(blocks, honest)] == ["Evening Football"]
    seen = Stated("Evening Football", ("Amina Khan",), "2023", "Example Trust", shown=True)
    assert [each.value for each in suggestions(blocks, seen)] == [
        "Evening Football",
        "Amina Khan",
        "2023",
        "Example Trust",
    ]


NOT_STATED = {
    "a heading and a table are no authors": ["# Harbour", "Nested Table", "Virtual Machine | Header Row"],
    "a year in a sentence is no date": [
        "# Harbour",
        "The pupils were born between September 1994 and August 1995 in England.",
    ],
    "what sort of document it is, is no title": ["# Research Report 12", "It fell."],
}


@pytest.mark.parametrize("name", NOT_STATED)
def test_what_a_document_does_not_state_is_not_made_up(name: str) -> None:
    lines = NOT_STATED[name]
    blocks = [Block(1, int(line.startswith("# ")), line.removeprefix("# ")) for line in lines]
    found = {each.field: each.value for each in suggestions(blocks, Stated())}
    assert found.keys() <= {"title"}
    assert found.get("title") in {None, "Harbour"}


def test_authors_on_lines_of_their_own_are_all_named_and_the_title_goes_on_in_its_second_line() -> None:
    lines = [
        (1, "Mentoring and"),
        (1, "what it changes"),
        (0, "Marcus Bell"),
        (0, "University of Exampleham, 35 High Road, London"),
        (0, "Veruska Oppedisano*"),
        (2, "Abstract"),
        (0, "Ruth Okafor"),
    ]
    found = {each.field: each.value for each in suggestions([Block(1, *line) for line in lines], Stated())}
    assert (found["title"], found["authors"]) == ("Mentoring and what it changes", "Marcus Bell, Veruska Oppedisano")


def test_year_and_publisher_may_stand_in_an_imprint_at_the_end() -> None:
    blocks = [
        Block(1, 1, "Harbour"),
        *[Block(2, 0, "It rained in the hall.")] * 60,
        Block(9, 0, "© Youth Trust 2022. ISBN 1"),
    ]
    found = {each.field: each.value for each in suggestions(blocks, Stated())}
    assert (found["year"], found["publisher"]) == ("2022", "Youth Trust")


def test_every_suggestion_says_why_and_where() -> None:
    blocks = [Block(1, 1, "Evening football"), Block(2, 0, "By Amina Khan"), Block(2, 0, "March 2024")]
    assert [(each.because, each.page) for each in suggestions(blocks, Stated())] == [
        ("it is the main heading on the first page", 1),
        ("it says “By Amina Khan”", 2),
        ("it says “March 2024”", 2),
    ]


def test_of_several_editions_the_last_year_counts() -> None:
    blocks = [Block(1, 1, "Harbour"), Block(2, 0, "First published May 2006. This edition published September 2016.")]
    found = {each.field: each.value for each in suggestions(blocks, Stated())}
    assert found["year"] == "2016"
