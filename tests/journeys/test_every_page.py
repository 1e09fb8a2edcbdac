"""What holds on every kind of page: axe finds nothing, it fits, the focus shows, it is light, it speaks any language.

One walk opens each kind of page once and asks it everything; axe's other modes are asked on the pages of MODES, and on
all the others in the deeper tests.
"""

import json
import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.journeys.looks import (
    BLOCKING,
    BY_KEY,
    COLOURS,
    ESCAPED,
    MOVED,
    NARROW,
    ON_A_PHONE,
    TOO_WIDE,
    UNSEEN,
    WIDE,
    findings,
)
from tests.journeys.places import EVERY
from tests.journeys.sites import Site, Visitor
from tests.journeys.walkers import Walker

FIRST_STOPS = 12
MOST_BYTES = 100_000
ELSEWHERE = {"mail", "mail of harm", "recovery codes", "form expired"}
"""Mails are in English for now; the other two are answers that a browser does not ask for again."""
RIGHT_TO_LEFT = {
    "home",
    "good results",
    "what works",
    "approach",
    "what works at a glance",
    "what works as a picture",
    "comparison",
    "reading list",
    "subscribe with errors",
    "sign-in with errors",
    "desk",
    "edit with errors",
    "draft from a document",
}
MODES = {
    "design",
    "home",
    "good results",
    "what works",
    "what works as a picture",
    "help now",
    "send form with errors",
    "desk",
    "edit with errors",
    "use",
}
"""The style page and a page of each sort, which axe sees in every mode in `make test` already."""

Found = Iterator[tuple[str, object]]


@pytest.fixture(scope="module")
def walker(library: Site, browser: Browser) -> Iterator[Walker]:
    """Return somebody who walks through the library."""
    made = Walker(library, browser)
    yield made
    made.close()


@pytest.fixture(scope="module")
def spoken_walker(spoken_library: Site, browser: Browser) -> Iterator[Walker]:
    """Return somebody who walks through the library that speaks two made-up languages beside English."""
    made = Walker(spoken_library, browser)
    yield made
    made.close()


@pytest.mark.slow("a real browser is asked a dozen things about the page")
@pytest.mark.parametrize("place", EVERY)
def test_a_page_holds_what_every_page_holds(place: str, spoken_walker: Walker):
    with spoken_walker.at(place) as visitor:
        page, phone = visitor.page, FirstView(spoken_walker.on_a_phone(), visitor.page.url)
        told = [*seen(page), *in_focus(page), *phone.told(), *spoken(page, place)]
    wrong = [f"{what}: {found}" for what, found in told if found]
    assert not wrong, "\n".join(wrong)


def seen(page: Page) -> Found:
    """Look at a page on a wide screen, on a phone, and with text twice as large."""
    yield "axe", findings(page)
    page.set_viewport_size(NARROW)
    yield "axe on a phone", findings(page, ON_A_PHONE)
    yield "sticks out on a phone", page.evaluate(TOO_WIDE)
    page.set_viewport_size({"width": 640, "height": 800})
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    yield "sticks out when text is twice as large", page.evaluate(TOO_WIDE)


def in_focus(page: Page) -> Found:
    """Go from stop to stop: each shows that it has the focus, and the Tab key leads on."""
    stops = 0
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        page.keyboard.press("Tab")
        stops, *unseen = page.evaluate(UNSEEN)
        yield f"focus unseen when {scheme}", unseen
        yield f"nothing takes the focus when {scheme}", not stops
    page.evaluate("document.activeElement.blur(); getSelection().removeAllRanges()")
    reached = []
    for _ in range(FIRST_STOPS):
        page.keyboard.press("Tab")
        reached.append(page.evaluate(BY_KEY))
    yield "the Tab key does not lead on", reached if len(set(reached)) <= min(FIRST_STOPS, stops) / 2 else None


class FirstView:
    """A phone that has nothing of the page yet opens it, while others look at it elsewhere."""

    def __init__(self, visitor: Visitor, address: str) -> None:
        self.visitor, self.sizes = visitor, list[float]()
        self.line = visitor.context.new_cdp_session(visitor.page)
        self.line.on("Network.loadingFinished", lambda said: self.sizes.append(said["encodedDataLength"]))
        self.line.send("Network.enable")
        self.line.send("Network.setCacheDisabled", {"cacheDisabled": True})
        visitor.page.goto(address.partition("#")[0], wait_until="commit")

    def told(self) -> Found:
        """Tell what came once nothing more comes: few bytes, nothing moved, nothing waited for a script."""
        page = self.visitor.page
        page.wait_for_load_state("networkidle")
        bytes_, moved = int(sum(self.sizes)), page.evaluate(MOVED)
        self.line.detach()
        if kept := os.environ.get("KEEP_FIRST_VIEWS"):
            with Path(kept).open("a", encoding="utf-8") as file:
                print(json.dumps({"page": page.url, "bytes": bytes_, "moved": moved}), file=file)
        yield "bytes of a first view", None if 2_000 < bytes_ <= MOST_BYTES else bytes_
        yield "moved while it arrived", None if moved < 0.005 else moved
        yield "waits for a script", page.evaluate(BLOCKING)


def spoken(page: Page, place: str) -> Found:
    """See the page again as a browser of another language shows it."""
    page.set_viewport_size(WIDE)
    page.emulate_media(color_scheme="light")
    if place not in ELSEWHERE:
        in_language(page, "cy")
        expect(page.locator("html")).to_have_attribute("lang", "cy")
        yield "goes round the catalogues", page.evaluate(ESCAPED)
    if place in RIGHT_TO_LEFT:
        page.set_viewport_size(NARROW)
        in_language(page, "ar")
        expect(page.locator("html")).to_have_attribute("dir", "rtl")
        yield "too wide from right to left", page.evaluate("document.documentElement.scrollWidth") > NARROW["width"]
        yield "sticks out from right to left", page.evaluate(TOO_WIDE)
        yield "axe from right to left", findings(page)


def in_language(page: Page, language: str) -> None:
    page.set_extra_http_headers({"Accept-Language": language})
    page.reload()


@pytest.mark.slow("axe looks at the page four times")
@pytest.mark.parametrize(
    "place", [place if place in MODES else pytest.param(place, marks=pytest.mark.deep) for place in EVERY]
)
def test_axe_finds_nothing_in_light_dark_forced_colours_and_on_a_phone(place: str, walker: Walker):
    with walker.at(place) as visitor:
        page = visitor.page
        found = {"light": findings(page)}
        page.emulate_media(color_scheme="dark")
        found["dark"] = findings(page, COLOURS)
        page.emulate_media(color_scheme="light", forced_colors="active")
        found["forced colours"] = findings(page, COLOURS)
        page.emulate_media(color_scheme="light", forced_colors="none")
        page.set_viewport_size(NARROW)
        found["phone"] = findings(page)
    assert {how: all for how, all in found.items() if all} == {}
