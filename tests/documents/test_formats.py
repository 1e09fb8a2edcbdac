"""What each element of Word documents, slides, OpenDocument, web pages, Markdown and mails becomes: docs/documents.md."""

from email.message import EmailMessage
from pathlib import Path

import pytest

from library.editing.documents import reading
from library.editing.documents.models import Document, FileKind, Refusal, Refused
from tests.documents import made

A = "http://schemas.openxmlformats.org/drawingml/2006/main"
P = "http://schemas.openxmlformats.org/presentationml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def read(folder: Path, content: bytes, name: str = "report") -> Document:
    path = folder / "file"
    path.write_bytes(content)
    return reading.read(path, name, lambda done, pages: None)


def told(document: Document) -> list[tuple[int, str]]:
    return [(block.level, block.text) for block in document.blocks]


def left_out(document: Document) -> dict[str, int]:
    return {notice.what.value: notice.count for notice in document.notices}


def stated(document: Document) -> dict[str, str]:
    return {found.field: found.value for found in document.suggestions}


def word(body: str, **services: str) -> bytes:
    """Make a Word document; `parts` are further parts by what refers to them."""
    links = {"s1": (f"{made.OFFICE}/styles", "styles.xml")}
    links |= {name: (f"{made.OFFICE}/{name}", f"{name}.xml") for name in services}
    more = {f"word/{name}.xml": content for name, content in services.items()}
    return made.word(body, more={**more, "word/_rels/document.xml.rels": made.relations(links)})


def run(words: str, looks: str = "") -> str:
    return f"<w:r><w:rPr>{looks}</w:rPr><w:t xml:space='preserve'>{words}</w:t></w:r>"


def paragraph(*runs: str) -> str:
    return f"<w:p>{''.join(runs)}</w:p>"


def test_hyphens_that_word_keeps_on_a_line_stay(tmp_path: Path) -> None:
    body = paragraph(
        run("school"), "<w:r><w:noBreakHyphen/></w:r>", run("based: 20"), "<w:r><w:noBreakHyphen/></w:r>", run("30%")
    )
    document = read(tmp_path, word(body))
    assert told(document) == [(0, "school-based: 20-30%")]
    assert [figure.words for figure in document.figures] == ["20; 30"]


def test_notes_come_after_their_paragraph_and_are_not_glued_to_it(tmp_path: Path) -> None:
    notes = f"<w:footnotes {made.W}><w:footnote w:type='separator' w:id='0'>{paragraph(run('---'))}</w:footnote><w:footnote w:id='2'>{paragraph(run('Only among 40.'))}</w:footnote></w:footnotes>"
    body = paragraph(run("It fell by a third."), "<w:r><w:footnoteReference w:id='2'/></w:r>")
    assert told(read(tmp_path, word(body, footnotes=notes))) == [
        (0, "It fell by a third."),
        (0, "Note 1 Only among 40."),
    ]


def test_what_word_hides_moved_away_or_asks_to_fill_in_is_no_text_and_comments_are_counted(tmp_path: Path) -> None:
    body = (
        paragraph(run("Shown. "), run("SECRET", "<w:vanish/>"), run("Not hidden.", "<w:vanish w:val='0'/>"))
        + paragraph(
            f"<w:moveFrom>{run('Moved.')}</w:moveFrom>", run("Stays."), "<w:r><w:commentReference w:id='1'/></w:r>"
        )
        + f"<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{paragraph(run('Click here.'))}</w:sdtContent></w:sdt>"
        + f"<w:sdt><w:sdtPr/><w:sdtContent>{paragraph(run('Filled in.'))}</w:sdtContent></w:sdt>"
    )
    document = read(tmp_path, word(body))
    assert told(document) == [(0, "Shown. Not hidden."), (0, "Stays."), (0, "Filled in.")]
    assert left_out(document) == {"hidden": 1, "tracked": 1, "comments": 1}


def test_lines_made_bold_or_large_by_hand_are_headings(tmp_path: Path) -> None:
    bold = "<w:b/><w:sz w:val='32'/>"
    text = "Exclusions fell by 31 per cent in the schools that took part in the project."
    body = (
        paragraph(run("Evaluation of the Harbour Project", "<w:b/><w:sz w:val='48'/>"))
        + paragraph(run("What we found", bold))
        + paragraph(run(text, "<w:sz w:val='22'/>"))
        + paragraph(run("Costs", "<w:b/>"))
        + paragraph(run("Each place cost "), run("£310.", "<w:b/>"))
    )
    assert told(read(tmp_path, word(body))) == [
        (1, "Evaluation of the Harbour Project"),
        (2, "What we found"),
        (0, text),
        (4, "Costs"),
        (0, "Each place cost £310."),
    ]


