"""PDFs are read by where their letters stand: sentences come whole, and nothing else is taken for text."""

import random
import struct
import zlib
from pathlib import Path

import pytest
import typst

from library.editing.documents import reading
from library.editing.documents.models import Document
from tests.documents import drawn, made

SENTENCES = (
    "Violence among the young people who took part fell by a third in the first year of the project.",
    "Nobody followed the pupils for longer than six months, and the schools had chosen to take part.",
    "Teachers and youth workers met every week to talk about the pupils that they worried about most.",
    "Parents were asked before any meeting and most of them came to at least one of the evenings.",
)
TITLE = "#text(22pt)[Evaluation of the Harbour Project]\n\n"


def read(folder: Path, content: bytes) -> Document:
    path = folder / "file"
    path.write_bytes(content)
    return reading.read(path, "report.pdf", lambda done, pages: None)


def texts(document: Document) -> list[str]:
    return [block.text for block in document.blocks if not block.level]


def headings(document: Document) -> list[str]:
    return [block.text for block in document.blocks if block.level]


def test_a_word_cut_at_the_end_of_a_line_is_whole_again_and_one_with_its_own_hyphen_keeps_it(tmp_path: Path) -> None:
    page = drawn.lines(
        *(60, 760),
        "The project brought together the police, schools and youth workers for the preven-",
        "tion of serious violence among young people in the city, and it was evidence-",
        "based. Exclusions fell by 31 per cent in the schools that took part in the pro-",
        "gramme over two years.",
    )
    assert texts(read(tmp_path, drawn.pdf(page))) == [
        "The project brought together the police, schools and youth workers for the prevention of serious violence among "
        "young people in the city, and it was evidence-based. Exclusions fell by 31 per cent in the schools that took "
        "part in the programme over two years."
    ]


def test_columns_are_read_one_after_the_other_though_they_are_drawn_across(tmp_path: Path) -> None:
    left = (
        "Violence among young people in the",
        "eight schools fell by a third in the",
        "first year. Nobody followed them.",
    )
    right = (
        "The project cost 50 pounds for each",
        "pupil, which is less than a mentor",
        "costs. Schools paid half of it all.",
    )
    across = [
        line
        for number, pair in enumerate(zip(left, right, strict=True))
        for line in ((60, 700 - 14 * number, 11, pair[0]), (320, 700 - 14 * number, 11, pair[1]))
    ]
    page = [(60, 760, 20, "Evaluation of the Harbour Project"), *across]
    document = read(tmp_path, drawn.pdf(page))
    assert headings(document) == ["Evaluation of the Harbour Project"]
    assert texts(document) == [" ".join(left), " ".join(right)]


def test_a_paragraph_goes_on_in_the_next_column_and_page_past_the_notes_at_the_foot(tmp_path: Path) -> None:
    source = f"""
    #set page(columns: 2, width: 14cm, height: 12cm, margin: 2.5cm, numbering: "1", header: text(8pt)[Harbour Project | #context counter(page).display()])
    {SENTENCES[0]}#footnote[Counted by the police.] {" ".join(SENTENCES[1:])} {" ".join(SENTENCES)}
    """
    document = read(tmp_path, made.pdf(source))
    assert texts(document)[0] == " ".join((*SENTENCES, *SENTENCES))
    assert [text for text in texts(document) if text.startswith("Note ")] == ["Note 1 Counted by the police."]
    assert not any("Harbour Project" in text for text in texts(document))


def test_running_heads_and_feet_with_page_numbers_are_no_text_and_no_title(tmp_path: Path) -> None:
    pages = [
        [
            (60, 810, 9, f"Harbour Project Evaluation 2023 | {number}"),
            *drawn.lines(60, 700, f"On this page we tell how the pupils of school {number} took part in it."),
            (60, 30, 9, f"© Youth Trust 2023      Page {number} of 3"),
        ]
        for number in (1, 2, 3)
    ]
    document = read(tmp_path, drawn.pdf(*pages))
    assert texts(document) == [f"On this page we tell how the pupils of school {n} took part in it." for n in (1, 2, 3)]
    assert not any(found.field == "title" for found in document.suggestions)


def test_a_raised_note_number_is_left_out_and_the_figure_before_it_stays(tmp_path: Path) -> None:
    source = TITLE + "Violence fell by a third#super[12] in 2023. The yard has 30 m#super[2]."
    document = read(tmp_path, made.pdf(source))
    assert texts(document) == ["Violence fell by a third in 2023. The yard has 30 m2."]
    assert [figure.words for figure in document.figures] == ["a third", "30"]


NUMBERED = [
    "Mentoring was offered in ten schools of the city, and",
    "fewer pupils were excluded in the year after it began.",
    "Teachers said that lessons had become calmer, and that",
    "pupils asked for help sooner than they used to before.",
    "Boys of fourteen and fifteen came most often, and half",
    "of them stayed with one mentor for the whole two years.",
    "Schools that had no room for it saw no change at all in",
    "the number of pupils whom they sent home for fighting.",
    "Each mentor met eight pupils a week for half an hour.",
]


