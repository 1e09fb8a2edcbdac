"""Reading files of every kind, and of kinds that nobody should send, in the child process that uploads go through."""

import socket
from pathlib import Path

import pytest

from library.editing.documents import reading
from library.editing.documents.models import Document, FileKind, Refusal, Refused
from tests.documents import made

REPORT = """
#set page(numbering: "1")
#align(center, text(26pt)[Street games: an evaluation])
By Amina Khan and Tom Reed

University of Leicester, March 2024
#pagebreak()
= What we found
Between May and August, 412 young people came to the games and many of them came back.
Offences fell by 30%.

#table(columns: 2, [Offences before], [120], [Offences after], [84])
= References
Smith (2019). Games, 12(3), 44.
"""


def read(folder: Path, content: bytes, name: str = "report") -> Document:
    path = folder / "file"
    path.write_bytes(content)
    return reading.read(path, name, lambda done, pages: None)


def refusal(folder: Path, content: bytes, name: str = "report.pdf") -> Refusal:
    with pytest.raises(Refused) as refused:
        read(folder, content, name)
    return refused.value.why


def told(document: Document) -> list[tuple[int, int, str]]:
    return [(block.page, block.level, block.text) for block in document.blocks]


def test_a_pdf_gives_its_headings_paragraphs_and_table_rows_with_their_pages(tmp_path: Path) -> None:
    document = read(tmp_path, made.pdf(REPORT))
    assert (document.kind, document.pages, document.read, document.whole) == (FileKind.PDF, 2, 2, True)
    assert (1, 1, "Street games: an evaluation") in told(document)
    assert (2, 2, "What we found") in told(document)
    assert (2, 0, "Offences before 120") in told(document)
    assert any(
        "412 young people came to the games and many of them came back. Offences" in block.text
        for block in document.blocks
    )


def test_figures_come_with_their_sentence_and_page_and_none_from_references(tmp_path: Path) -> None:
    found = read(tmp_path, made.pdf(REPORT)).figures
    assert [(figure.words, figure.page) for figure in found] == [("412", 2), ("30", 2), ("120", 2), ("84", 2)]
    assert found[1].sentence == "Offences fell by 30%."


def test_a_word_document_gives_headings_by_style_and_leaves_out_what_was_deleted(tmp_path: Path) -> None:
    deleted = "<w:p><w:del><w:r><w:delText>Taken out.</w:delText></w:r></w:del><w:r><w:t>Left in.</w:t></w:r></w:p>"
    box = (
        "<w:p><mc:AlternateContent xmlns:mc='http://schemas.openxmlformats.org/markup-compatibility/2006'><mc:Choice>"
        f"{made.paragraph('In a box.')}</mc:Choice><mc:Fallback>{made.paragraph('In a box.')}</mc:Fallback>"
        "</mc:AlternateContent></w:p>"
    )
    body = (
        made.paragraph("A report", "Title")
        + made.paragraph("Summary", "Heading1")
        + made.table(("Outcome", "After"), ("Offences", "84"))
        + made.NEXT_PAGE
        + made.paragraph("Costs", "Ours")
        + deleted
        + box
    )
    assert told(read(tmp_path, made.word(body))) == [
        (1, 1, "A report"),
        (1, 1, "Summary"),
        (1, 0, "Outcome | After"),
        (1, 0, "Offences | 84"),
        (2, 2, "Costs"),
        (2, 0, "Left in."),
        (2, 0, "In a box."),
    ]


def test_a_document_without_pages_claims_none(tmp_path: Path) -> None:
    document = read(tmp_path, made.word(made.paragraph("It fell by 30%.")))
    assert (document.pages, document.blocks[0].page, document.figures[0].page) == (0, 0, 0)


def test_macros_are_left_aside(tmp_path: Path) -> None:
    document = read(tmp_path, made.word(made.paragraph("Only words."), more={"word/vbaProject.bin": b"Sub AutoOpen()"}))
    assert told(document) == [(0, 0, "Only words.")]


