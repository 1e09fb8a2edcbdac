"""What a document gives a draft to begin with: its own words, under the headings that ask for them."""

from library.editing.documents.draft_text import beginnings
from library.editing.documents.models import Block, Document, FileKind

REPORT = """
# Chess in the park
## 1. Summary
This report looks at chess in Abbey Park. Youth workers set up boards on Sundays.
In 2024, 212 young people came. Fights in the park fell from 31 to 12. It was liked by all.
## 2. Costs
Boards and wages cost £4,000 a year.
School | Before | After
Table 1: Fights in the park by month
### 2.1 Who paid
The council paid for all of it.
## 3. What we do not know
Nobody counted fights elsewhere.
## References
Smith (2019) found that 45 studies agree with this.
"""


def read(text: str, kind: FileKind = FileKind.PDF) -> dict[str, str]:
    lines = [line for line in text.splitlines() if line]
    blocks = tuple(Block(3, len(line) - len(line.lstrip("#")), line.lstrip("# ")) for line in lines)
    return {each.field: each.value for each in beginnings(Document(kind, blocks=blocks), "b")}


def test_each_part_of_a_brief_begins_with_what_stands_under_its_heading_and_cites_the_document():
    found = read(REPORT)
    assert found["costs"] == "Boards and wages cost £4,000 a year. The council paid for all of it. [b]"
    assert found["what_we_dont_know"] == "Nobody counted fights elsewhere. [b]"


def test_results_make_the_answer_and_the_points_and_what_comes_before_them_says_what_it_is():
    found = read(REPORT)
    assert found["one_line"] == "Fights in the park fell from 31 to 12."
    assert found["short_answer"].startswith("In 2024, 212 young people came. Fights in the park fell from 31 to 12.")
    assert found["key_points-1"] == "Fights in the park fell from 31 to 12. [b]"
    assert found["what_it_is"].endswith("Youth workers set up boards on Sundays. [b]")


def test_no_row_caption_heading_or_reference_is_taken_for_a_sentence():
    said = " ".join(read(REPORT).values())
    assert not any(
        words in said for words in ("|", "Table 1", "Summary", "Smith", "This report looks at chess in Abbey Park. In")
    )


def test_only_as_many_whole_sentences_are_taken_as_a_part_may_have():
    sentence = "Ten boards stand under the old trees by the water."
    found = read("# Costs\n" + "\n".join([sentence] * 20))
    assert found["costs"] == " ".join([sentence] * 11) + " [b]"


def test_items_that_a_pdf_runs_together_are_points_of_their_own():
    found = read(
        "# Key findings\n• Fights fell by half on Sundays. • Nobody was hurt in the whole year. • Parents came too, and stayed."
    )
    assert [found[f"key_points-{number}"] for number in range(3)] == [
        "Fights fell by half on Sundays. [b]",
        "Nobody was hurt in the whole year. [b]",
        "Parents came too, and stayed. [b]",
    ]


def test_a_document_that_tells_no_result_claims_none():
    found = read("# Chess\nWe met in the hall and talked about the park.")
    assert "one_line" not in found
    assert "does_it_work" not in found


FLOOR = """
# Harbour
# Key findings
Four schools and eight mentors.
What do you think of the project?
Figure 2 shows that fights fell by 40%.
© Youth Trust 2023, all rights reserved, published by the Trust.
Note 3 Only among the 40 who finished.
However, fights rose again in the spring of the second year.
Fights in the four schools fell by a third in one year.
Smith et al. (2019) found that fights fell by half elsewhere.
# Appendix: questionnaire
Fights in our school have been reduced by the project a lot.
"""


def test_no_point_is_without_a_verb_or_from_an_imprint_a_caption_a_note_or_a_questionnaire():
    found = read(FLOOR)
    points = [words for field, words in found.items() if field.startswith("key_points")]
    assert points == ["Fights in the four schools fell by a third in one year. [b]"]


def test_what_a_document_does_not_show_comes_first_and_is_found_without_a_heading():
    found = read(
        "# Harbour\n# Findings\nFights in the four schools fell by a third in one year.\n"
        "There was no comparison group, so the fall may have other causes."
    )
    assert next(iter(found)) == "what_we_dont_know"
    assert found["what_we_dont_know"] == "There was no comparison group, so the fall may have other causes. [b]"


def test_a_summary_that_begins_on_the_line_of_its_heading_is_one():
    found = read(
        "# Harbour\nAbstract: In four schools fights fell by a third in one year.\n# Introduction\nIt began in 2020."
    )
    assert found["one_line"] == "In four schools fights fell by a third in one year."


INSPECTION = """# Joint inspection of Exampleton

## Headline findings

Children are safer because partners share what they know. They meet each week.

Too many children wait for months before anyone helps them.

## Strengths

• Strong relationships with a shared vision, resulting in effective work.

• Schools are effective in spotting children who carry knives.

## What needs to improve

• How quickly the partnership is acting on exclusions.

• Strategy meetings are not always held when a child is stabbed.
"""


def test_of_an_inspection_both_what_is_good_and_what_has_to_improve_are_points_and_only_whole_sentences() -> None:
    found = read(INSPECTION, FileKind.TEXT)
    points = [found[f"key_points-{number}"] for number in range(4)]
    assert points == [
        "Children are safer because partners share what they know. [b]",
        "Too many children wait for months before anyone helps them. [b]",
        "Schools are effective in spotting children who carry knives. [b]",
        "Strategy meetings are not always held when a child is stabbed. [b]",
    ]
    assert "key_points-4" not in found


def test_no_point_guesses_or_can_be_read_only_with_its_table() -> None:
    text = """## Findings

Custody reduced employment by 10% in the first year. Motherhood might explain the fall of 12% among women.

Being female increased the probability of L4 by 10 ppts. Exclusion increased custody by 1.3 percentage points.

Earnings fell by 25% among women who found work. “My earnings fell by 40% in a year.”
"""
    found = read(text, FileKind.TEXT)
    said = " ".join(words for name, words in found.items() if name.startswith("key_points"))
    assert "Custody reduced employment by 10%" in said
    assert "might" not in said
    assert "My earnings" not in said
    assert "L4" not in said
