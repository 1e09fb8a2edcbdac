"""What works at a glance: one row for each approach, as readers see it."""

import csv
import io

import pytest

from tests import builders


def outcome(effect, design, name="any-violence"):
    return {"outcome": name, "effect": effect, "design": design, "why": "Counted.", "sources": ["a"]}


@pytest.fixture
def filled(services, reviewer):
    """Publish three main answers, a local project, and a brief that is no main answer."""
    rated = {"kind": "what_works", "short_answer": "It rests on one source."}
    builders.published(
        services,
        reviewer,
        "mentors",
        title="Mentors",
        lead_for=["mentoring"],
        ages=["10-13"],
        cost_band="low",
        outcomes=[outcome("some_benefit", "trial")],
        **rated,
    )
    builders.published(
        services,
        reviewer,
        "scares",
        title="Scares",
        lead_for=["shock-tactics"],
        ages=["14-17"],
        outcomes=[outcome("harm", "review")],
        **rated,
    )
    builders.published(
        services,
        reviewer,
        "youth-clubs",
        title="Clubs",
        lead_for=["youth-work"],
        outcomes=[{"outcome": "any-violence", "effect": "not_measured", "why": "Nobody counted."}],
        **rated,
    )
    builders.published(
        services,
        reviewer,
        "our-mentors",
        title="=Our mentors",
        kind="local_programme",
        approaches=["mentoring"],
        status="running",
    )
    builders.published(services, reviewer, "no-lead", title="No lead")


def order(page: str, *names: str) -> list[str]:
    return sorted(names, key=page.index)


def test_each_approach_has_one_row_from_its_main_brief(client, filled):
    page = client.get("/what-works").text
    assert page.count("works__row") == 3
    assert "No lead" not in page
    assert "/briefs/our-mentors" in page


@pytest.mark.parametrize(
    ("sort", "wanted"),
    [
        ("impact", ["Mentoring", "Youth work", "Shock and scare tactics"]),
        ("confidence", ["Shock and scare tactics", "Mentoring", "Youth work"]),
        ("cost", ["Mentoring", "Shock and scare tactics", "Youth work"]),
        ("local", ["Mentoring", "Shock and scare tactics", "Youth work"]),
        ("wizardry", ["Mentoring", "Youth work", "Shock and scare tactics"]),
    ],
)
def test_the_rows_are_sorted_by_any_column_in_the_address(client, filled, sort, wanted):
    page = client.get(f"/what-works?sort={sort}").text.partition("<tbody>")[2]
    assert order(page, *wanted) == wanted


def test_the_rows_are_narrowed_by_age_and_role(client, filled):
    young = client.get("/what-works?age=10-13").text
    assert "/briefs/mentors" in young
    assert "/briefs/scares" not in young
    assert client.get("/what-works?for=council").text.count("works__row") == 3
    assert "No approach matches all of these" in client.get("/what-works?for=nhs").text


@pytest.mark.parametrize("asked", ["for=wizard", "age=%00", "age=200", "setting=<b>", "sort=loud", "sort=' or 1=1"])
def test_a_choice_that_is_none_is_said_and_left_out(client, filled, asked):
    page = client.get(f"/what-works?{asked}")
    assert page.status_code == 200
    assert "in the address isn't one of our choices, so we left it out." in page.text
    assert page.text.count("works__row") == 3
    assert client.get(f"/what-works.csv?{asked}").text.count("\n") == 4


def test_the_picture_has_a_mark_for_each_approach_and_open_questions_apart(client, filled):
    page = client.get("/what-works?view=picture").text
    assert page.count('mark-one"') == 3
    assert page.index("Not measured yet") < page.index("Youth work</span>")


def test_the_file_holds_the_same_rows_and_no_cell_is_run(client, filled):
    answer = client.get("/what-works.csv?sort=approach")
    rows = list(csv.DictReader(io.StringIO(answer.data.decode("utf-8-sig"))))
    assert [row["Approach"] for row in rows] == ["Mentoring", "Shock and scare tactics", "Youth work"]
    assert [row["Here"] for row in rows] == ["'=Our mentors", "", ""]
    assert [row["Confidence (0 to 5)"] for row in rows] == ["3", "4", ""]


def test_the_earlier_addresses_lead_to_the_picture(client):
    for path in ("/map", "/map/briefs?effect=harm"):
        answer = client.get(path)
        assert (answer.status_code, answer.location) == (301, "/what-works?view=picture")


def test_an_empty_library_says_so(client):
    assert "No approach matches all of these" in client.get("/what-works").text


def test_the_front_page_names_what_is_best_supported_and_what_harms(client, filled):
    page = client.get("/").text
    assert (
        page.index("Best supported")
        < page.index("/briefs/mentors")
        < page.index("Can do harm")
        < page.index("/briefs/scares")
    )
