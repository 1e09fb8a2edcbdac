"""Four short steps for somebody who has never written a bid, by links and forms alone."""

import re
from html import unescape

from tests.browse.test_comparisons import words


def form(answer):
    """Return the hidden fields of the form of a step."""
    main = answer.text.split("<main")[1]
    return re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', main)


def test_from_what_do_you_do_to_a_pack(visitor):
    first = visitor.get("/bids/start")
    assert "step 1 of 4" in words(first)
    second = visitor.get("/bids/start?q=mentoring")
    assert "step 2 of 4" in words(second)
    assert 'type="checkbox" name="brief" value="mentoring"' in second.text
    third = visitor.get("/bids/start?brief=mentoring&q=mentoring&chosen=yes")
    assert "step 3 of 4" in words(third)
    fields = [*form(third), ("age", "14-17"), ("place", "leicester"), ("size", ""), ("funder", "")]
    fourth = visitor.get("/bids/start?" + "&".join(f"{name}={value}" for name, value in fields))
    assert "step 4 of 4" in words(fourth)
    pack = unescape(re.search(r'class="govuk-button" href="([^"]+)"', fourth.text)[1])
    assert pack.startswith("/bids/pack?brief=mentoring&age=14-17&place=leicester&made=")
    assert "We plan to work with people aged 14 to 17 in Leicester." in visitor.get(pack).text


def test_every_step_leads_back(visitor):
    for address, back in (
        ("/bids/start", "/bids"),
        ("/bids/start?q=music", "/bids/start"),
        ("/bids/start?brief=cctv&q=cctv", "/bids/start?q=cctv"),
        ("/bids/start?brief=cctv&ready=yes", "/bids/start?brief=cctv"),
    ):
        assert f'govuk-back-link" href="{back}"' in visitor.get(address).text


def test_choosing_nothing_says_so_and_keeps_the_choices(visitor):
    answer = visitor.get("/bids/start?q=mentoring&chosen=yes")
    assert "<title>Error:" in answer.text
    assert 'href="#brief"' in answer.text
    assert "Choose at least one" in words(answer)
    assert 'value="mentoring"' in answer.text


def test_words_that_find_nothing_say_what_to_try(visitor):
    said = unescape(words(visitor.get("/bids/start?q=quantum+chromodynamics")))
    assert "We have nothing on “quantum chromodynamics” yet." in said


def test_briefs_that_a_bid_cannot_quote_are_not_offered(visitor):
    assert 'value="hate-crime"' not in visitor.get("/bids/start?q=hate+crime").text


def test_somebody_new_finds_the_start(visitor):
    assert 'href="/bids/start"' in visitor.get("/bids").text
