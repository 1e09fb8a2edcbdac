"""Changing briefs together in a browser: tick, look, go back, change, undo."""

from datetime import timedelta

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import Visiting
from tests.journeys.sites import Site


@pytest.mark.slow("walks nine pages of a library of its own")
def test_a_preview_is_there_again_after_back_and_a_change_is_undone(own_library: Site, visit: Visiting):
    page = visit("admin", viewport={"width": 360, "height": 740}).page
    heading = page.get_by_role("heading", level=1)
    page.goto("/staff/briefs/bulk?all=yes&words=mentoring")
    page.get_by_label("New review date").fill("2020-01-01")
    page.get_by_role("button", name="Preview the new date").click()
    expect(heading).to_have_text("What this would change")
    expect(page.get_by_text("No brief would change.")).to_be_visible()
    page.go_back()
    expect(page.get_by_label("New review date")).to_be_visible()
    soon = own_library.services.today() + timedelta(days=30)
    page.get_by_label("New review date").fill(soon.isoformat())
    page.get_by_role("button", name="Preview the new date").click()
    page.get_by_role("button", name="Change ").click()
    expect(heading).to_have_text("Changed together")
    page.go_back()
    expect(heading).to_have_text("What this would change")
    page.go_forward()
    page.get_by_role("button", name="Undo this change").click()
    expect(page.get_by_role("status")).to_contain_text("Undone on")
