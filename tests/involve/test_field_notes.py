"""Field notes: told by a group, read by staff, published as local accounts that nobody has tested, and taken back."""

import io
from xml.etree import ElementTree

import pytest

from library.editing.documents import service as uploads
from library.involve.submissions import files
from library.security.permissions import Person
from library.services import Services
from library.transfer.backup import service as backups
from tests import builders
from tests.addresses import ACCOUNT
from tests.browser import Browser
from tests.involve.conftest import Clock, link_in

FORM, STAFF, DESK = "/projects/tell-us", "/staff/submissions", "/staff/field-notes"
TYPED = ACCOUNT | {"email": "ann@example.org"}
BELONGS = {"approaches": ["youth-work"], "briefs": "street-games"}
LABEL = "Local account, not tested"
ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture
def link(reader: Browser, post) -> str:
    """Tell us about a project and send it by the link; return the link."""
    assert reader.send(FORM, TYPED | {"action": "continue"}).location == "/sent/check-your-mail"
    link = link_in(post()[0])
    assert reader.send(link, {"action": "send"}).status_code == 303
    post()
    return link


@pytest.fixture
def published(link: str, staff: Browser, services: Services, reviewer: Person, post) -> str:
    """Publish what was sent beside a brief; return the link of its sender."""
    builders.published(services, reviewer)
    answer = staff.send(f"{DESK}/new?submission=1", BELONGS)
    assert answer.location == "/field-notes/1", answer.text
    post()
    return link


def test_an_empty_list_says_what_comes_there(reader: Browser) -> None:
    page = reader.get("/field-notes").text
    assert "There are none yet." in page
    assert 'href="/projects/tell-us"' in page


def test_a_note_is_published_with_its_label_wherever_it_belongs(published: str, reader: Browser) -> None:
    for path in ("/field-notes", "/field-notes/1", "/briefs/street-games", "/approaches/youth-work"):
        page = reader.get(path).text
        assert ACCOUNT["title"] in page, path
        assert LABEL in page, path
        assert "ann@example.org" not in page
    feed = ElementTree.fromstring(reader.get("/field-notes.atom").data)
    summaries = [entry.findtext(f"{ATOM}summary") for entry in feed.iter(f"{ATOM}entry")]
    assert summaries == [f"{LABEL}. {ACCOUNT['did']}"]
    answer = reader.get("/api/v1/field-notes/1").json
    assert answer is not None
    assert (answer["label"], answer["upshot"], answer["briefs"]) == (LABEL, "did-not", ["street-games"])
    assert "/field-notes/1</loc>" in reader.get("/sitemap.xml").text


def test_a_search_shows_it_apart_from_the_evidence(published: str, reader: Browser) -> None:
    page = reader.get("/search?q=boxing+homework").text
    assert ACCOUNT["title"] in page
    assert page.index("What local groups say") > page.index("No close match for")
    found = reader.get("/api/v1/search?q=boxing+homework").json
    assert found is not None
    assert "boxing" not in str(found["results"])
    assert ACCOUNT["title"] not in reader.get("/search?q=boxing+homework+zeppelins").text


def test_a_draft_with_gaps_is_saved_by_its_address_alone_and_finished_by_its_link(
    reader: Browser, staff: Browser, post
) -> None:
    bare = reader.send(FORM, {"title": "Half a note", "action": "draft"})
    assert (bare.status_code, 'href="#email"' in bare.text, "Half a note" in bare.text) == (400, True, True)
    assert reader.send(FORM, {"title": "Half a note", "email": "a@example.org", "action": "draft"}).status_code == 303
    link = link_in(post()[0])
    page = reader.get(link).text
    for name in ACCOUNT:
        assert f'name="{name}"' in page
    assert "Half a note" in page
    early = reader.send(link, {"action": "send"})
    assert (early.status_code, 'href="#problem"' in early.text) == (400, True)
    assert reader.send(link, {"action": "save", "problem": "Empty evenings."}).status_code == 303
    assert "Empty evenings." in reader.get(link).text
    assert reader.send(link, ACCOUNT | {"action": "send"}).status_code == 303
    assert ACCOUNT["title"] in staff.get(STAFF).text


def test_withdrawing_takes_it_off_every_page_at_once_and_deletes_its_words(
    published: str, reader: Browser, services: Services
) -> None:
    assert reader.press(published, action="withdraw").status_code == 303
    gone = reader.get("/field-notes/1")
    assert (gone.status_code, "its words are deleted" in gone.text) == (410, True)
    assert reader.get("/api/v1/field-notes/1").status_code == 410
    for path in ("/field-notes", "/briefs/street-games", "/search?q=boxing+homework", "/field-notes.atom"):
        assert ACCOUNT["title"] not in reader.get(path).text, path
    with services.store.reading() as database:
        assert ACCOUNT["did"] not in str(database.exec_driver_sql("SELECT * FROM field_notes").all())


def test_a_change_waits_for_staff_while_the_published_words_stay(
    published: str, reader: Browser, staff: Browser
) -> None:
    assert reader.send(published, {"action": "send", "title": "Boxing, told better"}).status_code == 303
    assert ACCOUNT["title"] in reader.get("/field-notes/1").text
    assert staff.send(f"{DESK}/new?submission=1", BELONGS).location == "/field-notes/1"
    assert "Boxing, told better" in reader.get("/field-notes/1").text


