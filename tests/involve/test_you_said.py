"""You said, we did: what partners raised, what happened, and where we couldn't, why."""

import io

import docx
import pytest

from tests.addresses import SAID
from tests.browser import Browser
from tests.involve.conftest import Clock, back
from tests.to_do import waiting

PAGE, DESK = "/you-said", "/staff/you-said"


def test_it_ships_empty_and_says_what_comes_there(reader: Browser) -> None:
    assert "Nothing is here yet." in reader.get(PAGE).text
    assert reader.get("/api/v1/you-said").json == {"total": 0, "you_said": []}
    for suffix, start in (("pdf", b"%PDF"), ("docx", b"PK")):
        assert reader.get(f"{PAGE}.{suffix}").data.startswith(start)


def test_what_staff_publish_is_on_the_page_in_the_feed_in_json_and_on_paper(staff: Browser, reader: Browser) -> None:
    couldnt = SAID | {"state": "couldnt", "happened": "Nobody could pay for it.", "issue": "Pay for a hall."}
    for typed in (SAID, couldnt):
        assert staff.send(DESK, typed).status_code == 303
    paper = docx.Document(io.BytesIO(reader.get(f"{PAGE}.docx").data))
    pages = [reader.get(PAGE).text, reader.get("/you-said.atom").text, str(reader.get("/api/v1/you-said").json)]
    for text in (*pages, "\n".join(paragraph.text for paragraph in paper.paragraphs)):
        assert "Nobody could pay for it." in text
        assert "It was hard to hear about openings." in text
    assert "We couldn’t, because" in pages[0]
    assert "/you-said</loc>" in reader.get("/sitemap.xml").text
    assert "you said 1" not in reader.get("/sitemap.xml").text


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"issue": ""}, "issue"),
        ({"state": ""}, "state"),
        ({"raised_on": "2099-01-01"}, "since"),
        ({"since": "2099-01-01"}, "since"),
        ({"since": "2024-05-31"}, "since"),
        ({"happened": "word " * 81}, "happened"),
        ({"link": "javascript:alert(1)"}, "link"),
    ],
)
def test_what_cannot_be_is_not_published(staff: Browser, reader: Browser, changed: dict, field: str) -> None:
    answer = staff.send(DESK, SAID | changed)
    assert (answer.status_code, f'href="#{field}"' in answer.text) == (400, True)
    assert "Nothing is here yet." in reader.get(PAGE).text


def test_it_is_changed_and_removed_and_only_by_those_who_may(
    staff: Browser, contributor: Browser, reader: Browser
) -> None:
    staff.send(DESK, SAID)
    assert contributor.get(f"{DESK}/1").status_code == 403
    assert staff.send(f"{DESK}/1", {"happened": "<script>alert(1)</script>"}).status_code == 303
    assert "&lt;script&gt;" in reader.get(PAGE).text
    page = staff.get(f"{DESK}/1")
    assert staff.press(f"{DESK}/1", page, action="remove").status_code == 303
    assert staff.press(f"{DESK}/1", page, action="remove").status_code == 404
    assert "Nothing is here yet." in reader.get(PAGE).text


def test_what_we_are_at_comes_up_on_the_desk_after_90_days(staff: Browser, clock: Clock, reviewer) -> None:
    staff.send(DESK, SAID | {"state": "doing", "since": "2026-11-29"})
    clock.on(days=90)
    back(staff, reviewer)
    assert "You said, we did: to update" not in waiting(staff)
    clock.on(days=1)
    back(staff, reviewer)
    assert waiting(staff)["You said, we did: to update"] == 1
