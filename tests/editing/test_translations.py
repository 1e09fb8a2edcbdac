"""The first part of a brief and the services for people in trouble, in other languages: made, checked, behind, shown."""

import csv
import io
import re
import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from library.app import create_app
from library.bootstrap import connect
from library.briefs import repository as briefs
from library.editing.drafts import service as desk
from library.security.permissions import Person, Role
from library.services import Services
from library.settings import Settings
from library.transfer import seeding
from tests import builders
from tests.browser import Browser

SHEET = "/staff/languages/cy/brief/street-games"
PAGE = "/briefs/street-games?lang=cy"
WORDS = {"title": "Gemau stryd", "short_answer": "Mae pobl ifanc yn dod.", "one_line": "Maen nhw'n dod."}


@pytest.fixture
def services(settings: Settings, fresh: Path, made_up_languages: Path) -> Iterator[Services]:
    """Return parts that speak two made-up languages, with one brief and the services for people in trouble."""
    shutil.copytree(fresh / "instance", settings.instance)
    shutil.copytree(fresh / "index", settings.index)
    made = connect(replace(settings, languages=str(made_up_languages)))
    seeding.load_help_lines(made)
    builders.published(made, builders.person(made))
    yield made
    made.store.close()


@pytest.fixture
def app(services: Services) -> Flask:
    """Return an application of its own, since the others speak English only."""
    return create_app(services)


@pytest.fixture
def admin(services: Services) -> Person:
    """Return somebody who may do everything."""
    return builders.person(services, Role.ADMIN)


@pytest.fixture
def staff(app: Flask, admin: Person) -> Browser:
    """Return the browser of somebody who may do everything."""
    return Browser(app, admin)


@pytest.fixture
def reader(app: Flask) -> Browser:
    """Return the browser of a reader."""
    return Browser(app)


def translated(staff: Browser, **more: str) -> None:
    """Translate the brief and show it to readers."""
    assert staff.send(SHEET, WORDS | more).status_code == 303
    assert staff.press(SHEET, staff.get(SHEET), action="show").status_code == 303


def all_segments(staff: Browser) -> dict[str, str]:
    """Return words for every segment of the brief, as a translator who leaves nothing out."""
    _, fields = staff.form(SHEET)
    return {name: f"⟦{name}⟧" for name in fields if name not in {"form_token", "mark", "action", *WORDS}}


def rewrite(services: Services, person: Person, **changes: str) -> None:
    """Publish the brief with other words."""
    with services.store.reading() as database:
        brief_id = next(iter(briefs.marks(database)))
    draft = desk.open_draft(services, person, brief_id)
    content = draft.content | changes
    done = desk.publish(services, person, brief_id, content, draft.lock, note="Newer findings.")
    assert isinstance(done, desk.Published), done


def test_readers_get_a_translation_once_it_is_shown_with_its_state_and_the_english_one_tap_away(
    staff: Browser, reader: Browser
) -> None:
    assert staff.send(SHEET, WORDS).status_code == 303
    assert "Gemau stryd" not in reader.get(PAGE).text
    assert staff.press(SHEET, staff.get(SHEET), action="show").status_code == 303
    page = reader.get(PAGE).text
    assert '<h1 class="brief__title">Gemau stryd</h1>' in page
    assert "Parts of this are still in English." in page
    assert 'href="/briefs/street-games?lang=en"' in page
    assert "Gemau stryd" in reader.get("/search?q=street&lang=cy").text
    assert "Gemau stryd" not in reader.get("/briefs/street-games").text
    assert staff.press(SHEET, staff.get(SHEET), action="hide").status_code == 303
    assert "Gemau stryd" not in reader.get(PAGE).text


def test_a_search_in_a_language_finds_what_is_translated_into_it(staff: Browser, reader: Browser) -> None:
    translated(staff, short_answer="Mae pobl ifanc yn dod i chwarae.")
    assert "Gemau stryd" in reader.get("/search?q=chwarae&lang=cy").text
    assert "Gemau stryd" not in reader.get("/search?q=chwarae&lang=en").text


def test_what_is_in_the_readers_language_stands_before_the_english_results(staff: Browser, reader: Browser) -> None:
    translated(staff)
    page = reader.get("/search?q=gemau&lang=cy").text
    assert page.index("Gemau stryd") < page.index('id="results"')
    assert 'class="elsewhere"' not in page
    assert "/help-now?lang=cy" in page[page.index("Gemau stryd") : page.index('id="results"')]
    assert 'class="elsewhere"' in reader.get("/search?q=gemau&lang=en").text


