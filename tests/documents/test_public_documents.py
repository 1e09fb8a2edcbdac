"""Documents that readers may have: cleaned, opened and published by a second person, sent safely, withdrawn with a word."""

import io
from zipfile import ZipFile

import docx
import pypdf
import pytest
from PIL import Image
from pypdf.annotations import FreeText
from pypdf.generic import DictionaryObject, NameObject, TextStringObject

from library.editing.documents import service as uploads
from library.editing.public_documents import cleaning
from library.editing.public_documents.models import NotCleaned
from library.security.permissions import Role
from tests import builders
from tests.browser import Browser, Forms
from tests.documents.reports import REPORTS

ABOUT = {
    "title": "Evenings that work: a report",
    "publisher": "Example Trust",
    "licence": "ogl-3",
    "year": "2025",
    "allowed": "yes",
}
SECRET = "Ann of the example office"


@pytest.fixture
def writer(services):
    return builders.person(services, Role.CONTRIBUTOR)


@pytest.fixture
def staff(app, reviewer):
    return Browser(app, reviewer)


def a_pdf():
    """Write a PDF that says in many places who made it."""
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(REPORTS[0].content))
    writer.add_metadata({"/Author": SECRET, "/Title": SECRET})
    writer.add_attachment("notes.txt", SECRET.encode())
    script = {"/S": NameObject("/JavaScript"), "/JS": TextStringObject(f"app.alert('{SECRET}')")}
    writer.root_object[NameObject("/OpenAction")] = DictionaryObject(
        {NameObject(name): value for name, value in script.items()}
    )
    writer.add_annotation(0, FreeText(text=SECRET, rect=(10, 10, 90, 40)))
    writer.pages[0][NameObject("/PieceInfo")] = DictionaryObject({NameObject("/By"): TextStringObject(SECRET)})
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def a_docx(words="Knife crime fell by 30%."):
    """Write a Word document that says in many places who made it, with a picture that says where it was taken."""
    exif, picture, made = Image.Exif(), io.BytesIO(), docx.Document()
    exif[0x010E] = SECRET
    Image.new("RGB", (40, 40), "teal").save(picture, "JPEG", exif=exif)
    made.add_paragraph(words)
    made.add_picture(picture)
    made.core_properties.author = made.core_properties.last_modified_by = SECRET
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def upload(services, person, name, content):
    sent, _ = uploads.take(services, person, name, io.BytesIO(content), name)
    uploads.read(services, person, sent.id)
    return f"/staff/uploads/{sent.id}/publish"


def press(browser, page, action, **typed):
    token = next(fields for _, fields in Forms(browser.get(page).text).found)["form_token"]
    return browser.client.post(page, data=typed | {"action": action, "form_token": token})


def fetched(answer):
    """Read a file that is sent, and let go of it."""
    answer.get_data()
    answer.close()
    return answer


def everything_in(content):
    """Give all bytes of a document, unpacked."""
    if content.startswith(b"PK"):
        with ZipFile(io.BytesIO(content)) as archive:
            return b"".join(archive.read(name) for name in archive.namelist())
    parts = [each for each in pypdf.PdfWriter(clone_from=io.BytesIO(content))._objects if each is not None]
    return content + b"".join(repr(each).encode() + getattr(each, "get_data", bytes)() for each in parts)


