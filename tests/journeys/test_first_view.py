"""What a first view costs a phone: bytes over the line, and whether anything moves while the page arrives."""

import json
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.journeys.conftest import PHONE, visiting
from tests.journeys.places import EVERY, open_place, role_in
from tests.journeys.sites import Site

pytestmark = pytest.mark.xdist_group("browser")
MOST_BYTES = 100_000
MOVED = """() => new Promise((tell) => {
    let moved = 0;
    new PerformanceObserver((seen) => seen.getEntries().forEach((one) => { moved += one.value; }))
        .observe({ type: "layout-shift", buffered: true });
    requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(() => tell(moved), 0)));
})"""
BLOCKING = """() => performance.getEntriesByType("resource")
    .filter((one) => one.renderBlockingStatus === "blocking" && !/\\.css/.test(one.name)).map((one) => one.name)"""


@dataclass
class View:
    page: Page
    bytes: int


@pytest.fixture(scope="module", params=EVERY)
def view(request: pytest.FixtureRequest, library: Site, browser: Browser) -> Iterator[View]:
    """Open one of each kind of page again with an empty cache, on a phone."""
    with visiting(library, browser) as send:
        visitor = send(role_in(request.param), viewport={"width": 375, "height": 667}, **PHONE)
        open_place(request.param, library, visitor.page)
        line = visitor.context.new_cdp_session(visitor.page)
        sizes: list[float] = []
        line.on("Network.loadingFinished", lambda said: sizes.append(said["encodedDataLength"]))
        line.send("Network.enable")
        line.send("Network.setCacheDisabled", {"cacheDisabled": True})
        visitor.page.goto(visitor.page.url.partition("#")[0], wait_until="networkidle")
        yield View(visitor.page, int(sum(sizes)))


def test_a_first_view_is_light_and_nothing_moves_or_waits_for_a_script(view: View, request: pytest.FixtureRequest):
    moved = view.page.evaluate(MOVED)
    if kept := os.environ.get("KEEP_FIRST_VIEWS"):
        with Path(kept).open("a", encoding="utf-8") as file:
            print(json.dumps({"page": view.page.url, "bytes": view.bytes, "moved": moved}), file=file)
    assert 2_000 < view.bytes <= MOST_BYTES
    assert moved < 0.005
    assert view.page.evaluate(BLOCKING) == []