def test_a_contents_list_of_word_is_no_text(tmp_path: Path) -> None:
    styles = f"<w:styles {made.W}><w:style w:styleId='TOC1'><w:name w:val='toc 1'/></w:style></w:styles>"
    line = "<w:p><w:pPr><w:pStyle w:val='TOC1'/></w:pPr><w:r><w:t>Fell by a third</w:t></w:r></w:p>"
    listed = f"<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val='Table of Contents'/></w:docPartObj></w:sdtPr><w:sdtContent>{paragraph(run('Costs 12'))}</w:sdtContent></w:sdt>"
    content = made.word(line + listed + paragraph(run("It began.")), more={"word/styles.xml": styles})
    assert told(read(tmp_path, content)) == [(0, "It began.")]


def test_paragraphs_in_a_cell_are_one_cell(tmp_path: Path) -> None:
    cell = f"<w:tc>{paragraph(run('12 before'))}{paragraph(run('8 after'))}</w:tc>"
    body = f"<w:tbl><w:tr><w:tc>{paragraph(run('North'))}</w:tc>{cell}</w:tr></w:tbl>"
    assert told(read(tmp_path, word(body))) == [(0, "North | 12 before 8 after")]


def shape(words: str, kind: str = "") -> str:
    place = f"<p:nvSpPr><p:nvPr><p:ph type='{kind}'/></p:nvPr></p:nvSpPr>" if kind else ""
    return f"<p:sp>{place}<p:txBody><a:p><a:r><a:t>{words}</a:t></a:r></a:p></p:txBody></p:sp>"


def deck(*slides: str, services: dict[str, bytes | str] | None = None, links: str = "") -> bytes:
    """Make slides of the XML of their shapes; the first refers to `links`."""
    shown = {f"r{at}": (f"{R}/slide", f"slides/slide{at}.xml") for at in range(len(slides))}
    ids = "".join(f"<p:sldId r:id='{id}'/>" for id in shown)
    made_slides: dict[str, bytes | str] = {
        f"ppt/slides/slide{at}.xml": f"<p:sld xmlns:p='{P}' xmlns:a='{A}' {slide}</p:sld>"
        for at, slide in enumerate(slides)
    }
    return made.zipped(
        {
            "_rels/.rels": made.relations({"m": (f"{R}/officeDocument", "ppt/presentation.xml")}),
            "ppt/presentation.xml": f"<p:presentation xmlns:p='{P}' xmlns:r='{R}'>{ids}</p:presentation>",
            "ppt/_rels/presentation.xml.rels": made.relations(shown),
            **made_slides,
            **({"ppt/slides/_rels/slide0.xml.rels": links} if links else {}),
            **(services or {}),
        }
    )


def test_a_slide_has_its_title_first_and_no_number_and_hidden_slides_are_counted(tmp_path: Path) -> None:
    slide = f">{shape('31% fewer')}{shape('7', 'sldNum')}{shape('What we found', 'title')}"
    document = read(tmp_path, deck(slide, f"show='0'>{shape('Not for the board')}"))
    assert told(document) == [(1, "What we found"), (0, "31% fewer")]
    assert left_out(document) == {"hidden": 1}


def test_what_speakers_noted_and_smartart_says_belongs_to_the_slide(tmp_path: Path) -> None:
    boxes = "<d:dataModel xmlns:d='urn:d' xmlns:a='{}'><d:pt><d:t><a:p><a:r><a:t>{}</a:t></a:r></a:p></d:t></d:pt></d:dataModel>"
    notes = f"<p:notes xmlns:p='{P}' xmlns:a='{A}'>{shape('Only 40 answered.', 'body')}</p:notes>"
    links = {"d": (f"{R}/diagramData", "../diagrams/data1.xml"), "n": (f"{R}/notesSlide", "../notes1.xml")}
    services = {"ppt/diagrams/data1.xml": boxes.format(A, "Mentor meets weekly"), "ppt/notes1.xml": notes}
    content = deck(f">{shape('How it works', 'title')}", services=services, links=made.relations(links))
    assert told(read(tmp_path, content)) == [
        (1, "How it works"),
        (0, "Mentor meets weekly"),
        (0, "Speaker notes: Only 40 answered."),
    ]


def test_an_open_document_is_read_without_comments_contents_and_hidden_text(tmp_path: Path) -> None:
    body = (
        "<text:table-of-content><text:p>Fell by a third 7</text:p></text:table-of-content>"
        "<text:p>Fights fell <annotation><text:p>I doubt it, 2024</text:p></annotation>by a third.<text:note>"
        "<text:note-citation>1</text:note-citation><text:note-body><text:p>Police figures.</text:p></text:note-body></text:note></text:p>"
        "<text:p><text:hidden-text>SECRET</text:hidden-text>Shown.</text:p>"
    )
    document = read(tmp_path, made.open_document(body))
    assert told(document) == [(0, "Fights fell by a third."), (0, "Note 1 Police figures."), (0, "Shown.")]
    assert left_out(document) == {"comments": 1, "hidden": 1}