def test_results_in_another_language_always_say_where_to_get_help(reader: Browser) -> None:
    line = re.compile(r'<p>[^<]*<a href="/help-now[^>]*>')
    found = {code: reader.get(f"/search?q=street+games&lang={code}").text for code in ("cy", "en")}
    assert ["Gemau stryd" in page or 'class="elsewhere"' in page for page in found.values()] == [False, False]
    assert [len(line.findall(page)) for page in found.values()] == [1, 0]


def test_somebody_in_trouble_finds_what_they_can_read_below_the_help(staff: Browser, reader: Browser) -> None:
    translated(staff)
    page = reader.get("/search?q=suicidal+gemau&lang=cy").text
    assert page.index('class="urgent') < page.index('<details class="evidence"') < page.index("Gemau stryd")


def test_behind_the_english_comes_before_every_other_label(
    staff: Browser, reader: Browser, services: Services, admin: Person
) -> None:
    translated(staff, checked="yes", **all_segments(staff))
    assert "translated--checked" in reader.get(PAGE).text
    rewrite(services, admin, short_answer="Fewer of them come now, and nobody knows why.")
    page = reader.get(PAGE).text
    assert "The English page has changed since. Parts of this may be old." in page
    assert "translated--behind" in page
    sheet = staff.get(SHEET).text
    assert "<ins>" in sheet
    assert "<del>" in sheet
    assert "Behind the English" in staff.get("/staff/languages").text


def test_editing_a_checked_text_clears_the_check(staff: Browser) -> None:
    translated(staff, checked="yes", **all_segments(staff))
    assert "Checked" in staff.get("/staff/languages").text
    assert staff.send(SHEET, {"title": "Gemau arall"}).status_code == 303
    assert "Draft, not checked" in staff.get("/staff/languages").text


def test_of_two_translators_the_second_is_told_and_loses_nothing(staff: Browser, app: Flask, admin: Person) -> None:
    opened, other = staff.get(SHEET), Browser(app, admin)
    assert other.send(SHEET, {"title": "Fy un i"}).status_code == 303
    answer = staff.press(SHEET, opened, title="Fy un arall i")
    assert answer.status_code == 400
    assert "Somebody else changed this" in answer.text
    assert "Fy un arall i" in answer.text
    assert "Fy un i" in answer.text


def test_a_spreadsheet_goes_to_translators_and_comes_back(staff: Browser, reader: Browser) -> None:
    rows = list(csv.DictReader(io.StringIO(staff.get("/staff/languages/cy.csv").text.lstrip("\ufeff"))))
    title = next(row for row in rows if (row["name"], row["segment"]) == ("street-games", "title"))
    assert bring_back(staff, [title | {"words": "Gemau stryd"}]).status_code == 303
    assert staff.press(SHEET, staff.get(SHEET), action="show").status_code == 303
    assert "Gemau stryd" in reader.get(PAGE).text
    wrong = bring_back(staff, [title | {"words": "Arall"}, title | {"name": "nobody", "words": "x"}])
    assert wrong.status_code == 400
    assert "Row 3" in wrong.text
    assert "Arall" not in reader.get(PAGE).text


def bring_back(staff: Browser, rows: list[dict[str, str]]) -> TestResponse:
    """Send a translator's spreadsheet back."""
    file = io.StringIO(newline="")
    writer = csv.DictWriter(file, rows[0].keys())
    writer.writeheader()
    writer.writerows(rows)
    return staff.send("/staff/languages/cy/import", {"file": (io.BytesIO(file.getvalue().encode()), "cy.csv")})


def test_numbers_come_from_the_english_record_whatever_is_translated(staff: Browser, reader: Browser) -> None:
    sheet = "/staff/languages/cy/help_line/police-101"
    assert staff.send(sheet, {"who": "Trosedd nad yw'n digwydd nawr"}).status_code == 303
    assert staff.press(sheet, staff.get(sheet), action="show").status_code == 303
    page = reader.get("/help-now?lang=cy").text
    assert "Parts of this are still in English." in page
    assert 'name="number"' not in staff.get(sheet).text


def test_who_may_not_publish_may_not_show_a_translation(app: Flask, services: Services) -> None:
    contributor = Browser(app, builders.person(services, Role.CONTRIBUTOR))
    assert contributor.send(SHEET, WORDS).status_code == 303
    assert contributor.send(SHEET, {"action": "show"}).status_code == 403


@pytest.mark.parametrize("path", ["/staff/languages/xx/brief/street-games", "/staff/languages/cy/brief/nothing"])
def test_what_is_not_there_is_not_found(staff: Browser, path: str) -> None:
    assert staff.get(path).status_code == 404
