"""Easy read drafts through the doors people use: read, found, on paper, behind, changed and tested."""

import io

import pypdf
import pytest
from flask import Flask

from library.briefs import repository as briefs
from library.editing.drafts import service as desk
from library.security.permissions import Person, Role
from library.services import Services
from library.transfer import seeding
from tests import addresses, builders
from tests.browser import Browser

PAGE, DESK = "/briefs/street-games/easy-read", "/staff/easy-read/street-games"
NOT_TESTED = "People with learning disabilities have not tested it yet."


@pytest.fixture
def admin(services: Services) -> Person:
    """Return somebody who may do everything, in a library with one brief and its easy read draft."""
    admin = builders.person(services, Role.ADMIN)
    builders.vocabulary(services)
    seeding.load_help_lines(services)
    builders.published(services, admin)
    addresses.easy_read(services, admin)
    return admin


@pytest.fixture
def staff(app: Flask, admin: Person) -> Browser:
    """Return the browser of somebody who may do everything."""
    return Browser(app, admin)


@pytest.fixture
def reader(app: Flask, admin: Person) -> Browser:
    """Return the browser of a reader."""
    return Browser(app)


def rewrite(services: Services, person: Person) -> None:
    """Publish the brief with another short answer."""
    with services.store.reading() as database:
        brief_id = next(iter(briefs.marks(database)))
    draft = desk.open_draft(services, person, brief_id)
    content = draft.content | {"short_answer": "Fewer of them come now, and nobody knows why."}
    done = desk.publish(services, person, brief_id, content, draft.lock, note="Newer findings.")
    assert isinstance(done, desk.Published), done


@pytest.mark.slow("compiles the templates of a brief, a search and the sitemap")
def test_a_brief_leads_to_its_draft_and_lists_searches_and_the_sitemap_find_it(reader: Browser) -> None:
    assert f'href="{PAGE}"' in reader.get("/briefs/street-games").text
    assert f'href="{PAGE}"' in reader.get("/easy-read").text
    assert PAGE in reader.get("/sitemap.xml").text
    assert PAGE in reader.get("/search?q=young+people+play+games").text
    page = reader.get(PAGE).text
    assert "Young people play games in the street." in page
    assert 'role="img" aria-label="Two young people"' in page
    assert NOT_TESTED in page
    assert reader.get("/briefs/nothing/easy-read").status_code == 404


def test_numbers_come_from_the_help_lines(staff: Browser, reader: Browser) -> None:
    answer = staff.send(DESK, {"words": "Phone Childline on {childline}.", "picture": "phone", "action": "save"})
    assert answer.status_code == 303
    assert "Phone Childline on 0800 1111." in reader.get(PAGE).text
    answer = staff.send(DESK, {"words": "Phone 0800 1111.", "picture": "phone", "action": "save"})
    assert answer.status_code == 400
    assert "Don’t type a phone number." in answer.text
    assert 'value="Phone 0800 1111."' in answer.text


def test_who_tested_it_is_kept_until_the_words_change(staff: Browser, reader: Browser) -> None:
    empty = staff.send(DESK, {"action": "test", "tested_with": "", "tested_on": "2999-01-01"})
    assert empty.status_code == 400
    assert "Enter who tested it." in empty.text
    assert "Enter today or a day in the past." in empty.text
    tested = {"action": "test", "tested_with": "An example group", "tested_on": "2026-01-02"}
    assert staff.send(DESK, tested).status_code == 303
    page = reader.get(PAGE).text
    assert "Tested by An example group on 2 January 2026." in page
    assert "Easy read draft" not in page
    assert staff.send(DESK, {"words": "They play.", "picture": "run", "action": "save"}).status_code == 303
    assert NOT_TESTED in reader.get(PAGE).text


def test_a_brief_that_changed_leaves_its_draft_behind_tested_or_not(
    staff: Browser, reader: Browser, services: Services, admin: Person
) -> None:
    tested = {"action": "test", "tested_with": "An example group", "tested_on": "2026-01-02"}
    assert staff.send(DESK, tested).status_code == 303
    rewrite(services, admin)
    page = reader.get(PAGE).text
    assert "Some of this may be old." in page
    assert "Tested by" not in page
    assert "Behind the brief" in staff.get("/staff/easy-read").text
    assert "Easy read: behind" in staff.get("/staff/briefs").text


def test_the_paper_has_every_sentence_and_a_described_picture(reader: Browser) -> None:
    answer = reader.get(f"{PAGE}.pdf")
    assert answer.mimetype == "application/pdf"
    read = pypdf.PdfReader(io.BytesIO(answer.data))
    text = " ".join(" ".join(page.extract_text() for page in read.pages).split())
    assert "Young people play games in the street." in text
    assert "Easy read draft" in text
    assert "□" not in text


def test_a_contributor_may_look_and_not_change(app: Flask, services: Services, admin: Person) -> None:
    contributor = Browser(app, builders.person(services, Role.CONTRIBUTOR))
    assert contributor.get("/staff/easy-read").status_code == 200
    assert contributor.get(DESK).status_code == 403
