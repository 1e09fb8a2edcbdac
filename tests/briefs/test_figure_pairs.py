"""Two figures side by side: written at the desk, drawn on the page, told in words everywhere else."""

import html
import io
import re

import pypdf
import pytest

from library.briefs.schemas.brief import BRIEF
from tests import builders
from tests.browser import typed
from tests.transfer.test_pages import send

NEW = "/staff/briefs/new"
IN_WORDS = "Arrested within a year. Those who came: 55%. The others: 53% [a]. The difference could be chance."


def whole(figure=(), **changes):
    """Give a brief with figures as typed into the form, its first figure changed."""
    given = builders.content(**{"outcomes": builders.UNRATED} | builders.FIGURES | changes)
    return typed(given) | {f"figures-0-{name}": value for name, value in dict(figure).items()}


def said(text):
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", text)).split())


def beside(page, field):
    return said(re.search(rf'id="{field}-error"[^>]*>(.*?)</p>', page.text, re.DOTALL)[1])


def widths(page):
    """Give how wide each bar is drawn, in percent of the full width."""
    found = re.findall(r'<rect class="bar__(first|second)" width="([\d.]+)"', page.text)
    return [(which, float(width)) for which, width in found]


@pytest.fixture
def published(staff):
    assert staff.send(NEW, whole() | {"action": "publish"}).status_code == 303


def test_the_page_draws_both_bars_from_zero_beside_their_words(client, published):
    page = client.get("/briefs/street-games")
    assert widths(page) == [("first", 55), ("second", 53)]
    figure = re.search(r'<figure class="figure">.*?</figure>', page.text, re.DOTALL)[0]
    assert said(figure) == (
        "Arrested within a year [a] Those who came 55% The others 53% The difference could be chance. "
        "Each bar starts at 0. A full bar is 100%."
    )
    assert figure.count("<svg") == figure.count('aria-hidden="true"') == 2
    assert "style=" not in figure
    assert page.text.index('id="does_it_work"') < page.text.index(figure) < page.text.index('id="sources"')


@pytest.mark.parametrize("twin", ["/email?full=1", ".txt"])
def test_mail_and_text_say_it_in_words(client, published, twin):
    assert IN_WORDS in said(client.get(f"/briefs/street-games{twin}").text)


@pytest.mark.parametrize("paper", ["/large-print.pdf"])
def test_paper_says_it_in_words(client, published, paper):
    pages = pypdf.PdfReader(io.BytesIO(client.get(f"/briefs/street-games{paper}").data)).pages
    assert IN_WORDS in " ".join(" ".join(page.extract_text() for page in pages).split())


def test_a_brief_that_has_no_section_on_what_works_draws_them_with_its_key_points(client, staff):
    points = ["Of those who came 55% were arrested, of the others 53% [a].", "Many came.", "Few left."]
    staff.send(NEW, whole(does_it_work="", key_points=points) | {"action": "publish"})
    page = client.get("/briefs/street-games")
    assert len(widths(page)) == 2
    for twin in ("/email?full=1", ".txt"):
        assert said(client.get(f"/briefs/street-games{twin}").text).count(IN_WORDS) == 1


