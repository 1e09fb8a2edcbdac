"""Changing many briefs at once: looked at before, done together, undone, and never over what somebody else did."""

import re

import pytest
import sqlalchemy as sa

from library.briefs import repository as briefs
from library.db.tables import audit
from library.editing.drafts import service as desk
from library.security.permissions import Role
from tests import builders
from tests.browser import Browser

BULK = "/staff/briefs/bulk"
DAY = "2027-05-01"


@pytest.fixture
def ids(services, reviewer):
    """Give two published briefs that somebody looks after."""
    return [
        builders.published(services, reviewer, name, title=name.capitalize(), owner_role="Arts lead")
        for name in ("choirs", "murals")
    ]


def text(page):
    return " ".join(re.sub(r"<[^>]*>", " ", page.text[page.text.index("<main") :]).split())


def look(browser, ids, what="check_by", **typed):
    """Tick briefs at the desk and look at what a change would do to them."""
    return browser.get(f"{BULK}/preview", query_string={"what": what, "brief": ids} | typed)


def do(browser, page):
    """Do what a page of a change offers, and give the page that tells what became of it."""
    return browser.get(browser.send(BULK, {}, page).location)


def undo(browser, page):
    path = re.search(rf"{BULK}/\d+/undo", page.text)[0]
    return browser.get(browser.press(path, page).location)


def shown(services, slug="choirs"):
    with services.store.reading() as database:
        return briefs.find(database, slug)


def deeds(services):
    with services.store.reading() as database:
        return list(database.scalars(sa.select(audit.c.action).order_by(audit.c.id.desc()).limit(3)))


def test_a_review_date_is_looked_at_changed_and_undone(staff, services, ids):
    before = shown(services)
    page = look(staff, ids, check_by=DAY)
    assert "2 briefs would change" in text(page)
    assert "22 November 2027 Afterwards: 1 May 2027" in text(page)
    assert shown(services) == before
    done = do(staff, page)
    assert "2 briefs changed" in text(done)
    assert (str(shown(services).brief.check_by), shown(services).version) == (DAY, before.version + 1)
    assert deeds(services) == ["bulk edit", "bulk change", "bulk change"]
    assert "2 briefs are as they were" in text(undo(staff, done))
    assert shown(services).brief == before.brief
    assert "Undo this change" not in staff.get(done.request.path).text


@pytest.mark.parametrize(
    ("what", "typed", "field", "value"),
    [
        ("add_tag", {"tag": "settings school"}, "settings", ("street", "school")),
        ("remove_tag", {"tag": "ages 10-13"}, "ages", ("14-17",)),
        ("owner_role", {"owner_role": "Arts lead"}, "owner_role", "Arts lead"),
    ],
)
def test_tags_and_owners_are_changed_and_put_back(staff, services, reviewer, ids, what, typed, field, value):
    builders.published(services, reviewer, "street-games")
    three = [*ids, shown(services, "street-games").id]
    before = shown(services, "street-games").brief
    done = do(staff, look(staff, three, what, **typed))
    assert getattr(shown(services, "street-games").brief, field) == value
    undo(staff, done)
    assert shown(services, "street-games").brief == before


def test_a_withdrawal_needs_a_reason_and_is_undone(staff, services, client, ids):
    page = look(staff, ids, "withdraw")
    assert page.status_code == 400
    assert 'href="#reason"' in page.text
    done = do(staff, look(staff, ids, "withdraw", reason="Out of date."))
    assert "Out of date." in client.get("/briefs/choirs").text
    assert client.get("/briefs/choirs").status_code == 410
    undo(staff, done)
    assert client.get("/briefs/choirs").status_code == 200


def test_what_somebody_else_changes_in_between_is_left_alone_and_told(staff, services, reviewer, ids):
    other = builders.person(services, email="other@example.org")
    page = look(staff, ids, check_by=DAY)
    _edit(services, other, ids[0])
    done = do(staff, page)
    assert "Choirs Reviewer Example changed it after you looked. It was left as it is." in text(done)
    assert "1 brief changed" in text(done)
    _edit(services, other, ids[1])
    undone = undo(staff, done)
    assert "Murals Reviewer Example changed it since. It was left as it is." in text(undone)
    assert str(shown(services, "murals").brief.check_by) == DAY


def _edit(services, person, brief_id):
    draft = desk.open_draft(services, person, brief_id)
    desk.save(services, person, brief_id, draft.content | {"costs": "Ten pounds."}, draft.lock)


def test_each_brief_that_can_not_be_changed_says_why(staff, services, reviewer, ids):
    _edit(services, reviewer, ids[0])
    waiting = desk.start(services, reviewer, {"title": "A thought"}, "one").brief_id
    page = text(look(staff, [*ids, waiting], check_by="2031-01-01"))
    assert "Choirs It&#39;s being edited (last saved by Reviewer Example)." in page
    assert "Murals Check again by: choose a day at most 24 months after it was checked" in page
    assert "1 brief would change A thought" in page.replace("Brief Now Afterwards ", "")
    assert "Readers don&#39;t see it" in text(look(staff, [waiting], "withdraw", reason="Wrong."))


def test_a_contributor_changes_their_own_drafts_only(contributor, services, reviewer, ids):
    own = desk.start(services, builders.person(services, Role.CONTRIBUTOR), {"title": "Mine"}, "one").brief_id
    page = look(contributor, [*ids, own], "owner_role", owner_role="Arts lead")
    assert "1 brief would change" in text(page)
    assert text(page).count("Only a reviewer can change what readers see") == 2
    do(contributor, page)
    assert desk.open_draft(services, reviewer, own).content["owner_role"] == "Arts lead"
    assert look(contributor, ids, "withdraw", reason="Wrong.").status_code == 403


def test_a_change_is_undone_by_the_one_who_made_it_only_and_once(app, staff, services, ids):
    done = do(staff, look(staff, ids, check_by=DAY))
    other = Browser(app, builders.person(services, email="other@example.org"))
    assert other.get(done.request.path).status_code == 404
    page = staff.get(done.request.path)
    assert [undo(staff, page).status_code for _ in range(2)] == [200, 200]
    assert shown(services).version == 3


def test_all_that_the_list_is_narrowed_to_can_be_changed(staff, ids):
    page = staff.get(BULK, query_string={"all": "yes", "words": "choir"})
    assert "You ticked 1 brief." in text(page)
    assert "Tick at least one brief." in staff.get(BULK).text