@pytest.mark.parametrize("margin", [36.0, 560.0])
def test_numbers_of_lines_in_the_margin_are_no_text(tmp_path: Path, margin: float) -> None:
    page = drawn.lines(60, 700, *NUMBERED)
    numbers = [(margin - 1.5 * len(str(number)), line[1] + 2, 5, str(number)) for number, line in enumerate(page, 1)]
    assert " ".join(texts(read(tmp_path, drawn.pdf([*page, *numbers])))) == " ".join(NUMBERED)


def test_a_rank_in_front_of_each_row_stays(tmp_path: Path) -> None:
    rows = [
        each
        for number, (_, height, size, text) in enumerate(drawn.lines(120, 700, *(line[:24] for line in NUMBERED)), 1)
        for each in ((60, height, size, str(number)), (120, height, size, text), (400, height, size, "12%"))
    ]
    assert texts(read(tmp_path, drawn.pdf(rows)))[3].startswith("4 ")


def test_a_heading_drawn_several_times_to_be_bold_comes_once(tmp_path: Path) -> None:
    page = [(60 + shift, 700, 13, "What we found") for shift in (0, 0.3, 0.6)]
    text = "Exclusions fell by 31 per cent in the schools that took part in the programme."
    document = read(tmp_path, drawn.pdf([*page, *drawn.lines(60, 670, text)]))
    assert (headings(document), texts(document)) == (["What we found"], [text])


def test_bold_lines_by_themselves_are_headings_and_bold_words_in_a_sentence_are_not(tmp_path: Path) -> None:
    source = TITLE + f"*What we found*\n\n{SENTENCES[0]} *{SENTENCES[1]}* {SENTENCES[2]}"
    assert headings(read(tmp_path, made.pdf(source)))[1:] == ["What we found"]


def test_a_large_first_letter_is_part_of_its_word(tmp_path: Path) -> None:
    page = [
        (60, 690, 34, "V"),
        *drawn.lines(
            84,
            705,
            "iolence among the young people who took part in the project",
            "fell by a third in the first year, which is",
        ),
        *drawn.lines(60, 677.5, "more than anybody had hoped for when it all began."),
    ]
    assert texts(read(tmp_path, drawn.pdf(page)))[0].startswith("Violence among the young people who took part")


def test_a_page_that_lies_on_its_side_is_read_as_it_is_seen(tmp_path: Path) -> None:
    page = drawn.lines(
        60, 500, "Exclusions fell by 31 per cent in the schools that took part in the programme", "over two years."
    )
    assert texts(read(tmp_path, drawn.pdf(page, turned=90))) == [f"{page[0][3]} {page[1][3]}"]


def test_rows_of_a_table_stay_rows_and_are_no_columns(tmp_path: Path) -> None:
    rows = [("School", "Before", "After"), ("North school", "12", "8"), ("South school", "22", "15")]
    page = [
        (60 + 160 * across, 700 - 16 * down, 11, cell)
        for across in range(3)
        for down, cell in enumerate(each[across] for each in rows)
    ]
    assert texts(read(tmp_path, drawn.pdf(page))) == [" | ".join(row) for row in rows]


def test_each_item_of_a_list_is_a_block_of_its_own(tmp_path: Path) -> None:
    source = TITLE + "\n".join(f"- {sentence}" for sentence in SENTENCES)
    assert texts(read(tmp_path, made.pdf(source))) == [f"• {sentence}" for sentence in SENTENCES]


def test_of_pages_that_are_pictures_the_document_says_which(tmp_path: Path) -> None:
    picture = f"#image(bytes(({', '.join(map(str, _dot()))})), width: 9cm)"
    source = f"{TITLE}{SENTENCES[0]}#pagebreak(){picture}#pagebreak(){picture}"
    document = read(tmp_path, made.pdf(source))
    assert [notice.words for notice in document.notices] == [
        "Pages 2–3 are pictures: on 2 of 3 pages we found no words. Ask the author for a copy with real text."
    ]


def _dot() -> bytes:
    """Return a picture of one dot, as PNG."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"\0\0")) + chunk(b"IEND", b"")


def test_what_was_filled_into_a_form_and_written_on_the_page_is_read(tmp_path: Path) -> None:
    content = drawn.form("What did the project find?", "Exclusions fell by 31 per cent")
    assert texts(read(tmp_path, content)) == [
        "What did the project find?",
        "Exclusions fell by 31 per cent",
        "Seen by the board.",
    ]


def shuffled(seed: int) -> str:
    """Return a paragraph of the words of the sentences in an order of its own."""
    words = " ".join(SENTENCES).lower().replace(".", "").split()
    random.Random(seed).shuffle(words)
    return " ".join(words).capitalize() + "."


@pytest.mark.parametrize("size", [10, 12])
def test_a_report_of_many_pages_has_no_paragraph_cut_and_no_hyphen_left(tmp_path: Path, size: int) -> None:
    told = [shuffled(at) for at in range(60)]
    source = f'#set page(numbering: "1")\n#set text({size}pt, lang: "en", hyphenate: true)\n#set par(justify: true)\n'
    content = bytes(typst.compile((source + TITLE + "\n\n".join(told)).encode()))
    assert texts(read(tmp_path, content)) == told
