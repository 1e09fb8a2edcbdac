"""Measures for small groups: what is known of each and from where, never the words of a questionnaire."""

import json
import re
from html import unescape

import pytest
from marshmallow import ValidationError

from library.briefs import seed_files
from library.funding import measures
from library.funding.models import Group, Price
from library.funding.schemas import MEASURE
from tests.browse.test_comparisons import words

SEEDED = json.loads(measures.FILE.read_text("utf-8"))
NAMED = {slug for file in seed_files.brief_files() for slug in json.loads(file.read_text("utf-8")).get("measures", ())}


def test_there_are_twenty_five_or_more_and_every_one_that_a_brief_names():
    assert len(measures.every()) >= 25
    assert set(measures.every()) >= NAMED
    assert {measure.group for measure in measures.every().values()} == set(Group)


@pytest.mark.parametrize("row", SEEDED, ids=[row["slug"] for row in SEEDED])
def test_each_has_a_source_a_day_and_something_that_it_is_not_for(row):
    measure = MEASURE.load(row)
    assert measure.source
    assert measure.not_for
    assert measure.checked_on.year >= 2026
    assert "docslib" not in row["source_url"]
    assert MEASURE.dump(measure) == row


@pytest.mark.parametrize(
    "item",
    [
        "I feel that I am good at some things",
        "I've been feeling calm",
        "Overall, how satisfied are you with your life nowadays?",
        "How often do you feel left out?",
        "My life is just right",
    ],
)
@pytest.mark.parametrize("field", ["measures", "good_for", "licence", "questions_note"])
def test_the_words_of_a_questionnaire_are_refused(item, field):
    with pytest.raises(ValidationError, match="question of the questionnaire"):
        MEASURE.load({**SEEDED[0], field: item})


def test_what_is_free_and_short_stands_first(visitor):
    answer = visitor.get("/measures?group=wellbeing")
    shown = re.findall(r'href="/measures/([a-z0-9-]+)"', answer.text)
    prices = [list(Price).index(measures.every()[slug].cost) for slug in shown]
    assert prices == sorted(prices)
    assert measures.every()[shown[0]].questions <= measures.FEW_QUESTIONS
    assert "police-recorded-violence" not in shown
    assert set(re.findall(r'href="/measures/([a-z0-9-]+)"', visitor.get("/measures?group=nothing").text)) == set(
        measures.every()
    )


def test_a_measure_shows_its_rights_what_is_not_stated_its_source_and_its_briefs(visitor):
    said = unescape(words(visitor.get("/measures/sdq")))
    assert "On a screen Only with written permission from Youthinmind" in said
    assert "Reading age 13 to 14" in said
    assert "UK figures to compare with Not stated" in said
    assert "Checked 29 November 2026." in said
    assert "Does mentoring prevent violence?" in said
    assert visitor.get("/measures/no-such-measure").status_code == 404


def test_a_pack_leads_to_its_measures(visitor):
    assert "https://library.example/measures/sdq" in visitor.get("/bids/pack?brief=mentoring").text
