"""Figures on the need in our area: each with its year, source and caution; what is not found is listed for staff alone."""

import re
from html import unescape

from library.briefs.rules import number_extraction
from library.funding import needs
from tests.browse.test_comparisons import words


def test_each_figure_has_a_year_a_source_and_a_caution():
    assert len(needs.every()) >= 8
    for need in needs.every():
        assert str(need.year) in need.words, need.slug
        assert list(number_extraction.figures(need.words)), need.slug
        assert need.caution.endswith(".")
        assert need.url.startswith("https://")


def test_readers_see_figures_and_staff_also_what_is_still_to_be_found(visitor, staff):
    said = unescape(words(visitor.get("/need")))
    assert "On Census day, 21 March 2021, 368,572 people lived in Leicester." in said
    assert "Look for the newest estimate" in said
    assert "Checked 29 November 2026." in said
    assert "Still to be found" not in said
    assert needs.still_open()
    assert needs.still_open()[0] in unescape(words(staff.get("/need")))


def test_a_pack_has_the_figures_of_its_place_and_of_the_whole_area(visitor):
    def shown(place):
        answer = visitor.get(f"/bids/pack?brief=mentoring&place={place}")
        part = re.search(r'<section class="pack__section" id="need".*?</section>', answer.text, re.DOTALL)
        return unescape(part[0])

    assert "368,572" in shown("leicester")
    assert "712,300" not in shown("leicester")
    assert "712,300" in shown("leicestershire")
    assert "62.6%" in shown("rutland")
    assert "712,300" in shown("")
    assert "Recorded cases only." in shown("rutland")
