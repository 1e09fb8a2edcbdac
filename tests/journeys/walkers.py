"""Visitors who stay for many pages: a new browser context costs a second, a further page in it a tenth of that."""

from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Browser

from tests.journeys.conftest import PHONE, member
from tests.journeys.looks import WIDE
from tests.journeys.places import open_place, role_in
from tests.journeys.sites import Site, Visitor

SCREENS = {"wide": {"viewport": WIDE}, "phone": {"viewport": {"width": 375, "height": 667}} | PHONE}
LEFT = "/healthz"
"""A page without any script, from which what the last one kept is cleared."""
CLEAN = "localStorage.clear(); sessionStorage.clear();"


class Walker:
    """Somebody with a desk and a phone who looks at one place after the other, each time as a new person."""

    def __init__(self, site: Site, browser: Browser) -> None:
        self.site, self.browser = site, browser
        self._screens: dict[str, Visitor] = {}

    def screen(self, name: str) -> Visitor:
        """Return the visitor with this screen, who may have been elsewhere before."""
        if name not in self._screens:
            context = self.browser.new_context(base_url=self.site.address, **SCREENS[name])
            self._screens[name] = Visitor(context)
        return self._screens[name]

    @contextmanager
    def at(self, place: str) -> Iterator[Visitor]:
        """Open a place on the wide screen; at the end hold that no browser's console complained."""
        visitor = self.screen("wide")
        if role := role_in(place):
            self.site.sign_in(visitor.context, member(self.site, role))
        try:
            open_place(place, self.site, visitor.page)
            yield visitor
            complaints = [said for each in self._screens.values() for said in each.console()]
            assert not complaints, complaints
            self._forget()
        except BaseException:
            self.close()
            raise

    def on_a_phone(self) -> Visitor:
        """Return the phone of the person who has the wide screen: it knows the same sessions and nothing else."""
        phone = self.screen("phone")
        phone.context.add_cookies(self.screen("wide").context.cookies())  # type: ignore[arg-type]
        return phone

    def _forget(self) -> None:
        for name, visitor in self._screens.items():
            visitor.page.goto(LEFT)
            visitor.page.evaluate(CLEAN)
            visitor.context.clear_cookies()
            visitor.page.set_extra_http_headers({})
            visitor.page.emulate_media(color_scheme=None, forced_colors=None)
            visitor.page.set_viewport_size(SCREENS[name]["viewport"])
            visitor.forget()

    def close(self) -> None:
        """Close every session; the next person asked for is new."""
        for visitor in self._screens.values():
            visitor.context.close()
        self._screens.clear()