def test_staff_change_it_take_it_down_and_the_sender_is_told(
    published: str, reader: Browser, staff: Browser, post
) -> None:
    assert staff.send(f"{DESK}/1", {"title": "Boxing with homework", "action": "publish"}).status_code == 303
    assert "Boxing with homework" in reader.get("/field-notes/1").text
    assert staff.press(f"{DESK}/1", action="withdraw").status_code == 303
    assert reader.get("/field-notes/1").status_code == 410
    assert "Subject: We've taken down what you sent us" in post()[0]
    assert "off the library's pages" in reader.get(published).text
    assert staff.get(f"{DESK}/1").status_code == 404


def test_a_draft_of_a_brief_carries_everything_over_and_is_made_once(published: str, staff: Browser) -> None:
    first = staff.press(f"{DESK}/1", action="draft").location
    assert staff.press(f"{DESK}/1", action="draft").location == first
    page = staff.get(first).text
    for name in ("title", "problem", "did", "steps", "partners", "changed", "cost", "differently", "advice", "group"):
        assert ACCOUNT[name] in page, name
    assert "Nobody has tested it." in page
    assert "/field-notes/1" in page


def test_documents_come_by_the_link_and_are_read_in_the_sandbox_only_when_staff_open_them(
    link: str, reader: Browser, staff: Browser, services: Services, reviewer: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(files, "LARGEST", 100)

    def send(name: str, content: bytes):
        token = reader.form(link)[1]["form_token"]
        data = {"form_token": token, "file": (io.BytesIO(content), name)}
        return reader.client.post(f"{link}/files", data=data, content_type="multipart/form-data")

    assert send("register.txt", b"Twelve of twenty came.").status_code == 303
    assert send("register.txt", b"Twelve of twenty came.").status_code == 303
    assert reader.get(link).text.count("register.txt") == 2
    assert uploads.listed(services, reviewer) == []
    uploads.tidy(services)
    opened = staff.press(f"{STAFF}/1/files/1", staff.get(f"{STAFF}/1"))
    assert opened.location == "/staff/uploads/1"
    assert "Twelve of twenty came." in staff.get(opened.location).text
    assert (send("empty.txt", b"").status_code, send("big.txt", b"x" * (files.LARGEST + 1)).status_code) == (400, 400)
    for number in range(files.MOST_FILES - 1):
        assert send(f"{number}.txt", str(number).encode()).status_code == 303
    full = send("more.txt", b"more")
    assert (full.status_code, "You can add 5 documents" in full.text) == (400, True)
    reader.press(link, action="delete")
    assert uploads.listed(services, reviewer) == []
    assert list(services.files.folder.iterdir()) == []


def test_a_document_is_removed_by_the_link_and_nobody_else_s_is(link: str, reader: Browser, staff: Browser) -> None:
    token = reader.form(link)[1]["form_token"]
    data = {"form_token": token, "file": (io.BytesIO(b"words"), "mine.txt")}
    reader.client.post(f"{link}/files", data=data, content_type="multipart/form-data")
    for number in ("99", "x", "1"):
        assert reader.press(f"{link}/files", reader.get(link), action=f"remove-{number}").status_code == 303
        assert ("mine.txt" in reader.get(link).text) is (number != "1")
    assert staff.press(f"{STAFF}/1/files/1", staff.get(f"{STAFF}/1")).status_code == 404
    assert reader.press("/sent/nonsense/files", reader.get(link)).status_code == 404


def test_scripts_in_every_field_are_shown_as_text(reader: Browser, staff: Browser, post) -> None:
    evil = "<script>alert(1)</script>"
    chosen = {"upshot": "helped", "basis": "heard"}
    typed = {name: evil for name in ACCOUNT if name not in chosen} | chosen
    reader.send(FORM, typed | {"email": "ann@example.org", "action": "continue"})
    link = link_in(post()[0])
    reader.send(link, {"action": "send"})
    pages = [reader.get(link), staff.get(f"{STAFF}/1")]
    staff.send(f"{DESK}/new?submission=1", {})
    pages += [reader.get(path) for path in ("/field-notes", "/field-notes/1", "/field-notes.atom")]
    for page in pages:
        assert evil not in page.text
        assert "&lt;script&gt;" in page.text


def test_a_backup_brings_notes_and_documents_back(
    published: str, reader: Browser, staff: Browser, admin: Browser, services: Services, tmp_path
) -> None:
    assert "field note 1" in admin.get("/staff/audit").text
    token = reader.form(published)[1]["form_token"]
    data = {"form_token": token, "file": (io.BytesIO(b"Twelve."), "register.txt")}
    reader.client.post(f"{published}/files", data=data, content_type="multipart/form-data")
    backups.write(services, tmp_path / "kept.zip", lambda *_: None)
    reader.press(published, action="delete")
    assert reader.get(published).status_code == 404
    backups.restore(services, tmp_path / "kept.zip", lambda *_: None, replace=True)
    assert "register.txt" in reader.get(published).text
    assert reader.get("/field-notes/1").status_code == 200
    assert len(list(services.files.folder.iterdir())) == 1


def test_only_reviewers_and_admins_publish(contributor: Browser, reader: Browser, admin: Browser, link: str) -> None:
    for path in (DESK, f"{DESK}/new?submission=1"):
        assert contributor.get(path).status_code == 403
        assert reader.get(path).status_code == 302
        assert admin.get(path).status_code == 200
    assert admin.get(f"{DESK}/new?submission=9").location == f"{STAFF}?done=answered"
    assert admin.get("/staff/opportunities/new?submission=1").location == f"{STAFF}?done=answered"


def test_the_page_of_a_link_is_in_no_cache_and_no_search_engine(link: str, reader: Browser, clock: Clock) -> None:
    page = reader.get(link)
    assert page.headers["Cache-Control"] == "no-store"
    assert page.headers["Referrer-Policy"] == "same-origin"
    assert 'name="robots" content="noindex"' in page.text
