"""One list of what is still to do: the same however the page is drawn, complete from the start, in the form's order."""

import html
import re
from typing import Any

import pytest
from flask import Flask
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from werkzeug.test import TestResponse

from library.briefs.schemas.form_fields import FIELDS
from library.security.permissions import Role
from library.services import Services
from library.transfer.imports import service as imports
from tests import builders
from tests.browser import Browser
from tests.editing.test_desk import NEW, edit, error_beside, whole
from tests.editing.test_review import rated
from tests.editing.test_uploads import brief_id, pressed
from tests.editing.test_uploads import sent as uploaded
from tests.editing.test_writing import AS_DATA
from tests.tiers import deeper, examples

Lines = list[tuple[str, str]]
ALONE = (
    "Review: Someone else must publish this: you alone changed it, and it has a rating, or another headline, answer "
    "or caution than readers see."
)
BROKEN: dict[str, Any] = {
    "title": {"title": ""},
    "one_line": {"one_line": "x" * 141},
    "short_answer": {"short_answer": "word " * 61},
    "kind": {"kind": ""},
    "main_caution": {"main_caution": ""},
    "actions": {"actions-parent": "", "actions-council": ""},
    "too few points": {"key_points-1": "", "key_points-2": ""},
    "a long point": {"key_points-0": "x" * 401},
    "a figure without a source": {"what_it_is": "It helped 40 people."},
    "a letter without a source": {"who_for": "For people [z]."},
    "no reason": {"outcomes-0-why": ""},
    "no design": {"outcomes-0-effect": "harm"},
    "a rating of what was not measured": {"outcomes-1-override": "3"},
    "a picture of nothing": {"figures-0-value": "7", "figures-0-measure": "Arrests"},
    "place": {"place": "atlantis"},
    "source": {"sources-0-url": "example.org", "sources-0-title": ""},
    "related": {"related": "A B"},
    "check_by": {"check_by": "2020-01-01"},
    "slug": {"slug": "Not An Address"},
}
"""Ways to break a brief that nothing is wrong with: by its shape, by its meaning, in one field or in a row."""
FAULTY = {name: value for changes in BROKEN.values() for name, value in changes.items()}


def tags_off(markup: str) -> str:
    return " ".join(html.unescape(re.sub(r"<[^>]*>", "", markup)).split())


def lines(markup: str) -> Lines:
    return [(field, tags_off(words)) for field, words in re.findall(r'<a href="#([^"]*)">(.*?)</a>', markup)]


def missing(page: TestResponse) -> Lines:
    """Return the list of a page: where each line leads, and its words."""
    box = re.search(r'<details class="notice" id="missing".*?</details>', page.text, re.DOTALL)
    assert box
    return lines(box[0])


def summary(page: TestResponse) -> list[str]:
    found = re.search(r'<ul class="govuk-list govuk-error-summary__list">.*?</ul>', page.text, re.DOTALL)
    assert found
    return [field for field, _ in lines(found[0])]


def verdict(page: TestResponse) -> str:
    """Return what the page says beside the button that publishes."""
    said = re.search(r'id="verdict"[^>]*>(.*?)</p>', page.text, re.DOTALL)
    assert said
    return tags_off(said[1])


def autosaved(browser: Browser, typed: dict[str, Any], path: str = NEW, page: TestResponse | None = None) -> Any:
    answer = browser.send(path, typed | {"action": "save"}, page, **AS_DATA)
    assert answer.status_code == 200
    return answer.json


def from_data(answer: Any) -> Lines:
    return [(line["field"], line["words"]) for line in answer["missing"]]


BUTTONS = ["add-outcome", "add-source", "add-contact", "remove-open_questions-7", "find", "tag-9-all", "accept-9-all"]
WHOLE, HALF = dict[str, Any](), {"title": "Half"}


