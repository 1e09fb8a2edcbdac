"""Submitting forms in a browser: which there are on a page, how one is filled in and sent, and what became of it."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any
from urllib.parse import urljoin, urlsplit

from flask import Flask
from playwright.sync_api import ElementHandle, Page, Response, expect
from werkzeug.exceptions import HTTPException

Key = tuple[str, str]
"""A form and its button: the endpoint that takes it, and the first word of what the button says to it."""


Forms = dict[Key, str]
"""Which forms there are, and on which page each was seen first."""


UNFOLD = """(one) => {
    for (let at = one; at; at = at.parentElement) if (at.tagName === "DETAILS") at.open = true;
    return one.type;
}"""
"""Opens what a control is folded into, and gives which kind of control it is."""


MARK = """(one) => {
    if (!one.formTarget && !one.form.target) document.documentElement.dataset.left = "yes";
}"""
LEFT = "[data-left]"
"""Marks the page that a form leads away from, unless it opens another, so that the next one is waited for."""


SENT_BY_SCRIPT = {"/staff/upload", "/staff/import"}
"""Forms with a file that the page itself sends, to show how far it is."""


@dataclass(frozen=True)
class Button:
    """A button that submits a form with POST: where it stands among all buttons of the page, and where it leads."""

    place: int
    address: str
    value: str


PIECES = re.compile(r"</?form\b[^>]*>|<button\b[^>]*>")
"""All that is looked at of a page, of which the rest would take long to parse."""


class _Buttons(HTMLParser):
    def __init__(self, html: str) -> None:
        super().__init__()
        self.forms: dict[str, dict[str, str]] = {}
        self.inside: dict[str, str] = {}
        self.pressed: list[tuple[dict[str, str], dict[str, str]]] = []
        self.feed("".join(PIECES.findall(html)))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        about = {name: value or "" for name, value in attrs}
        if tag == "form":
            self.inside = about
            self.forms[about.get("id", "")] = about
        elif tag == "button":
            self.pressed.append((about, self.inside))

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self.inside = {}


def buttons(html: str, place: str) -> Iterator[Button]:
    """Give the buttons of a page that submit a form with POST, apart from those that nobody sees."""
    read = _Buttons(html)
    for number, (about, around) in enumerate(read.pressed):
        form = read.forms.get(about["form"], {}) if "form" in about else around
        hidden = about.get("aria-hidden") == "true" or about.get("type") == "button"
        if form.get("method", "").lower() == "post" and not hidden:
            action = about.get("formaction") or form.get("action") or place
            yield Button(number, urljoin(place, action), about.get("value", ""))


@dataclass(frozen=True)
class Step:
    """Submit one form: who does it, on which page (none: where they are), with which button; what must come of it."""

    who: str
    page: str
    endpoint: str
    verb: str = ""
    typed: Mapping[str, Any] = field(default_factory=dict)
    status: int = 303
    then: str = ""


class Walk:
    """A walk over the forms of the product."""

    def __init__(self, app: Flask, address: str, found: Forms | None = None) -> None:
        self.addresses = app.url_map.bind("")
        self.address = address
        self.found: Forms = found or {}
        self.sent: set[Key] = set()

    def key(self, button: Button) -> Key:
        """Name a button, and hold that its form goes to an address that takes one."""
        path = urlsplit(button.address).path
        try:
            endpoint, _ = self.addresses.match(path, method="POST")
        except HTTPException as error:
            raise AssertionError(f"no form can be sent to {path}") from error
        return endpoint, re.split(r"-|\d", button.value)[0]

    def look(self, html: str, place: str) -> None:
        """Note the forms of a page."""
        for button in buttons(html, place):
            self.found.setdefault(self.key(button), place)

    def take(self, page: Page, step: Step) -> None:
        """Submit a form and hold what came of it."""
        if step.page:
            page.goto(step.page)
        html, place = page.content(), urlsplit(page.url)._replace(scheme="", netloc="", fragment="").geturl()
        self.look(html, place)
        wanted = (step.endpoint, step.verb)
        button = next((each for each in buttons(html, place) if self.key(each) == wanted), None)
        assert button, f"{place} has no form for {wanted}"
        answer = _press(page, button, step.typed)
        assert answer.status == step.status, (step, answer.status, answer.url)
        assert answer.request.all_headers().get("origin") == self.address, step
        for other in page.context.pages[1:]:
            other.close()
        expect(page.locator(LEFT)).to_have_count(0)
        page.wait_for_load_state()
        if step.then:
            page.wait_for_url(re.compile(step.then))
        self.sent.add(wanted)


def _press(page: Page, button: Button, typed: Mapping[str, Any]) -> Response:
    one = page.locator("button").nth(button.place).element_handle()
    one.evaluate(UNFOLD)
    one.evaluate(MARK)
    form = one.evaluate_handle("(one) => one.form").as_element()
    assert form
    for name, value in typed.items():
        _fill(form, name, value)
    path = urlsplit(button.address).path

    def sent(answer: Response) -> bool:
        """Tell this form from what the page sends by itself: saves while somebody types, and a look at what was typed."""
        request = answer.request
        ours = request.method == "POST" and urlsplit(request.url).path == path
        return ours and (request.is_navigation_request() or path in SENT_BY_SCRIPT)

    with page.context.expect_event("response", sent) as answer:
        one.click()
    response: Response = answer.value
    return response


def _fill(form: ElementHandle, name: str, value: Any) -> None:
    one = form.query_selector(f"[name='{name}']")
    assert one, f"the form has no {name}"
    kind = one.evaluate(UNFOLD)
    if kind in {"checkbox", "radio"}:
        chosen = one if value is True else form.query_selector(f"[name='{name}'][value='{value}']")
        assert chosen, f"{name} cannot be {value}"
        chosen.check(force=True)
    elif kind == "select-one":
        one.select_option(value)
    elif kind == "file":
        one.set_input_files(value)
    else:
        one.fill(value)
