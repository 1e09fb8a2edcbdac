"""A library that lies, drips, floods or leads elsewhere can do nothing but propose."""

import gzip
import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from flask import Flask

from library.app import create_app
from library.peers import fetching, looking
from library.peers import repository as peer_rows
from library.peers.schemas import LARGEST_RECORD
from library.security.outgoing import public
from library.security.permissions import Role
from library.services import Services
from tests import builders
from tests.browser import Browser
from tests.peers.network import Lying, Town, lying, running
from tests.to_do import waiting

WHOLE = json.dumps({"publisher": "A library", "briefs": []}).encode()


@pytest.fixture
def liar() -> Iterator[Lying]:
    with lying() as server:
        yield server


@pytest.fixture
def town(tmp_path: Path, fresh: Path) -> Iterator[Town]:
    with running(tmp_path / "town", fresh, "Ashby VRU") as found:
        yield found


def offered(town: Town) -> int:
    """Count the proposals that wait."""
    return waiting(town.staff).get("Briefs from other libraries", 0)


@pytest.mark.parametrize(
    ("says", "told"),
    [
        ({"body": b"", "status": 302, "headers": {"Location": "http://127.0.0.1:1/inside"}}, "It leads on to"),
        ({"body": b"", "status": 301, "headers": {"Location": "/data/briefs.json"}}, "It leads on to"),
        ({"body": gzip.compress(b"0" * 90_000_000, 1), "headers": {"Content-Encoding": "gzip"}}, "packed"),
        ({"body": WHOLE, "headers": {"Content-Type": "text/html"}}, "no list of briefs"),
        ({"body": b"not json at all"}, "no list of briefs"),
        ({"body": b"\xff\xfe\x00"}, "no list of briefs"),
        ({"body": b'{"briefs": ' + b"[" * 200_000}, "no list of briefs"),
        ({"body": b'{"briefs": [' + b"1," * 6_000 + b"1]}"}, "no list of briefs"),
        ({"body": b'{"publisher": 7, "briefs": []}'}, "no list of briefs"),
        ({"body": b"", "status": 500}, "500"),
        ({"body": b" " * (fetching.LARGEST + 1)}, "larger than"),
    ],
    ids=["inside", "loop", "bomb", "page", "words", "bytes", "deep", "many", "wrong", "broken", "huge"],
)
def test_what_is_no_list_is_said_and_changes_nothing(town: Town, liar: Lying, says: dict[str, Any], told: str) -> None:
    liar.list(liar.record())
    town.follow(liar.address)
    liar.say(**says)
    town.look()
    page = town.staff.get("/staff/libraries").text
    assert "The last look failed" in page
    assert told in page
    assert offered(town) == 1


def test_a_library_that_drips_is_cut_off(liar: Lying) -> None:
    liar.say(b"{", drips=True)
    with pytest.raises(fetching.CannotFetch, match="too long"):
        fetching.fetch(f"{liar.address}/data/briefs.json", "", "A test", lambda number, port: True, seconds=0.3)


def test_nothing_inside_our_network_is_asked_unless_a_setting_allows_it(services: Services, liar: Lying) -> None:
    admin = Browser(create_app(services), builders.person(services, Role.ADMIN))
    for address in (liar.address, liar.address.replace("127.0.0.1", "localhost")):
        assert admin.press("/staff/libraries", address=address).status_code == 303
    assert admin.get("/staff/libraries").text.count("inside a private network") == 2
    assert liar.asked == []
    assert looking.may_visit(services) is public
    allowed = replace(services, settings=replace(services.settings, private_libraries="on"))
    with services.store.reading() as database:
        peer = peer_rows.find(database, 1)
    assert peer
    liar.list()
    assert looking.look(allowed, peer) == ""


@pytest.mark.parametrize(
    "address", ["", "ftp://example.org", "https://me@example.org", "javascript:alert(1)", "https://example.org/?q=1"]
)
def test_only_an_address_can_be_followed(town: Town, address: str) -> None:
    answer = town.staff.press("/staff/libraries", address=address)
    assert answer.status_code == 400
    assert 'href="#address"' in answer.text