def test_slides_come_in_order_with_titles_and_table_rows(tmp_path: Path) -> None:
    deck = made.slides(
        ("Street games", ["Amina Khan"]), ("What we found", ["It fell by 30%."]), rows=[["Offences", "84"]]
    )
    assert told(read(tmp_path, deck)) == [
        (1, 1, "Street games"),
        (1, 0, "Amina Khan"),
        (2, 2, "What we found"),
        (2, 0, "It fell by 30%."),
        (2, 0, "Offences | 84"),
    ]


def test_an_open_document_gives_headings_rows_and_no_tracked_deletions(tmp_path: Path) -> None:
    body = (
        "<text:tracked-changes><text:p>Gone.</text:p></text:tracked-changes><text:h text:outline-level='2'>Found</text:h>"
        "<text:p>It<text:s/>fell.</text:p><table:table-row><text:p>Offences</text:p><text:p>84</text:p></table:table-row>"
    )
    assert told(read(tmp_path, made.open_document(body))) == [
        (0, 2, "Found"),
        (0, 0, "It fell."),
        (0, 0, "Offences | 84"),
    ]


def test_a_web_page_gives_its_text_and_what_it_says_of_itself(tmp_path: Path) -> None:
    page = """<!doctype html><html><head><title>Games</title><meta name="citation_author" content="Amina Khan">
      <meta name="citation_author" content="Tom Reed"><link rel="canonical" href="https://example.org/games"></head><body>
      <nav>Menu</nav><h1>Games</h1><p>It fell by 30%.<script>alert(1)</script><table><tr><td>Offences<td>84</table></body>"""
    document = read(tmp_path, page.encode())
    assert told(document) == [(0, 1, "Games"), (0, 0, "It fell by 30%."), (0, 0, "Offences | 84")]
    found = {suggestion.field: suggestion.value for suggestion in document.suggestions}
    assert (found["authors"], found["url"]) == ("Amina Khan, Tom Reed", "https://example.org/games")


def test_markdown_and_plain_text_give_headings_and_paragraphs(tmp_path: Path) -> None:
    marked = read(tmp_path, b"# Games\nIt **fell**\nby 30%.\n\nCosts\n-----\n\n- one\n- two\n")
    assert (marked.kind, told(marked)) == (
        FileKind.MARKDOWN,
        [(0, 1, "Games"), (0, 0, "It fell by 30%."), (0, 2, "Costs"), (0, 0, "- one"), (0, 0, "- two")],
    )
    plain = read(tmp_path, "GAMES\r\n\r\nIt cost £5 –\r\nno more.\fNext page.".encode("cp1252"))
    assert (plain.kind, told(plain)) == (
        FileKind.TEXT,
        [(1, 1, "GAMES"), (1, 0, "It cost £5 – no more."), (2, 0, "Next page.")],
    )


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_text_is_read_in_the_encoding_it_was_written_in(tmp_path: Path, encoding: str) -> None:
    assert told(read(tmp_path, "Caffi “Siân”, £5.".encode(encoding))) == [(0, 0, "Caffi “Siân”, £5.")]


def test_a_pdf_with_an_owners_password_alone_is_read(tmp_path: Path) -> None:
    assert told(read(tmp_path, made.locked_pdf("Hello, reader.", to_open=""))) == [(0, 0, "Hello, reader.")]


def test_the_content_tells_the_kind_and_the_name_does_not(tmp_path: Path) -> None:
    assert read(tmp_path, made.pdf("Hello."), "report.docx").kind is FileKind.PDF
    assert read(tmp_path, made.word(made.paragraph("Hello.")), "report.pdf").kind is FileKind.WORD


def test_a_file_that_is_two_kinds_at_once_is_read_as_the_first(tmp_path: Path) -> None:
    assert read(tmp_path, made.pdf("Hello.") + made.word(made.paragraph("Hidden."))).kind is FileKind.PDF