@pytest.mark.parametrize(("name", "content"), [("report.pdf", a_pdf()), ("report.docx", a_docx())])
def test_from_an_upload_to_a_page_of_its_own_with_a_clean_copy(services, app, writer, staff, name, content):
    page = upload(services, writer, name, content)
    assert page in staff.get(page.removesuffix("/publish")).text
    assert SECRET.encode() in everything_in(content)
    early = press(staff, page, "publish", **ABOUT)
    assert "Open the clean copy and look through it" in early.text
    assert 'value="Evenings that work: a report"' in early.text
    copy = fetched(press(staff, page, "open"))
    assert copy.status_code == 200
    assert SECRET.encode() not in everything_in(copy.data)
    unsure = press(staff, page, "publish", **ABOUT | {"allowed": ""})
    assert "Confirm that we may publish it" in unsure.text
    done = press(staff, page, "publish", **ABOUT)
    assert (done.status_code, done.location) == (303, "/documents/evenings-that-work-a-report")
    reader = Browser(app)
    shown = reader.get(done.location).text
    for words in ("Example Trust", "2025", "Open Government Licence v3.0", "Ask us for another format"):
        assert words in shown
    file = fetched(reader.get(f"{done.location}/file"))
    assert file.data == copy.data
    assert file.headers["X-Content-Type-Options"] == "nosniff"
    assert file.headers["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert file.headers["Content-Disposition"].startswith("attachment; filename=evenings-that-work-a-report.")
    part = fetched(reader.client.get(f"{done.location}/file", headers={"Range": "bytes=2-5"}))
    assert (part.status_code, part.data) == (206, file.data[2:6])
    known = fetched(reader.client.get(f"{done.location}/file", headers={"If-None-Match": file.headers["ETag"]}))
    assert known.status_code == 304
    assert done.location in reader.get("/sitemap.xml").text
    assert "Evenings that work" in reader.get("/documents").text


def test_whoever_uploaded_it_needs_a_second_person_and_contributors_publish_nothing(
    services, app, reviewer, writer, staff
):
    page = upload(services, reviewer, "report.pdf", REPORTS[0].content)
    fetched(press(staff, page, "open"))
    assert "someone else has to publish it" in press(staff, page, "publish", **ABOUT).text
    assert Browser(app, writer).get(page).status_code == 403
    admin = Browser(app, builders.person(services, Role.ADMIN))
    assert "Open the clean copy" in press(admin, page, "publish", **ABOUT).text, "each opens it with their own eyes"
    fetched(press(admin, page, "open"))
    assert press(admin, page, "publish", **ABOUT).status_code == 303


def test_what_is_withdrawn_is_gone_with_a_sentence_and_may_come_back(services, app, writer, staff):
    page = upload(services, writer, "report.pdf", REPORTS[0].content)
    fetched(press(staff, page, "open"))
    place = press(staff, page, "publish", **ABOUT).location
    assert press(staff, page.removesuffix("/publish") + "/delete", "delete").status_code in {404, 405, 409}
    assert "Say in 1 to 300 characters" in press(staff, page, "withdraw", reason=" ").text
    assert press(staff, page, "withdraw", reason="The owner took it back.").status_code == 303
    for address in (place, f"{place}/file"):
        gone = Browser(app).get(address)
        assert gone.status_code == 410
        assert "The owner took it back." in gone.text
    assert place not in Browser(app).get("/sitemap.xml").text


def test_a_brief_that_cites_its_page_is_named_there(services, app, reviewer, writer, staff):
    page = upload(services, writer, "report.pdf", REPORTS[0].content)
    fetched(press(staff, page, "open"))
    place = press(staff, page, "publish", **ABOUT).location
    content = builders.content()
    content["sources"][0]["url"] = f"{services.links.base}{place}"
    builders.published(services, reviewer, sources=content["sources"])
    assert 'href="/briefs/street-games"' in Browser(app).get(place).text


def with_part(content, name, words):
    out = io.BytesIO(content)
    with ZipFile(out, "a") as archive:
        archive.writestr(name, words)
    return out.getvalue()


def encrypted():
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(REPORTS[0].content))
    writer.encrypt("secret", algorithm="AES-256")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"plain words", NotCleaned.KIND),
        (b"%PDF-1.7 and nothing more", NotCleaned.TOO_HARD),
        (encrypted(), NotCleaned.LOCKED),
        (with_part(a_docx(), "word/comments.xml", "<w:comments/>"), NotCleaned.MARKED_UP),
        (with_part(a_docx(), "word/footer9.xml", '<w:ins w:author="Ann">x</w:ins>'), NotCleaned.MARKED_UP),
        (with_part(a_docx(), "word/vbaProject.bin", "x"), NotCleaned.ACTIVE),
        (b"PK\x03\x04 and nothing more", NotCleaned.TOO_HARD),
    ],
    ids=["text", "no PDF", "locked", "comments", "tracked", "macros", "no zip"],
)
def test_what_cannot_be_cleaned_is_refused_with_what_to_do(tmp_path, content, why):
    path = tmp_path / "file"
    path.write_bytes(content)
    assert cleaning.clean(path) == why


def test_a_source_that_is_not_published_says_that_readers_can_ask_for_it(services, app, reviewer):
    sources = builders.content()["sources"]
    sources[0] = {name: value for name, value in sources[0].items() if name != "url"} | {"on_request": True}
    builders.published(services, reviewer, sources=sources)
    page = Browser(app).get("/briefs/street-games").text
    assert 'Not published. <a href="/contact">Ask us for it</a>' in page
    assert "Not published: ask us for it." in Browser(app).get("/briefs/street-games.txt").text
