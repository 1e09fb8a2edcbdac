"""The same thing wrong is said in the same words, wherever it comes in."""

import html
import json

import pytest
from marshmallow import ValidationError

from library.briefs.schemas.brief import BRIEF
from library.forms.problems import Fault, flat_messages
from library.forms.reading import lettered, told_at
from library.transfer.files import read_file, write_file
from library.transfer.imports import service as imports
from library.transfer.imports.models import Deed
from tests import builders
from tests.browser import Browser, typed

WRONG = {
    "title": ("", "Title: this is needed."),
    "one_line": ("x" * 141, "Use 140 characters or fewer."),
    "short_answer": ("word " * 61, "Use 60 words or fewer. It has 61."),
    "checked_on": ("31 December", "Checked on: write the date as year-month-day, such as 2026-11-22."),
    "kind": ("poem", "Kind of answer: choose one of what_works, does_not_work"),
    "slug": ("No Spaces", "Use small letters, digits and hyphens only."),
}


def faults_of(data):
    with pytest.raises(ValidationError) as raised:
        BRIEF.load(data)
    return flat_messages(raised.value.messages)


@pytest.mark.parametrize("field", WRONG)
def test_page_data_and_import_say_the_same(field, app, services, reviewer, tmp_path):
    value, sentence = WRONG[field]
    content = builders.content() | {field: value}
    ((where, said),) = faults_of(content)
    assert where == field
    assert said.startswith(sentence)
    page = Browser(app, reviewer).send("/staff/briefs/new", typed(content) | {"action": "publish"})
    assert html.escape(said, quote=False) in page.text
    path = tmp_path / "briefs.csv"
    write_file(path, [content])
    for rows in ([content], read_file(path)):
        ((fault,),) = [line.faults for line in imports.bring_in(services, rows).of(Deed.REFUSED)]
        assert (fault.field, fault.message) == (field, said)


def test_a_field_nobody_knows_is_named():
    assert faults_of(builders.content() | {"titel": "X"}) == [
        ("titel", "This field is not known here. Check its spelling.")
    ]


def test_a_fault_deep_inside_is_named_as_the_form_names_it():
    content = builders.content()
    content["outcomes"][1]["design"] = "trial"
    content["sources"][0]["url"] = "javascript:alert(1)"
    assert faults_of(content) == [
        ("outcomes-1-design", "Leave this empty: nothing was measured."),
        ("sources-0-url", "Web address: write a full web address that starts with https:// or http://."),
    ]


@pytest.mark.parametrize("data", [None, [], "text", 7, {"sources": "x"}, {"lenses": 3}, {"outcomes": [None]}])
def test_data_of_any_shape_is_refused_and_never_breaks(data):
    assert all(sentence.endswith(".") for _, sentence in faults_of(data))


@pytest.mark.parametrize("letter", ["\0", "\x1b", "\ud800", "\uffff", "\x0b"])
def test_letters_that_cannot_be_shown_are_refused(letter):
    content = builders.content() | {"title": f"A{letter}", "short_answer": f"B{letter}", "facts": [f"c{letter}"]}
    assert [where for where, _ in faults_of(content)] == ["title", "short_answer", "facts-0"]


@pytest.mark.parametrize(
    ("name", "field"),
    [
        ("related-0", "related"),
        ("ages-1", "ages"),
        ("outcomes-0-sources-2", "outcomes-0-sources"),
        ("key_points-1", "key_points-1"),
        ("sources-3", "sources-3"),
        ("sources-3-url", "sources-3-url"),
        ("lenses-school", "lenses-school"),
        ("title", "title"),
        ("", ""),
    ],
)
def test_a_fault_is_told_at_a_field_that_the_form_has(name, field):
    assert told_at(BRIEF, [Fault(name, "Wrong.")]) == [Fault(field, "Wrong.")]


def test_letters_are_given_to_sources_until_there_are_none_left():
    given = [
        row["key"] for row in lettered([{"publisher": "A", "key": "b"}, *({"publisher": "A"} for _ in range(710))])
    ]
    assert given[:4] == ["b", "a", "c", "d"]
    assert len({key for key in given if key}) == 702
    assert given[-1] == ""


def test_what_cannot_be_read_as_a_number_or_a_yes_stays_as_typed():
    from werkzeug.datastructures import MultiDict

    from library.forms.reading import from_form

    form = MultiDict({"sources-0-year": "MMXX", "sources-0-independent": "maybe", "sources-0-title": "T"})
    (source,) = from_form(BRIEF, form)["sources"]
    assert (source["year"], source["independent"]) == ("MMXX", "maybe")


def test_the_schema_of_a_file_of_one_brief_is_that_of_many(tmp_path):
    path = tmp_path / "brief.json"
    path.write_text(json.dumps(builders.content()), "utf-8")
    assert read_file(path) == [builders.content()]


def test_all_that_is_wrong_with_a_row_is_said_at_once():
    content = builders.content()
    content["outcomes"][0] |= {"why": "", "effect": "harm", "design": None, "override": 3}
    content["figures"] = [{"measure": "", "value": 120, "other_value": 130, "unit": "percent", "source": "a"}]
    assert [where for where, _ in faults_of(content)] == [
        "outcomes-0-why",
        "outcomes-0-design",
        "outcomes-0-override_reason",
        *(f"figures-0-{name}" for name in ("measure", "label", "other_label", "note", "value", "other_value")),
    ]


def test_a_value_that_cannot_be_read_is_not_called_missing_too():
    content = builders.content()
    content["outcomes"][0] |= {"design": "guess", "override": "lots", "override_reason": ""}
    assert [where for where, _ in faults_of(content)] == ["outcomes-0-design", "outcomes-0-override"]


def test_too_few_items_and_a_wrong_item_are_said_together():
    assert faults_of(builders.content() | {"key_points": ["x" * 401]}) == [
        ("key_points-0", "Use 1 to 400 characters."),
        ("key_points", "Key points: give 3 to 5."),
    ]
