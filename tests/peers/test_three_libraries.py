"""Three libraries that really run and follow each other: what one publishes is proposed to the others, and never more."""

import re
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from library.editing.drafts import service as desk
from tests import builders
from tests.peers.network import Town, running
from tests.to_do import waiting

TITLE = "Street games on summer evenings"
Towns = tuple[Town, Town, Town]
NEW, GONE = "Briefs from other libraries", "Withdrawn by their library"


@pytest.fixture
def towns(tmp_path: Path, fresh: Path) -> Iterator[Towns]:
    with ExitStack() as stack:
        names = ("Ashby", "Belton", "Croft")
        ashby, belton, croft = (stack.enter_context(running(tmp_path / name, fresh, f"{name} VRU")) for name in names)
        yield ashby, belton, croft


def proposals(town: Town) -> list[str]:
    """Give the titles that wait to be decided on."""
    part = town.staff.get("/staff/libraries").text.partition("To decide</h2>")[2].partition("<summary>")[0]
    return re.findall(r'class="line__title"[^>]*>([^<]+)</a>', part)


@pytest.mark.slow("three libraries start, and pages of two are made for the first time")
def test_what_is_adopted_is_shown_as_the_other_librarys_and_takes_nothing_of_ours(towns: Towns) -> None:
    ashby, belton, _ = towns
    builders.published(ashby.services, ashby.admin)
    builders.published(belton.services, belton.admin, title="Our own street games")
    ours, table = belton.reader.get("/briefs/street-games").data, belton.reader.get("/what-works").text
    belton.follow(ashby.address)
    assert proposals(belton) == [TITLE]
    assert waiting(belton.staff)[NEW] == 1
    assert belton.reader.get("/from-other-libraries/1").status_code == 404
    assert "Adopted" in belton.decide(1, "adopt")
    page = belton.reader.get("/from-other-libraries/1").text
    assert "Ashby VRU" in page
    assert f'href="{ashby.address}/briefs/street-games"' in page
    assert "open-government-licence" in page
    rating = page.partition('id="others-ratings"')[2]
    assert "Ashby VRU: " in rating
    assert "Some benefit" in rating
    assert 'id="what-happened"' not in page
    assert 'id="verdict"' not in page
    assert belton.reader.get("/briefs/street-games").data == ours
    assert belton.reader.get("/what-works").text == table
    found = belton.reader.get("/search?q=street+games+on+summer+evenings").text
    assert 'href="/from-other-libraries/1"' in found
    assert TITLE in belton.reader.get("/from-other-libraries").text
    assert proposals(belton) == []


def test_a_brief_is_known_by_its_origin_whichever_way_it_comes(towns: Towns) -> None:
    ashby, belton, croft = towns
    builders.published(ashby.services, ashby.admin)
    belton.follow(ashby.address)
    belton.decide(1, "adopt")
    croft.follow(belton.address)
    assert proposals(croft) == [TITLE]
    assert "through" in croft.staff.get("/staff/libraries").text
    croft.decide(1, "adopt")
    assert "through" in croft.reader.get("/from-other-libraries/1").text
    croft.follow(ashby.address)
    assert "through" not in croft.reader.get("/from-other-libraries/1").text
    ashby.follow(belton.address)
    ashby.follow(croft.address)
    belton.follow(croft.address)
    assert [proposals(town) for town in towns] == [[], [], []]
    origins = [record["origin"] for town in towns for record in town.listed()]
    assert origins == [{"library": ashby.address, "id": "1"}] * 3


def test_a_change_is_proposed_with_its_words_and_shown_only_when_taken(towns: Towns) -> None:
    ashby, belton, croft = towns
    brief_id = builders.published(ashby.services, ashby.admin)
    for town in (belton, croft):
        town.follow(ashby.address)
    belton.decide(1, "adopt")
    croft.decide(1, "ignore")
    changed = builders.content(short_answer="Games in the street brought grandparents out on summer evenings.")
    builders.changed(ashby.services, ashby.admin, brief_id, changed)
    for town in (belton, croft):
        town.look()
    assert proposals(croft) == []
    assert proposals(belton) == [TITLE]
    sheet = belton.staff.get("/staff/libraries/briefs/1").text
    assert re.search(r"<ins[^>]*>.*grandparents.*</ins>", sheet)
    assert "young people" in sheet.partition("<del")[2]
    assert "grandparents" not in belton.reader.get("/from-other-libraries/1").text
    belton.decide(1, "update")
    assert "grandparents" in belton.reader.get("/from-other-libraries/1").text
    assert proposals(belton) == []


