"""Staff prepare a digest in a browser, on a phone and on a wide screen: a line, an order, a time, a look, a test."""

import pytest
from playwright.sync_api import expect

from library.mail import queue as mails
from library.newsletters.digests import service as digests
from library.newsletters.subscriptions.models import Rhythm
from library.search import indexing
from tests import builders
from tests.journeys.conftest import Visiting, member, soon
from tests.journeys.looks import TOO_WIDE
from tests.journeys.sites import Site


@pytest.mark.slow("a digest is prepared from its plan to its test mail in a real browser")
@pytest.mark.parametrize("width", soon([320, 1280], {320}))
def test_staff_prepare_the_next_digest(own_library: Site, visit: Visiting, width: int):
    services, editor = own_library.services, member(own_library, "reviewer")
    digests.queue_due(services)
    builders.published(services, editor, "chess", title="Chess in the park")
    builders.published(services, editor, "boxing", title="Boxing at night")
    indexing.catch_up(services)
    visitor = visit("reviewer", viewport={"width": width, "height": 800})
    page = visitor.page
    page.goto("/staff/digests")
    assert page.evaluate(TOO_WIDE) == []
    weekly = page.locator("section", has=page.get_by_role("heading", name="The next weekly digest"))
    weekly.get_by_label("A line that comes first, if you like").fill("Two things to read.")
    weekly.get_by_label("place of New Chess in the park").fill("1")
    weekly.get_by_label("place of New Boxing at night").fill("2")
    when = weekly.get_by_label("When it goes out")
    when.fill(when.input_value().replace("T08:00", "T16:30"))
    with visitor.context.expect_page() as opening:
        weekly.get_by_role("button", name="See the mail").click()
    expect(opening.value.get_by_text("Two things to read.")).to_be_visible()
    opening.value.close()
    weekly.get_by_role("button", name="Keep this plan").click()
    expect(page.get_by_role("status")).to_have_text("The plan is kept.")
    expect(weekly).to_contain_text("16:30")
    with visitor.context.expect_page() as opening:
        weekly.get_by_role("button", name="See the mail").click()
    mail = opening.value
    expect(mail.get_by_role("heading", level=1)).to_have_text("What works: 2 new")
    expect(mail.get_by_role("heading", level=2)).to_have_text(["Chess in the park", "Boxing at night"])
    expect(mail.get_by_text("Two things to read.")).to_be_visible()
    assert mail.evaluate(TOO_WIDE) == []
    mail.close()
    weekly.get_by_label("Or as one subscriber: their address").fill("nobody@example.org")
    weekly.get_by_role("button", name="Send me a test").click()
    expect(page.get_by_role("alert")).to_contain_text("Nobody with this address gets this digest.")
    assert page.evaluate(TOO_WIDE) == []
    page.get_by_label("Or as one subscriber: their address").first.fill("")
    page.get_by_role("button", name="Send me a test").first.click()
    expect(page.get_by_role("status")).to_contain_text("Saved to the outbox folder")
    assert mails.send_due(services)
    outbox_files = list((services.settings.instance / "outbox").glob("*.eml"))
    assert [b"Test: What works: 2 new" in file.read_bytes() for file in outbox_files] == [True]
    assert Rhythm.WEEKLY.value not in {each.rhythm.value for each in digests.public(services)}
