"""The evidence at a glance, as readers see it."""

import re

import pytest

from library.actions import desk
from library.storage import briefs
from tests import builders

HARM = [{"outcome": "bullying", "effect": "harm", "design": "review", "why": "It got worse.", "sources": ["a"]}]
MARK = re.compile(r'<a class="chart__mark chart__mark--(\w+)" href="([^"]+)" aria-label="([^"]+)"')


def marks(page: str) -> dict[str, str]:
    """Give the marks of the picture: name -> address."""
    return {name: href.replace("&amp;", "&") for _, href, name in MARK.findall(page)}


@pytest.fixture
def harmful(parts, reviewer):
    builders.published(parts, reviewer)
    builders.published(parts, reviewer, "scare-talks", title="Scare talks", outcomes=HARM, ages=["18-24"])


def test_every_mark_says_what_and_how_sure_and_leads_to_its_briefs(app, harmful):
    reader = app.test_client()
    drawn = marks(reader.get("/map").text)
    assert set(drawn) == {
        "1 finding: some benefit, sure 2 of 5, change seen, cause not shown",
        "1 finding: harm, sure 4 of 5, repeated, or tested independently",
        "1 finding: not measured",
    }
    behind = reader.get(drawn["1 finding: harm, sure 4 of 5, repeated, or tested independently"]).text
    assert "Scare talks" in behind
    assert "Street games" not in behind


def test_the_table_leads_where_the_picture_does(app, harmful):
    page = app.test_client().get("/map").text
    table = page[page.index('id="table"') :].replace("&amp;", "&")
    assert all(f'href="{address}"' in table for address in marks(page).values())


def test_what_nobody_measured_has_a_place_of_its_own_and_no_confidence(app, harmful):
    reader = app.test_client()
    page = reader.get("/map").text
    assert "open questions, not bad marks" in page
    assert "Street games" in reader.get(marks(page)["1 finding: not measured"]).text
    assert reader.get("/map/briefs?effect=not_measured&sure=0").status_code == 404


def test_a_filter_narrows_the_findings_and_stays_in_the_addresses(app, harmful):
    page = app.test_client().get("/map?outcome=any-violence&age=14-17").text
    assert marks(page) == {"1 finding: not measured": "/map/briefs?effect=not_measured&outcome=any-violence&age=14-17"}
    assert '<option value="14-17" selected>' in page


def test_filters_offer_only_what_leads_to_something(app, harmful):
    page = app.test_client().get("/map?outcome=bullying").text
    assert '<option value="18-24" >' in page
    assert '<option value="14-17"' not in page


def test_an_unknown_filter_is_named_and_nothing_fits(app, harmful):
    page = app.test_client().get("/map?age=900").text
    assert "There is no age called “900”" in page
    assert "Nothing in the library fits all of these." in page


@pytest.mark.parametrize("address", ["/map/briefs", "/map/briefs?effect=harm", "/map/briefs?effect=luck&sure=9"])
def test_a_place_that_is_not_on_the_map_is_a_404(app, address):
    assert app.test_client().get(address).status_code == 404


def test_a_page_of_briefs_past_the_last_says_so(app, harmful):
    answer = app.test_client().get("/map/briefs?effect=harm&sure=4&page=2")
    assert answer.status_code == 404
    assert "The last page is page 1." in answer.text


def test_an_empty_library_has_an_empty_map(app):
    assert "Nothing in the library fits all of these." in app.test_client().get("/map").text


def test_a_withdrawn_brief_leaves_the_map(app, parts, reviewer, harmful):
    with parts.store.reading() as database:
        found = briefs.find(database, "scare-talks")
    desk.withdraw(parts, reviewer, found.id, "The study was taken back.")
    assert not [name for name in marks(app.test_client().get("/map").text) if "harm" in name]


def test_a_brief_says_which_parts_it_tells_and_leads_to_each(app, harmful):
    page = app.test_client().get("/briefs/scare-talks").text
    assert 'What this brief tells <a class="outcomes__how" href="/about/method#known">' in page
    assert '<a href="#what-happened">What happened</a><span class="known__told">told</span>' in page
    assert '<strong>How it works</strong><span class="known__told">not told yet</span>' in page


def test_a_list_that_nobody_asked_in_words_claims_no_likeness_to_a_question(app, parts, reviewer):
    builders.published(parts, reviewer, asked=["street football"])
    assert "Asked as" not in app.test_client().get("/map/briefs?effect=not_measured").text
