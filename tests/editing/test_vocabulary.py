"""The vocabulary desk: adding a term, and merging two that mean the same."""

import pytest

from library.briefs.vocabulary import service as current_vocabulary
from library.editing.drafts import service as desk
from library.search import indexing
from library.security.permissions import Role
from library.transfer import seeding
from library.transfer.imports import service as imports
from library.transfer.imports.models import Deed
from tests import builders
from tests.browser import Browser

MERGE = "/staff/vocabulary/approach/youth-work/merge"
NEW = "/staff/vocabulary/new"
WORDS = {"label": "Boxing gyms", "definition": "Boxing with a youth worker.", "lay_words": "boxercise\r\nsparring"}


@pytest.fixture
def admin(app, services):
    return Browser(app, builders.person(services, Role.ADMIN))


def found(client, question):
    return sorted(result["slug"] for result in client.get(f"/api/v1/search?{question}").json["results"])


@pytest.fixture
def tagged(services, reviewer):
    """Give a library with a published brief of both terms, one of the old, one of neither, and a draft of the old."""
    builders.published(services, reviewer, "both", approaches=["youth-work", "mentoring"])
    builders.published(services, reviewer, "old", approaches=["youth-work"])
    builders.published(services, reviewer, "neither", approaches=["cctv"] if "cctv" in ids(services) else ["sport"])
    desk.start(services, reviewer, {"title": "Half", "approaches": ["youth-work"]}, "draft")
    return services


def ids(services):
    return {term.id for term in current_vocabulary.read(services).terms("approach")}


def test_the_page_says_how_many_briefs_would_follow(admin, tagged):
    page = admin.get(MERGE).text
    assert "2 published briefs and 1 draft are tagged with it." in page
    assert 'value="youth-work"' not in page


def test_briefs_drafts_search_and_old_addresses_follow_a_merged_term(admin, client, tagged, reviewer):
    label = current_vocabulary.read(tagged).label("approach", "youth-work")
    assert admin.send(MERGE, {"into": "mentoring"}).status_code == 303
    assert client.get("/briefs/both.json").json["approaches"] == ["mentoring"]
    assert client.get("/briefs/old.json").json["approaches"] == ["mentoring"]
    assert desk.open_draft(tagged, reviewer, 4).content["approaches"] == ["mentoring"]
    assert found(client, "approach=mentoring") == found(client, "approach=youth-work") == ["both", "old"]
    answer = client.get("/approaches/youth-work")
    assert (answer.status_code, answer.location) == (301, "/approaches/mentoring")
    assert indexing.differing(tagged) == {}
    assert "youth-work" not in ids(tagged)
    assert label in current_vocabulary.read(tagged).find("approach", "mentoring").lay_words


def test_a_merge_of_what_was_merged_into_leads_all_the_way(admin, client, tagged):
    admin.send(MERGE, {"into": "mentoring"})
    admin.send("/staff/vocabulary/approach/mentoring/merge", {"into": "sport"})
    assert client.get("/approaches/youth-work").location == "/approaches/sport"
    assert found(client, "approach=youth-work") == found(client, "approach=sport")


def test_every_brief_that_followed_is_in_the_record(admin, tagged):
    admin.send(MERGE, {"into": "mentoring"})
    with tagged.store.reading() as database:
        rows = database.exec_driver_sql("SELECT object FROM audit WHERE action = 'retag'").all()
        merged = database.exec_driver_sql("SELECT object FROM audit WHERE action = 'merge term'").all()
    assert sorted(rows) == [("brief 1",), ("brief 2",), ("brief 4",)]
    assert merged == [("term approach/youth-work > mentoring",)]


def test_two_clicks_merge_once(admin, tagged):
    page = admin.get(MERGE)
    assert [admin.send(MERGE, {"into": "mentoring"}, page).status_code for _ in range(2)] == [303, 303]
    with tagged.store.reading() as database:
        assert database.exec_driver_sql("SELECT count(*) FROM audit WHERE action = 'merge term'").scalar() == 1


@pytest.mark.parametrize("into", ["", "youth-work", "no-such-term", "street", "é\0"])
def test_a_term_is_merged_only_into_another_of_its_kind(admin, tagged, into):
    answer = admin.send(MERGE, {"into": into})
    assert answer.status_code == 400
    assert "Choose another term of the same kind to merge this one into." in answer.text
    assert "youth-work" in ids(tagged)


def test_places_and_outcomes_follow_too(admin, client, services, reviewer):
    builders.published(services, reviewer, "here", place="england", places=["uk"])
    admin.send("/staff/vocabulary/place/england/merge", {"into": "uk"})
    admin.send("/staff/vocabulary/outcome/any-violence/merge", {"into": "serious-violence"})
    data = client.get("/briefs/here.json").json
    assert (data["place"], data["places"]) == ("uk", ["uk"])
    assert [row["outcome"] for row in data["outcomes"]][-1] == "serious-violence"


def test_what_was_merged_does_not_come_back_with_the_seeds_or_an_import(admin, tagged):
    admin.send(MERGE, {"into": "mentoring"})
    assert seeding.load_vocabulary(tagged) == 0
    assert "youth-work" not in ids(tagged)
    plan = imports.plan(tagged, [builders.content("old", approaches=["youth-work"])])
    assert [line.deed for line in plan.lines] == [Deed.SAME]


def test_a_new_term_can_be_used_at_once(admin, client, services, reviewer):
    group = next(current_vocabulary.read(services).terms("approach_group")).id
    answer = admin.send(NEW, WORDS | {"scheme": "approach", "group": group})
    assert answer.location == "/staff/vocabulary#approach-boxing-gyms"
    builders.published(services, reviewer, "ring", approaches=["boxing-gyms"])
    assert found(client, "approach=boxing-gyms") == ["ring"]
    assert "Boxing gyms" in client.get("/approaches/boxing-gyms").text
    assert "sparring" in admin.get("/staff/vocabulary").text


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"scheme": ""}, "scheme"),
        ({"scheme": "approach_group"}, "scheme"),
        ({"scheme": "approach", "group": ""}, "group"),
        ({"scheme": "place", "label": ""}, "label"),
        ({"scheme": "place", "label": "!!!"}, "label"),
        ({"scheme": "place", "label": "Leicester"}, "label"),
        ({"scheme": "place", "definition": ""}, "definition"),
    ],
)
def test_a_term_that_cannot_be_added_says_why_and_stays_typed(admin, changes, field):
    answer = admin.send(NEW, WORDS | changes)
    assert answer.status_code == 400
    assert f'id="{field}-error"' in answer.text
    assert "boxercise" in answer.text


def test_only_admins_add_or_merge(staff, tagged):
    assert staff.get(NEW).status_code == staff.get(MERGE).status_code == 403


def test_a_term_or_kind_that_is_not_there_has_no_page(admin):
    assert admin.get("/staff/vocabulary/approach/nothing/merge").status_code == 404
    assert admin.get("/staff/vocabulary/approach_group/police-and-justice/merge").status_code == 404