def test_bold_lines_of_an_open_document_are_headings(tmp_path: Path) -> None:
    style = (
        "<s:style xmlns:s='urn:s' s:name='P1'><s:text-properties font-weight='bold' font-size='18pt'/></s:style>"
        "<text:p text:style-name='P1'>What we found</text:p><text:p>It fell.</text:p>"
    )
    assert told(read(tmp_path, made.open_document(style))) == [(2, "What we found"), (0, "It fell.")]


def test_a_web_page_is_read_as_it_is_seen(tmp_path: Path) -> None:
    page = """<html><head><title>Harbour Project: does it work? | Youth Trust</title></head><body>
    <div class="cookie-banner"><p>Accept all cookies</p></div><div hidden>SECRET <div>too</div></div>
    <p style="display: none">INTERNAL<p>Violence fell by<br>a third<sup>12</sup> in one year.<br><br>It rained.</p>
    <table><tr><td><p>North school</p><td><ul><li>12 before<li>8 after</ul></table></body></html>"""
    document = read(tmp_path, page.encode())
    assert told(document) == [
        (0, "Violence fell by a third in one year."),
        (0, "It rained."),
        (0, "North school | 12 before | 8 after"),
    ]
    assert stated(document)["title"] == "Harbour Project: does it work?"


def test_the_front_matter_of_markdown_says_what_the_document_is(tmp_path: Path) -> None:
    text = "---\ntitle: The Harbour Project\nauthor: Anna Kowal\ndate: 2023-05-01\n---\n\nIt fell by 31 per cent.\n"
    document = read(tmp_path, text.encode(), "report.md")
    assert told(document) == [(0, "It fell by 31 per cent.")]
    assert stated(document) == {"title": "The Harbour Project", "authors": "Anna Kowal", "year": "2023"}


def test_markdown_gives_words_without_pictures_addresses_and_headings_in_code(tmp_path: Path) -> None:
    text = (
        f"# Harbour\n\nIt fell.\n\n![A chart](data:image/png;base64,{'A' * 5000})\n\n"
        "See [the full report](https://example.org/report.pdf).\n\n```\n# a comment\n```\n\n| School | After |\n|---|---|\n| North | 8 |\n"
    )
    document = read(tmp_path, text.encode(), "report.md")
    assert told(document) == [
        (1, "Harbour"),
        (0, "It fell."),
        (0, "See the full report."),
        (0, "# a comment"),
        (0, "School | After"),
        (0, "North | 8"),
    ]
    assert "url" not in stated(document)
    assert left_out(document) == {"images": 1}


def mail(**headers: str) -> EmailMessage:
    message = EmailMessage()
    for name, value in {
        "From": "Anna Kowal <anna@example.org>",
        "Subject": "Fwd: Findings of Harbour",
        **headers,
    }.items():
        message[name] = value
    message["Date"] = "Mon, 1 May 2023 10:00:00 +0100"
    return message


def test_a_saved_mail_gives_its_subject_and_its_words(tmp_path: Path) -> None:
    message = mail()
    message.set_content("Exclusions fell by 31 per cent – in eight schools.\n-- \nAnna, 0116 000 0000\n", cte="base64")
    message.add_alternative("<p>Exclusions fell.</p>", subtype="html")
    message.add_attachment(b"...", maintype="application", subtype="pdf", filename="report.pdf")
    document = read(tmp_path, message.as_bytes(), "mail.eml")
    assert document.kind is FileKind.EMAIL
    assert told(document) == [(1, "Findings of Harbour"), (0, "Exclusions fell by 31 per cent – in eight schools.")]
    assert left_out(document) == {"attachments": 1}
    assert stated(document)["year"] == "2023"


def test_a_page_saved_as_one_file_is_read_as_a_web_page(tmp_path: Path) -> None:
    page = mail(From="<Saved by Blink>")
    page.set_content(
        "<html><body><h1>Harbour</h1><p>It fell by a third.</p></body></html>", subtype="html", cte="quoted-printable"
    )
    page.make_related()
    document = read(tmp_path, page.as_bytes(), "page.mht")
    assert (document.kind, told(document)) == (FileKind.WEB_PAGE, [(1, "Harbour"), (0, "It fell by a third.")])


def test_an_outlook_mail_that_is_not_whole_is_refused_as_a_mail(tmp_path: Path) -> None:
    content = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500) + "__substg1.0_0037001F".encode("utf-16-le")
    with pytest.raises(Refused) as refused:
        read(tmp_path, content, "mail.msg")
    assert refused.value.why is Refusal.EMAIL
