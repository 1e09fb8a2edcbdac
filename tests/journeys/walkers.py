"""Visitors who stay for many pages: a new browser context costs a second, a further page in it a tenth of that."""

from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Browser

from tests.journeys.conftest import PHONE, member
from tests.journeys.looks import NARROW, WIDE
from tests.journeys.places import open_place, role_in
from tests.journeys.sites import Site, Visitor

SCREENS = {
    "wide": {"viewport": WIDE},
    "narrow": {"viewport": NARROW},
    "phone": {"viewport": {"width": 375, "height": 667}} | PHONE,
}
LEFT = "/healthz"
"""A page without any script."""
CLEAN = """() => {
    localStorage.clear();
    sessionStorage.clear();
    return document.querySelector("[data-desk]") !== null;
}"""
"""Clears what pages kept; tells whether this one keeps something again when it is left, as the writing desk does."""


class Walker:
    """Somebody with a desk and a phone who looks at one place after the other, each time as a new person."""

    def __init__(self, site: Site, browser: Browser, screen: str = "wide") -> None:
        self.site, self.browser, self.main = site, browser, screen
        self._screens: dict[str, Visitor] = {}

    def screen(self, name: str) -> Visitor:
        """Return the visitor with this screen, who may have been elsewhere before."""
        if name not in self._screens:
            context = self.browser.new_context(base_url=self.site.address, **SCREENS[name])
            self._screens[name] = Visitor(context)
        return self._screens[name]

    @contextmanager
    def at(self, place: str, language: str = "") -> Iterator[Visitor]:
        """Open a place, in a language if it takes but an address; at the end hold that no browser's console complained."""
        visitor = self.screen(self.main)
        if role := role_in(place):
            self.site.sign_in(visitor.context, member(self.site, role))
        try:
            open_place(place, self.site, visitor.page, language)
            yield visitor
            complaints = [said for each in self._screens.values() for said in each.console()]
            assert not complaints, complaints
            self._forget()
        except BaseException:
            self.close()
            raise

    def on_a_phone(self) -> Visitor:
        """Return the phone of the person who has the other screen: it knows the same sessions and nothing else."""
        phone = self.screen("phone")
        phone.context.add_cookies(self.screen(self.main).context.cookies())  # type: ignore[arg-type]
        return phone

    def as_before(self) -> None:
        """Give the screen back the size and the colours that it had."""
        page = self.screen(self.main).page
        page.emulate_media(color_scheme=None, forced_colors=None)
        page.set_viewport_size(SCREENS[self.main]["viewport"])

    def _forget(self) -> None:
        for visitor in self._screens.values():
            if visitor.page.evaluate(CLEAN):
                visitor.page.goto(LEFT)
                visitor.page.evaluate(CLEAN)
            visitor.context.clear_cookies()
            visitor.page.set_extra_http_headers({})
            visitor.forget()

    def close(self) -> None:
        """Close every session; the next person asked for is new."""
        for visitor in self._screens.values():
            visitor.context.close()
        self._screens.clear()
