"""Scripts under a path of the library's own, on a page in another language: what they fetch and where they lead."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Request, expect

from tests import languages
from tests.journeys.conftest import Visiting, copied, visiting
from tests.journeys.sites import Site, opened
from tests.journeys.test_staff import field


@pytest.fixture
def site(stocked: Path, tmp_path: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """Open a library under a prefix that speaks a made-up language."""
    spoken = languages.shared(tmp_path_factory, "cy")
    with opened(copied(stocked, tmp_path), languages=str(spoken), prefix="/library") as site:
        yield site


@pytest.fixture
def visit(site: Site, browser: Browser) -> Iterator[Visiting]:
    with visiting(site, browser) as send:
        yield send


def watched(page: Page) -> list[str]:
    """Return the addresses that a page asks for from now on."""
    asked: list[str] = []

    def note(request: Request) -> None:
        if not request.url.endswith("/favicon.ico"):
            asked.append(request.url)

    page.on("request", note)
    return asked


@pytest.mark.slow("opens a library of its own in a browser, for readers and staff")
def test_scripts_stay_under_the_prefix_and_in_the_language(site: Site, visit: Visiting) -> None:
    page = visit(viewport={"width": 1280, "height": 800}).page
    asked = watched(page)
    page.goto(f"{site.address}/?lang=cy")
    page.locator("#q").press_sequentially("Mentorin")
    expect(page.locator("#suggestions option[value=Mentoring]")).to_be_attached()
    page.locator("#q").evaluate("(box) => { box.value = 'Mentoring'; box.dispatchEvent(new Event('input')); }")
    expect(page).to_have_url(f"{site.address}/approaches/mentoring?lang=cy")
    page.goto(f"{site.address}/briefs/mentoring?lang=cy")
    page.locator("[data-keep]").press("Enter")
    expect(page.locator("[data-kept]")).not_to_be_empty()
    page.locator("[data-keep]").press("Enter")
    expect(page).to_have_url(f"{site.address}/reading-list?lang=cy&brief=mentoring")
    page.goto(f"{site.address}/search?q=cameras&lang=cy")
    page.locator(".pick input[value=cctv]").check()
    page.locator(".picks button[data-save]").click()
    expect(page).to_have_url(f"{site.address}/reading-list?lang=cy&brief=mentoring&brief=cctv")
    page.goto(f"{site.address}/reading-list?lang=cy")
    expect(page.locator(".entry")).to_have_count(2)
    assert [address for address in asked if not address.startswith(f"{site.address}/")] == []


@pytest.mark.deep
def test_a_draft_is_saved_while_typing_under_the_prefix(site: Site, visit: Visiting) -> None:
    page = visit("reviewer").page
    asked = watched(page)
    page.goto(f"{site.address}/staff/briefs/new?lang=cy")
    field(page, "title").fill("Choirs")
    expect(page).to_have_url(re.compile(re.escape(site.address) + r"/staff/briefs/\d+/edit\?lang=cy$"))
    page.reload()
    expect(field(page, "title")).to_have_value("Choirs")
    assert [address for address in asked if not address.startswith(f"{site.address}/")] == []
