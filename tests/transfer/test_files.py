"""Briefs in files that people made: what cannot be read is said in a sentence."""

import json
import zipfile
from datetime import date, datetime

import pytest
from openpyxl import Workbook

from library.briefs.schemas.brief import BRIEF
from library.briefs.schemas.rows import to_row
from library.transfer.files import CannotRead, read_file, write_file
from library.transfer.imports import service as imports
from library.transfer.imports.models import Deed
from tests import builders


def refusal(path):
    with pytest.raises(CannotRead) as raised:
        read_file(path)
    assert "\n" not in str(raised.value)
    return str(raised.value)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.json", b'[{"title": "half'),
        ("a.json", b""),
        ("a.json", b"\xff\xfe\x00"),
        ("a.json", b"[" * 100_000),
        ("a.csv", b"\xff\xfe\0"),
        ("a.xlsx", b"not a workbook"),
        ("a.xlsx", b""),
    ],
)
def test_a_broken_file_is_named_as_broken(tmp_path, name, content):
    path = tmp_path / name
    path.write_bytes(content)
    assert refusal(path).startswith(f"{name} is broken, or is not really a ")


def test_a_zip_that_is_no_workbook_is_named_as_broken(tmp_path):
    path = tmp_path / "a.xlsx"
    with zipfile.ZipFile(path, "w") as packed:
        packed.writestr("hello.txt", "hello")
    assert "is broken" in refusal(path)


@pytest.mark.parametrize("data", ["7", '"text"', "[1, 2]", "null"])
def test_json_that_holds_no_briefs_says_what_it_must_hold(tmp_path, data):
    path = tmp_path / "a.json"
    path.write_text(data)
    assert refusal(path) == "a.json must hold one brief or a list of briefs."


def test_a_file_of_another_kind_says_which_kinds_there_are(tmp_path):
    path = tmp_path / "a.docx"
    path.write_text("words")
    assert refusal(path) == "a.docx is not a file this can read. Choose a .json, .csv or .xlsx file."
    with pytest.raises(CannotRead, match=r"choose a name that ends in \.json, \.csv or \.xlsx"):
        write_file(path, [])


def test_a_file_that_is_not_there_says_so(tmp_path):
    assert refusal(tmp_path / "a.csv") == "a.csv cannot be opened: No such file or directory."


def test_a_folder_is_not_a_file(tmp_path):
    (tmp_path / "a.csv").mkdir()
    assert refusal(tmp_path / "a.csv") == "a.csv cannot be opened: Is a directory."


def test_columns_nobody_knows_are_named(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text("slug,Titel,outcomes-0-effekt,sources-0-title\nx,y,z,t\n")
    said = refusal(path)
    assert said.startswith("Titel: This column is not known.")
    assert "outcomes-0-effekt: This column is not known." in said
    assert "sources-0-title" not in said


def test_a_workbook_typed_by_hand_is_read_with_its_dates_numbers_and_blanks(tmp_path):
    row = to_row(BRIEF, builders.content())
    book = Workbook()
    book.active.append([*row, None])
    typed = row | {"checked_on": datetime(2026, 11, 22), "check_by": date(2027, 11, 22), "sources-0-year": 2024.0}
    book.active.append([value or None for value in typed.values()])
    book.active.append([None] * len(typed))
    book.save(tmp_path / "a.xlsx")
    assert [BRIEF.dump(BRIEF.load(read)) for read in read_file(tmp_path / "a.xlsx")] == [builders.content()]


def test_a_list_in_one_cell_may_be_parted_by_semicolons(tmp_path):
    row = to_row(BRIEF, builders.content()) | {"ages": "10-13; 14-17;"}
    path = tmp_path / "a.csv"
    path.write_text(",".join(row) + "\n" + ",".join('"' + cell.replace('"', '""') + '"' for cell in row.values()))
    assert BRIEF.load(read_file(path)[0]).ages == ("10-13", "14-17")


def test_one_bad_brief_stops_the_whole_import(services, reviewer):
    rows = [builders.content("good"), builders.content("bad") | {"title": ""}, builders.content("fine")]
    report = imports.bring_in(services, rows, publish=True)
    assert [line.name for line in report.of(Deed.REFUSED)] == ["row 2 (bad)"]
    assert builders.at_the_desk(services) == (0, [])


def test_the_good_ones_are_taken_when_asked_for(services, reviewer, client):
    rows = [builders.content("good"), builders.content("bad") | {"place": "atlantis"}, builders.content("fine")]
    report = imports.bring_in(services, rows, good_ones=True, publish=True)
    assert len(report.to_take()) == 2
    assert "“atlantis” is not in the vocabulary" in report.of(Deed.REFUSED)[0].faults[0].message
    assert client.get("/briefs/good").status_code == client.get("/briefs/fine").status_code == 200
    assert client.get("/briefs/bad").status_code == 404


def test_an_import_is_a_draft_unless_it_is_to_be_published(services, client):
    imports.bring_in(services, [builders.content()])
    assert client.get("/briefs/street-games").status_code == 404
    assert client.get("/search?q=street+games").text.count("line__heading") == 0


def test_what_is_imported_again_takes_the_place_of_the_brief_it_was(services, reviewer, client):
    builders.published(services, reviewer)
    imports.bring_in(services, [builders.content(title="Street play")], publish=True)
    assert "Street play" in client.get("/briefs/street-games").text
    assert builders.at_the_desk(services)[0] == 1


@pytest.mark.parametrize("publish", [True, False])
def test_two_rows_with_one_address_are_refused(services, reviewer, publish):
    rows = [builders.content("same"), builders.content("same", title="Other"), builders.content("fine")]
    report = imports.bring_in(services, rows, good_ones=True, publish=publish)
    assert [line.name for line in report.of(Deed.REFUSED)] == ["row 1 (same)", "row 2 (same)"]
    assert report.of(Deed.REFUSED)[0].faults[0].message == "Two rows have this address. Each row needs its own."
    assert [line.slug for line in report.to_take()] == ["fine"]


@pytest.mark.parametrize("slug", ["\ud800", "\0", 7, ["x"], {"a": 1}, None, "é" * 5000])
def test_no_address_in_a_file_is_too_absurd_for_an_answer(services, slug):
    rows = json.loads(json.dumps([builders.content() | {"slug": slug}]))
    report = imports.bring_in(services, rows)
    (line,) = report.of(Deed.REFUSED)
    assert line.faults[0].field == "slug"
    line.name.encode()