REFUSED = {
    "empty": (lambda: b"", Refusal.EMPTY),
    "random": (lambda: bytes(range(256)) * 40, Refusal.UNKNOWN),
    "spaces": (lambda: b" \n" * 500, Refusal.NO_TEXT),
    "picture": (lambda: b"\x89PNG\r\n\x1a\n" + b"\0" * 90, Refusal.PICTURE),
    "scanned": (made.scanned_pdf, Refusal.NO_TEXT),
    "a password to open": (lambda: made.locked_pdf("Hello.", to_open="secret"), Refusal.LOCKED),
    "Word with a password": (
        lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(90) + "EncryptedPackage".encode("utf-16-le"),
        Refusal.LOCKED,
    ),
    "old Word": (lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(90), Refusal.OLD_OFFICE),
    "rich text": (lambda: b"{\\rtf1 Hello.}", Refusal.OLD_OFFICE),
    "spreadsheet": (
        lambda: made.zipped(
            {"_rels/.rels": made.relations({"a": (f"{made.OFFICE}/officeDocument", "xl/workbook.xml")})}
        ),
        Refusal.SPREADSHEET,
    ),
    "a zip of something": (lambda: made.zipped({"notes.txt": "Hello."}), Refusal.UNKNOWN),
    "a zip of zips": (lambda: made.zipped({"word.zip": made.zipped({"a": "b" * 9999})}), Refusal.UNKNOWN),
    "PDF bomb": (lambda: made.bomb_pdf(50_000_000), Refusal.NO_TEXT),
    "zip bomb": (lambda: made.word(made.paragraph("x" * 70_000_000)), Refusal.UNSAFE),
    "a million laughs": (lambda: made.word(made.paragraph("&i;"), head=made.LAUGHS), Refusal.UNSAFE),
    "asks for a file": (lambda: made.word(made.paragraph("&secret;"), head=made.OUTSIDE), Refusal.UNSAFE),
    "OpenDocument asks for a file": (
        lambda: made.zipped({"content.xml": f"<?xml version='1.0'?>{made.OUTSIDE}<a>&secret;</a>"}),
        Refusal.UNSAFE,
    ),
    "cut short": (lambda: made.pdf(REPORT)[:5000], Refusal.DAMAGED),
    "Word cut short": (lambda: made.word(made.paragraph("Hello."))[:700], Refusal.DAMAGED),
    "Word that is not XML": (lambda: made.word("<w:p>"), Refusal.DAMAGED),
    "no main part": (
        lambda: made.zipped({"_rels/.rels": made.relations({"a": (f"{made.OFFICE}/officeDocument", "word/../../x")})}),
        Refusal.UNKNOWN,
    ),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_cannot_be_read_is_refused_with_the_right_reason(tmp_path: Path, name: str) -> None:
    make, why = REFUSED[name]
    assert refusal(tmp_path, make()) is why


@pytest.mark.parametrize("pages", [1_000, pytest.param(10_000, marks=pytest.mark.deep)])
def test_of_many_pages_as_many_are_read_as_there_is_time_for_and_the_document_says_so(
    tmp_path: Path, pages: int
) -> None:
    document = read(tmp_path, made.long_pdf(pages))
    assert document.pages == pages
    assert document.whole == (document.read == pages)
    assert len(document.blocks) == document.read > 3


def test_of_very_much_text_the_first_part_is_kept_and_the_document_says_so(tmp_path: Path) -> None:
    document = read(tmp_path, b"word " * 5_000_000)
    assert 1_000_000 < sum(len(block.text) for block in document.blocks) < 4_000_000
    assert not document.whole


def test_figures_made_to_be_slow_do_not_hold_up_the_text(tmp_path: Path) -> None:
    assert read(tmp_path, b"1," * 400_000).blocks


def test_nothing_is_fetched(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        address = f"http://127.0.0.1:{server.getsockname()[1]}/"
        page = f'<html><head><link rel="stylesheet" href="{address}"></head><body><img src="{address}">Hello.</body></html>'
        links = made.relations({"s1": (f"{made.OFFICE}/styles", address), "s2": (f"{made.OFFICE}/image", address)})
        read(tmp_path, page.encode())
        read(tmp_path, made.word(made.paragraph("Hello."), more={"word/_rels/document.xml.rels": links}))
        server.setblocking(False)
        with pytest.raises(BlockingIOError):
            server.accept()


def test_no_more_files_are_read_at_once_than_a_machine_bears(tmp_path: Path) -> None:
    with reading.turn(tmp_path), reading.turn(tmp_path), pytest.raises(reading.Busy), reading.turn(tmp_path):
        pass
    with reading.turn(tmp_path):
        pass