@pytest.mark.parametrize(
    ("action", "typed"),
    [
        *((action, FAULTY) for action in BUTTONS),
        *(("add-outcome", typed) for typed in (WHOLE, HALF)),
        *(deeper(action, typed) for action in BUTTONS[1:] for typed in (WHOLE, HALF)),
    ],
)
def test_every_button_of_the_page_leaves_the_same_list(staff: Browser, action: str, typed: dict[str, Any]) -> None:
    content = (whole() if typed != HALF else {}) | typed
    expected = from_data(autosaved(staff, content))
    assert bool(expected) == bool(typed)
    saved = staff.get(edit())
    page = staff.send(edit(), {"action": action}, saved)
    assert page.status_code == 200
    assert missing(page) == missing(saved) == expected
    assert verdict(page) == verdict(saved)


@pytest.mark.parametrize("action", ["add-outcome", "remove-contacts-3"])
def test_a_brief_that_was_never_saved_has_its_list_too(staff: Browser, action: str) -> None:
    page = staff.send(NEW, whole() | FAULTY | {"action": action})
    assert missing(page) == from_data(autosaved(staff, whole() | FAULTY))


@pytest.mark.parametrize("action", ["publish", "review", "return", "comment"])
def test_a_button_that_is_refused_shows_the_same_list(staff: Browser, action: str) -> None:
    expected = from_data(autosaved(staff, whole() | FAULTY))
    page = staff.send(edit(), {"action": action})
    assert page.status_code == 400
    assert missing(page) == expected
    in_the_way = [field for field, _ in expected if action == "publish" or field != "review"]
    if action in {"publish", "review"}:
        assert summary(page) == in_the_way


def test_a_time_that_cannot_be_and_a_conflict_show_the_same_list(
    staff: Browser, app: Flask, services: Services
) -> None:
    expected = from_data(autosaved(staff, whole() | FAULTY))
    page = staff.send(edit(), {"publish_at": "tomorrow", "action": "publish"})
    assert (page.status_code, missing(page)) == (400, expected)
    colleague = Browser(app, builders.person(services, email="cora@example.org"))
    colleague.send(edit(), {"costs": "Chalk.", "action": "save"})
    clash = staff.send(edit(), {"costs": "Paint.", "action": "save"}, page)
    assert (clash.status_code, missing(clash)) == (409, [line for line in expected if line[0] != "review"])


def test_what_a_document_filled_in_stays_on_the_list_until_it_is_accepted(staff: Browser) -> None:
    id = brief_id(uploaded(staff))
    first = staff.get(edit(id))
    filled_in = [line for line in missing(first) if "filled in from the document" in line[1]]
    assert filled_in
    tagged = pressed(staff, id, "tag-1-all", first)
    assert set(filled_in) <= set(missing(tagged))
    assert missing(tagged) == from_data(autosaved(staff, {}, edit(id), tagged))
    accepted = pressed(staff, id, "accept-1-all")
    assert missing(accepted) == [line for line in missing(tagged) if line not in filled_in]
    assert missing(pressed(staff, id, "find", find="knife")) == missing(accepted)


def test_from_an_empty_form_fixing_what_is_listed_is_all_there_is_to_do(staff: Browser) -> None:
    """Nothing that the first list does not name is filled in, and no second list follows."""
    page, good = staff.get(NEW), whole()
    listed = [field for field, _ in missing(page)]
    fixed = {
        name: value
        for name, value in good.items()
        if any(name == field or name.startswith(f"{field}-") for field in listed)
    }
    saved = staff.send(NEW, fixed | {"action": "save"}, page, follow_redirects=True)
    assert missing(saved) == []
    assert verdict(saved) == "Nothing is missing: this can be published."
    assert staff.send(edit(), {"action": "publish"}, saved).status_code == 303