@pytest.mark.parametrize(
    ("unit", "values", "text", "drawn", "words"),
    [
        ("per_hundred", (32, 50), "32 in 100 against 50 in 100 [a].", [32, 50], "50 in 100"),
        ("per_thousand", (16, 14), "It was 16 per 1,000, up from 14 [a].", [80, 70], "16 in 1,000"),
        ("per_hundred_thousand", (698, 218), "It was 698 and 218 [a].", [69.8, 21.8], "698 in 100,000"),
        ("count", (1634, 0), "It was 1,634 people and 0 people [a].", [81.7, 0], "1,634"),
        ("percent", (19.7, 100), "It was 19.7% and 100% [a].", [19.7, 100], "19.7%"),
        ("count", (0, 0), "It was 0 [a].", [0, 0], "0"),
    ],
)
def test_each_unit_has_a_scale_that_starts_at_zero(client, staff, unit, values, text, drawn, words):
    figure = {"unit": unit, "value": str(values[0]), "other_value": str(values[1])}
    answer = staff.send(NEW, whole(figure, does_it_work=text) | {"action": "publish"})
    assert answer.status_code == 303
    page = client.get("/briefs/street-games")
    assert [width for _, width in widths(page)] == drawn
    assert f"<strong>{words}</strong>" in page.text


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("value", "many", "Its figure: write a number of 0 or more, such as 55 or 19.7."),
        ("value", "-1", "Its figure: write a number of 0 or more, such as 55 or 19.7."),
        ("value", "1e999", "Its figure: write a number of 0 or more, such as 55 or 19.7."),
        ("other_value", "", "The second figure: this is needed."),
        ("other_value", "101", "Use 100 or less: it is counted in 100."),
        ("other_value", "54", "The text does not give this figure. Say it there too"),
        ("source", "q", "It cites [q], but no source has that letter"),
        ("source", "", "Source: this is needed."),
        ("note", "", "The caution that goes with it: this is needed."),
        ("measure", "", "What was counted: this is needed."),
        ("unit", "", "Counted in: this is needed."),
    ],
)
def test_a_broken_rule_is_said_beside_its_field_and_nothing_typed_is_lost(staff, client, field, value, sentence):
    page = staff.send(NEW, whole({field: value}) | {"action": "publish"})
    assert page.status_code == 400
    assert sentence in beside(page, f"figures-0-{field}")
    kept = staff.form(NEW, page)[1]
    assert (kept["figures-0-label"], kept[f"figures-0-{field}"]) == ("Those who came", value)
    assert client.get("/briefs/street-games").status_code == 404


def test_no_more_than_three_pairs_are_taken(staff):
    four = builders.FIGURES["figures"] * 4
    data = builders.content(outcomes=builders.UNRATED, does_it_work=builders.FIGURES["does_it_work"]) | {
        "figures": four
    }
    page = staff.send(NEW, typed(data) | {"action": "publish"})
    assert "give 3 or fewer" in beside(page, "figures")


def test_a_number_of_zero_is_shown_again_as_typed(staff):
    fields = staff.form(NEW, staff.send(NEW, whole({"value": "0"}) | {"action": "add-figure"}))[1]
    assert fields["figures-0-value"] == "0"
    assert fields["figures-1-measure"] == ""


def test_a_half_filled_figure_is_kept_and_not_drawn_in_the_look_beside_the_text(staff):
    half = whole({"other_value": "", "unit": ""})
    assert staff.send(NEW, half | {"action": "save"}).status_code == 303
    assert 'class="figure"' not in staff.get("/staff/briefs/1/preview").text
    assert staff.form("/staff/briefs/1/edit")[1]["figures-0-measure"] == "Arrested within a year"
    assert staff.send("/staff/briefs/1/edit", whole() | {"action": "save"}).status_code == 303
    assert 'class="figure"' in staff.get("/staff/briefs/1/preview").text


def test_what_was_published_with_figures_is_the_same_as_data_and_when_it_is_published_again(staff, client, published):
    data = client.get("/briefs/street-games.json").json
    assert data["figures"] == builders.FIGURES["figures"]
    assert BRIEF.dump(BRIEF.load(data)) == data
    edit = staff.form("/staff/briefs/1/edit")[1]
    assert (edit["figures-0-value"], edit["figures-0-unit"]) == ("55", "percent")


def test_the_page_of_the_look_draws_a_pair_once_a_brief_has_one(staff, client):
    assert widths(client.get("/about/design")) == []
    staff.send(NEW, whole(slug="multisystemic-therapy") | {"action": "publish"})
    assert len(widths(client.get("/about/design"))) == 2


@pytest.mark.parametrize("suffix", ["json", "csv", "xlsx"])
def test_figures_are_the_same_after_an_import(staff, suffix):
    rows = [builders.content(outcomes=builders.UNRATED, **builders.FIGURES)]
    address, page = send(staff, rows, f"briefs.{suffix}")
    staff.send(address, {}, page)
    assert staff.send("/staff/briefs/1/edit", {"action": "publish"}).status_code == 303
    assert staff.client.get("/briefs/street-games.json").json["figures"] == builders.FIGURES["figures"]


def test_an_import_whose_text_lacks_a_figure_is_refused_in_words(staff):
    row = builders.content(**builders.FIGURES | {"does_it_work": "Arrests were level."})
    assert "The text does not give this figure. Say it there too" in send(staff, [row])[1].text
