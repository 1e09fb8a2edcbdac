"""The two-way part as data: JSON, feeds and papers say what the pages say, and nothing about who wrote."""

import io
from xml.etree import ElementTree

import docx

from library.involve.meetings.models import Body
from library.security.permissions import Person, Role
from library.services import Services
from tests import addresses, builders
from tests.browser import Browser

ATOM = "{http://www.w3.org/2005/Atom}"


def titles(reader: Browser, path: str) -> list[str | None]:
    feed = ElementTree.fromstring(reader.get(path).data)
    return [entry.findtext(f"{ATOM}title") for entry in feed.iter(f"{ATOM}entry")]


def test_answers_are_data_and_withdrawn_ones_are_gone(reader: Browser, staff: Browser, services: Services) -> None:
    number = addresses.answered(services, builders.person(services, Role.ADMIN))
    found = reader.get("/api/v1/answers").json
    assert found is not None
    assert [(each["question"], each["url"]) for each in found["answers"]] == [
        ("Does chess in the park help teenagers?", services.links.answer(number))
    ]
    assert reader.get(f"/api/v1/answers/{number}").json == found["answers"][0]
    staff.press(f"/staff/answers/{number}", action="withdraw")
    assert reader.get(f"/api/v1/answers/{number}").status_code == 410
    assert reader.get("/api/v1/answers/99").status_code == 404
    assert reader.get("/api/v1/answers").json == {"total": 0, "answers": []}


def test_decided_challenges_are_data_and_a_feed(
    reader: Browser, staff: Browser, services: Services, reviewer: Person
) -> None:
    builders.published(services, reviewer)
    _, number = addresses.submitted(services, addresses.CHALLENGE, addresses.Kind.CHALLENGE, "ann@example.org")
    decided = {"verdict": "kept", "reason": "That trial measured something else."}
    assert staff.send(f"/staff/challenges/new?submission={number}", decided).status_code == 303
    answer = reader.get("/api/v1/challenges?brief=street-games")
    assert [(each["verdict"], each["brief"]) for each in answer.json["challenges"]] == [("kept", "street-games")]
    assert reader.get("/api/v1/challenges?brief=other").json["total"] == 0
    assert titles(reader, "/challenges.atom") == ["The impact on violence"]
    assert "ann@example.org" not in answer.text + reader.get("/challenges.atom").text


def test_subjects_are_data_and_a_feed(reader: Browser, services: Services) -> None:
    addresses.subject(services, builders.person(services, Role.ADMIN))
    found = reader.get("/api/v1/subjects").json
    assert [(each["subject"], each["standing"], each["times"]) for each in found["subjects"]] == [
        ("Chess clubs", "looking", 0)
    ]
    assert titles(reader, "/questions/open.atom") == ["Chess clubs"]


def test_who_must_listen_is_data_a_feed_and_a_paper(reader: Browser, staff: Browser) -> None:
    staff.send("/staff/public-meetings", {"body": "panel", "day": "2026-12-10", "ask_by": "2026-11-30"})
    found = reader.get("/api/v1/who-must-listen").json
    assert [each["body"] for each in found["bodies"]] == [each.value for each in Body]
    panel = next(each for each in found["bodies"] if each["body"] == "panel")
    assert [meeting["day"] for meeting in panel["meetings"]] == ["2026-12-10"]
    assert titles(reader, "/who-must-listen.atom") == ["Police and Crime Panel: 10 December 2026"]
    paper = docx.Document(io.BytesIO(reader.get("/who-must-listen.docx").data))
    text = "\n".join(paragraph.text for paragraph in paper.paragraphs)
    page = reader.get("/who-must-listen").text.replace("&#39;", "'")
    for words in (found["answer"], panel["how_to_ask"], *found["duty_holders"]):
        assert words in text
        assert words in page
    assert "10 December 2026" in text
    assert reader.get("/who-must-listen.pdf").data.startswith(b"%PDF")
    assert 'href="/asks"' in page
