"""The public library as files, a harvest and cards: whole, the same until something changes, and never more than that."""

import csv
import hashlib
import io
import json
from urllib.parse import quote, unquote

import jsonschema_rs
import pytest
from flask.testing import FlaskClient
from lxml import etree

from library.editing.drafts import service as desk
from library.open_data import harvest
from library.services import Services
from tests import builders
from tests.stocked import Library

OAI = {"oai": "http://www.openarchives.org/OAI/2.0/", "dc": "http://purl.org/dc/elements/1.1/"}


def asked(client: FlaskClient, **arguments: str) -> etree._Element:
    """Ask as a harvester does, and return the answer."""
    answer = client.get("/oai", query_string=arguments)
    assert (answer.status_code, answer.mimetype) == (200, "text/xml")
    return etree.fromstring(answer.data)


def error_of(answer: etree._Element) -> str | None:
    found = answer.find("oai:error", OAI)
    return None if found is None else found.get("code")


def test_every_file_is_listed_with_its_checksum_and_holds_every_brief(library: Library, reader: FlaskClient) -> None:
    page = reader.get("/data").text
    for line in reader.get("/data/SHA256SUMS").text.splitlines():
        checksum, name = line.split("  ")
        content = reader.get(f"/data/{name}").data
        assert hashlib.sha256(content).hexdigest() == checksum
        assert checksum in page
    whole = reader.get("/data/briefs.json").json
    assert whole is not None
    slugs = {brief["slug"] for brief in whole["briefs"]}
    rows = list(csv.DictReader(io.StringIO(reader.get("/data/briefs.csv").text.lstrip("\ufeff"))))
    assert {row["slug"] for row in rows} == slugs
    assert "street-games" in slugs
    assert not slugs & {"unicycles", "zeppelins"}
    assert reader.get("/data/nothing.zip").status_code == 404


def test_each_brief_fits_the_schema_and_carries_a_licence(reader: FlaskClient) -> None:
    schema, whole = reader.get("/data/schema.json").json, reader.get("/data/briefs.json").json
    assert schema is not None
    assert whole is not None
    validator = jsonschema_rs.Draft202012Validator(schema)
    for brief in whole["briefs"]:
        assert "open-government-licence" in brief["licence"]
        assert "open_questions" not in brief
        validator.validate({name: brief[name] for name in schema["properties"] if name in brief})


def test_a_file_is_asked_for_again_for_nothing(reader: FlaskClient) -> None:
    first = reader.get("/data/feed.json")
    again = reader.get("/data/feed.json", headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")
    feed = json.loads(first.text)
    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    assert feed["items"][0]["url"].startswith("https://library.example/briefs/")


def test_a_harvester_gets_every_brief_and_a_tombstone_for_each_that_was_withdrawn(
    reader: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(harvest, "BATCH", 4)
    arguments, titles, gone = {"verb": "ListRecords", "metadataPrefix": "oai_dc"}, [], 0
    while arguments:
        answer = asked(reader, **arguments)
        titles += [title.text for title in answer.iterfind(".//dc:title", OAI)]
        gone += len(answer.findall('.//oai:header[@status="deleted"]', OAI))
        token = answer.findtext(".//oai:resumptionToken", None, OAI)
        arguments = {"verb": "ListRecords", "resumptionToken": token} if token else {}
    assert len(titles) == len(set(titles))
    assert "Street games on summer evenings" in titles
    assert "Unicycles and violence" not in titles
    assert gone == 1
    assert asked(reader, verb="Identify").findtext(".//oai:deletedRecord", None, OAI) == "persistent"


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        ({"verb": "Dance"}, "badVerb"),
        ({}, "badVerb"),
        ({"verb": "ListRecords"}, "badArgument"),
        ({"verb": "ListRecords", "metadataPrefix": "marc"}, "cannotDisseminateFormat"),
        (
            {"verb": "ListRecords", "metadataPrefix": "oai_dc", "from": "2026-02-01", "until": "2026-01-01"},
            "badArgument",
        ),
        ({"verb": "ListRecords", "metadataPrefix": "oai_dc", "from": "the day\x00before"}, "badArgument"),
        ({"verb": "ListRecords", "metadataPrefix": "oai_dc", "from": "2099-01-01"}, "noRecordsMatch"),
        ({"verb": "GetRecord", "metadataPrefix": "oai_dc", "identifier": "oai:x:1"}, "idDoesNotExist"),
        ({"verb": "ListRecords", "resumptionToken": "metadataPrefix%3Doai_dc%26cursor%3D-5"}, "badResumptionToken"),
        ({"verb": "ListRecords", "resumptionToken": "from_%3Dx%26cursor%3D1"}, "badResumptionToken"),
        ({"verb": "ListSets", "resumptionToken": "x"}, "badResumptionToken"),
    ],
)
def test_a_wrong_question_is_answered_with_what_is_wrong(
    reader: FlaskClient, arguments: dict[str, str], code: str
) -> None:
    assert error_of(asked(reader, **arguments)) == code


def test_a_token_that_was_changed_or_is_older_than_the_last_publication_is_refused(
    services: Services, client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(harvest, "BATCH", 1)
    reviewer = builders.person(services)
    for slug in ("street-games", "boxing"):
        builders.published(services, reviewer, slug, title=f"About {slug}")
    first = asked(client, verb="ListIdentifiers", metadataPrefix="oai_dc")
    token = first.findtext(".//oai:resumptionToken", None, OAI)
    assert token
    changed = quote(unquote(token).replace("cursor=1", "cursor=0"))
    assert error_of(asked(client, verb="ListIdentifiers", resumptionToken=changed)) == "badResumptionToken"
    assert error_of(asked(client, verb="ListIdentifiers", resumptionToken=token)) is None
    boxing = builders.published(services, reviewer, "chess", title="Chess")
    desk.withdraw(services, reviewer, boxing, "It was taken back.")
    assert error_of(asked(client, verb="ListIdentifiers", resumptionToken=token)) == "badResumptionToken"


def test_a_card_can_be_framed_by_anyone_and_holds_nothing_that_runs(reader: FlaskClient) -> None:
    card = reader.get("/embed/briefs/street-games")
    assert "frame-ancestors *" in card.headers["Content-Security-Policy"]
    assert "X-Frame-Options" not in card.headers
    assert "<script" not in card.text
    assert "Street games on summer evenings" in card.text
    assert "Set-Cookie" not in card.headers
    assert reader.get("/embed/briefs/unicycles").status_code == 410
    assert (
        "&lt;iframe src=&#34;https://library.example/embed/briefs/street-games"
        in reader.get("/embed/briefs/street-games/code").text
    )


def test_the_api_lists_what_changed_since_a_day(reader: FlaskClient) -> None:
    everything = reader.get("/api/v1/briefs").json
    assert everything is not None
    assert reader.get("/api/v1/briefs?since=2000-01-01").json == everything
    assert reader.get("/api/v1/briefs?since=2999-01-01").json["total"] == 0  # type: ignore[index]
    wrong = reader.get("/api/v1/briefs?since=yesterday")
    assert (wrong.status_code, "enter a date such as" in wrong.text) == (400, True)
