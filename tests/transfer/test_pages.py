"""Briefs in bulk through the pages: a look at what would happen first, then exactly that, and export."""

import csv
import io
import json
import re
import zipfile
from datetime import timedelta

import pytest
from werkzeug.datastructures import FileStorage
from werkzeug.test import encode_multipart

from library.editing.drafts import service as desk
from library.transfer.files import read_bytes, written
from library.transfer.imports import repository as table
from library.transfer.imports import service as imports
from tests import builders
from tests.browser import Browser


def send(browser, rows, name="briefs.json", content=None):
    """Send a file; give the page that follows, as (its address, the page)."""
    content = written(name, rows) if content is None else content
    action, fields = browser.form("/staff/import")
    fields["file"] = FileStorage(io.BytesIO(content), name)
    boundary, body = encode_multipart(fields)
    answer = browser.client.post(action, data=body, content_type=f"multipart/form-data; boundary={boundary}")
    return (answer.location, browser.get(answer.location)) if answer.status_code == 303 else ("", answer)


def told(page):
    """Give the rows of a plan: heading -> what stands in each row."""
    sections = re.findall(r"<section>\s*<h2[^>]*>(.*?)</h2>(.*?)</section>", page.text, re.DOTALL)
    plain = lambda html: " ".join(re.sub(r"<[^>]*>", " ", html).split())  # noqa: E731
    return {
        plain(name).split(" (")[0]: [plain(row) for row in text.split('<li class="line">')[1:]]
        for name, text in sections
    }


def briefs(services, person):
    return sorted((line.title, line.status, line.has_draft) for line in builders.at_the_desk(services)[1])


@pytest.fixture
def stocked(services, reviewer):
    """Give a library with two briefs, one of which somebody is editing."""
    builders.published(services, reviewer, "choirs", title="Choirs")
    edited = builders.published(services, reviewer, "murals", title="Murals")
    lock = desk.open_draft(services, reviewer, edited).lock
    desk.save(services, reviewer, edited, builders.content("murals", title="Murals, half edited"), lock)
    return services


ROWS = [
    builders.content("choirs", title="Choirs in custody", thin=True),
    builders.content("murals", title="Murals, imported"),
    builders.content("gardens", title="Gardens"),
    builders.content("broken", title="Broken") | {"one_line": ""},
]


@pytest.mark.parametrize("suffix", ["json", "csv", "xlsx"])
def test_each_row_is_told_before_anything_happens(staff, stocked, reviewer, suffix):
    before = briefs(stocked, reviewer)
    page = told(send(staff, ROWS, f"briefs.{suffix}")[1])
    assert list(page) == ["New", "Changed", "Refused"]
    below = 0 if suffix == "json" else 1
    assert page["New"] == [f"Gardens row {3 + below} gardens"]
    assert page["Changed"] == [f"Choirs in custody row {1 + below} choirs Changes: Title, Thin: little is known"]
    assert "Somebody is editing this brief. Import it once that edit is published or dropped." in page["Refused"][0]
    assert "one_line: The answer in one line: this is needed." in page["Refused"][1]
    assert briefs(stocked, reviewer) == before


def test_a_yes_does_what_was_shown_and_leaves_the_edit_alone(staff, stocked, reviewer, client):
    address, page = send(staff, ROWS)
    assert "Take in 2 briefs as drafts" in page.text
    answer = staff.send(address, {}, page, follow_redirects=True)
    assert "2 briefs were taken in as drafts." in answer.text
    assert briefs(stocked, reviewer) == [
        ("Choirs in custody", "published", True),
        ("Gardens", "draft", True),
        ("Murals, half edited", "published", True),
    ]
    assert client.get("/briefs/choirs.json").json["title"] == "Choirs"
    with stocked.store.reading() as database:
        noted = database.exec_driver_sql("SELECT person_id, object FROM audit WHERE action = 'import'").all()
        assert sorted(noted) == [(reviewer.id, "brief 1"), (reviewer.id, "brief 3")]


def test_the_same_file_twice_adds_nothing_twice(staff, stocked, reviewer):
    for number in range(2):
        address, page = send(staff, [ROWS[0], ROWS[2]])
        if number == 0:
            staff.send(address, {}, page)
    assert list(told(page)) == ["Same already"]
    assert "There is nothing to take in." in page.text
    assert len(briefs(stocked, reviewer)) == 3


