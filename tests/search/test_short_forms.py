"""Short forms are spelt out before anything is looked for, and nobody is told that they misspelt them."""

import json

import pytest
from flask.testing import FlaskClient

from library.briefs import seed_files
from library.search.short_forms import ShortForms, kept
from library.services import Services
from tests import builders

SPELT_OUT = {
    "yr 5": "year 5 pupils",
    "Yr  11 girls": "year 11 pupils girls",
    "£5k grant": "£5,000 grant",
    "15 mins on foot": "15 minutes on foot",
    "a YOT worker": "a youth justice team worker",
    "R&R": "reasoning and rehabilitation thinking skills",
    "notts": "Nottinghamshire",
    "ydt 500k1 r&rs": "ydt 500k1 r&rs",
    "": "",
}


@pytest.mark.parametrize(("text", "words"), SPELT_OUT.items())
def test_a_short_form_is_spelt_out_whatever_its_capitals_and_nothing_else_is(text: str, words: str) -> None:
    assert kept().spelt_out(text) == words


def test_a_form_that_is_to_stay_stays() -> None:
    forms = ShortForms({"yot": "youth team", "# mins": "# minutes"})
    assert forms.spelt_out("YOT 5 mins", lambda form: form == "YOT") == "YOT 5 minutes"


def test_every_short_form_says_one_thing() -> None:
    groups = json.loads((seed_files.SEEDS / "short_forms.json").read_text("utf-8"))
    forms = [form for group in groups.values() for form in group]
    assert len(set(forms)) == len(forms)
    assert all(form == form.casefold().strip() and words for group in groups.values() for form, words in group.items())


def test_a_short_form_finds_what_it_stands_for_and_is_no_slip_of_spelling(
    services: Services, client: FlaskClient, reviewer: builders.Person
) -> None:
    builders.published(services, reviewer, "rules", title="Pupils in year 9 make the rules")
    page = client.get("/search?q=yr+9").text
    assert "Pupils in year 9 make the rules" in page
    assert "You typed" not in page
    assert "“yr 9”" in page


def test_a_short_form_that_a_brief_uses_is_looked_for_as_it_is(
    services: Services, client: FlaskClient, reviewer: builders.Person
) -> None:
    builders.published(services, reviewer, "teams", title="What a YOT does")
    builders.published(services, reviewer, "justice", title="Justice, and a team")
    found = client.get("/api/v1/search?q=YOT").json
    assert found is not None
    assert [each["slug"] for each in found["results"]] == ["teams"]
