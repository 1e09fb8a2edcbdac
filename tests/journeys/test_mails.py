"""How mails look in a browser: each kind fits a phone and axe finds nothing, light, dark, and without its style block."""

import re

import pytest
from playwright.sync_api import Browser

from tests.journeys.looks import COLOURS, RULES, TOO_WIDE, findings
from tests.mail.mails import one_of_each

MAILS = one_of_each()


@pytest.mark.parametrize("name", MAILS)
def test_a_mail_fits_and_axe_finds_nothing(browser: Browser, name: str):
    html = MAILS[name].html
    plain = re.sub(r"<style.*?</style>", "", html, flags=re.DOTALL)
    found = {}
    page = browser.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    for scheme, shown in (("light", html), ("dark", html), ("no style block", plain)):
        page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
        page.set_content(shown)
        for width in (320, 600):
            page.set_viewport_size({"width": width, "height": 800})
            found[scheme, width] = findings(page, COLOURS if scheme == "dark" else RULES) + page.evaluate(TOO_WIDE)
    page.close()
    assert {where: what for where, what in found.items() if what} == {}
    assert asked == []