def test_two_clicks_on_yes_take_it_in_once(staff, stocked, reviewer):
    address, page = send(staff, ROWS)
    assert staff.send(address, {}, page).status_code == 303
    again = staff.send(address, {}, page)
    assert "This import is no longer here: it was done" in again.text
    assert len(briefs(stocked, reviewer)) == 3


def test_what_an_import_left_may_be_replaced_by_another_until_somebody_touches_it(staff, services, reviewer):
    for title in ("First", "Second"):
        address, page = send(staff, [builders.content("gardens", title=title)])
        staff.send(address, {}, page)
    assert [title for title, *_ in briefs(services, reviewer)] == ["Second"]
    staff.send("/staff/briefs/1/edit", {"title": "By hand"})
    assert list(told(send(staff, [builders.content("gardens", title="Third")])[1])) == ["Refused"]


def test_nothing_is_taken_in_if_the_library_changed_in_between(staff, stocked, reviewer):
    address, page = send(staff, ROWS)
    lock = desk.open_draft(stocked, reviewer, 1).lock
    desk.save(stocked, reviewer, 1, builders.content("choirs", title="Choirs by hand"), lock)
    answer = staff.send(address, {}, page)
    assert answer.status_code == 409
    assert "The library has changed since you looked, so nothing was taken in." in answer.text
    assert len(told(answer)["Refused"]) == 3
    assert len(briefs(stocked, reviewer)) == 2
    assert staff.send(address, {}, answer).status_code == 303
    assert len(briefs(stocked, reviewer)) == 3


@pytest.mark.parametrize("seal", ["", "none", "0" * 64, "é\0"])
def test_a_yes_without_its_seal_takes_nothing_in(staff, stocked, reviewer, seal):
    address, page = send(staff, ROWS)
    assert staff.send(address, {"seal": seal}, page).status_code == 409
    assert len(briefs(stocked, reviewer)) == 2


def test_an_import_belongs_to_who_sent_it_and_is_kept_for_a_day(staff, app, stocked, reviewer):
    address, _ = send(staff, ROWS)
    other = Browser(app, builders.person(stocked, email="other@example.org"))
    assert "This import is no longer here" in other.get(address).text
    with stocked.store.writing() as database:
        table.forget(database, stocked.clock() - imports.KEPT_FOR)
    assert staff.get(address).status_code == 200
    with stocked.store.writing() as database:
        table.forget(database, stocked.clock() + timedelta(seconds=1))
    assert "This import is no longer here" in staff.get(address).text


def bomb():
    """Give a small .xlsx whose sheet unpacks to hundreds of megabytes."""
    made = io.BytesIO(written("a.xlsx", [builders.content()]))
    whole = io.BytesIO()
    with zipfile.ZipFile(made) as old, zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            content = old.read(name)
            if name.endswith("sheet1.xml"):
                content = content.replace(b"</row>", b"</row>" + b"<row><c><v>1</v></c></row>" * 12_000_000, 1)
            new.writestr(name, content)
    return whole.getvalue()


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("notes.docx", b"x", "is not a file this can read. Choose a .json, .csv or .xlsx file."),
        ("a.json", b"{", "is broken, or is not really a .json file"),
        ("a.json", b"[" * 100_000, "a.json"),
        ("a.json", b"[]", "There is no brief in this file."),
        ("a.json", b'["x"]', "must hold one brief or a list of briefs"),
        ("a.json", json.dumps([{}] * 1001).encode(), "Send 1000 or fewer at once."),
        ("a.csv", b"\xff\xfe\0", "is broken, or is not really a .csv file"),
        ("a.csv", b"titel\nx\n", "None of its columns is one of a brief."),
        ("a.xlsx", b"PK no", "is broken, or is not really a .xlsx file"),
        ("a.xlsx", b"", "is broken, or is not really a .xlsx file"),
        ("../../a b.json", b"{", "is broken, or is not really a .json file"),
        ("a.csv", b"slug\n" + b"x" * 5_000_000, "Send a file of 5 MB or less, or split it."),
        ("", b"x", "Choose a .json, .csv or .xlsx file."),
    ],
)
def test_a_file_that_cannot_be_imported_says_why(staff, name, content, sentence):
    page = send(staff, [], name, content)[1]
    assert page.status_code == 400
    if name != "a.json" or not content.startswith(b"[[["):
        assert sentence in page.text
    assert 'id="file-error"' in page.text


