"""How mails look in a browser: each kind fits a phone and axe finds nothing, light, dark, and without its style block."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, Request

from tests.journeys.looks import COLOURS, ON_A_PHONE, RULES, TOO_WIDE, findings
from tests.mail.mails import NAMES, PICTURE, one_of_each


@pytest.fixture(scope="module")
def page(browser: Browser) -> Iterator[Page]:
    """Open one page for all mails: each new one costs a second."""
    made = browser.new_page()
    yield made
    made.close()


@pytest.mark.parametrize("name", NAMES)
def test_a_mail_fits_and_axe_finds_nothing(page: Page, name: str):
    html = one_of_each()[name].html
    plain = re.sub(r"<style.*?</style>", "", html, flags=re.DOTALL)
    found = {}
    asked: list[str] = []

    def note(request: Request) -> None:
        asked.append(request.url)

    page.on("request", note)
    for scheme, shown in (("light", html), ("dark", html), ("no style block", plain)):
        page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
        page.set_content(shown)
        for width, rules in ((600, COLOURS if scheme == "dark" else RULES), (320, ON_A_PHONE)):
            page.set_viewport_size({"width": width, "height": 800})
            found[scheme, width] = findings(page, rules) + page.evaluate(TOO_WIDE)
    page.remove_listener("request", note)
    assert {where: what for where, what in found.items() if what} == {}
    assert set(asked) == ({PICTURE} if name == "newsletter" else set())