def test_nobody_follows_themselves_or_the_same_twice(town: Town, liar: Lying) -> None:
    liar.list()
    town.follow(liar.address)
    for address in (town.address, f"{town.address}/", liar.address):
        assert town.staff.press("/staff/libraries", address=address).status_code == 400


def test_records_that_are_not_briefs_are_counted_and_left_out(town: Town, liar: Lying) -> None:
    good = liar.record("good")
    liar.list(
        good,
        liar.record("no-title", title=""),
        liar.record("long", title="x" * 81),
        liar.record("huge", what_it_is="word " * LARGEST_RECORD),
        liar.record("control", title="a\x00b"),
        liar.record("nowhere", url="javascript:alert(1)"),
        liar.record("elsewhere", url="https://example.org/briefs/elsewhere"),
        liar.record("when", published_at="9999-12-31T23:59:59+00:00"),
        liar.record("rows", outcomes=7),
        liar.record("nobody", origin=None),
        {"title": "nothing else"},
    )
    town.follow(liar.address)
    assert offered(town) == 1
    assert "10 records on its list can’t be read" in town.staff.get("/staff/libraries").text


def test_words_of_others_run_nowhere(town: Town, liar: Lying) -> None:
    attack = "<script>alert(1)</script> [go](javascript:alert(1)) **bold**"
    liar.list(liar.record(short_answer=attack, what_it_is=attack, title="<b>Games</b>"), publisher="<img src=x>")
    town.follow(liar.address)
    town.decide(1, "adopt")
    for path in ("/staff/libraries", "/staff/libraries/briefs/1", "/from-other-libraries", "/from-other-libraries/1"):
        page = town.staff.get(path).text
        assert "<script>alert" not in page
        assert 'href="javascript' not in page
        assert "<b>Games" not in page
        assert "<img src=x>" not in page


@pytest.mark.slow("as many briefs as a library may offer at once are read twice")
def test_a_flood_is_held_back_until_staff_have_decided(town: Town, liar: Lying) -> None:
    most = looking.MOST_UNDECIDED
    liar.list(*(liar.record(str(number)) for number in range(most + 5)))
    town.follow(liar.address)
    assert offered(town) == most
    assert "5 more briefs will come" in town.staff.get("/staff/libraries").text
    town.decide(1, "ignore")
    town.look()
    assert offered(town) == most
    liar.list(liar.record("again"))
    town.look()
    assert offered(town) == most


def test_our_own_briefs_and_those_of_others_cannot_be_spoken_for(town: Town, liar: Lying) -> None:
    with lying() as honest:
        honest.list(honest.record("1", title="What the honest library says"))
        town.follow(honest.address)
        town.decide(1, "adopt")
        liar.list(
            liar.record("1", library=town.address, title="In our name"),
            liar.record("1", library=honest.address, title="In the name of another"),
            liar.record("2", library=honest.address, title="Another that they never wrote"),
            publisher="Ashby VRU",
        )
        town.follow(liar.address)
        page = town.staff.get("/staff/libraries").text
        assert "In our name" not in page
        assert "In the name of another" not in page
        assert "Another that they never wrote" in page
        assert "through" in page
        assert liar.address in town.staff.get("/staff/libraries/briefs/2").text
        assert "What the honest library says" in town.reader.get("/from-other-libraries/1").text


def test_who_may_follow_and_decide(app: Flask, services: Services, liar: Lying) -> None:
    people = {role: Browser(app, builders.person(services, role)) for role in Role}
    pages = {role: browser.get("/staff/libraries") for role, browser in people.items()}
    assert [page.status_code for page in pages.values()] == [200, 200, 200]
    tried = [
        browser.press("/staff/libraries", pages[role], address="https://library.example.org").status_code
        for role, browser in people.items()
        if role is not Role.ADMIN
    ]
    assert tried == [403, 403]
    assert "Follow</button>" in pages[Role.ADMIN].text
    assert "Follow</button>" not in pages[Role.REVIEWER].text
    refused = people[Role.CONTRIBUTOR].press("/staff/libraries/1/look", pages[Role.CONTRIBUTOR])
    assert refused.status_code == 403
