"""What belongs to topics and briefs stays with them when a topic is merged or a brief gets another address."""

import pytest

from library.security.permissions import Person
from library.services import Services
from tests import addresses, builders
from tests.addresses import ACCOUNT, OFFER
from tests.browser import Browser

BELONGS = {"approaches": ["youth-work"], "briefs": "street-games"}


@pytest.fixture
def belonging(staff: Browser, services: Services, reviewer: Person) -> int:
    """Publish an opportunity and a field note that belong to a topic and a brief; return the id of the brief."""
    brief_id = builders.published(services, reviewer)
    addresses.opportunity(services, reviewer)
    addresses.field_note(services, reviewer)
    for path in ("/staff/opportunities/1", "/staff/field-notes/1"):
        assert staff.send(path, BELONGS | {"action": "publish"}).status_code == 303
    return brief_id


@pytest.mark.parametrize(
    "typed",
    [
        "street-games",
        "https://library.example/briefs/street-games?lang=pl#sources",
        "/briefs/street-games",
        " street-games ",
    ],
)
def test_a_brief_is_named_by_its_address_as_it_is_copied_from_a_browser(
    staff: Browser, reader: Browser, services: Services, reviewer: Person, typed: str
) -> None:
    builders.published(services, reviewer)
    assert staff.send("/staff/opportunities/new", OFFER | {"briefs": typed}).status_code == 303
    answer = reader.get("/api/v1/opportunities/1").json
    assert answer is not None
    assert answer["briefs"] == ["street-games"]


def test_opportunities_and_field_notes_follow_a_merged_topic(
    belonging: int, admin: Browser, reader: Browser, services: Services
) -> None:
    assert admin.send("/staff/vocabulary/approach/youth-work/merge", {"into": "sport"}).status_code == 303
    page = reader.get("/approaches/sport").text
    assert OFFER["title"] in page
    assert ACCOUNT["title"] in page
    for path in ("/api/v1/opportunities/1", "/api/v1/field-notes/1"):
        answer = reader.get(path).json
        assert answer is not None
        assert answer["approaches"] == ["sport"], path
    log = admin.get("/staff/audit").text
    for path in ("/staff/opportunities/1", "/field-notes/1"):
        assert f'href="{path}"' in log, path
    with services.store.reading() as database:
        noted = database.exec_driver_sql("SELECT object FROM audit WHERE action = 'retag' ORDER BY object").all()
    assert [row[0] for row in noted] == ["brief 1", "field note 1", "opportunity 1"]


def test_they_stay_beside_a_brief_that_moves(belonging: int, admin: Browser, reader: Browser) -> None:
    edit = f"/staff/briefs/{belonging}/edit"
    assert admin.send(edit, {"slug": "games-in-the-street", "action": "publish"}).status_code == 303
    page = reader.get("/briefs/games-in-the-street").text
    assert OFFER["title"] in page
    assert ACCOUNT["title"] in page
    assert reader.get("/briefs/street-games").status_code == 301
