"""What people ask that we can't answer yet: counted without anything of who asked, in words that staff choose."""

import pytest

from library.search.unanswered import service as unanswered
from library.security.permissions import Person
from library.services import Services
from tests import builders
from tests.browser import Browser

PAGE, DESK = "/questions/open", "/staff/subjects"
CHESS = {"subject": "Chess clubs", "standing": "looking", "note": "One trial is under way."}


def test_an_empty_page_says_what_comes_there(reader: Browser) -> None:
    assert "There's nothing here yet." in reader.get(PAGE).text


def test_a_subject_is_counted_by_its_words_and_the_questions_stay_unseen(
    reader: Browser, staff: Browser, services: Services
) -> None:
    for words in ("my club plays chess", "chess club rutland", "chess club rutland", "clubs"):
        reader.get("/search", query_string={"q": words})
    unanswered.write(services)
    assert staff.send(DESK, CHESS).status_code == 303
    page = reader.get(PAGE).text
    assert "asked or searched for 3 times" in page
    assert "We're looking into it" in page.replace("&#39;", "'")
    assert "One trial is under way." in page
    assert "rutland" not in page.split("<main")[1].split("</main>")[0].lower()


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"subject": ""}, "subject"),
        ({"standing": ""}, "standing"),
        ({"standing": "answered"}, "brief"),
        ({"brief": "no-such-brief"}, "brief"),
    ],
)
def test_what_cannot_be_kept_is_named_at_its_field(
    staff: Browser, reader: Browser, changed: dict[str, str], field: str
) -> None:
    answer = staff.send(DESK, CHESS | changed)
    assert (answer.status_code, f'href="#{field}"' in answer.text) == (400, True)
    assert "One trial is under way." in answer.text
    assert "There's nothing here yet." in reader.get(PAGE).text


def test_staff_say_that_it_is_answered_and_remove_it(
    staff: Browser, reader: Browser, services: Services, reviewer: Person, contributor: Browser
) -> None:
    builders.published(services, reviewer)
    staff.send(DESK, CHESS)
    assert (
        staff.send(
            f"{DESK}/1", {"standing": "answered", "brief": "https://library.example/briefs/street-games"}
        ).status_code
        == 303
    )
    assert 'href="/briefs/street-games"' in reader.get(PAGE).text
    assert contributor.get(DESK).status_code == 403
    assert contributor.get(f"{DESK}/1").status_code == 403
    assert staff.press(f"{DESK}/1", action="remove").status_code == 303
    assert staff.get(f"{DESK}/1").status_code == 404
    assert "There's nothing here yet." in reader.get(PAGE).text
    assert "/questions/open</loc>" in reader.get("/sitemap.xml").text
