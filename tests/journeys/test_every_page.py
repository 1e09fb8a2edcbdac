"""What holds on every kind of page: axe finds nothing, it fits, the focus shows, it is light, it speaks any language.

`make test` opens a page or two of each feature for readers, and a page of each sort for staff, once and asks it what a
new page gets wrong most easily, as narrow as the narrowest phone; the deeper tests open every page. The pages of MODES, and in the
deeper tests all pages, are asked everything: on a wide screen, with large text, in
the dark, in forced colours, by keyboard, and as a phone sees them that has nothing of them yet.
"""

import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Literal
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from tests.journeys.conftest import soon
from tests.journeys.looks import (
    BLOCKING,
    BY_KEY,
    COLOURS,
    COLOURS_ON_A_PHONE,
    ESCAPED,
    MOVED,
    NARROW,
    RULES,
    STRUCTURE,
    TOO_WIDE,
    UNSEEN,
    findings,
)
from tests.journeys.places import EVERY, IN_A_LANGUAGE, READERS, at, in_language
from tests.journeys.sites import Site, Visitor
from tests.journeys.walkers import Walker

FIRST_STOPS = 12
MOST_BYTES = 100_000
ELSEWHERE = {"mail", "mail of harm", "recovery codes", "form expired"}
"""Mails are in English for now; the other two are answers that a browser does not ask for again."""
RIGHT_TO_LEFT = {
    "help now",
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
SOON_RIGHT_TO_LEFT = {"help now", "desk"}
"""Seen from right to left in `make test` already."""
MODES = {
    "home",
    "good results",
    "help now",
    "send form with errors",
    "desk",
}
"""A page of each sort, which are asked everything in `make test` already."""
STAFF_SOON = {
    "use",
    "edit with errors",
    "conflict",
    "one that was sent to us",
    "what would change",
    "person",
}
"""Pages for staff, one of each sort, that `make test` opens, beside those of MODES."""
READERS_LATER = {
    "all briefs",
    "not known yet",
    "how others do it",
    "early learning",
    "what works for a role",
    "nothing fits",
    "easy read drafts",
    "late replies",
    "asks to a body",
    "suggest an ask with errors",
    "closed opportunities",
    "propose an opportunity with errors",
    "challenge a rating with errors",
    "ask for a reply with errors",
    "withdraw your words with errors",
    "your words are withdrawn",
    "check your mail for what you wrote",
    "what you wrote is deleted",
    "complaints",
    "cookies",
    "mail stopped",
    "from other libraries",
    "mistake form",
    "mistake kept",
    "one to compare",
    "send a list with errors",
    "list sent",
    "first bid, nothing chosen",
    "bid from the table",
    "bid to check with errors",
    "old version",
    "sign-in",
    "forgotten password",
    "code",
    "mail of harm",
    "local project",
    "who must act",
    "about",
    "house rules",
    "privacy",
    "challenges",
    "code for other websites",
    "no paper yet",
    "empty reading list",
    "first bid, who for",
    "first bid, ready",
    "sent",
    "subscription asked",
    "stop mail",
    "past digests",
    "document for readers",
    "tell us about a project with errors",
    "bid checked",
    "withdraw these words",
    "sign-in with errors",
    "help before results",
    "field notes",
    "reply with errors",
    "subscription",
    "form expired",
    "mistake form with errors",
    "recovery codes",
    "facts and figures",
    "large print",
    "question answered",
    "sent newsletter",
    "what does not work",
    "weak results",
    "questions answered",
    "paper for a meeting",
    "what works as a picture",
    "setting up the second step",
    "what you wrote",
    "brief of another library",
    "measures",
    "field note",
    "accessibility",
    "welcome",
    "history",
    "contact",
    "measure",
    "withdrawn brief",
    "short message",
    "reply by a link that doesn't work",
    "newsletters",
    "what changed",
    "documents",
    "translation with errors",
    "import a translation with errors",
    "design",
}
"""Pages that the deeper tests open: of another template of the same feature, or of the same fields and words."""
SOON = {*READERS, *MODES, *IN_A_LANGUAGE, *STAFF_SOON} - READERS_LATER

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
    made = Walker(spoken_library, browser, "narrow")
    yield made
    made.close()


@pytest.mark.slow("a real browser opens the page and is asked five things about it")
@pytest.mark.parametrize("place", soon(EVERY, SOON))
def test_a_page_holds_what_every_page_holds(place: str, spoken_walker: Walker):
    with spoken_walker.at(place, "" if place in ELSEWHERE else "cy") as visitor:
        page = visitor.page
        rules = RULES if place in IN_A_LANGUAGE else STRUCTURE
        hold([*narrow(page, rules), *in_focus(page), *spoken(page, place)])


@pytest.mark.slow("a real browser is asked everything about the page, and axe looks at it four times")
@pytest.mark.parametrize("place", soon([each for each in EVERY if each not in IN_A_LANGUAGE], MODES))
def test_a_page_holds_it_in_every_mode(place: str, walker: Walker):
    with walker.at(place) as visitor:
        page, phone = visitor.page, FirstView(walker.on_a_phone(), visitor.page.url)
        hold([*coloured(page), *in_focus(page, "dark"), *by_key(page), *large(page), *phone.told()])
        walker.as_before()


@pytest.mark.slow("a real browser opens the page twice")
@pytest.mark.parametrize("place", soon(sorted(RIGHT_TO_LEFT), SOON_RIGHT_TO_LEFT))
def test_a_page_fits_from_right_to_left(place: str, spoken_walker: Walker):
    with spoken_walker.at(place) as visitor:
        hold([*mirrored(visitor.page)])


def hold(told: list[tuple[str, object]]) -> None:
    wrong = [f"{what}: {found}" for what, found in told if found]
    assert not wrong, "\n".join(wrong)


def narrow(page: Page, rules: dict[str, Any]) -> Found:
    """Look at a page on the narrowest phone, apart from its colours if other tests look at them."""
    yield "axe", findings(page, rules)
    yield "sticks out on a phone", page.evaluate(TOO_WIDE)


def coloured(page: Page) -> Found:
    """Look at a page on a wide screen in light, dark and forced colours, and on a phone."""
    yield "axe", findings(page)
    page.emulate_media(color_scheme="dark")
    yield "axe in the dark", findings(page, COLOURS)
    page.emulate_media(color_scheme="light", forced_colors="active")
    yield "axe in forced colours", findings(page, COLOURS)
    page.emulate_media(color_scheme="light", forced_colors="none")
    page.set_viewport_size(NARROW)
    yield "axe on a phone", findings(page, COLOURS_ON_A_PHONE)
    yield "sticks out on a phone", page.evaluate(TOO_WIDE)


def large(page: Page) -> Found:
    """Look at a page with text twice as large."""
    page.set_viewport_size({"width": 640, "height": 800})
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    yield "sticks out when text is twice as large", page.evaluate(TOO_WIDE)


def in_focus(page: Page, scheme: Literal["light", "dark"] = "light") -> Found:
    """Go from stop to stop: each shows that it has the focus."""
    if scheme == "dark":
        page.emulate_media(color_scheme=scheme)
    page.keyboard.press("Tab")
    stops, *unseen = page.evaluate(UNSEEN)
    yield f"focus unseen when {scheme}", unseen
    yield f"nothing takes the focus when {scheme}", not stops


def by_key(page: Page) -> Found:
    """Press the Tab key: it leads on."""
    stops, *_ = page.evaluate(UNSEEN)
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
    """See a page as a browser of another language shows it, again if it took steps in English to get there."""
    if place not in ELSEWHERE:
        if not isinstance(EVERY[place], at):
            again_in(page, "cy")
        expect(page.locator("html")).to_have_attribute("lang", "cy")
        yield "goes round the catalogues", page.evaluate(ESCAPED)


NUMBERS_TURNED_ROUND = """() => [...document.querySelectorAll("a[href^='tel:']")]
    .filter((link) => getComputedStyle(link).direction !== (/\\p{L}/u.test(link.textContent) ? "rtl" : "ltr"))
    .map((link) => link.textContent)"""
"""Groups of digits change places where a line runs from right to left, unless a number is held together; words beside a
number keep their own order.
"""


def mirrored(page: Page) -> Found:
    """See the page again on a phone in a language that is written from right to left."""
    again_in(page, "ar")
    expect(page.locator("html")).to_have_attribute("dir", "rtl")
    yield "too wide from right to left", page.evaluate("document.documentElement.scrollWidth") > NARROW["width"]
    yield "sticks out from right to left", page.evaluate(TOO_WIDE)
    yield "phone numbers from right to left", page.evaluate(NUMBERS_TURNED_ROUND)
    yield "axe from right to left", findings(page)


def again_in(page: Page, language: str) -> None:
    """See a page again in a language: the browser's, or on pages for staff the one that the address names."""

    def named(route: Route) -> None:
        route.continue_(url=in_language(route.request.url, language))

    page.set_extra_http_headers({"Accept-Language": language})
    if urlsplit(page.url).path.startswith("/staff/"):
        page.route(lambda address: address == page.url.partition("#")[0], named)
        page.reload()
        page.unroute_all()
    else:
        page.reload()
