"""Every word of the interface can be said in another language, on every kind of page, and from right to left."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from tests.journeys.conftest import copied, visiting
from tests.journeys.places import EVERY, open_place, role_in
from tests.journeys.sites import Site, opened
from tests.journeys.test_every_page import NARROW, TOO_WIDE, findings
from tests.web import languages

pytestmark = pytest.mark.xdist_group("browser")
ESCAPED = """() => {
    const content = "script, style, textarea, [translate=no], [hreflang], [lang^=en]";
    const worded = ["aria-label", "title", "placeholder", "alt", "label", "data-say"];
    const bare = (text, depth = 0) => {
        let left = "";
        for (const letter of text) {
            if (letter === "⟦") depth += 1;
            else if (letter === "⟧") depth -= 1;
            else if (!depth) left += letter;
        }
        return [left.trim(), depth];
    };
    const out = new Set();
    const told = [...document.querySelectorAll("[lang^=en], [translate=no], input")].map((one) => one.value || one.textContent);
    const quoted = /“[^”]*”/g, date = /\\d{1,2} \\p{L}+ \\d{4}(, \\d\\d:\\d\\d)?/gu;
    const note = (text, where) => {
        const left = text.replace(date, "").replace(quoted, "");
        const titled = where === "title" && told.some((words) => words.trim() === left);
        if (/\\p{L}{2}/u.test(left) && !titled) out.add(`${where}: ${left.slice(0, 90)}`);
    };
    const walker = document.createTreeWalker(document, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT);
    let depth = 0, left = "";
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
        const one = node.nodeType === 1 ? node : node.parentElement;
        if (one.closest(content)?.matches(":not(html)")) continue;
        if (node.nodeType === 3) {
            [left, depth] = bare(node.data, depth);
            note(left, one.localName + (one.className ? `.${one.getAttribute("class")}` : ""));
            continue;
        }
        const said = [...one.attributes].filter(({ name }) => worded.includes(name) || name.startsWith("data-say-"));
        said.forEach(({ name, value }) => note(bare(value)[0], `${one.localName}[${name}]`));
        if (one.matches("input[type=submit], input[type=button], meta[name=description]"))
            note(bare(one.value ?? one.content)[0], one.localName);
    }
    if (depth) out.add(`${depth} brackets are left open`);
    return [...out];
}"""

ELSEWHERE = {"mail", "mail of harm", "recovery codes", "form expired"}
"""Mails are in English for now; the other two are answers that a browser does not ask for again."""


@pytest.fixture(scope="module")
def library(stocked: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """Open one library that speaks two made-up languages."""
    folder = tmp_path_factory.mktemp("spoken")
    languages.write(folder / "languages", "cy", languages.LATIN)
    languages.write(folder / "languages", "ar", languages.ARABIC)
    with opened(copied(stocked, folder), languages=str(folder / "languages")) as site:
        yield site


def spoken_at(place: str, language: str, site: Site, page: Page) -> None:
    """Open a place as an English reader finds it, then see it as a browser of another language shows it."""
    open_place(place, site, page)
    page.set_extra_http_headers({"Accept-Language": language})
    page.reload()


@pytest.mark.parametrize("place", [place for place in EVERY if place not in ELSEWHERE])
def test_no_word_of_the_interface_goes_round_the_catalogues(place: str, library: Site, browser: Browser):
    with visiting(library, browser) as send:
        visitor = send(role_in(place))
        spoken_at(place, "cy", library, visitor.page)
        expect(visitor.page.locator("html")).to_have_attribute("lang", "cy")
        escaped = visitor.page.evaluate(ESCAPED)
        assert not escaped, "\n".join(escaped)


RIGHT_TO_LEFT = (
    "home",
    "good results",
    "what works",
    "approach",
    "evidence at a glance",
    "comparison",
    "reading list",
    "subscribe with errors",
    "sign-in with errors",
    "desk",
    "edit with errors",
    "draft from a document",
)


@pytest.mark.parametrize("place", RIGHT_TO_LEFT)
def test_a_page_from_right_to_left_fits_a_phone_and_axe_finds_nothing(place: str, library: Site, browser: Browser):
    with visiting(library, browser) as send:
        page = send(role_in(place), viewport=NARROW).page
        spoken_at(place, "ar", library, page)
        expect(page.locator("html")).to_have_attribute("dir", "rtl")
        assert page.evaluate("document.documentElement.scrollWidth") <= NARROW["width"]
        assert page.evaluate(TOO_WIDE) == []
        page.evaluate(Axe().axe_script)
        assert findings(page) == []
