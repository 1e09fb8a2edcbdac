"""Services for directories, in the form of Open Referral UK: what readers are shown, and nothing that isn't on record."""

from datetime import date, datetime
from urllib.parse import urlsplit
from uuid import UUID

import pytest
from flask.testing import FlaskClient

from library.help_lines import service as help_lines
from library.security.permissions import Person, Role
from library.services import Services
from library.transfer import seeding
from tests import builders

REQUIRED = {
    "service": {"id", "name", "status"},
    "phones": {"id", "number"},
    "schedules": {"id"},
    "service_areas": {"id"},
    "languages": {"id"},
}
"""From schema/compiled/service.json of openreferral/uk-profile and, for phones, openreferral/specification 3.0."""
TYPES = {
    "id": UUID,
    "service_id": UUID,
    "status": {"active": None, "inactive": None, "defunct": None, "temporarily closed": None}.__getitem__,
    "url": lambda said: urlsplit(said).hostname or pytest.fail(said),
    "assured_date": date.fromisoformat,
    "last_modified": datetime.fromisoformat,
}
KNOWN = set(
    """
    id name status description url assured_date last_modified schedules service_areas languages
    phones eligibility_description application_process interpretation_services
    """.split()  # noqa: SIM905
)
"""The fields that we give: those of the profile of the UK, and those of HSDS 3.0 beside."""
PAGE = {
    "total_items": int,
    "total_pages": int,
    "page_number": int,
    "size": int,
    "first_page": bool,
    "last_page": bool,
    "empty": bool,
    "contents": list,
}
SERVICES = "/open-referral/services"


@pytest.fixture
def lines(services: Services) -> Services:
    """Give parts with all help lines."""
    seeding.load_help_lines(services)
    return services


def hold(kind: str, record: dict[str, object]) -> None:
    """Hold a record to what the standard requires; raise otherwise."""
    assert set(record) >= REQUIRED[kind]
    for name, value in record.items():
        if isinstance(value, list):
            for part in value:
                hold(name, part)
        else:
            assert isinstance(value, str)
            assert value
            TYPES.get(name, str)(value)


def whole(client: FlaskClient, name: str) -> dict[str, object] | None:
    """Return the whole of the service of a name, None where there is none."""
    listed = client.get(f"{SERVICES}?per_page=100").json
    assert listed is not None
    ids = [each["id"] for each in listed["contents"] if each["name"] == name]
    return client.get(f"{SERVICES}/{ids[0]}").json if ids else None


def test_the_root_says_which_standard_it_is(client: FlaskClient) -> None:
    answer = client.get("/open-referral/")
    assert answer.json is not None
    assert set(answer.json) == {"version", "profile", "openapi_url"}
    assert answer.json["version"] == "HSDS-UK-3.0"
    assert answer.headers["Access-Control-Allow-Origin"] == "*"


def test_every_service_has_what_the_standard_requires_and_only_fields_it_knows(
    lines: Services, client: FlaskClient
) -> None:
    listed = client.get(f"{SERVICES}?per_page=100").json
    assert listed is not None
    for each in listed["contents"]:
        record = client.get(f"{SERVICES}/{each['id']}").json
        assert record is not None
        for one in (each, record):
            assert set(one) <= KNOWN
            hold("service", one)
    shown = [line.name for group in help_lines.shown(lines).values() for line in group]
    assert [each["name"] for each in listed["contents"]] == shown


def test_a_service_says_what_its_record_says(lines: Services, client: FlaskClient) -> None:
    record = whole(client, "Modern Slavery & Exploitation Helpline")
    assert record is not None
    said = {name: value for name, value in record.items() if isinstance(value, str) and name != "id"}
    assert said == {
        "name": "Modern Slavery & Exploitation Helpline",
        "status": "active",
        "description": "Run by Unseen. Free and confidential.",
        "eligibility_description": "Someone made to work, carry drugs or sell sex, or you aren't sure",
        "application_process": "Report online",
        "url": "https://modernslaveryhelpline.org",
    }
    parts = {name: value[0] for name, value in record.items() if isinstance(value, list)}
    assert parts["phones"]["number"] == "08000 121 700"
    assert parts["schedules"]["description"] == "Every day of the year"
    assert parts["service_areas"]["name"] == "UK"
    assert parts["languages"]["note"] == "Over 200"


def test_pages_are_numbered_as_the_standard_has_it(lines: Services, client: FlaskClient) -> None:
    pages = [client.get(f"{SERVICES}?per_page=10&page={number}").json or {} for number in (1, 2, 3, 99)]
    for page in pages:
        assert {name: type(value) for name, value in page.items()} == PAGE
    total = pages[0]["total_items"]
    assert [page["size"] for page in pages] == [10, 10, total - 20, 0]
    assert [page["first_page"] for page in pages] == [True, False, False, False]
    assert [page["last_page"] for page in pages] == [False, False, True, False]
    assert [page["empty"] for page in pages] == [False, False, False, True]
    assert {page["total_pages"] for page in pages} == {3}
    assert len({each["id"] for page in pages for each in page["contents"]}) == total


def test_a_number_that_nobody_confirmed_comes_only_when_an_admin_has(lines: Services, client: FlaskClient) -> None:
    assert whole(client, "Men's Advice Line") is None
    assert help_lines.confirm(lines, builders.person(lines, Role.ADMIN), "mens-advice-line")
    record = whole(client, "Men's Advice Line")
    assert record is not None
    assert record["assured_date"]


@pytest.mark.parametrize(
    ("changes", "is_one"),
    [
        ({}, True),
        ({"status": "not_known"}, False),
        ({"status": "ended"}, False),
        ({"how_to_refer": ""}, False),
        ({"kind": "good_practice"}, False),
    ],
)
def test_a_local_project_is_a_service_if_it_runs_and_says_how_to_join(
    services: Services, reviewer: Person, client: FlaskClient, changes: dict[str, str], is_one: bool
) -> None:
    joined = {"kind": "local_programme", "status": "running", "how_to_refer": "Call the **club** [a]."}
    builders.published(services, reviewer, **joined | changes)
    record = whole(client, "Street games on summer evenings")
    assert bool(record) is is_one
    if record:
        hold("service", record)
        assert record["application_process"] == "Call the club."
        assert str(record["url"]).endswith("/briefs/street-games")


def test_numbers_of_services_stay_and_one_that_is_not_there_is_said(lines: Services, client: FlaskClient) -> None:
    samaritans = whole(client, "Samaritans")
    assert samaritans is not None
    assert samaritans["id"] == "23e1f38d-2ffc-569c-90b7-5b3a8463f135"
    missing = client.get(f"{SERVICES}/00000000-0000-5000-8000-000000000000")
    assert (missing.status_code, missing.json) == (404, {"code": 404, "message": "There is no such service."})