@pytest.mark.deep
@pytest.mark.slow("a file unpacks to more than is read")
def test_a_bomb_harms_nobody(staff):
    page = send(staff, [], "a.xlsx", bomb())[1]
    assert page.status_code == 400
    assert "This file is too large or too odd to be read." in page.text


@pytest.mark.parametrize("suffix", ["json", "csv", "xlsx"])
def test_what_is_exported_is_the_same_when_it_is_imported(contributor, staff, stocked, suffix):
    answer = contributor.get(f"/staff/export/briefs.{suffix}")
    assert answer.headers["Content-Disposition"] == f'attachment; filename="briefs.{suffix}"'
    rows = read_bytes(f"briefs.{suffix}", answer.data)
    assert [row["slug"] for row in rows] == ["choirs", "murals"]
    page = told(send(staff, [], f"briefs.{suffix}", answer.data)[1])
    assert {name: len(lines) for name, lines in page.items()} == {"Same already": 2}


def test_the_export_page_leads_to_each_form_and_no_other_is_made(staff):
    links = re.findall(r'href="(/staff/export/[^"]*)"', staff.get("/staff/export").text)
    assert [staff.get(link).status_code for link in links] == [200, 200, 200]
    assert staff.get("/staff/export/briefs.exe").status_code == 404


def test_a_contributor_may_not_import(contributor):
    assert contributor.get("/staff/import").status_code == 403
    assert contributor.get("/staff/import/anything").status_code == 403
    assert "/staff/import" not in contributor.get("/staff/briefs").text


SAVED = {
    "Windows-1252": (",", "cp1252", ""),
    "semicolons": (";", "utf-8-sig", ""),
    "semicolons and a line that says so": (";", "cp1252", "sep=;\r\n"),
    "tabs in UTF-16": ("\t", "utf-16", ""),
}


@pytest.mark.parametrize("saved", SAVED)
def test_what_excel_saves_in_the_united_kingdom_is_read(staff, stocked, reviewer, saved):
    separator, encoding, head = SAVED[saved]
    row = builders.content("cafes", title="Cafés – £5 a night", checked_on="2026-05-01")
    names, cells = csv.reader(io.StringIO(written("a.csv", [row]).decode("utf-8-sig"), newline=""))
    cells = [cell.replace("2026-05-01", "01/05/2026") for cell in cells]
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=separator).writerows([[*names, "Our notes"], [], [*cells, "ask Sam"]])
    address, page = send(staff, [], "briefs.csv", (head + text.getvalue()).encode(encoding))
    assert told(page)["New"] == ["Cafés – £5 a night row 3 cafes"]
    assert "Our notes" in page.text.split('id="skipped"')[1].split("</div>")[0]
    staff.send(address, {}, page)
    (made,) = [line for line in builders.at_the_desk(stocked)[1] if line.title.startswith("Cafés")]
    assert desk.open_draft(stocked, reviewer, made.id).content["checked_on"] == "2026-05-01"


@pytest.mark.parametrize("suffix", ["csv", "xlsx"])
def test_an_empty_template_has_columns_that_an_import_knows(staff, suffix):
    answer = staff.get(f"/staff/import/template.{suffix}")
    assert answer.headers["Content-Disposition"] == f'attachment; filename="briefs-template.{suffix}"'
    page = send(staff, [], f"briefs.{suffix}", answer.data)[1]
    assert "There is no brief in this file." in page.text
    assert staff.get("/staff/import/template.json").status_code == 404


def test_a_contributor_gets_no_template(contributor):
    assert contributor.get("/staff/import/template.csv").status_code == 403


def test_an_export_holds_what_the_list_at_the_desk_was_narrowed_to(staff, services, reviewer):
    builders.published(services, reviewer, "choirs", title="Choirs")
    builders.published(services, reviewer, "murals", title="Murals")
    assert "Export these" in staff.get("/staff/briefs?words=choirs").text
    assert "1 published brief that you narrowed" in staff.get("/staff/export?words=choirs").text
    rows = json.loads(staff.get("/staff/export/briefs.json?words=choirs").data)
    assert [row["slug"] for row in rows] == ["choirs"]
