"""Pages that a reader keeps on their device open without a signal; nothing else is kept, and all of it goes again."""

from playwright.sync_api import Page, expect

from tests.journeys.conftest import Visiting

KEPT = "caches.has('kept').then((has) => has ? caches.open('kept').then((c) => c.keys()).then((k) => k.map((r) => new URL(r.url).pathname)) : [])"


def kept(page: Page) -> set[str]:
    """Return the pages that are kept, apart from what they look and work by."""
    return {path for path in page.evaluate(KEPT) if not path.startswith("/static")}


def test_kept_briefs_and_help_numbers_open_without_a_signal_and_nothing_else_does(visit: Visiting) -> None:
    visitor = visit(viewport={"width": 360, "height": 740})
    page = visitor.page
    page.goto("/reading-list?brief=mentoring")
    assert kept(page) == set()
    page.get_by_role("button", name="Keep on this device").click()
    expect(page.get_by_text("Saved. These pages now open without a signal.")).to_be_visible()
    assert kept(page) == {"/help-now", "/reading-list", "/briefs/mentoring"}
    page.goto("/about")
    page.goto("/help-now")
    visitor.expected.append("brief.js")  # a script that the page reads well without
    visitor.context.set_offline(True)
    page.reload()
    expect(page.get_by_role("link", name="Call 999")).to_be_visible()
    page.goto("/briefs/mentoring")
    expect(page.get_by_role("heading", level=1)).to_contain_text("mentoring")
    visitor.context.set_offline(False)
    page.goto("/help-now")
    page.get_by_role("button", name="Remove from this device").click()
    expect(page.get_by_text("Removed from this device.")).to_be_visible()
    assert kept(page) == set()
    assert page.evaluate("navigator.serviceWorker.getRegistrations().then((all) => all.length)") == 0
