"""A bid pack through the pages: briefs chosen, a pack from an address, as a page and as files."""

import io
import re
from html import unescape
from itertools import pairwise

import docx
import pypdf
import pytest

from library.editing.drafts import service as desk
from tests import builders
from tests.browse.test_comparisons import words
from tests.browser import Browser
from tests.http.test_verbs import changed, state

THREE = "brief=mentoring&brief=restorative-justice&brief=sports-programmes"
PACK = f"/bids/pack?{THREE}&age=10-13&place=leicester&size=small&funder=lottery"


def pasted(answer):
    """Return the texts to paste, by their length."""
    found = re.findall(r'id="words-(\d+)-text"[^>]*>(.*?)</div>', answer.text, re.DOTALL)
    return {int(length): unescape(" ".join(re.sub(r"<[^>]+>", " ", text).split())) for length, text in found}


def test_a_pack_has_paragraphs_claims_measures_costs_risks_and_references(visitor):
    answer = visitor.get(PACK)
    assert {length: len(text.split()) for length, text in pasted(answer).items()}.keys() == {100, 250, 500}
    for length, text in pasted(answer).items():
        assert 0.95 * length <= len(text.split()) <= 1.05 * length
    said = words(answer)
    for heading in ("What you can claim", "What to add yourself", "How you could measure it", "Costs", "References"):
        assert heading in said
    assert "What not to claim: Don't say your project cuts violence by 21%" in said
    assert "Say in local people's own words why the work is needed" in said
    assert "For a small grant, one or two short measures are enough." in said
    assert "[1] Violence Reduction Network" in said
    assert "Youth Endowment Fund (no date) Toolkit: Mentoring. Available at:" in said
    assert "We plan to work with people aged 10 to 13 in Leicester." in pasted(answer)[250]
    assert "Set-Cookie" not in answer.headers
    assert 'name="robots" content="noindex"' in answer.text


def test_briefs_that_differ_are_named_with_what_each_rates(visitor):
    said = unescape(words(visitor.get(PACK)))
    assert "These briefs rate “Children's behaviour” differently, so keep both in your bid" in said


def test_a_brief_about_other_ages_is_pointed_out(visitor):
    said = unescape(words(visitor.get("/bids/pack?brief=arts-in-prison-adults&age=5-9")))
    assert "Your bid is for ages 5 to 9: say so, or choose another brief." in said


def test_a_brief_without_a_claim_is_background_and_in_no_paragraph(visitor):
    answer = visitor.get("/bids/pack?brief=hate-crime&brief=mentoring")
    assert "has no sentence for a bid" in answer.text
    assert "[2]" in pasted(answer)[100]
    alone = visitor.get("/bids/pack?brief=hate-crime")
    assert pasted(alone) == {}
    assert "There is no claim to make from this." in words(alone)


def test_the_order_decides_which_brief_the_shortest_text_speaks_of(visitor):
    assert "mentoring" in pasted(visitor.get("/bids/pack?brief=mentoring&brief=sports-programmes"))[100]
    assert "sports programmes" in pasted(visitor.get("/bids/pack?brief=sports-programmes&brief=mentoring"))[100]


@pytest.mark.slow("makes a Word file and a PDF")
def test_word_and_pdf_say_what_the_page_says_and_can_be_read_aloud(visitor):
    page = pasted(visitor.get(PACK))
    made = docx.Document(io.BytesIO(visitor.get(PACK.replace("pack?", "pack.docx?")).data))
    assert made.core_properties.title == "Evidence for a funding bid"
    assert made.core_properties.language == "en-GB"
    levels = [int(each.style.name[-1]) for each in made.paragraphs if each.style.name.startswith("Heading")]
    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))
    assert page[500] in " ".join(each.text for each in made.paragraphs)
    links = [each.target_ref for each in made.part.rels.values() if each.is_external]
    assert "https://library.example/briefs/mentoring/versions/1" in links

    paper = pypdf.PdfReader(io.BytesIO(visitor.get(PACK.replace("pack?", "pack.pdf?")).data))
    text = " ".join(" ".join(each.extract_text() for each in paper.pages).split())
    assert page[100][:80] in text
    assert paper.trailer["/Root"]["/MarkInfo"]["/Marked"]
    assert paper.trailer["/Root"]["/Lang"] == "en-GB"


