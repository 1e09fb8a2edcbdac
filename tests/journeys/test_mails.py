"""How mails look in a browser: each kind fits a phone and axe finds nothing, light, dark, and without its style block."""

import re
from collections.abc import Iterator
from typing import Any, Literal

import pytest
from playwright.sync_api import Browser, Page, Request

from library.briefs.ratings import Kind
from tests.journeys.conftest import soon
from tests.journeys.looks import COLOURS, ON_A_PHONE, RULES, TOO_WIDE, findings
from tests.mail.mails import NAMES, PICTURE, one_of_each

Look = tuple[Literal["light", "dark"], int, dict[str, Any]]
WITH_STYLE: tuple[Look, ...] = (("light", 600, RULES), ("dark", 600, COLOURS), ("light", 320, ON_A_PHONE))
WITHOUT: tuple[Look, ...] = (("light", 600, COLOURS), ("light", 320, ON_A_PHONE))
"""What is asked of a mail whose style block a mail program has dropped; what it consists of is the same."""
SOON = {str(Kind.WHAT_WORKS), "digest", "newsletter", "note"}
"""A mail of each sort: those of other briefs are laid out alike."""


@pytest.fixture(scope="module")
def page(browser: Browser) -> Iterator[Page]:
    """Open one page for all mails: each new one costs a second."""
    made = browser.new_page()
    yield made
    made.close()


@pytest.mark.slow("axe looks at the mail three times")
@pytest.mark.parametrize("name", soon(NAMES, SOON))
def test_a_mail_fits_and_axe_finds_nothing(page: Page, name: str):
    hold(page, name, one_of_each()[name].html, WITH_STYLE)


@pytest.mark.parametrize("name", soon(NAMES, SOON))
def test_a_mail_fits_without_its_style_block(page: Page, name: str):
    hold(page, name, re.sub(r"<style.*?</style>", "", one_of_each()[name].html, flags=re.DOTALL), WITHOUT)


def hold(page: Page, name: str, html: str, looks: tuple[Look, ...]) -> None:
    found = {}
    asked: list[str] = []

    def note(request: Request) -> None:
        asked.append(request.url)

    page.on("request", note)
    page.set_content(html)
    for scheme, width, rules in looks:
        page.emulate_media(color_scheme=scheme)
        page.set_viewport_size({"width": width, "height": 800})
        found[scheme, width] = findings(page, rules) + page.evaluate(TOO_WIDE)
    page.remove_listener("request", note)
    assert {where: what for where, what in found.items() if what} == {}
    assert set(asked) == ({PICTURE} if name == "newsletter" else set())