@pytest.mark.slow("each of four made-up drafts is drawn three times")
@settings(max_examples=examples(4), deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(broken=st.sets(st.sampled_from(sorted(BROKEN)), min_size=2), data=st.data())
def test_no_fault_hides_another(staff: Browser, broken: set[str], data: st.DataObject) -> None:
    """Whatever is wrong together is listed together: fixing one thing takes its lines away and brings none."""

    def listed(names: set[str]) -> Lines:
        typed = {name: value for each in sorted(names) for name, value in BROKEN[each].items()}
        return missing(staff.send(NEW, whole() | typed | {"action": "add-reading"}))

    before = listed(broken)
    fixed = data.draw(st.sampled_from(sorted(broken)))
    left, alone = listed(broken - {fixed}), listed({fixed})
    assert alone
    assert set(left) <= set(before)
    assert set(before) == set(left) | set(alone)


def test_the_list_follows_the_form_and_every_line_names_its_field_and_leads_to_it(staff: Browser) -> None:
    page = staff.send(NEW, whole() | FAULTY | {"how_to_do_it": "word " * 900, "action": "add-outcome"})
    fields = [field for field, _ in missing(page)]
    places = [page.text.index(f' id="{field}"') for field in fields if field != "text"]
    assert places == sorted(places)
    assert ' id="text"' in page.text
    said = dict(missing(page))
    assert said["title"] == "Title: this is needed."
    assert said["sources-0-title"] == "Source 1, Title: this is needed."
    assert said["outcomes-0-design"] == "Outcome 1, How it was studied: Choose how it was studied."
    assert said["key_points-0"] == "Key points, number 1: Use 1 to 400 characters."
    assert said["text"].startswith("The whole brief: The brief has")
    assert [words for _, words in missing(page) if ": " not in words] == []


def test_every_field_has_its_place_on_the_form_once() -> None:
    assert sorted(FIELDS) == sorted(builders.BRIEF.fields)


def test_the_buttons_say_whether_they_can_be_used(staff: Browser, contributor: Browser) -> None:
    staff.send(NEW, whole() | {"title": "", "action": "save"})
    page = staff.get(edit())
    assert verdict(page) == "1 thing to do before it can be published"
    assert re.search(r'value="publish" aria-describedby="verdict"', page.text)
    empty = contributor.get(NEW)
    assert verdict(empty) == f"{len(missing(empty))} things to do before it can be sent for review"
    assert missing(empty) == missing(staff.get(NEW)) == missing(staff.send(NEW, {"action": "add-outcome"}))
    contributor.send(NEW, rated(slug="other") | {"action": "save"})
    assert verdict(contributor.get(edit(2))) == "Nothing is missing: this can be sent for review."


def test_the_rest_of_the_form_is_folded_by_section_with_what_is_in_it(staff: Browser) -> None:
    staff.send(NEW, whole() | {"costs": "Chalk.", "cost_note": "Very little.", "place": "", "action": "save"})
    page = staff.get(edit())
    folds = re.findall(r'<details class="part" id="section-(\w+)"( open)?><summary>(.*?)</summary>', page.text)
    said = {name: (opened, tags_off(words)) for name, opened, words in folds}
    assert said["spending"] == ("", "Costs – 2 of 3 filled in")
    assert said["dates"] == ("", "Place and dates – 3 of 6 filled in, 1 thing to do")
    refused = staff.send(edit(), {"action": "publish"})
    assert re.findall(r'id="section-(\w+)" open', refused.text) == ["dates"]
    assert len(re.findall(r'id="section-\w+" open', staff.send(edit(), {"action": "unfold"}).text)) == len(folds)
    assert (
        autosaved(staff, {"place": "leicester"}, edit())["sections"][0]["words"] == "Place and dates – 4 of 6 filled in"
    )


def test_whoever_may_not_publish_is_offered_review_instead_and_told_why(staff: Browser, contributor: Browser) -> None:
    page = contributor.get(NEW)
    assert 'value="publish"' not in page.text
    assert "A reviewer publishes what you send." in page.text
    alone = staff.send(NEW, rated() | {"action": "save"})
    page = staff.get(alone.location)
    assert re.search(r'value="publish"[^>]* hidden', page.text)
    assert re.search(r'id="reason">Someone else must publish this', page.text)
    answer = autosaved(staff, {"outcomes-0-effect": "not_measured", "outcomes-0-design": ""}, edit())
    assert (answer["publishes"], answer["reason"]) == (True, "")


def test_what_readers_see_already_is_called_so_by_page_and_autosave(
    staff: Browser, services: Services, reviewer: Any
) -> None:
    builders.published(services, reviewer)
    said = "This is what readers see. An edit stays a draft until you publish it."
    assert verdict(staff.get(edit())) == said
    assert autosaved(staff, {}, edit())["verdict"] == said
    assert autosaved(staff, {"costs": "Chalk."}, edit())["verdict"] == "Nothing is missing: this can be published."


def test_that_somebody_else_must_publish_it_is_listed_from_the_first_word_on(staff: Browser) -> None:
    page = staff.send(NEW, {"outcomes-0-effect": "harm", "action": "add-source"})
    assert ("review", f"{ALONE} Send it for review.") in missing(page)
    staff.send(NEW, rated() | {"action": "save"})
    assert missing(staff.get(edit())) == [("review", f"{ALONE} Send it for review.")]
    refused = staff.send(edit(), {"action": "publish"})
    assert (refused.status_code, missing(refused)) == (400, missing(staff.get(edit())))
    assert "Someone else must publish this" in error_beside(refused, "review")
    assert staff.send(edit(), {"action": "review"}).status_code == 303
    assert missing(staff.get(edit())) == [("review", f"{ALONE} It is waiting for them.")]


def test_nobody_else_is_needed_by_a_second_reviewer_or_told_to_those_who_never_publish(
    staff: Browser, contributor: Browser, app: Flask, services: Services
) -> None:
    contributor.send(NEW, rated() | {"action": "save"})
    assert missing(contributor.get(edit())) == missing(staff.get(edit())) == []
    admin = Browser(app, builders.person(services, Role.ADMIN))
    admin.send(NEW, rated(slug="other") | {"action": "save"})
    assert missing(admin.get(edit(2))) == []


@pytest.mark.parametrize("action", ["publish", "review"])
def test_what_changed_is_asked_for_along_with_everything_else(
    staff: Browser, services: Services, reviewer: Any, action: str
) -> None:
    builders.published(services, reviewer)
    page = staff.send(edit(), {"outcomes-0-effect": "mixed", "title": "", "action": "add-source"})
    fields = [field for field, _ in missing(page)]
    assert fields == ["title", "change_note", "review"]
    refused = staff.send(edit(), {"title": "Street play", "action": action}, page)
    assert refused.status_code == 400
    assert "Say in a sentence what changed and why." in error_beside(refused, "change_note")
    noted = staff.send(edit(), {"change_note": "A new study.", "action": "add-source"}, refused)
    assert [field for field, _ in missing(noted)] == ["review"]


def test_an_import_names_everything_that_is_wrong_with_a_row_at_once(services: Services) -> None:
    row = builders.content() | {"title": "", "main_caution": "", "place": "atlantis"}
    (line,) = imports.plan(services, [row]).lines
    assert [fault.field for fault in line.faults] == ["title", "main_caution", "place"]


def test_advice_on_claims_stands_apart_and_stops_nobody(staff: Browser) -> None:
    answer = autosaved(staff, whole(one_line="It is proven to help."))
    assert from_data(answer) == []
    assert ("one_line", "The answer in one line: “proven” claims too much: say what was found") in [
        (line["field"], line["words"]) for line in answer["plainer"]
    ]
    assert staff.send(edit(), {"action": "publish"}).status_code == 303


def test_a_half_written_draft_has_no_errors_beside_its_fields_before_a_button_is_refused(staff: Browser) -> None:
    staff.send(NEW, {"title": "Half"})
    assert "govuk-error-message" not in staff.get(edit()).text
    assert "govuk-error-message" in staff.send(edit(), {"action": "publish"}).text