def test_the_text_has_every_paragraph_on_one_line(visitor):
    answer = visitor.get(PACK.replace("pack?", "pack.txt?"))
    assert answer.mimetype == "text/plain"
    assert pasted(visitor.get(PACK))[100] in answer.text
    assert "https://library.example/bids/pack?brief=mentoring&brief=restorative-justice" in answer.text


def test_a_pack_of_nothing_leads_to_where_briefs_are_chosen(visitor):
    for suffix in ("", ".docx", ".pdf", ".txt"):
        assert visitor.get(f"/bids/pack{suffix}").location == "/bids"
        answer = visitor.get(f"/bids/pack{suffix}?brief=no-such-brief")
        assert (answer.status_code, answer.location) == (302, "/bids?brief=no-such-brief")
    assert "We couldn't find: no-such-brief." in words(visitor.get(answer.location))
    assert "Choose briefs" in words(visitor.get("/bids"))


def test_seven_briefs_are_six_and_the_last_is_named(visitor):
    slugs = ["mentoring", "cctv", "cardiff-model", "summer-jobs", "street-lighting", "boot-camps", "alcohol-pricing"]
    address = "&".join(f"brief={slug}" for slug in slugs)
    for page, told in (("/bids", "A pack holds up to 6 briefs"), ("/bids/pack", "There&#39;s room for 6 briefs")):
        said = words(visitor.get(f"{page}?{address}"))
        assert unescape(told) in said
        assert "Left out: Does raising the price" in said.replace("“", "")


@pytest.mark.parametrize(
    "wrong",
    ["size=huge", "funder=<b>", "made=yesterday", "place=atlantis", "age=\0", "size=small%00", "made=2026-02-30"],
)
def test_what_the_address_gets_wrong_is_left_out_and_said(visitor, wrong):
    answer = visitor.get(f"/bids/pack?brief=mentoring&{wrong}")
    assert "couldn't be read" in unescape(answer.text)
    assert visitor.get(f"/bids/pack.docx?brief=mentoring&brief=\x01\x02<b>&{wrong}").status_code == 200


def test_a_reader_finds_chooses_orders_and_makes_a_pack_without_a_script(visitor):
    found = visitor.get("/bids?q=mentoring")
    assert 'name="brief" value="mentoring"' in found.text
    chosen = visitor.get("/bids?brief=mentoring&brief=cctv&place=rutland")
    assert 'href="/bids?brief=cctv&amp;brief=mentoring&amp;place=rutland#brief-1"' in chosen.text
    assert 'name="place" value="rutland"' in chosen.text
    assert re.search(r'<option value="rutland" selected>', chosen.text)
    assert re.search(r'name="made" value="\d{4}-\d\d-\d\d"', chosen.text)


def test_a_role_or_the_whole_table_offers_what_works_best_first(visitor):
    arts = re.findall(r'checkbox" name="brief" value="([a-z-]+)"', visitor.get("/bids?role=arts_sports").text)
    everyone = re.findall(r'checkbox" name="brief" value="([a-z-]+)"', visitor.get("/bids?role=everyone").text)
    assert arts
    assert set(arts) < set(everyone)
    assert "hate-crime" not in everyone


@pytest.mark.parametrize("page", ["/briefs/mentoring", "/reading-list?brief=mentoring", "/search?q=mentoring"])
def test_a_bid_can_be_started_from_a_brief_a_list_and_a_search(visitor, page):
    assert "/bids" in visitor.get(page).text


@pytest.fixture
def reader(app, services, reviewer):
    builders.published(services, reviewer, claim="Many came.", dont_claim="Don't say that it cut violence.")
    return Browser(app)


def test_an_old_pack_says_what_was_changed_and_withdrawn_since(reader, services, reviewer):
    gone = builders.published(services, reviewer, "unicycles", title="Unicycles and violence")
    desk.withdraw(services, reviewer, gone, "The study was taken back.")
    answer = reader.get("/bids/pack?brief=street-games&brief=unicycles&made=2020-01-01")
    said = words(answer)
    assert "Withdrawn: “Unicycles and violence”." in said
    assert "The study was taken back." in said
    assert "“Street games on summer evenings” was changed on" in said
    assert "was changed on" not in words(reader.get("/bids/pack?brief=street-games&made=2999-01-01"))


def test_nothing_is_stored(reader, services):
    reader.get("/bids")
    before = state(services)
    reader.get("/bids?q=quantum+chromodynamics")
    reader.get("/bids/pack?brief=street-games")
    reader.get("/bids/pack.docx?brief=street-games")
    assert changed(before, state(services)) == []
