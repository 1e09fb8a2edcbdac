"""Going back shows the very page one left, at once: where one was, and with what was chosen."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from tests.journeys.conftest import PHONE, WITH_WINDOWS, started, visiting
from tests.journeys.sites import Site

TELL = "addEventListener('pageshow', (shown) => { window.restored = shown.persisted; });"

OPENED = {
    "/search?q=mentoring&age=14-17": "/briefs/mentoring",
    "/approaches": "/approaches/mentoring",
    "/briefs/mentoring": "/about/method",
}
"""Which page is opened from which."""


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Start a Chromium that keeps pages to go back to, as the ones people use do. Without windows it keeps none."""
    with started(WITH_WINDOWS, ignore_default_args=["--disable-back-forward-cache"]) as browser:
        yield browser


@pytest.mark.deep
@pytest.mark.parametrize("left", OPENED)
def test_going_back_restores_the_page_as_it_was(library: Site, browser: Browser, left: str):
    opened = OPENED[left]
    with visiting(library, browser) as send:
        page = send(viewport={"width": 375, "height": 667}, **PHONE).page
        page.add_init_script(TELL)
        page.goto(left)
        page.evaluate("scrollTo(0, 600)")
        place = page.evaluate("scrollY")
        page.evaluate("(address) => location.assign(address)", opened)
        page.wait_for_url(f"**{opened}", wait_until="load")
        page.evaluate("history.back()")
        page.wait_for_url(f"**{left}", wait_until="commit")
        page.wait_for_function("window.restored !== undefined")
        assert page.evaluate("window.restored") is True
        assert page.evaluate("scrollY") == place > 0
