"""The record of who did what: read and taken away by admins, changed by nobody."""

import csv
import io
import re

import pytest

from library.editing.drafts import service as desk
from library.security.permissions import Role
from tests import builders
from tests.browser import Browser


@pytest.fixture
def admin(app, services):
    return Browser(app, builders.person(services, Role.ADMIN))


def lines(page):
    """Give the entries of a page as (when, who, what, object)."""
    body = page.text[page.text.index("<tbody>") : page.text.index("</tbody>")]
    rows = re.findall(r"<tr>(.*?)</tr>", body, re.DOTALL)
    return [[" ".join(re.sub(r"<[^>]*>", " ", cell).split()) for cell in re.split(r"</td>", row)[:-1]] for row in rows]


def test_what_staff_did_is_told_newest_first_with_person_object_and_london_time(admin, services, reviewer):
    builders.published(services, reviewer, title="Street games")
    page = admin.get("/staff/audit")
    assert [line[1:] for line in lines(page)[:2]] == [
        ["Reviewer Example", "Publish", "Street games brief 1"],
        ["Contributor Example", "Start", "Street games brief 1"],
    ]
    assert re.fullmatch(r"\d{1,2} \w+ 20\d\d, \d\d:\d\d", lines(page)[0][0])
    assert 'href="/staff/briefs/1/edit"' in page.text


def test_the_record_is_narrowed_by_person_action_and_object(admin, services, reviewer):
    builders.published(services, reviewer)
    builders.published(services, reviewer, "choirs")
    assert [line[2] for line in lines(admin.get("/staff/audit?action=publish"))] == ["Publish", "Publish"]
    assert len(lines(admin.get("/staff/audit?object=brief+2"))) == 2
    assert {line[3].split()[-2] for line in lines(admin.get("/staff/audit?object=brief"))} == {"brief"}
    assert {line[1] for line in lines(admin.get(f"/staff/audit?person={reviewer.id}"))} == {"Reviewer Example"}
    assert "Nothing fits." in admin.get("/staff/audit?object=brief+99").text


def test_entries_are_paged_and_the_filters_go_along(admin, services, reviewer):
    for number in range(51):
        desk.start(services, reviewer, {"title": f"Brief {number}"}, f"form {number}")
    first = admin.get("/staff/audit?action=start")
    assert len(lines(first)) == 50
    older = re.search(r'href="(/staff/audit\?page=2[^"]*)"', first.text)[1].replace("&amp;", "&")
    assert [line[3] for line in lines(admin.get(older))] == ["Brief 0 brief 1"]


@pytest.mark.parametrize(
    "question",
    ["page=0", "page=x", "person=x", "person=99999999999999", "object=%00%25", "action=é"],
)
def test_no_question_to_the_record_is_too_absurd_for_an_answer(admin, question):
    assert admin.get(f"/staff/audit?{question}").status_code == 200
    assert admin.get(f"/staff/audit.csv?{question}").status_code == 200


def test_the_file_holds_the_same_and_no_cell_that_a_spreadsheet_runs(admin, services, reviewer):
    desk.start(services, reviewer, {"title": '=HYPERLINK("http://evil.example")'}, "form")
    answer = admin.get("/staff/audit.csv?action=start")
    assert answer.headers["Content-Disposition"] == 'attachment; filename="audit.csv"'
    rows = list(csv.DictReader(io.StringIO(answer.data.decode("utf-8-sig"), newline="")))
    assert [(row["who"], row["action"], row["object"]) for row in rows] == [("Reviewer Example", "start", "brief 1")]
    assert rows[0]["title"].startswith("'=")


def test_each_entry_names_the_request_it_was_made_in(admin, app, services, reviewer):
    staff = Browser(app, reviewer)
    answer = staff.send("/staff/briefs/new", {"title": "A thought"})
    rows = list(csv.DictReader(io.StringIO(admin.get("/staff/audit.csv?action=start").data.decode("utf-8-sig"))))
    assert rows[0]["request"] == answer.headers["X-Request-Id"]
    assert staff.get("/").headers["X-Request-Id"] != answer.headers["X-Request-Id"]


@pytest.mark.parametrize("path", ["/staff/audit", "/staff/audit.csv"])
def test_only_admins_read_the_record(staff, app, path):
    assert staff.get(path).status_code == 403
    assert Browser(app).get(path).location.startswith("/sign-in")
    assert "/staff/audit" not in staff.get("/staff/briefs").text


def test_the_record_holds_no_password_and_no_token(services, reviewer, app):
    browser = Browser(app)
    browser.sign_in()
    with services.store.reading() as database:
        kept = str(database.exec_driver_sql("SELECT * FROM audit").all())
    assert "sign in" in kept
    assert builders.PASSWORD not in kept
    assert browser.client.get_cookie("library_session").value not in kept