def test_what_was_read_is_what_is_decided_on(towns: Towns) -> None:
    ashby, belton, _ = towns
    brief_id = builders.published(ashby.services, ashby.admin)
    belton.follow(ashby.address)
    open_page = belton.staff.get("/staff/libraries/briefs/1")
    builders.changed(ashby.services, ashby.admin, brief_id, builders.content(title="Something else altogether"))
    belton.look()
    answer = belton.staff.send("/staff/libraries/briefs/1", {"action": "adopt"}, open_page)
    assert answer.status_code == 400
    assert "changed while you were reading" in answer.text
    assert belton.reader.get("/from-other-libraries/1").status_code == 404


def test_adapting_starts_a_draft_of_ours_that_cites_the_origin_and_rates_nothing(towns: Towns) -> None:
    ashby, belton, _ = towns
    builders.published(ashby.services, ashby.admin)
    belton.follow(ashby.address)
    edit = re.search(r"/staff/briefs/(\d+)/edit", belton.decide(1, "adapt"))
    assert edit
    draft = desk.open_draft(belton.services, belton.admin, int(edit[1]))
    assert draft.slug is None
    assert "outcomes" not in draft.content
    assert [source["url"] for source in draft.content["sources"]] == [
        "https://example.org/street-games",
        f"{ashby.address}/briefs/street-games",
    ]
    assert draft.content["source_ratings"][0]["scheme"].startswith("Ashby VRU: ")
    assert belton.reader.get("/from-other-libraries/1").status_code == 404


def test_withdrawn_there_is_flagged_here_after_two_lists_and_staff_decide(towns: Towns) -> None:
    ashby, belton, _ = towns
    brief_id = builders.published(ashby.services, ashby.admin)
    belton.follow(ashby.address)
    belton.decide(1, "adopt")
    assert desk.withdraw(ashby.services, ashby.admin, brief_id, "It was wrong.") == []
    belton.look()
    assert waiting(belton.staff).get(GONE) is None
    belton.look()
    assert waiting(belton.staff)[GONE] == 1
    assert "no longer has this brief" in belton.reader.get("/from-other-libraries/1").text
    belton.decide(1, "keep")
    assert waiting(belton.staff).get(GONE) is None
    assert desk.restore(ashby.services, ashby.admin, brief_id) == []
    belton.look()
    assert "no longer has this brief" not in belton.reader.get("/from-other-libraries/1").text
    assert proposals(belton) == []


def test_unfollowing_asks_about_each_brief_and_forgets_no_decision(towns: Towns) -> None:
    ashby, belton, _ = towns
    for slug in ("street-games", "chess", "choirs"):
        builders.published(ashby.services, ashby.admin, slug, title=f"About {slug}")
    belton.follow(ashby.address)
    for number, deed in enumerate(("adopt", "adopt", "ignore"), 1):
        belton.decide(number, deed)
    page = belton.staff.get("/staff/libraries/1/unfollow")
    refused = belton.staff.press("/staff/libraries/1/unfollow", page, **{"brief-1": "keep"})
    assert refused.status_code == 400
    assert 'href="#brief-2"' in refused.text
    answer = belton.staff.press("/staff/libraries/1/unfollow", page, **{"brief-1": "keep", "brief-2": "stop"})
    assert answer.status_code == 303
    assert "no longer follow changes" in belton.reader.get("/from-other-libraries/1").text
    assert belton.reader.get("/from-other-libraries/2").status_code == 404
    belton.follow(ashby.address)
    assert proposals(belton) == []
    assert "no longer follow changes" not in belton.reader.get("/from-other-libraries/1").text
